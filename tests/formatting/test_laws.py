"""What holds of every text: twice is once, the meaning stays, and so does every comment."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.diagnostics import Findings, KnowledgeError
from engine.files import read_files
from engine.formatting.base import reformatted
from engine.formatting.formatting import Formatted, Kept, Refused, formatted
from engine.formatting.wording import Wording
from engine.loader import load
from engine.resources import data_root
from tests.formatting.mutations import COMMENTS, careless

FAULTS = Path(__file__).parent.parent / "faults"
FILES = read_files(FAULTS, Findings())
CASES = (FAULTS / "tests" / "cases.yaml").read_text(encoding="utf-8")
RULES = tuple(
    path.read_text(encoding="utf-8") for path in sorted((data_root() / "rules").glob("*.yaml"))
)
RELAXED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)


def meaning(files):
    try:
        return replace(load(FAULTS, files, Findings()).knowledge, digest="", sources={})
    except KnowledgeError:
        return None


def comments(text: str) -> list[str]:
    written = sorted(map(re.escape, COMMENTS), key=len, reverse=True)
    return sorted(re.findall("|".join(written), text))


@RELAXED
@given(st.data())
def test_twice_is_once_and_every_comment_survives(shipped, data) -> None:
    wording = Wording(shipped)
    text = data.draw(careless(data.draw(st.sampled_from((*RULES, CASES)))))

    found = formatted(text.encode(), "x.yaml", wording)

    if isinstance(found, Formatted):
        assert formatted(found.data, "x.yaml", wording) == found
        assert comments(found.data.decode()) == comments(text)
    else:
        assert isinstance(found, Refused), found


@RELAXED
@given(st.data())
def test_the_meaning_never_changes(data) -> None:
    place = data.draw(st.integers(0, len(FILES) - 1))
    text = data.draw(careless(FILES[place].text))
    files = tuple(
        replace(file, data=text.encode()) if count == place else file
        for count, file in enumerate(FILES)
    )
    before = meaning(files)
    if before is None:
        return

    found = formatted(text.encode(), files[place].shown, Wording(before))

    assert not isinstance(found, Kept), found
    assert isinstance(found, Formatted)
    after = tuple(
        replace(file, data=found.data) if count == place else file
        for count, file in enumerate(files)
    )
    assert meaning(after) == before


def test_what_changes_the_meaning_of_the_base_is_not_believed(faults, monkeypatch) -> None:
    other = FILES[-1].data.replace(b"at least 0.5", b"at least 0.25")
    monkeypatch.setattr("engine.formatting.base.formatted", lambda *_, **__: Formatted(other))

    (found,) = reformatted(FAULTS, [(FAULTS / FILES[-1].shown, FILES[-1])], faults)

    assert other != FILES[-1].data
    assert found.outcome == Kept("the knowledge base would no longer mean the same")
    assert not found.changed

"""Slips mended where they stand: which, how far, and never for the worse."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.diagnostics import Findings, KnowledgeError
from engine.files import SourceFile, read_files
from engine.fixing import fixed
from engine.loader import load
from engine.resources import data_root, message_codes, message_page
from engine.yamltext.sheet import SURE
from tests.formatting.mutations import misspelt, slipping

TESTS = Path(__file__).parent.parent
FRAME, FAULTS = TESTS / "data" / "frame", TESTS / "faults"
FILES = read_files(FAULTS, Findings())
RELAXED = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)
MENDED = {
    "a tab before a comment": ("\t# note\n    when: always", "    # note\n    when: always"),
    "a tab": ("\twhen: always", "    when: always"),
    "a value": ("    when: {career stage: studnet}", "    when: {career stage: student}"),
    "a value after a word": (
        "    when: {career stage: not studnet}",
        "    when: {career stage: not student}",
    ),
    "a value in a list": (
        "    when: {career stage: [studnet, established]}",
        "    when: {career stage: [student, established]}",
    ),
    "an attribute in quotes": (
        '    when: {"carrer stage": student}',
        "    when: {career stage: student}",
    ),
    "a sign and a missing space": (
        "    when: {connections:>= 5}",
        "    when: {connections: at least 5}",
    ),
    "words for a comparison": (
        "    when: {connections: over 500}",
        "    when: {connections: more than 500}",
    ),
    "a sign behind a number": (
        "    when: {connections: 500+}",
        "    when: {connections: at least 500}",
    ),
    "two slips in a line": (
        "    when: {carrer stage: studnet}",
        "    when: {career stage: student}",
    ),
    "a key": ("    when: always\n    becuase: Really.", "    when: always\n    because: Really."),
    "a list of one value": (
        "    when: always\n    then: {pace: [fast]}",
        "    when: always\n    then: {pace: fast}",
    ),
    "text that wants quotes": (
        "    when: always\n    because: One thing: go.",
        '    when: always\n    because: "One thing: go."',
    ),
}
LEFT = {
    "digits that differ": "    when: {connections: fewr than 5}",
    "a word that is far": "    when: {career stage: retired}",
    "brackets that are open": "    when: {career stage: [student}",
    "two values where one is wanted": "    when: always\n    then: {pace: [fast, slow]}",
}


def frame(when: str) -> tuple[SourceFile, ...]:
    then = "" if "then:" in when else "    then: {pace: fast}\n"
    because = "" if "becau" in when or "becua" in when else "    because: It is only an example.\n"
    text = f"rules:\n  example:\n{when}\n{then}{because}    source: A01\n"
    files = read_files(FRAME, Findings())
    return (*files, SourceFile("rules/example.yaml", text.encode()))


def errors(root: Path, files: tuple[SourceFile, ...]) -> int:
    findings = Findings()
    try:
        load(root, files, findings)
    except KnowledgeError as error:
        return sum(each.severity == "error" for each in error.diagnostics)
    return len(findings.errors)


def meaning(files: tuple[SourceFile, ...]):
    return replace(load(FAULTS, files, Findings()).knowledge, digest="", sources={})


@pytest.mark.parametrize(("wrong", "right"), MENDED.values(), ids=MENDED)
def test_a_slip_is_mended(wrong: str, right: str) -> None:
    found = fixed(FRAME, frame(wrong))

    assert found.left == ()
    assert found.files == frame(right)
    assert found.mended


@pytest.mark.parametrize("wrong", LEFT.values(), ids=LEFT)
def test_what_could_mean_two_things_is_left(wrong: str) -> None:
    found = fixed(FRAME, frame(wrong))

    assert found.left
    assert errors(FRAME, found.files) == len(found.left)


def test_a_word_that_is_only_defined_may_be_the_slip() -> None:
    files = tuple(
        replace(file, data=file.data.replace(b"no-more-tries:", b"no-more-tires:"))
        for file in FILES
    )

    found = fixed(FAULTS, files)

    assert [error.code for error in found.left] == ["unknown-value"]
    assert found.files == files


def test_a_word_that_is_unknown_twice_may_be_right() -> None:
    files = tuple(
        replace(file, data=file.data.replace(b"  battery voltage:\n", b"  batery voltage:\n"))
        for file in FILES
    )

    found = fixed(FAULTS, files)

    assert found.files == files
    assert len(found.left) == errors(FAULTS, files) > 1


def test_line_ends_and_a_mark_at_the_beginning_stay() -> None:
    text = "rules:\r\n  example:\r\n\twhen: always\r\n    then: {pace: fastt}\r\n"
    files = (
        *read_files(FRAME, Findings()),
        SourceFile("rules/x.yaml", b"\xef\xbb\xbf" + text.encode()),
    )

    found = fixed(FRAME, files)

    assert found.left == ()
    assert (
        found.files[-1].data
        == b"\xef\xbb\xbf" + text.replace("\t", "    ").replace("fastt", "fast").encode()
    )


def test_a_file_that_is_no_text_stays() -> None:
    files = (*read_files(FRAME, Findings()), SourceFile("rules/x.yaml", b"rules: \xff\n"))

    found = fixed(FRAME, files)

    assert found.files == files
    assert [error.code for error in found.left] == ["not-utf-8"]


@RELAXED
@given(st.data())
def test_errors_never_become_more_and_nothing_is_left_that_could_be_mended(data) -> None:
    place = data.draw(st.integers(0, len(FILES) - 1))
    text = data.draw(slipping(FILES[place].text))
    files = with_text(place, text)

    found = fixed(FAULTS, files)

    assert len(found.left) == errors(FAULTS, found.files) <= errors(FAULTS, files)
    assert bool(found.mended) == (found.files != files)
    assert fixed(FAULTS, found.files).files == found.files


@RELAXED
@given(st.data())
def test_a_misspelt_word_that_is_mended_means_again_what_it_meant(data) -> None:
    place = data.draw(st.integers(0, len(FILES) - 1))
    text = "\n".join(misspelt(data.draw, FILES[place].text.split("\n")))

    found = fixed(FAULTS, with_text(place, text))

    if found.mended and not found.left:
        assert meaning(found.files) == meaning(FILES)


def with_text(place: int, text: str) -> tuple[SourceFile, ...]:
    return tuple(
        replace(file, data=text.encode()) if count == place else file
        for count, file in enumerate(FILES)
    )


PAGES = {code: message_page(code) or "" for code in message_codes()}
SAID = {
    code: found[1]
    for code, page in PAGES.items()
    if (found := re.search(r"^\*\*Mended by:\*\* `dunbar rules fix`(.*)$", page, re.MULTILINE))
}
WRONG = re.compile(r"```yaml wrong (\S+)\n(.*?)```", re.DOTALL)
ONLY_SOMETIMES = {
    "bad-test",
    "one-value",
    "unknown-claim",
    "unknown-key",
    "unknown-rule",
    "wrong-shape",
}


@pytest.mark.parametrize("code", sorted(SAID.keys() - ONLY_SOMETIMES))
def test_the_wrong_example_of_a_page_that_says_so_is_mended(code: str, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(FRAME, base)
    for where, text in WRONG.findall(PAGES[code]):
        (base / where).write_text(text, encoding="utf-8")

        found = fixed(base, read_files(base, Findings()))

        assert code in {error.code for error in found.mended}
        assert found.left == ()


def test_the_pages_say_what_is_mended_and_the_index_lists_them() -> None:
    index = (data_root() / "docs" / "messages" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\[([a-z-]+)\]", index.partition("`dunbar rules fix` mends")[2])

    assert listed == sorted(SAID)
    assert {code for code, condition in SAID.items() if not condition} == SURE


@pytest.mark.parametrize("code", sorted(SAID.keys() - ONLY_SOMETIMES ^ SAID.keys()))
def test_what_is_mended_only_sometimes_is_mended_then(code: str) -> None:
    slips = {
        "bad-test": "    when: {connections: up to 500}",
        "one-value": "    when: always\n    then: {pace: [fast]}",
        "unknown-claim": "    when: always\n    source: AA01",
        "unknown-key": "    when: always\n    becuase: Really.",
        "unknown-rule": "    when: always\n    overrides: [seniors-curate, senior-curate]",
        "wrong-shape": "",
    }
    if code == "wrong-shape":
        extra = b"attributes:\n  mood:\n    one of: good, bad\n    ask: How?\n"
        files = (*frame("    when: {mood: good}"), SourceFile("knowledge/mood.yaml", extra))
    else:
        files = frame(slips[code])

    mended = {error.code for error in fixed(FRAME, files).mended}

    assert code in mended

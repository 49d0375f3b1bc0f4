"""A watch checks and tests after every change, and keeps the last good results."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cli
from engine.commands.watching import Watcher
from engine.diagnostics import KnowledgeError
from engine.render.testing.summary import Moment, moment_text
from tests.cases_of.bases import CASES, animals_with

LIGHT = "heavy-is-risky: needs weight is at least 6,000 (it is 5,000)"
SLIP = '"covring" is no attribute'

Edit = Callable[[], object]


def moments(root: Path, *edits: Edit) -> Iterator[Moment]:
    """One moment at the start, one after each edit."""
    todo = iter(edits)
    watcher = Watcher((), None, root)
    found = watcher.moments(lambda _: next(todo)())
    return (next(found) for _ in range(len(edits) + 1))


def changed(path: Path, old: str, new: str) -> Edit:
    def edit() -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def shown(moment: Moment, **page: int) -> list[str]:
    text = re.sub(r"\d\d:\d\d:\d\d", "12:00:00", moment_text(moment, **page))
    return [line for line in text.splitlines() if "warning: " not in line]


def test_a_change_of_a_rule_shows_the_cases_that_it_touches(tmp_path: Path) -> None:
    root = animals_with(tmp_path)
    rules = root / "rules" / "groups.yaml"

    first, second = moments(root, changed(rules, "at least 300", "at least 6000"))

    assert shown(first) == ["12:00:00", "4 cases, all as expected."]
    assert shown(second) == [
        "12:00:00 rules/groups.yaml",
        "different: a whale is called a fish here (tests/cases/all.yaml:3)",
        f"  danger: expected risky, found average (0) ({LIGHT})",
        f"  because of: expected heavy-is-risky, found it did not fire ({LIGHT})",
        "1 case touched: a whale is called a fish here",
        "4 cases: 3 as expected, 1 different.",
    ]


def test_a_file_that_cannot_be_read_keeps_the_last_good_results_and_says_so(
    tmp_path: Path,
) -> None:
    root = animals_with(tmp_path)
    rules = root / "rules" / "groups.yaml"
    slip = changed(rules, "covering: scales, habitats", "covring: scales, habitats")

    _, broken, mended = moments(root, slip, changed(rules, "covring", "covering"))

    assert shown(broken) == [
        "12:00:00 rules/groups.yaml",
        'error: rules/groups.yaml:16:12: "covring" is no attribute (did you mean "covering"?)',
        f"rules/groups.yaml cannot be used, line 16: {SLIP}; shown are the results of 12:00:00.",
        "4 cases, all as expected.",
    ]
    assert shown(mended)[-2:] == [
        "No case is touched by the change.",
        "4 cases, all as expected. 0 run, 4 unchanged since.",
    ]


def test_a_new_case_and_a_file_that_is_gone_are_changes(tmp_path: Path) -> None:
    root = animals_with(tmp_path)
    more = root / "tests" / "cases" / "more.yaml"

    _, added, gone = moments(
        root, lambda: more.write_text(CASES.replace("a whale", "a shark")), more.unlink
    )

    assert (added.changed, added.touched) == (
        ("tests/cases/more.yaml",),
        ("a shark is called a fish here",),
    )
    assert gone.report is not None
    assert len(gone.report.runs) == 4


def test_an_error_that_only_the_check_finds_is_shown(tmp_path: Path) -> None:
    root = animals_with(tmp_path)
    rules = root / "rules" / "groups.yaml"

    _, second = moments(root, changed(rules, "overrides: feathers-make-a-bird", "tags: [x]"))

    assert any("error: rules/groups.yaml:" in line for line in shown(second))
    assert "1 error in the rules." in shown(second)


def test_it_begins_with_rules_that_are_broken_and_not_without_any(tmp_path: Path) -> None:
    root = animals_with(tmp_path)
    changed(root / "rules" / "groups.yaml", "covering: feathers", "covring: feathers")()

    (first,) = moments(root)

    assert "no results yet" in shown(first)[-1]
    with pytest.raises(KnowledgeError):
        next(moments(tmp_path / "nothing"))


def test_it_fits_the_screen_and_the_totals_stay_in_sight(tmp_path: Path) -> None:
    root = animals_with(tmp_path)
    edit = changed(root / "rules" / "groups.yaml", "covering: feathers", "covering: fur")
    _, second = moments(root, edit)

    for width, height in ((80, 24), (40, 8), (30, 5), (20, 3)):
        lines = moment_text(second, width=width, height=height).splitlines()
        assert len(lines) <= height
        assert max(map(len, lines)) <= width
        assert "different" in " ".join(lines[-height:])
    assert moment_text(second, width=40, height=8, ascii_only=True).isascii()


def test_a_real_process_follows_the_files_until_ctrl_c(tmp_path: Path) -> None:
    root = animals_with(tmp_path)
    rules = root / "rules" / "groups.yaml"
    command = [sys.executable, cli.__file__, "rules", "watch", "--kb", str(root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        until(lines, "4 cases, all as expected.")
        changed(rules, "at least 300", "at least 6000")()
        until(lines, "4 cases: 3 as expected, 1 different.")
        rules.write_text("rules: [", encoding="utf-8")
        until(lines, "shown are the results of")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (0, "")


def until(lines: Iterator[str], wanted: str) -> None:
    deadline = time.monotonic() + 40
    for line in lines:
        assert time.monotonic() < deadline, wanted
        if wanted in line:
            return
    raise AssertionError(wanted)

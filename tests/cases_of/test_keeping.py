"""Cases that need not be run again: only those that came out right, and nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.api import open_knowledge
from engine.cases import every_case, examine
from engine.diagnostics import Findings
from tests.cases_of.bases import CLI_CASES, animals_with

RULES, CASES = "rules/groups.yaml", "tests/cases/all.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return animals_with(tmp_path)


def report(root: Path, **more):
    """The report, and the names of the cases that were inferred for it."""
    opened, ran = open_knowledge(root), []

    def infer(facts, basis):
        found = opened.infer(facts, basis)
        ran.append(tuple(sorted(found.program.rules[number].id for number in found.fired)))
        return found

    cases = every_case(root, opened.knowledge, Findings())
    return examine(cases, opened.program(), infer, **{"name": opened.name, **more}), ran


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def outcomes(found):
    return [(run.result.outcome, run.fired, run.kept) for run in found.runs]


def test_what_came_out_right_is_not_run_again(root):
    first, ran = report(root)
    again, rerun = report(root)

    assert len(ran) == 4
    assert rerun == []
    assert (first.kept, again.kept) == (0, 4)
    assert outcomes(again) == [(outcome, fired, True) for outcome, fired, _ in outcomes(first)]
    assert again.passed


def test_after_an_edit_of_the_rules_every_case_is_run(root):
    report(root)
    edit(root / RULES, "Only birds have feathers.", "Birds alone have feathers.")

    assert report(root)[0].kept == 0


def test_after_an_edit_of_a_case_that_one_is_run(root):
    report(root)
    edit(root / CASES, "ration: at least 500", "ration: at least 499")
    found, ran = report(root)

    assert found.kept == 3
    assert len(ran) == 1


def test_a_case_that_has_only_moved_is_not_run_and_stands_where_it_stands_now(root):
    report(root)
    edit(root / CASES, "tests:", "# A remark.\n\ntests:")
    found, ran = report(root)

    assert ran == []
    assert str(found.runs[0].result.case.location) == f"{CASES}:5"


def test_what_was_different_is_run_every_time(tmp_path):
    root = animals_with(tmp_path, CLI_CASES)
    first, _ = report(root)
    again, ran = report(root)

    assert [run.result for run in again.runs] == [run.result for run in first.runs]
    assert [run.result.case.name for run in again.runs if not run.kept] == [
        "a penguin is no bird here", "a fish out of mind", "a cow",
    ]  # fmt: skip
    assert len(ran) == 2  # and once more, to say what decided it


def test_for_coverage_and_without_a_name_everything_is_run(root):
    report(root)

    assert report(root, coverage=True)[0].kept == 0
    assert report(root, name=None)[0].kept == 0


def test_without_a_cache_everything_is_run(root, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/none")
    report(root)

    assert report(root)[0].kept == 0


def test_the_totals_say_so_and_again_runs_all(root):
    def said(*options):
        arguments = ["rules", "test", "--kb", str(root), *options]
        return CliRunner().invoke(main, arguments, env={"NO_COLOR": "1"}).stdout

    assert said() == "4 cases, all as expected.\n"
    assert said() == "4 cases, all as expected. 0 run, 4 unchanged since.\n"
    assert said("--again") == "4 cases, all as expected.\n"

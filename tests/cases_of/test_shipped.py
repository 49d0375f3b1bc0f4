"""The cases of the shipped knowledge base show everything that its rules say."""

from __future__ import annotations

import pytest

from engine import api, cases
from engine.cases import Report
from engine.diagnostics import Findings
from engine.resources import data_root


@pytest.fixture(scope="module")
def report() -> Report:
    opened, findings = api.open_knowledge(data_root()), Findings()
    found = cases.every_case(data_root(), opened.knowledge, findings)
    return cases.examine(found, opened.program(), opened.infer, findings.all, coverage=True)


def test_every_case_comes_out_as_expected(report: Report) -> None:
    assert report.passed
    assert len(report.those("as expected")) == len(report.runs)


def test_every_rule_fires_each_condition_decides_and_each_exception_acts(report: Report) -> None:
    assert report.tally is not None
    assert [one.case for one in report.ready if not one.impossible] == []
    assert report.tally.percent() == 100


def test_what_cannot_be_shown_is_proved_and_known(report: Report) -> None:
    """Each of these conditions is kept for its readers, though another one implies it."""
    assert {(one.aim.rules[0].id, one.aim.kind, one.aim.said) for one in report.ready} == {
        ("no-row-at-all", "alone", "industry is known"),
        ("accounting-below-its-row", "alone", "benchmark is borrowed"),
        ("size-smaller", "alone", "no row above fits"),
        ("size-much-smaller", "alone", "no row above fits"),
        ("size-much-larger", "alone", "network size is much larger"),
        ("size-much-larger", "alone", "no row above fits"),
        *(
            (field, "alone", "benchmark is not own")
            for field in (
                "consulting-larger",
                "technology-larger",
                "marketing-larger",
                "accounting-smaller",
                "academia-smaller",
            )
        ),
    }

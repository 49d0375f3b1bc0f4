"""Every case of the shipped knowledge base comes out as its author expects, by durable-rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import api, cases
from engine.diagnostics import Findings

OPENED = api.open_knowledge()
FINDINGS = Findings()
CASES = cases.read_cases(Path(__file__).parent / "cases", OPENED.knowledge, FINDINGS)


def test_every_file_of_cases_can_be_read() -> None:
    assert FINDINGS.all == ()
    assert CASES


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_case_comes_out_as_expected(case: cases.Case) -> None:
    result = cases.run_case(case, OPENED.infer)

    assert (result.outcome, result.differences) == ("as expected", ())


def test_every_tension_of_the_article_has_a_case_that_shows_it() -> None:
    shown = {tension for case in CASES for tension in case.shows}

    assert shown == set(OPENED.knowledge.tensions)

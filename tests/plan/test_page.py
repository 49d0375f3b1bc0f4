"""A plan as a person reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.render.document import Document
from engine.render.planning import plan_blocks, plan_json
from engine.render.planning.saying import about
from engine.render.present import verdict_document
from engine.render.terminal import to_text
from tests.plan.garden import KNOWLEDGE, consulted, planted

EXPECTED = Path(__file__).with_name("expected")
MONDAY = date(2026, 11, 23)


def drawn(garden, *told, start=None, full=False, width=80):
    blocks = tuple(plan_blocks(consulted(garden, *told), start, full=full))
    return to_text(Document(blocks), width=width)


@pytest.mark.parametrize(
    ("name", "told", "options"),
    [
        ("planned", ("soil=clay", "trees=4"), {}),
        ("dated-in-full", ("soil=clay", "trees=4", "help=alone"), {"start": MONDAY, "full": True}),
        ("narrow", ("soil=sand", "trees=4", "help=alone"), {"full": True, "width": 40}),
        ("undated", ("soil=sand",), {"start": MONDAY, "full": True}),
        ("reached", ("soil=sand", "trees=10"), {"start": MONDAY, "full": True}),
        ("too-long", ("soil=sand", "help=neighbours", "trees=4"), {"full": True}),
        ("nothing", ("trees=4",), {}),
    ],
)
def test_a_plan_is_told_in_few_lines(garden, name, told, options):
    assert drawn(garden, *told, **options) == (EXPECTED / f"{name}.txt").read_text("utf-8")


def test_the_plan_stands_in_the_verdict(garden):
    consultation = consulted(garden, "soil=clay", "trees=4")

    assert drawn(garden, "soil=clay", "trees=4") in to_text(
        verdict_document(consultation), width=80
    )


def test_without_a_start_no_day_is_told(garden):
    data = plan_json(consulted(garden, "soil=sand", "trees=4"))

    assert data["from"] is None
    assert [each["day"] for each in data["milestones"]] == [None, None]


def test_with_a_start_each_milestone_has_its_day(garden):
    data = plan_json(consulted(garden, "soil=sand", "trees=4"), MONDAY)

    assert data["from"] == "2026-11-23"
    assert [each["day"] for each in data["milestones"]] == ["2027-01-04", "2027-03-15"]
    assert data["points"] == [{"week": 0, "figure": 4}, {"week": 16, "figure": 20}]


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (1, ""),
        (8, ""),
        (9, " (about 2 months)"),
        (39, " (about 9 months)"),
        (104, " (about 24 months)"),
        (105, " (about 2 years)"),
        (134, " (about 2.5 years)"),
        (520, " (about 10 years)"),
    ],
)
def test_many_weeks_are_told_in_months_and_years_too(weeks, words):
    assert about(weeks) == words


def test_days_that_are_not_whole_are_told_whole(tmp_path):
    uneven = planted(tmp_path / "uneven", KNOWLEDGE.replace("share: 0.5", "share: 0.3"))
    text = drawn(uneven, "soil=sand", "trees=0", full=True)

    assert "2 saplings a week, for about 0.6 more trees." in text
    figures = [line.split()[1] for line in text.split("trees\n")[-1].splitlines() if line.strip()]
    assert all("." not in figure for figure in figures)

"""What plan follows for whom."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from engine.api import open_knowledge
from engine.plan import plan_of
from engine.sources import Origin
from tests.plan.garden import KNOWLEDGE, consulted, planted

FAULTS = Path(__file__).parents[1] / "faults"


def weeks(found):
    return [(each.figure, each.week) for each in found.milestones]


def test_the_first_pace_that_holds_is_the_plans(plan):
    hurried, other = plan("soil=clay", "shade=no", "trees=0"), plan("soil=sand", "trees=0")

    assert (hurried.effort, hurried.gain) == (4, 2)
    assert (other.effort, other.gain) == (2, 1)


def test_each_milestone_has_the_week_that_reaches_it(plan):
    found = plan("soil=sand", "trees=4")

    assert found.status == "planned"
    assert weeks(found) == [(10, 6), (20, 16)]
    assert [each.text for each in found.milestones] == ["It is a garden, on sand.", "It is a wood."]
    assert found.points == ((0, 4), (16, 20))


def test_stages_only_hold_for_those_of_whom_they_are_said(plan):
    found = plan("soil=sand", "trees=4", "help=alone")

    assert found.points == ((0, 4), (10, 14), (12, 14), (18, 20))
    assert [note.text for note in found.remarks] == ["Nobody carries the water for you."]
    assert plan("soil=sand", "trees=4").staging is None


def test_without_the_number_there_is_a_pace_and_no_date(plan):
    found = plan("soil=sand")

    assert (found.status, found.now, found.weeks, found.points) == ("undated", None, None, ())
    assert weeks(found) == [(10, None), (20, None)]


def test_who_is_at_the_first_figure_has_nothing_to_plan(plan):
    garden, wood = plan("soil=sand", "trees=10"), plan("soil=sand", "trees=500")

    assert (garden.status, garden.reached) == ("reached", "A garden stands.")
    assert (wood.status, wood.reached) == ("reached", "A wood stands.")
    assert (wood.legs, wood.milestones, wood.remarks) == ((), (), ())


def test_what_takes_more_than_ten_years_has_no_dates(plan):
    found = plan("soil=sand", "help=neighbours", "trees=4")

    assert found.status == "too long"
    assert weeks(found) == [(45000, None), (90000, None)]


def test_where_there_is_no_figure_or_no_pace_there_is_no_plan(plan):
    assert plan("trees=4") is None
    assert plan("trees=4", "soil=sand", basis="article") is None


def test_a_pace_that_rests_on_what_was_not_told_says_so(plan):
    assert plan("soil=clay", "trees=0").provided == ("shade is not yes",)
    assert plan("soil=clay", "trees=0", "shade=no").provided == ()


def test_figures_that_are_equal_are_one_milestone(tmp_path):
    folder = planted(tmp_path / "flat", KNOWLEDGE.replace("wanted * 0.5", "wanted * 1"))

    found = plan_of(consulted(folder, "soil=sand", "trees=4"))

    assert [(each.figure, each.text) for each in found.milestones] == [
        (20, "It is a garden, on sand. It is a wood.")
    ]


def test_a_base_without_a_plan_has_none():
    assert plan_of(consulted(FAULTS, "starter=clicks")) is None


def test_only_what_has_an_origin_is_left_of_a_plan(garden):
    form = open_knowledge(garden).knowledge.plan
    ours = form.grounded_in(Origin.CONVENTION)

    assert [pace.a_week for pace in ours.paces] == [2]
    assert (len(ours.stagings), ours.remarks) == (1, ())
    assert form.grounded_in(Origin.ARTICLE) is None


def test_a_plan_survives_the_cache(garden):
    first, second = (open_knowledge(garden).knowledge.plan for _ in range(2))

    assert first == second
    assert first.paces[0].a_week == Decimal(4)

"""Legs of growth and rest: where they lead, and how long they take."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plan.weeks import LONGEST, Leg, day_of, legs, week_of

FIGURES = st.decimals(0, 2000, places=1)
POSITIVE = st.decimals(Decimal("0.1"), 300, places=1)


def leg(first, last, before, after):
    return Leg(first, last, Decimal(before), Decimal(after))


def test_growth_in_one_go_is_one_leg_and_a_begun_week_counts():
    assert legs(Decimal(10), Decimal(31), Decimal(5)) == (leg(0, 5, 10, 31),)


def test_after_each_stage_but_the_last_there_is_a_rest():
    assert legs(Decimal(0), Decimal(25), Decimal(5), Decimal(10), 3) == (
        leg(0, 2, 0, 10),
        leg(2, 5, 10, 10),
        leg(5, 7, 10, 20),
        leg(7, 10, 20, 20),
        leg(10, 11, 20, 25),
    )


def test_without_a_rest_stages_follow_each_other():
    found = legs(Decimal(0), Decimal(20), Decimal(5), Decimal(10), 0)

    assert found == (leg(0, 2, 0, 10), leg(2, 4, 10, 20))


@pytest.mark.parametrize("goal", [10, 9, 0])
def test_nothing_is_to_be_done_for_a_goal_that_is_no_higher(goal):
    assert legs(Decimal(10), Decimal(goal), Decimal(5)) == ()


def test_ten_years_are_a_plan_and_a_day_more_is_none():
    assert legs(Decimal(0), Decimal(LONGEST), Decimal(1)) == (leg(0, LONGEST, 0, LONGEST),)
    assert legs(Decimal(0), Decimal(LONGEST) + Decimal("0.1"), Decimal(1)) is None


@pytest.mark.parametrize("gain", [Decimal(1), None])
def test_a_goal_beyond_all_bounds_is_refused_at_once(gain):
    assert legs(Decimal(0), Decimal(10) ** 29, Decimal("0.0001"), gain, 10**20) is None


def test_a_rest_that_never_ends_is_no_plan():
    assert legs(Decimal(0), Decimal(20), Decimal(5), Decimal(10), 10**20) is None


@given(FIGURES, FIGURES, POSITIVE, st.none() | POSITIVE, st.integers(0, 9))
def test_a_way_is_without_gaps_never_falls_and_ends_at_its_goal(now, goal, a_week, gain, rest):
    found = legs(now, goal, a_week, gain, rest)

    if found:
        assert (found[0].first, found[0].before, found[-1].after) == (0, now, goal)
        assert all(one.last == next_.first for one, next_ in pairwise(found))
        assert all(one.after == next_.before for one, next_ in pairwise(found))
        assert found[-1].last <= LONGEST
        assert not found[-1].rests
    for each in found or ():
        assert each.before <= each.after
        grown = each.after - each.before
        assert each.rests or (each.weeks - 1) * a_week < grown <= each.weeks * a_week


@given(FIGURES, FIGURES, POSITIVE, POSITIVE, st.integers(0, 9))
def test_rests_only_make_it_longer(now, goal, a_week, gain, rest):
    straight, staged = legs(now, goal, a_week), legs(now, goal, a_week, gain, rest)

    if straight and staged:
        assert staged[-1].last >= straight[-1].last


def test_a_figure_is_reached_at_the_end_of_the_week_that_brings_it():
    way = legs(Decimal(0), Decimal(25), Decimal(5), Decimal(10), 3)

    assert [week_of(Decimal(each), way, Decimal(5)) for each in (1, 5, 6, 10, 11, 25)] == [
        1, 1, 2, 2, 6, 11,
    ]  # fmt: skip


@pytest.mark.parametrize("figure", [0, 26])
def test_a_figure_that_lies_off_the_way_has_no_week(figure):
    assert week_of(Decimal(figure), legs(Decimal(0), Decimal(25), Decimal(5)), Decimal(5)) is None


def test_weeks_end_on_the_weekday_on_which_the_first_began():
    assert day_of(date(2027, 1, 31), 4) == date(2027, 2, 28)


def test_there_is_no_day_without_a_start_or_a_week_or_beyond_the_last_year():
    assert day_of(None, 3) is None
    assert day_of(date(2027, 1, 31), None) is None
    assert day_of(date(9999, 12, 30), 1) is None

"""Growth and distances are plain arithmetic, and say nothing where nothing is known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plan import LONGEST
from engine.progress import Distance, Growth, Standing
from engine.progress.growth import distances, growth
from tests.plan.garden import consulted

FIRST = date(2027, 1, 4)


@pytest.fixture
def standing(garden):
    def standing(*told, day=None):
        return Standing("x.yaml", consulted(garden, *told), day)

    return standing


def grown(before, after, days):
    return Growth("trees", "trees", Decimal(before), Decimal(after), days)


@pytest.mark.parametrize(
    ("before", "after", "days", "a_month"),
    [
        (120, 168, 92, "15.9"),
        (168, 120, 92, "-15.9"),
        (5, 5, 92, "0.0"),
        (0, 1, 1, "30.4"),
        (0, 1, None, None),
    ],
)
def test_growth_is_told_by_the_month_in_tenths(before, after, days, a_month):
    assert grown(before, after, days).a_month == (None if a_month is None else Decimal(a_month))


@pytest.mark.parametrize(
    ("before", "after", "days", "distance", "weeks"),
    [
        (0, 10, 70, 10, 10),
        (0, 10, 70, 11, 11),
        (0, 10, 71, 10, 11),
        (10, 10, 70, 10, None),
        (10, 0, 70, 10, None),
        (0, 10, None, 10, None),
        (0, 1, 70, 52, LONGEST),
        (0, 1, 70, 53, None),
    ],
)
def test_what_is_missing_takes_as_long_as_it_took_so_far(before, after, days, distance, weeks):
    assert grown(before, after, days).weeks_for(Decimal(distance)) == weeks


@pytest.mark.parametrize(
    ("was", "is_now", "closed"),
    [(100, 75, 25), (3, 2, 33), (3, 0, 100), (3, 4, -33), (0, 0, None), (0, 5, None)],
)
def test_the_share_that_is_closed_is_of_what_was_missing(was, is_now, closed):
    found = Distance(Decimal(9), "", Decimal(was), Decimal(is_now), None, None)

    assert found.closed == closed


def test_days_are_counted_where_both_are_dated(standing):
    old = standing("soil=sand", "trees=2", day=FIRST)

    assert growth(old, standing("trees=6", day=FIRST + timedelta(days=28))).days == 28
    assert growth(old, standing("trees=6", day=FIRST)).days is None
    assert growth(old, standing("trees=6")).days is None
    assert growth(old, standing("soil=sand")) is None


def test_distances_are_to_the_figures_of_today(standing):
    old = standing("soil=sand", "trees=2", day=FIRST)
    new = standing("soil=clay", "shade=no", "trees=32", day=FIRST + timedelta(days=70))

    assert list(distances(growth(old, new), new)) == [
        Distance(Decimal(30), "It is a garden, on clay.", Decimal(28), Decimal(0), None, None),
        Distance(Decimal(60), "It is a wood.", Decimal(58), Decimal(28), None, 10),
    ]


def test_the_weeks_by_the_plan_are_those_of_the_plan(standing):
    old, new = standing("soil=sand", "trees=2"), standing("soil=sand", "trees=6")

    assert [each.weeks_as_planned for each in distances(growth(old, new), new)] == [4, 14]


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 999), st.integers(1, 99))
def test_after_so_many_weeks_of_the_same_growth_it_is_there_and_not_a_week_before(
    before, after, days, distance
):
    found = grown(before, after, days)
    weeks = found.weeks_for(Decimal(distance))

    if weeks is not None:
        assert weeks * 7 * (after - before) >= distance * days
        assert (weeks - 1) * 7 * (after - before) < distance * days

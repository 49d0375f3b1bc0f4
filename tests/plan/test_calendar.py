"""The plan as a calendar: what a program that reads it makes of it."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import DunbarError
from engine.plan import plan_of
from engine.render.planning.calendar import calendar_text
from tests.plan.garden import consulted, planted

MONDAY = date(2026, 11, 23)
MADE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def events(plan, start=MONDAY, name="garden:me", made=MADE):
    calendar = icalendar.Calendar.from_ical(calendar_text(plan, start, name, made))
    return {str(each["uid"]).rpartition("-")[0]: each for each in calendar.walk("VEVENT")}


def days(event):
    """The days on which an event happens, as RFC 5545 counts them."""
    start = event["dtstart"].dt
    if "rrule" not in event:
        return [start]
    rule = event["rrule"].to_ical().decode()
    noon = datetime.combine(start, datetime.min.time())
    listed = [each.date() for each in rrulestr(rule, dtstart=noon)]
    skipped = {each.dt for each in event["exdate"].dts} if "exdate" in event else set()
    return [day for day in listed if day not in skipped]


def test_without_stages_there_is_a_day_each_week_and_one_for_each_figure(plan):
    found = events(plan("soil=sand", "trees=4"))

    assert list(found) == ["weekly", "milestone-1", "milestone-2"]
    assert days(found["weekly"]) == [MONDAY + timedelta(weeks=week) for week in range(16)]
    assert [days(found[f"milestone-{n}"]) for n in (1, 2)] == [
        [date(2027, 1, 4)],
        [date(2027, 3, 15)],
    ]


def test_texts_are_those_of_the_plan(plan):
    found = events(plan("soil=sand", "trees=4", "help=alone"))

    assert [str(each["summary"]) for each in found.values()] == [
        "2 saplings",
        "2 weeks without saplings",
        "10 trees",
        "20 trees",
    ]
    assert str(found["weekly"]["description"]) == (
        "2 saplings a week, for about 1 more trees. In stages of 10, with 2 weeks of rest after "
        "each. Two can be watered. Every second one takes root. Let the ground rest. "
        "Nobody carries the water for you."
    )
    assert str(found["milestone-1"]["description"]) == "It is a garden, on sand."


@settings(max_examples=30)
@given(st.integers(0, 29), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_weeks_of_growth_and_of_rest_are_all_weeks_and_never_the_same(plan_of_trees, trees, start):
    plan = plan_of_trees(trees)
    found = events(plan, start)

    growing = set(days(found["weekly"]))
    resting = {
        day + timedelta(weeks=week)
        for day in days(found["rest"])
        for week in range((found["rest"]["dtend"].dt - found["rest"]["dtstart"].dt).days // 7)
    }

    assert growing.isdisjoint(resting)
    assert growing | resting == {start + timedelta(weeks=week) for week in range(plan.weeks)}
    assert days(found["milestone-2"]) == [start + timedelta(weeks=plan.weeks)]


@pytest.fixture(scope="module")
def plan_of_trees(tmp_path_factory):
    folder = planted(tmp_path_factory.mktemp("calendar") / "garden")
    plans = {
        trees: plan_of(consulted(folder, "soil=clay", "help=alone", f"trees={trees}"))
        for trees in range(30)
    }
    return plans.__getitem__


def test_a_later_plan_of_the_same_name_changes_the_same_entries(plan):
    earlier = events(plan("soil=sand", "trees=4", "help=alone"))
    later = events(
        plan("soil=sand", "trees=5", "help=alone"),
        start=MONDAY + timedelta(weeks=3),
        made=MADE + timedelta(minutes=1),
    )

    assert [each["uid"] for each in later.values()] == [each["uid"] for each in earlier.values()]
    assert all(later[kind]["sequence"] > earlier[kind]["sequence"] for kind in later)


def test_calendars_of_other_names_do_not_touch_each_other(plan):
    mine, hers = (events(plan("soil=sand", "trees=4"), name=name) for name in ("g:me", "g:her"))

    assert {each["uid"] for each in mine.values()}.isdisjoint(each["uid"] for each in hers.values())


def test_the_same_plan_is_the_same_text_and_its_lines_are_as_the_standard_has_them(plan):
    one, other = (
        calendar_text(plan("soil=sand", "trees=4", "help=alone"), MONDAY, "g:me", MADE)
        for _ in range(2)
    )

    assert one == other
    assert one.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in one.split("\r\n"))
    assert one.count("DTSTAMP:20261120T093000Z") == one.count("BEGIN:VEVENT") == 4


def test_no_day_is_blocked_by_it(plan):
    assert all(
        each["transp"] == "TRANSPARENT" for each in events(plan("soil=sand", "trees=4")).values()
    )


def test_where_icalendar_is_missing_the_cure_is_told(plan, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)

    with pytest.raises(DunbarError) as caught:
        calendar_text(plan("soil=sand", "trees=4"), MONDAY, "g:me", MADE)

    assert str(caught.value) == (
        "a calendar is written with icalendar, which is not installed: "
        'run pip install "dunbar[calendar]"'
    )

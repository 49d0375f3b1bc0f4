"""A plan as a calendar: a weekly reminder, the rests, and a day for each milestone.

The ids of its entries follow from ``name`` alone, so that a calendar which reads a later plan of
that name changes the entries that it has. The only importer of icalendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from ...diagnostics import DunbarError
from ...plan import Leg, Plan, day_of
from ...values import show_number
from ...words import plural
from .saying import rate, stages

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//dunbar//plan//EN"
MINUTE = 60
MISSING = (
    "a calendar is written with icalendar, which is not installed: "
    'run pip install "dunbar[calendar]"'
)


def calendar_text(plan: Plan, start: date, name: str, made: datetime) -> str:
    """The plan from ``start`` on in the iCalendar form (RFC 5545), its lines ending in CR LF.

    ``made`` is when it is written, with a time zone. Raises DunbarError without icalendar.
    """
    try:
        from icalendar import Calendar  # noqa: PLC0415 - an extra, and not needed elsewhere
    except ImportError as error:
        raise DunbarError(MISSING) from error
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    key = sha256(name.encode()).hexdigest()[:16]
    for kind, event in _events(plan, start):
        event.add("uid", f"{kind}-{key}@dunbar")
        event.add("dtstamp", made)
        event.add("sequence", int(made.timestamp()) // MINUTE)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _events(plan: Plan, start: date) -> Iterator[tuple[str, Event]]:
    resting = [leg for leg in plan.legs if leg.rests]
    yield "weekly", _weekly(plan, start, resting)
    if resting:
        yield "rest", _rest(plan, start, resting)
    for number, each in enumerate(plan.milestones, 1):
        summary = f"{show_number(each.figure)} {plan.unit or plan.counts}"
        day = day_of(start, each.week)
        if day is not None:
            yield f"milestone-{number}", _event(summary, each.text, day)


def _weekly(plan: Plan, start: date, resting: list[Leg]) -> Event:
    """What is to be done each week, but in no week of rest."""
    said = [f"{rate(plan)}.", stages(plan), *(note.text for note in plan.reasons)]
    remarks = [note.text for note in plan.remarks]
    summary = f"{show_number(plan.effort)} {plan.effort_name}"
    event = _event(summary, " ".join(filter(None, (*said, *remarks))), start)
    event.add("rrule", {"freq": "weekly", "count": plan.weeks})
    skipped = [day_of(start, week) for leg in resting for week in range(leg.first, leg.last)]
    if skipped:
        event.add("exdate", skipped, parameters={"value": "DATE"})
    return event


def _rest(plan: Plan, start: date, resting: list[Leg]) -> Event:
    """The weeks of rest; all stages but the last take as long, so these come round evenly."""
    first = resting[0]
    summary = f"{plural(first.weeks, 'week')} without {plan.effort_name}"
    reason = plan.reasons[-1].text
    begins, ends = day_of(start, first.first), day_of(start, first.last)
    event = _event(summary, reason, begins or start)
    event.add("dtend", ends or start)
    every = {"freq": "weekly", "interval": first.last, "count": len(resting)}
    if len(resting) > 1:
        event.add("rrule", every)
    return event


def _event(summary: str, description: str, day: date) -> Event:
    from icalendar import Event  # noqa: PLC0415 - imported above before

    event = Event()
    event.add("summary", summary)
    event.add("description", description)
    event.add("dtstart", day)
    return event

"""The way of a figure over time: from what it was to what it is, and to where the plan leads."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...consultation import Consultation
from ...importmap import Count
from ...plan import Plan, plan_of
from ...rules import KnowledgeBase
from ...values import show_number
from ...words import plural
from ..document import Course, Point
from ..figures import number_line

WEEKS_A_YEAR, MONTHS_A_YEAR = Decimal(52), Decimal(12)
_NOW = Decimal(0)


def course(consultation: Consultation) -> Course | None:
    """The way of what the plan counts, or None where it is known for one time only."""
    form = consultation.knowledge.plan
    now = consultation.run.memory.get(form.counts) if form is not None else None
    if form is None or not isinstance(now, Decimal):
        return None
    here = Point(_NOW, now, "now")
    earlier = tuple(_earlier(consultation, form.counts))
    ahead = (here, *_ahead(plan_of(consultation)))
    past = (*earlier, here) if earlier else ()
    if not past and len(ahead) == 1:
        return None
    line = number_line(consultation)
    band = None if line is None else line.band
    unit = consultation.knowledge.vocabulary[form.counts].unit
    said = _in_words(earlier, here, ahead[1:], unit)
    return Course(unit or form.counts, "weeks from now", past, ahead, band, said)


def _ahead(plan: Plan | None) -> Iterator[Point]:
    """The figures that the plan passes, which have a name, and its turns between them."""
    if plan is None:
        return
    passed = [
        Point(Decimal(each.week), each.figure, each.text)
        for each in plan.milestones
        if each.week is not None
    ]
    named = {(point.at, point.value) for point in passed}
    turns = (Point(Decimal(week), figure) for week, figure in plan.points[1:])
    yield from sorted((*(turn for turn in turns if turn[:2] not in named), *passed))


def _earlier(consultation: Consultation, counts: str) -> Iterator[Point]:
    """What is known of former times, the longest ago first."""
    memory = consultation.run.memory
    for months, name in sorted(_former(consultation.knowledge, counts), reverse=True):
        value = memory.get(name)
        if isinstance(value, Decimal):
            yield Point(-(months * WEEKS_A_YEAR / MONTHS_A_YEAR), value, name)


def _former(knowledge: KnowledgeBase, counts: str) -> Iterator[tuple[int, str]]:
    """The attributes that hold the same count as it was so many months ago.

    Exports are read into them, and only what reads an export says of which time they are.
    """
    for each in knowledge.imports:
        counted = {form.table for form in each.readings if form.tells == counts}
        for form in each.readings:
            match form.measure:
                case Count(None, int() as months, False) if form.tells and form.table in counted:
                    yield months, form.tells


def _in_words(earlier: tuple[Point, ...], here: Point, ahead: tuple[Point, ...], unit: str) -> str:
    """As in ``10 minutes 52 weeks ago, 20 now, 35 in 8 weeks, 45 in 12 weeks``."""
    before = [f"{show_number(each.value)} {_weeks(-each.at)} ago" for each in earlier]
    after = [f"{show_number(each.value)} in {_weeks(each.at)}" for each in ahead if each.label]
    said = ", ".join((*before, f"{show_number(here.value)} now", *after))
    named = f" {unit} " if unit else " "
    return f"{said.replace(' ', named, 1)}."


def _weeks(weeks: Decimal) -> str:
    return plural(int(weeks), "week")

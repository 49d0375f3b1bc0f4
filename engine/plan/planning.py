"""The plan that follows from a consultation: its pace, its way, and the figures that it passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from ..conditions import attributes, truth
from ..consultation import Consultation
from ..inference import Inference
from ..pacing import Pace, PlanForm, Staging
from ..proof import fill, provisos
from ..sources import Source
from ..values import EXACT
from .weeks import Leg, legs, week_of

Status = Literal["planned", "undated", "reached", "too long"]
Part = TypeVar("Part", Pace, Staging)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A figure on the way, what it means, and the ``week`` at whose end it is reached, if known."""

    figure: Decimal
    text: str
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for this person, and on whose word."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """How ``now`` grows by ``gain`` a week for ``effort`` a week.

    ``status`` is "undated" where now is not told, "reached" where there is nothing to grow, and
    "too long" where it takes more than weeks.LONGEST; only a "planned" one has ``legs``.
    ``staging`` is None where all grows in one go.
    """

    status: Status
    counts: str
    unit: str
    effort_name: str
    now: Decimal | None
    effort: Decimal
    gain: Decimal
    reasons: tuple[Note, ...]
    staging: Staging | None
    legs: tuple[Leg, ...]
    milestones: tuple[Milestone, ...]
    remarks: tuple[Note, ...]
    reached: str = ""
    provided: tuple[str, ...] = ()

    @property
    def weeks(self) -> int | None:
        """How many weeks it takes in all."""
        return self.legs[-1].last if self.legs else None

    @property
    def points(self) -> tuple[tuple[int, Decimal], ...]:
        """The corners of the way, as week and figure, beginning with week 0."""
        if not self.legs:
            return ()
        start = (self.legs[0].first, self.legs[0].before)
        return (start, *((leg.last, leg.after) for leg in self.legs))


def plan_of(consultation: Consultation) -> Plan | None:
    """The plan for one person, or None where none is declared, or there is nothing to aim at."""
    form, run = consultation.knowledge.plan, consultation.run
    pace = None if form is None else _first(form.paces, run)
    aims = figures(consultation)
    if form is None or pace is None or not aims:
        return None
    staging, gain = _first(form.stagings, run), EXACT.multiply(pace.a_week, form.yields.share)
    now, end = run.memory.get(form.counts), max(figure for figure, _ in aims)
    start = now if isinstance(now, Decimal) else None
    there = start is not None and start >= min(figure for figure, _ in aims)
    way = None if start is None or there else _way(start, end, gain, staging)
    return Plan(
        _status(start, way, there=there),
        form.counts,
        run.program.knowledge.vocabulary[form.counts].unit,
        form.effort,
        start,
        pace.a_week,
        gain,
        tuple(_reasons(form, pace, staging, run)),
        staging,
        way or (),
        () if there else tuple(_milestones(aims, way or (), gain)),
        () if there else tuple(_remarks(form, run)),
        _reached(form, run) if there else "",
        tuple(dict.fromkeys(_provisos(form, pace, staging, run))),
    )


def figures(consultation: Consultation) -> tuple[tuple[Decimal, str], ...]:
    """The figures that a plan leads to, lowest first, each once with all that is said of it."""
    form, memory = consultation.knowledge.plan, consultation.run.memory
    found: dict[Decimal, list[str]] = {}
    for aim in form.aims if form is not None else ():
        figure = memory.get(aim.attribute)
        if isinstance(figure, Decimal):
            found.setdefault(figure, []).append(fill(aim.says, memory))
    return tuple((figure, " ".join(found[figure])) for figure in sorted(found))


def _first(parts: Sequence[Part], run: Inference) -> Part | None:
    """The first part that holds."""
    return next((part for part in parts if truth(part.when, run.memory) is True), None)


def _way(
    now: Decimal, end: Decimal, gain: Decimal, staging: Staging | None
) -> tuple[Leg, ...] | None:
    if staging is None:
        return legs(now, end, gain)
    return legs(now, end, gain, staging.gain, staging.rest)


def _status(start: Decimal | None, way: tuple[Leg, ...] | None, *, there: bool) -> Status:
    if there:
        return "reached"
    if start is None:
        return "undated"
    return "too long" if way is None else "planned"


def _reasons(form: PlanForm, pace: Pace, staging: Staging | None, run: Inference) -> Iterator[Note]:
    for part in (pace, form.yields, *((staging,) if staging is not None else ())):
        yield Note(fill(part.because, run.memory), part.source)


def _milestones(
    aims: Sequence[tuple[Decimal, str]], way: tuple[Leg, ...], gain: Decimal
) -> Iterator[Milestone]:
    for figure, text in aims:
        yield Milestone(figure, text, week_of(figure, way, gain))


def _remarks(form: PlanForm, run: Inference) -> Iterator[Note]:
    for each in form.remarks:
        if truth(each.when, run.memory) is True:
            yield Note(fill(each.says, run.memory), each.source)


def _reached(form: PlanForm, run: Inference) -> str:
    said = (each.says for each in form.reached if truth(each.when, run.memory) is True)
    return fill(next(said, ""), run.memory)


def _provisos(form: PlanForm, pace: Pace, staging: Staging | None, run: Inference) -> Iterator[str]:
    """What was taken not to hold, wherever the plan rests on it."""
    names = [*attributes(pace.when), *(aim.attribute for aim in form.aims)]
    if staging is not None:
        names += attributes(staging.when)
    for name in names:
        yield from provisos(run.program, run.provided.get(name, frozenset()))

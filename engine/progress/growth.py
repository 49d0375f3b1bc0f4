"""What was gained between two points of time, and how far it still is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from ..plan import LONGEST, figures, plan_of
from ..values import EXACT
from .standing import Standing

DAYS_A_MONTH = Decimal("30.4375")  # of a year of 365.25 days
DAYS_A_WEEK = Decimal(7)
TENTH = Decimal("0.1")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Growth:
    """From ``before`` to ``after`` in so many ``days``, where both are dated and not of one day."""

    counts: str
    unit: str
    before: Decimal
    after: Decimal
    days: int | None

    @property
    def gained(self) -> Decimal:
        """How many more there are; below 0 where there are fewer."""
        return EXACT.subtract(self.after, self.before)

    @property
    def a_month(self) -> Decimal | None:
        """How many more a month, in tenths."""
        if not self.days:
            return None
        grown = EXACT.multiply(self.gained, DAYS_A_MONTH)
        return EXACT.divide(grown, Decimal(self.days)).quantize(TENTH, ROUND_HALF_UP, EXACT)

    def weeks_for(self, distance: Decimal) -> int | None:
        """How long a distance takes if it goes on so; None where it never ends, or hardly."""
        if not self.days or self.gained <= 0:
            return None
        days = EXACT.divide(EXACT.multiply(distance, Decimal(self.days)), self.gained)
        weeks = EXACT.divide(days, DAYS_A_WEEK).to_integral_value(ROUND_CEILING)
        return None if weeks > LONGEST else int(weeks)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far it was, and is, to a ``figure`` of today's verdict, never below 0.

    The weeks that remain are None where nothing is missing, or where they are not known.
    """

    figure: Decimal
    text: str
    missing_before: Decimal
    missing: Decimal
    weeks_as_planned: int | None
    weeks_as_grown: int | None

    @property
    def closed(self) -> int | None:
        """How much of what was missing has been made good, in per cent; None if nothing was."""
        if not self.missing_before:
            return None
        done = EXACT.subtract(self.missing_before, self.missing)
        share = EXACT.divide(EXACT.multiply(done, HUNDRED), self.missing_before)
        return int(share.to_integral_value(ROUND_HALF_UP))


def growth(old: Standing, new: Standing) -> Growth | None:
    """What was gained, or None where the number is not known on both sides."""
    plan, before, after = new.consultation.knowledge.plan, old.counted, new.counted
    if plan is None or before is None or after is None:
        return None
    days = (new.day - old.day).days if old.day is not None and new.day is not None else 0
    unit = new.consultation.knowledge.vocabulary[plan.counts].unit
    return Growth(plan.counts, unit, before, after, days if days > 0 else None)


def distances(found: Growth, new: Standing) -> Iterator[Distance]:
    """How far it was and is to each figure that the plan leads to."""
    plan = plan_of(new.consultation)
    weeks = {each.figure: each.week for each in plan.milestones} if plan is not None else {}
    for figure, text in figures(new.consultation):
        missing = _missing(figure, found.after)
        yield Distance(
            figure,
            text,
            _missing(figure, found.before),
            missing,
            weeks.get(figure),
            found.weeks_for(missing) if missing else None,
        )


def _missing(figure: Decimal, value: Decimal) -> Decimal:
    return max(Decimal(0), EXACT.subtract(figure, value))

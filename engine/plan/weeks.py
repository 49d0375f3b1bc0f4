"""Growth week by week: legs in which a figure grows, with rests between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from ..values import EXACT

LONGEST = 520  # weeks; what takes more than ten years is no plan


@dataclass(frozen=True, slots=True)
class Leg:
    """From the end of week ``first`` to the end of week ``last``; week 0 ends now.

    The figure grows ``before`` to ``after``, which are equal in a rest.
    """

    first: int
    last: int
    before: Decimal
    after: Decimal

    @property
    def weeks(self) -> int:
        """How long it takes."""
        return self.last - self.first

    @property
    def rests(self) -> bool:
        """Whether nothing is to grow in it."""
        return self.before == self.after


def legs(
    now: Decimal, end: Decimal, a_week: Decimal, gain: Decimal | None = None, rest: int = 0
) -> tuple[Leg, ...] | None:
    """The way from ``now`` to ``end`` by ``a_week``, with a rest after every ``gain``.

    None where it takes longer than LONGEST; nothing where the end is no higher than now.
    """
    stage = EXACT.subtract(end, now) if gain is None else gain
    if end > now and EXACT.subtract(end, now) > EXACT.multiply(stage, Decimal(LONGEST)):
        return None
    found: list[Leg] = []
    for leg in _legs(now, end, a_week, stage, rest):
        if leg is None or leg.last > LONGEST:
            return None
        found.append(leg)
    return tuple(found)


def week_of(figure: Decimal, way: tuple[Leg, ...], a_week: Decimal) -> int | None:
    """The week at the end of which the figure is reached, or None where the way ends before."""
    for leg in way:
        if leg.before < figure <= leg.after:
            taken = _weeks(EXACT.subtract(figure, leg.before), a_week)
            return None if taken is None else leg.first + taken
    return None


def day_of(start: date | None, week: int | None) -> date | None:
    """The day on which a week ends; None without a start, and beyond the last year there is."""
    if start is None or week is None:
        return None
    try:
        return start + timedelta(weeks=week)
    except OverflowError:
        return None


def _legs(
    now: Decimal, end: Decimal, a_week: Decimal, stage: Decimal, rest: int
) -> Iterator[Leg | None]:
    reached, week = now, 0
    while reached < end:
        after = min(end, EXACT.add(reached, stage))
        taken = _weeks(EXACT.subtract(after, reached), a_week)
        if taken is None:
            yield None
            return
        yield Leg(week, week + taken, reached, after)
        reached, week = after, week + taken
        if rest and reached < end:
            yield Leg(week, week + rest, reached, reached)
            week += rest


def _weeks(distance: Decimal, a_week: Decimal) -> int | None:
    """How many weeks a distance takes, begun ones counted; None where that is too long."""
    taken = EXACT.divide(distance, a_week)
    return None if taken > LONGEST else int(taken.to_integral_value(ROUND_CEILING))

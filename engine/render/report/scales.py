"""Where values lie along the side of a picture, in hundredths of it, and where its ticks stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

TICKS = 5  # at most so many, besides the first
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_WHOLE = Decimal(100)
_NOUGHT_BELOW = Decimal("0.5")  # an axis begins at 0 where the least is below so much of the most


class Scale(NamedTuple):
    """The values at both ends of an axis, and those between that are named."""

    start: Decimal
    end: Decimal
    ticks: tuple[Decimal, ...] = ()

    def at(self, value: Decimal) -> float:
        """How far along a value lies, 0 to 100."""
        if self.end == self.start:
            return 0.0
        return round(float((value - self.start) / (self.end - self.start) * _WHOLE), 2)


def scale_of(values: Iterable[Decimal]) -> Scale:
    """Round values around all of these; from 0 unless that would press them together."""
    found = sorted(values)
    low, high = found[0], found[-1]
    if 0 <= low <= high * _NOUGHT_BELOW:
        low = Decimal(0)
    step = _step(high - low)
    first, last = _steps(low, step, ROUND_FLOOR), _steps(high, step, ROUND_CEILING)
    return Scale(first * step, last * step, tuple(_between(first, last, step)))


def whole_ticks(last: Decimal, first: Decimal = Decimal(0)) -> Scale:
    """An axis that ends where the values do, with round whole ticks on it."""
    step = max(Decimal(1), _step(last - first))
    ticks = _between(_steps(first, step, ROUND_CEILING), _steps(last, step, ROUND_FLOOR), step)
    return Scale(first, last, tuple(ticks))


def _steps(value: Decimal, step: Decimal, rounding: str) -> int:
    return int((value / step).to_integral_value(rounding))


def _between(first: int, last: int, step: Decimal) -> Iterator[Decimal]:
    return (step * number for number in range(first, last + 1))


def _step(span: Decimal) -> Decimal:
    """1, 2 or 5 with noughts, so that a span has few of them."""
    if not span:
        return Decimal(1)
    unit = Decimal(1).scaleb((span / TICKS).adjusted())
    return next(unit * step for step in _STEPS if unit * step * TICKS >= span)

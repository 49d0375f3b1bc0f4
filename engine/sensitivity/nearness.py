"""What stands first: that which is nearest to tipping the verdict."""

from __future__ import annotations

from decimal import Decimal

from ..values import EXACT
from .report import Convention, NumberFact, Tip, WordFact

Nearness = tuple[int, Decimal | float]


def by_nearness(found: NumberFact | WordFact) -> Nearness:
    """Numbers by their distance in proportion; then words by the share of answers that tip."""
    match found:
        case NumberFact(fact=fact) if found.tips and isinstance(fact.value, Decimal):
            return 0, _distance(fact.value, found.lower, found.higher)
        case WordFact() if found.tips:
            return 1, -found.share
        case _:
            return 2, 0


def convention_nearness(found: Convention) -> Nearness:
    """By the distance in proportion to the figure; what nothing tips comes last."""
    if not found.tips:
        return 1, 0
    return 0, _distance(found.figure.value, found.lower, found.higher)


def _distance(value: Decimal, *tips: Tip | None) -> Decimal:
    """The way to the nearest tip, as a share of the figure."""
    nearest = min(abs(EXACT.subtract(tip.value, value)) for tip in tips if tip is not None)
    return EXACT.divide(nearest, abs(value) or Decimal(1))

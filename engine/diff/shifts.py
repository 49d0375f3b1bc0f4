"""How an entry of a verdict differs: it turns from one value to another, or a figure moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ..diagram.figures import Figure, Position, bounds
from ..expressions import Arithmetic
from ..values import Net
from .verdicts import same

Within = Mapping[str, tuple[Position, Position]]
"""Between what asked numbers lie."""


class Same(Enum):
    """No difference."""

    SAME = "same"


SAME = Same.SAME


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry says ``after`` instead of ``before``; figures are called "a figure"."""

    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Move:
    """A figure changes by at least ``least`` and at most ``most``."""

    least: Decimal
    most: Decimal

    @property
    def certain(self) -> bool:
        """Whether the bounds leave no doubt that it moves at all."""
        return not self.least <= 0 <= self.most


class Amount(Enum):
    """Some figure, whatever its amount."""

    FIGURE = "a figure"


FIGURE = Amount.FIGURE
Shift = Turn | Move


def shift(within: Within, before: object, after: object) -> object:
    """How two values differ; a figure that nobody can tell from another is the same."""
    if SAME in (before, after) or same(before, after):
        return SAME  # a figure that only one version shows comes or goes with its sentence
    one, other = number_of(before), number_of(after)
    if one is not None and other is not None and word_of(before) == word_of(after):
        return _move(within, one, other)
    return Turn(called(before), called(after))


def widest(one: Shift, other: Shift) -> Shift:
    """Both as one: moves of a figure from the least to the most."""
    if isinstance(one, Move) and isinstance(other, Move):
        return Move(min(one.least, other.least), max(one.most, other.most))
    return other


def kind_of(shift: Shift) -> object:
    """What shifts share that are told as one."""
    return Move if isinstance(shift, Move) else shift


def _move(within: Within, one: Decimal | Figure, other: Decimal | Figure) -> object:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return Move(other - one, other - one) if one != other else SAME
    if isinstance(one, Figure) and isinstance(other, Figure) and one.expression == other.expression:
        return SAME
    left, right = _bounds(one), _bounds(other)
    low, high = right[0][0] - left[1][0], right[1][0] - left[0][0]
    if isinstance(one, Figure) and isinstance(other, Figure):
        closer = bounds(Arithmetic("-", other.expression, one.expression), within)
        if closer is not None:
            low, high = max(low, closer[0][0]), min(high, closer[1][0])
    return Move(low, high)


def number_of(value: object) -> Decimal | Figure | None:
    """The figure that a value is."""
    if isinstance(value, Net):
        return value.figure
    return value if isinstance(value, Decimal | Figure) else None


def word_of(value: object) -> str | None:
    """The word of evidence."""
    return value.word if isinstance(value, Net) else None


def called(value: object) -> object:
    """A value as shifts have it: figures are all alike, evidence goes by its word."""
    if isinstance(value, Net):
        return value.word
    return FIGURE if isinstance(value, Decimal | Figure) else value


def _bounds(side: Decimal | Figure) -> tuple[Position, Position]:
    if isinstance(side, Figure):
        return side.low, side.high
    return (side, 0), (side, 1)

"""The states of an attribute as bits: unknown, none, and one bit for each class of values."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Protocol

from ...conditions import Comparison, Operand, Test
from ...rules import Scale
from ...values import UNKNOWN, Unknown, Value

UNKNOWN_BIT, NONE_BIT, FIRST_BIT = 1, 2, 4
EMPTY = UNKNOWN_BIT | NONE_BIT
Bound = tuple[Decimal, bool]
"""A figure, and whether the stretch includes it."""


class States(Protocol):
    """What a variable can be."""

    @property
    def full(self) -> int:
        """Every state."""

    @property
    def valued(self) -> int:
        """The states with a value."""

    def where(self, test: Test, operand: Operand) -> int:
        """The states in which a comparison with a constant is true."""

    def example(self, mask: int) -> Value | Unknown | None:
        """A value of one of these states, the smallest that is not nothing."""


@dataclass(frozen=True, slots=True)
class WordStates:
    """One bit for each word; for a list, one of its words or the list as a whole."""

    full: int
    bits: Mapping[str, int]

    @property
    def valued(self) -> int:
        return self.full & ~EMPTY

    def where(self, test: Test, operand: Operand) -> int:
        if test is Test.KNOWN:
            return self.full & ~UNKNOWN_BIT
        if test is Test.IS_NONE:
            return self.full & NONE_BIT
        return self.bits.get(str(operand), 0) & self.full

    def example(self, mask: int) -> Value | Unknown | None:
        found = next((word for word, bit in self.bits.items() if mask & self.full & bit), None)
        return found if found is not None else _nothing(mask & self.full)


@dataclass(frozen=True, slots=True)
class Stretch:
    """All numbers from ``low`` to ``high``, either a single one or without both ends."""

    low: Decimal
    high: Decimal

    @property
    def example(self) -> Decimal:
        """A number inside, whole if there is one."""
        if self.low == self.high:
            return self.low
        if self.low.is_infinite() or self.high.is_infinite():
            return self._far()
        middle = (self.low + self.high) / 2
        whole = middle.to_integral_value(ROUND_FLOOR)
        return whole if self.low < whole < self.high else middle

    def contains(self, number: Decimal) -> bool:
        """Whether a number lies inside."""
        if self.low == self.high:
            return number == self.low
        return self.low < number < self.high

    def _far(self) -> Decimal:
        if not self.low.is_infinite():
            return (self.low + 1).to_integral_value(ROUND_FLOOR)
        return (
            self.high.to_integral_value(ROUND_FLOOR) - 1
            if not self.high.is_infinite()
            else Decimal(0)
        )


class NumberStates:
    """One bit for each stretch between the numbers that some test names.

    For evidence ``scale`` gives the words, and the bit of *none* is the figure 0 without a pull.
    """

    __slots__ = ("_cuts", "_scale", "_seen", "full", "stretches", "valued")

    def __init__(self, cuts: Iterable[Decimal], scale: Scale | None = None) -> None:
        self._cuts = sorted(set(cuts))
        self._scale = scale
        self._seen: dict[tuple[Test, Operand], int] = {}
        ends = [Decimal("-Infinity"), *self._cuts, Decimal("Infinity")]
        self.stretches: list[Stretch] = []
        for low, high in pairwise(ends):
            self.stretches += [Stretch(low, high), Stretch(high, high)]
        self.stretches.pop()
        self.full = self.valued = 0

    def allow(self, states: int) -> NumberStates:
        """Only these states are possible."""
        self.full = states
        self.valued = states & ~UNKNOWN_BIT if self._scale else states & ~EMPTY
        return self

    def within(self, low: Decimal, high: Decimal) -> int:
        """The bits of the stretches from ``low`` to ``high``, both of them cuts or infinite."""
        return sum(
            FIRST_BIT << at
            for at, stretch in enumerate(self.stretches)
            if low <= stretch.low and stretch.high <= high
        )

    def bit(self, number: Decimal) -> int:
        """The bit of the stretch that contains a number."""
        at = bisect_left(self._cuts, number)
        exact = at < len(self._cuts) and self._cuts[at] == number
        return FIRST_BIT << (2 * at + exact)

    def where(self, test: Test, operand: Operand) -> int:
        if test is Test.KNOWN:
            return self.full & ~UNKNOWN_BIT
        if test is Test.IS_NONE:
            return self.full & NONE_BIT
        key = test, operand
        if key not in self._seen:
            self._seen[key] = self._where(test, operand)
        return self._seen[key]

    def _where(self, test: Test, operand: Operand) -> int:
        mask = 0
        for at, stretch in enumerate(self.stretches):
            if self.full & FIRST_BIT << at and self._holds(test, stretch.example, operand):
                mask |= FIRST_BIT << at
        if self._scale and self.full & NONE_BIT and self._holds(test, Decimal(0), operand):
            mask |= NONE_BIT
        return mask

    def _holds(self, test: Test, figure: Decimal, operand: Operand) -> bool:
        if isinstance(operand, str):
            return self._scale is not None and self._scale.word(figure) == operand
        return isinstance(operand, Decimal) and compare(test, figure, operand)

    def example(self, mask: int) -> Value | Unknown | None:
        for at, stretch in enumerate(self.stretches):
            if mask & self.full & FIRST_BIT << at:
                return stretch.example
        return _nothing(mask & self.full)

    def hull(self, mask: int) -> tuple[Bound, Bound]:
        """The least and the greatest that a number in these states can be."""
        found = [s for at, s in enumerate(self.stretches) if mask & self.full & FIRST_BIT << at]
        if self._scale and mask & self.full & NONE_BIT:
            found.append(Stretch(Decimal(0), Decimal(0)))
        first = min(found, key=_low)
        last = max(found, key=_high)
        return (first.low, first.low == first.high), (last.high, last.low == last.high)


def compare(test: Test, left: Decimal, right: Decimal) -> bool:
    """Whether a comparison of two numbers is true."""
    match test:
        case Test.AT_LEAST:
            return left >= right
        case Test.MORE_THAN:
            return left > right
        case Test.AT_MOST:
            return left <= right
        case Test.FEWER_THAN:
            return left < right
        case _:
            return left == right


def constants(comparisons: Iterable[Comparison]) -> dict[str, set[Decimal]]:
    """The numbers with which each attribute is compared."""
    found: dict[str, set[Decimal]] = {}
    for comparison in comparisons:
        if isinstance(comparison.operand, Decimal):
            found.setdefault(comparison.attribute, set()).add(comparison.operand)
    return found


def _low(stretch: Stretch) -> tuple[Decimal, bool]:
    return stretch.low, stretch.low != stretch.high


def _high(stretch: Stretch) -> tuple[Decimal, bool]:
    return stretch.high, stretch.low == stretch.high


def _nothing(mask: int) -> Unknown | None:
    return None if mask & NONE_BIT else UNKNOWN

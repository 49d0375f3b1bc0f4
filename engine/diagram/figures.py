"""Numbers that are known only within bounds, and tests of them that bounds may settle.

A class of an asked number is an interval; what a formula makes of it is the formula itself with
the bounds of its result. Where bounds settle no comparison, an asked number is cut there, and a
formula over asked numbers becomes a *joint test*: an input of its own, yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from itertools import product

from ..conditions import Comparison, Other, Test, truth
from ..expressions import (
    Arithmetic,
    Constant,
    Expression,
    Extreme,
    Name,
    Otherwise,
    Rounded,
    evaluate,
    names,
)
from ..values import Facts, Unknown

Position = tuple[Decimal, int]
"""A place on the number line: just before a number (0) or just after it (1)."""

EVERYWHERE = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 1)
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Figure:
    """The number that ``expression`` makes of asked numbers, between two positions."""

    expression: Expression
    low: Position
    high: Position


@dataclass(frozen=True, slots=True)
class JointTest:
    """A comparison of two formulas over asked numbers, none of which is unknown."""

    left: Expression
    test: Test
    right: Expression

    @property
    def inputs(self) -> tuple[str, ...]:
        """The asked numbers that it looks at."""
        return tuple(dict.fromkeys((*names(self.left), *names(self.right))))

    def holds(self, told: Facts) -> bool:
        """Its answer where every input is told."""
        sides = {LEFT: evaluate(self.left, told), RIGHT: evaluate(self.right, told)}
        facts = {name: side for name, side in sides.items() if not isinstance(side, Unknown)}
        operand = None if self.test is Test.IS_NONE else Other(RIGHT)
        return truth(Comparison(LEFT, self.test, operand), facts) is True

    def settled(self, within: Mapping[str, tuple[Position, Position]]) -> bool | None:
        """Its answer where the bounds of its inputs leave only one."""
        left, right = bounds(self.left, within), bounds(self.right, within)
        if left is None or right is None:
            return None
        if self.test is Test.IS_NONE:
            return False
        return compare(self.test, left, right)


def point(value: Decimal) -> tuple[Position, Position]:
    """The bounds of one number."""
    return (value, 0), (value, 1)


def compare(
    test: Test, left: tuple[Position, Position], right: tuple[Position, Position]
) -> bool | None:
    """Whether all numbers within ``left`` stand so to all within ``right``; None: some do."""
    match test:
        case Test.AT_LEAST:
            return True if left[0][0] >= right[1][0] else False if _before(left, right) else None
        case Test.MORE_THAN:
            return True if _before(right, left) else False if left[1][0] <= right[0][0] else None
        case Test.FEWER_THAN:
            return compare(Test.MORE_THAN, right, left)
        case Test.AT_MOST:
            return compare(Test.AT_LEAST, right, left)
        case Test.IS if left == right == point(left[0][0]):
            return True
        case _:
            return False if _before(left, right) or _before(right, left) else None


def cuts(test: Test, value: Decimal) -> tuple[Position, ...]:
    """Where classes of a number must end for its comparison with ``value`` to be settled."""
    match test:
        case Test.AT_LEAST | Test.FEWER_THAN:
            return ((value, 0),)
        case Test.MORE_THAN | Test.AT_MOST:
            return ((value, 1),)
        case _:
            return point(value)


def bounds(
    expression: Expression, within: Mapping[str, tuple[Position, Position]]
) -> tuple[Position, Position] | None:
    """Between what the results lie, tight where no name occurs twice; None where one is none."""
    match expression:
        case Constant(value):
            return point(value)
        case Name(attribute):
            return within[attribute]
        case Otherwise():  # a figure is one of the two, never the choice itself
            return None
        case Extreme(_, parts):
            return spread(expression, [bounds(part, within) for part in parts])
        case Arithmetic(_, first, second) | Rounded(first, second):
            return spread(expression, [bounds(first, within), bounds(second, within)])


def spread(
    expression: Expression, parts: Iterable[tuple[Position, Position] | None]
) -> tuple[Position, Position] | None:
    """The bounds of an operation whose parts have these: those of its results at the corners."""
    corners = []
    for part in parts:
        if part is None:
            return None
        corners.append((part[0][0], part[1][0]))
    match expression:
        case Arithmetic("/") | Rounded() if corners[1][0] <= 0 <= corners[1][1]:
            return None
        case Rounded() if corners[1][0] != corners[1][1]:
            return EVERYWHERE
        case _:
            return _hull(expression, corners)


def operation(expression: Expression, parts: Iterable[Expression]) -> Expression:
    """The same operation on other parts."""
    parts = tuple(parts)
    match expression:
        case Extreme(pick):
            return Extreme(pick, parts)
        case Arithmetic(operator):
            return Arithmetic(operator, *parts)
        case Rounded():
            return Rounded(*parts)
        case _:
            return Otherwise(*parts)


def _hull(
    expression: Expression, corners: list[tuple[Decimal, Decimal]]
) -> tuple[Position, Position] | None:
    found, names = [], [str(number) for number in range(len(corners))]
    pattern = operation(expression, map(Name, names))
    for values in product(*(dict.fromkeys(corner) for corner in corners)):
        try:
            figure = evaluate(pattern, dict(zip(names, values, strict=True)))
        except DecimalException:  # two infinities have no order
            figure = None
        if not isinstance(figure, Decimal) or figure.is_nan():
            return None
        found.append(figure)
    return (min(found), 0), (max(found), 1)


def _before(left: tuple[Position, Position], right: tuple[Position, Position]) -> bool:
    """Whether every number within ``left`` is less than every one within ``right``."""
    return left[1] <= right[0] if left[1][0] == right[0][0] else left[1][0] < right[0][0]

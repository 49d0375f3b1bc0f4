"""Formulas: exact arithmetic over number attributes; ``loader.formulas`` reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Literal

from .values import EXACT, PLACES_OF_A_QUOTIENT, UNKNOWN, Facts, Figure, Net, Unknown

Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that the formula writes."""

    value: Decimal

    def under(self, facts: Facts) -> Figure:  # noqa: ARG002
        """The number, whatever the facts."""
        return self.value


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a number, lookup, formula or evidence attribute."""

    attribute: str

    def under(self, facts: Facts) -> Figure:
        """The figure of the attribute."""
        value = facts.get(self.attribute, UNKNOWN)
        if isinstance(value, Net):
            return value.figure
        return value if isinstance(value, (Decimal, Unknown)) else None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left operator right``; a quotient is kept to 12 places, half up, all else is exact."""

    operator: Operator
    left: Expression
    right: Expression

    def under(self, facts: Facts) -> Figure:
        """The result of the operation."""
        left, right = self.left.under(facts), self.right.under(facts)
        return _computed(_ARITHMETIC[self.operator], left, right)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of several."""

    pick: Literal["min", "max"]
    parts: tuple[Expression, ...]

    def under(self, facts: Facts) -> Figure:
        """The part that is picked."""
        figures = [part.under(facts) for part in self.parts]
        known = [figure for figure in figures if isinstance(figure, Decimal)]
        if len(known) == len(figures):
            return min(known) if self.pick == "min" else max(known)
        return None if any(figure is None for figure in figures) else UNKNOWN


@dataclass(frozen=True, slots=True)
class Rounded:
    """``round part to step``, half away from nought."""

    part: Expression
    step: Expression

    def under(self, facts: Facts) -> Figure:
        """The nearest multiple of the step."""
        return _computed(_round, self.part.under(facts), self.step.under(facts))


@dataclass(frozen=True, slots=True)
class Otherwise:
    """``first or second``: the first where it has a value, else the second."""

    first: Expression
    second: Expression

    def under(self, facts: Facts) -> Figure:
        """The first figure that there is."""
        first = self.first.under(facts)
        if isinstance(first, Decimal):
            return first
        second = self.second.under(facts)
        return second if isinstance(second, Decimal) or first is None else first


Expression = Constant | Name | Arithmetic | Extreme | Rounded | Otherwise


def names(expression: Expression) -> Iterator[str]:
    """Every attribute that the formula reads, in order of writing."""
    match expression:
        case Constant():
            return
        case Name(attribute):
            yield attribute
        case Extreme(_, parts):
            for part in parts:
                yield from names(part)
        case Arithmetic(_, first, second) | Rounded(first, second) | Otherwise(first, second):
            yield from names(first)
            yield from names(second)


def evaluate(expression: Expression, facts: Facts) -> Figure:
    """The value under ``facts``: *none* where an operand is none, unknown where one is unknown.

    A division by nought, or a number beyond all bounds, is none.
    """
    return expression.under(facts)


def _computed(
    compute: Callable[[Decimal, Decimal], Decimal], left: Figure, right: Figure
) -> Figure:
    if left is None or right is None:
        return None
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    try:
        return compute(left, right)
    except DecimalException:
        return None


def _round(value: Decimal, step: Decimal) -> Decimal:
    count = EXACT.divide(value, step).to_integral_value(ROUND_HALF_UP)
    return EXACT.multiply(count, step)


def _divide(left: Decimal, right: Decimal) -> Decimal:
    return EXACT.quantize(EXACT.divide(left, right), PLACES_OF_A_QUOTIENT)


_ARITHMETIC: dict[Operator, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": _divide,
}

"""The numbers that a formula writes: what part each plays, and the formula with another instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from ..values import show_number

Path = tuple[int, ...]
"""The way from the top of a formula to one of its parts: which part, and which part of that."""


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a formula: the way to it, and how it is said, as in ``at least 50``."""

    path: Path
    value: Decimal
    says: str


def places(expression: Expression) -> tuple[Place, ...]:
    """Every number that a formula writes but nought, which stands for nothing; in order."""
    return tuple(place for place in _places(expression, (), "{}") if place.value)


def replaced(expression: Expression, path: Path, by: Constant | Name) -> Expression:
    """The formula with another part at the end of ``path``."""
    if not path:
        return by
    parts = list(_parts(expression))
    parts[path[0]] = replaced(parts[path[0]], path[1:], by)
    match expression:
        case Arithmetic():
            return replace(expression, left=parts[0], right=parts[1])
        case Extreme():
            return replace(expression, parts=tuple(parts))
        case Rounded():
            return replace(expression, part=parts[0], step=parts[1])
        case Otherwise():
            return replace(expression, first=parts[0], second=parts[1])
        case _:
            raise TypeError(expression)


def number_instead(expression: Expression, place: Place, value: Decimal) -> Expression:
    """The formula with another number in a place."""
    return replaced(expression, place.path, Constant(value))


def _places(expression: Expression, path: Path, says: str) -> Iterator[Place]:
    if isinstance(expression, Constant):
        yield Place(path, expression.value, says.format(show_number(expression.value)))
    for at, part in enumerate(_parts(expression)):
        yield from _places(part, (*path, at), _role(expression, at))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Arithmetic(_, first, second) | Rounded(first, second) | Otherwise(first, second):
            return first, second
        case Extreme(_, parts):
            return parts
        case _:
            return ()


def _role(expression: Expression, at: int) -> str:
    """How a number is said that is this part of an expression."""
    match expression:
        case Arithmetic(operator) if at and operator != "*":
            return {"+": "plus {}", "-": "minus {}", "/": "divided by {}"}[operator]
        case Arithmetic("*"):
            return "times {}"
        case Extreme(pick):
            return "at most {}" if pick == "min" else "at least {}"
        case Rounded() if at:
            return "rounded to {}"
        case Otherwise() if at:
            return "otherwise {}"
        case _:
            return "{}"

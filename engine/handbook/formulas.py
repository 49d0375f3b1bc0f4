"""Formulas in the words in which their author writes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from .wording import Phrase, Piece, attribute

_OTHERWISE, _SUM, _PRODUCT, _FACTOR = range(4)
_LEVELS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


def formula(expression: Expression) -> Phrase:
    """The formula, with brackets only where it needs them."""
    return tuple(_written(expression, _OTHERWISE))


def _written(expression: Expression, needed: int) -> Iterator[Piece]:
    """The expression, in brackets where it binds less closely than is ``needed``."""
    if _level(expression) >= needed:
        yield from _bare(expression)
    else:
        yield from (Piece("("), *_bare(expression), Piece(")"))


def _bare(expression: Expression) -> Iterator[Piece]:
    match expression:
        case Constant(value):
            yield Piece(f"{value:f}")
        case Name(name):
            yield attribute(name)
        case Arithmetic(operator, left, right):
            level = _LEVELS[operator]
            yield from _written(left, level)
            yield Piece(f" {operator} ")
            yield from _written(right, level + 1)
        case Extreme(pick, parts):
            inner = [(Piece(", "), *_written(part, _OTHERWISE)) for part in parts]
            yield from (Piece(f"{pick}("), *tuple(chain(*inner))[1:], Piece(")"))
        case Rounded(part, step):
            yield from (Piece("round "), *_written(part, _SUM), Piece(" to "))
            yield from _written(step, _FACTOR)
        case Otherwise(first, second):
            yield from (*_written(first, _OTHERWISE), Piece(" or "), *_written(second, _SUM))


def _level(expression: Expression) -> int:
    match expression:
        case Otherwise():
            return _OTHERWISE
        case Arithmetic(operator):
            return _LEVELS[operator]
        case _:
            return _FACTOR

"""Whether one formula always stands to another as a test says, by halving what they are made of.

Bounds of a whole interval often settle nothing, since both formulas move together. Those of its
halves, quarters and so on do, unless the two really meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..conditions import Test
from ..diagram.figures import Figure, Position, bounds, compare, point
from ..expressions import Arithmetic, Constant, Expression, Extreme, Name, Rounded, names
from ..vocabulary import Number, Vocabulary

MOST_PIECES = 4_000

Side = Figure | Decimal
Within = Mapping[str, tuple[Position, Position]]


def always(test: Test, left: Side, right: Side, within: Within) -> bool:
    """Whether the test was proved of all values of the asked numbers, which lie ``within``."""
    one, other = expression_of(left), expression_of(right)
    if one == other:
        return test in (Test.IS, Test.AT_LEAST, Test.AT_MOST)
    return _halved(test, one, other, {name: within[name] for name in _names(one, other)})


def everywhere(vocabulary: Vocabulary, *sides: Side) -> Within:
    """All that the asked numbers of some figures may be."""
    found = {}
    for name in _names(*map(expression_of, sides)):
        kind = vocabulary[name].kind
        assert isinstance(kind, Number)  # noqa: S101 - figures are made of asked numbers
        found[name] = (kind.low, 0), (kind.high, 1)
    return found


def direction(expression: Expression, name: str) -> int | None:
    """1 where more of ``name`` never makes it less, -1 where never more, 0: no part in it."""
    if name not in names(expression):
        return 0
    match expression:
        case Name():
            return 1
        case Extreme(_, parts):
            return _common([direction(part, name) for part in parts])
        case Arithmetic("+" | "-" as operator, left, right):
            sign = 1 if operator == "+" else -1
            return _common([direction(left, name), _turned(direction(right, name), sign)])
        case Rounded(part, Constant(times)):
            return direction(part, name) if times > 0 else None
        case _:
            return _scaled(expression, name)


def _scaled(expression: Expression, name: str) -> int | None:
    match expression:
        case Arithmetic("*", part, Constant(times)) | Arithmetic("*", Constant(times), part):
            return _turned(direction(part, name), times)
        case Arithmetic("/", part, Constant(by)) if by:
            return _turned(direction(part, name), by)
        case _:
            return None


def expression_of(side: Side) -> Expression:
    """The formula of a figure; a number is one, too."""
    return side.expression if isinstance(side, Figure) else Constant(side)


def _halved(test: Test, left: Expression, right: Expression, within: Within) -> bool:
    todo, pieces = [dict(within)], 0
    while todo:
        piece = todo.pop()
        pieces += 1
        one, other = bounds(left, piece), bounds(right, piece)
        if one is None or other is None or pieces > MOST_PIECES:
            return False
        settled = compare(test, one, other)
        if settled is None:
            widest = max(piece, key=lambda name: _width(piece[name]), default=None)
            if widest is None or not _width(piece[widest]) or _fails(test, left, right, piece):
                return False
            todo += _halves(piece, widest)
        elif not settled:
            return False
    return True


def _fails(test: Test, left: Expression, right: Expression, piece: Within) -> bool:
    """Whether the test is false in the middle of a piece, so that more halving is in vain."""
    middle = {name: point((low[0] + high[0]) / 2) for name, (low, high) in piece.items()}
    one, other = bounds(left, middle), bounds(right, middle)
    return one is None or other is None or compare(test, one, other) is False


def _width(within: tuple[Position, Position]) -> Decimal:
    return within[1][0] - within[0][0]


def _halves(piece: Within, name: str) -> list[dict[str, tuple[Position, Position]]]:
    low, high = piece[name]
    middle = (low[0] + high[0]) / 2
    return [
        {**piece, name: (low, point(middle)[1])},
        {**piece, name: (point(middle)[0], high)},
    ]


def _names(*expressions: Expression) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in expressions for name in names(each)))


def _common(found: list[int | None]) -> int | None:
    """The one direction of all that have any."""
    some = {each for each in found if each != 0}
    return next(iter(some), 0) if len(some) <= 1 else None


def _turned(found: int | None, times: Decimal | int) -> int | None:
    if found is None:
        return None
    return found if times > 0 else -found if times < 0 else 0

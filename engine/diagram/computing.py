"""Formulas and lookups to diagrams; what an operation makes of plain values, ``evaluate`` says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial, reduce

from ..conditions import Test
from ..expressions import (
    Arithmetic,
    Constant,
    Expression,
    Extreme,
    Name,
    Otherwise,
    Rounded,
    evaluate,
)
from ..inference import look_up
from ..values import UNKNOWN, Facts, Unknown, Value
from ..vocabulary import Lookup
from .figures import EVERYWHERE, Figure, JointTest, Position, operation, point, spread
from .workspace import Workspace

PROBE = Decimal(1)
_NOUGHT = Constant(Decimal(0))
_PARTS = (Name("0"), Name("1"))


class Computing:
    """Compiles formulas and lookups over the attributes that are settled so far."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._nodes = workspace.nodes

    def formula(self, expression: Expression) -> int:
        """The diagram of a formula's value."""
        match expression:
            case Constant(value):
                return self._nodes.terminal(value)
            case Name(attribute):
                return self._workspace.figures(attribute)
            case Extreme(pick, parts):
                # They associate, also where a part is none or unknown.
                return self._fold(Extreme(pick, _PARTS), parts)
            case Arithmetic(operator, left, right):
                return self._fold(Arithmetic(operator, *_PARTS), (left, right))
            case Rounded(part, step):
                return self._fold(Rounded(*_PARTS), (part, step))
            case Otherwise(first, second):
                return self._fold(Otherwise(*_PARTS), (first, second))

    def lookup(self, lookup: Lookup) -> int:
        """The diagram of a lookup's value; one without rows is none, whatever it goes by."""
        if not lookup.rows:
            return self._nodes.terminal(None)
        by = self._workspace.value(lookup.by)
        return self._nodes.replace(by, lambda held: self._looked_up(lookup, held))

    def _fold(self, pattern: Expression, parts: Sequence[Expression]) -> int:
        return reduce(partial(self._apply, pattern), map(self.formula, parts))

    def _apply(self, pattern: Expression, left: int, right: int) -> int:
        """One operation, its parts called 0 and 1, on two diagrams."""
        if not (self._bounded(left) or self._bounded(right)):
            return self._nodes.combine(
                repr(pattern), lambda a, b: evaluate(pattern, _facts(a, b)), left, right
            )
        return self._nodes.merge(left, right, lambda a, b: self._result(pattern, a, b))

    def _bounded(self, number: int) -> bool:
        """Whether some value is known within bounds only."""
        seen, todo, nodes = set[int](), [number], self._nodes
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(nodes.children[at])
                if isinstance(nodes.value[at], Figure):
                    return True
        return False

    def _result(self, pattern: Expression, left: object, right: object) -> int:
        """The operation on two values; of bounded ones, the formula with its new bounds."""
        sides = (left, right)
        result = evaluate(pattern, _facts(left, right))
        if not isinstance(result, Decimal) or not any(isinstance(s, Figure) for s in sides):
            return self._nodes.terminal(result)
        if isinstance(pattern, Otherwise):
            return self._nodes.terminal(left if isinstance(left, Figure | Decimal) else right)
        expression = operation(pattern, map(_expression, sides))
        return self._figure(expression, spread(pattern, map(_bounds, sides)))

    def _figure(self, expression: Expression, within: tuple[Position, Position] | None) -> int:
        nodes = self._nodes
        if within is None:
            none = self._workspace.asks(JointTest(expression, Test.IS_NONE, _NOUGHT))
            some = nodes.terminal(Figure(expression, *EVERYWHERE))
            return nodes.choose(none, nodes.terminal(None), some)
        if within == point(within[0][0]):
            return nodes.terminal(within[0][0])
        return nodes.terminal(Figure(expression, *within))

    def _looked_up(self, lookup: Lookup, held: object) -> int:
        nodes = self._nodes
        if not isinstance(held, Figure):
            facts = {} if isinstance(held, Unknown) else {lookup.by: held}
            return nodes.terminal(look_up(lookup, facts))  # type: ignore[arg-type]
        made = nodes.terminal(None)
        for row in reversed(lookup.rows):
            if row.key is None:
                made = nodes.terminal(row.value)
            elif isinstance(row.key, Decimal):
                fits = self._workspace.compared(Test.IS, held, row.key)
                made = nodes.choose(fits, nodes.terminal(row.value), made)
        return made


def _facts(*sides: object) -> Facts:
    found: dict[str, Value | None] = {}
    for number, side in enumerate(sides):
        if side is not UNKNOWN:
            found[str(number)] = PROBE if isinstance(side, Figure) else side  # type: ignore[assignment]
    return found


def _expression(side: object) -> Expression:
    return side.expression if isinstance(side, Figure) else Constant(side)  # type: ignore[arg-type]


def _bounds(side: object) -> tuple[Position, Position]:
    return (side.low, side.high) if isinstance(side, Figure) else point(side)  # type: ignore[arg-type]

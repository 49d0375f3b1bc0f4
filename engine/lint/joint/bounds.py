"""Between which bounds a formula lies, from the bounds of what it reads."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException

from ...expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded

INFINITE = Decimal("Infinity")
Bounds = tuple[Decimal, Decimal]
NOWHERE: Bounds = -INFINITE, INFINITE


def bounds(expression: Expression, of: Callable[[str], Bounds]) -> Bounds:
    """The least and the greatest, infinite where nothing is known; ``of`` are those of a name."""
    match expression:
        case Constant(value):
            return value, value
        case Name(attribute):
            return of(attribute)
        case Extreme(pick, parts):
            return _extreme(min if pick == "min" else max, [bounds(part, of) for part in parts])
        case Otherwise(first, second):
            found = [bounds(first, of), bounds(second, of)]
            return min(low for low, _ in found), max(high for _, high in found)
        case Rounded(part, step):
            return _rounded(bounds(part, of), step)
        case Arithmetic(operator, left, right):
            return _arithmetic(operator, bounds(left, of), bounds(right, of))


def _extreme(choose: Callable[..., Decimal], found: list[Bounds]) -> Bounds:
    return choose(low for low, _ in found), choose(high for _, high in found)


def _rounded(found: Bounds, step: Expression) -> Bounds:
    if isinstance(step, Constant) and step.value > 0:
        return found[0] - step.value, found[1] + step.value
    return NOWHERE


def _arithmetic(operator: str, left: Bounds, right: Bounds) -> Bounds:
    try:
        match operator:
            case "+":
                return left[0] + right[0], left[1] + right[1]
            case "-":
                return left[0] - right[1], left[1] - right[0]
            case "*":
                corners = [one * other for one in left for other in right]
                return min(corners), max(corners)
            case _ if right[0] > 0 or right[1] < 0:
                corners = [one / other for one in left for other in right]
                return min(corners) - 1, max(corners) + 1
            case _:
                return NOWHERE
    except DecimalException:
        return NOWHERE

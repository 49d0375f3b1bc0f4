"""Formulas and comparisons over a whole stretch of a number at once, in exact decimals.

Where a figure runs from ``low`` to ``high``, all that is computed from it lies between bounds.
The bounds may be too wide and are never too narrow, so what is certain of them is so of every
number in the stretch.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, DecimalException
from enum import Enum

from ..conditions import Comparison, Other, Test
from ..expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from ..values import EXACT, UNKNOWN, Facts, Net, State, Unknown
from ..vocabulary import Lookup

Pair = tuple[Decimal, Decimal]


class Mixed(Enum):
    """Nothing is certain: in some part of the stretch there may be a figure, in another none."""

    MIXED = "mixed"


MIXED = Mixed.MIXED

Bounds = Pair | Unknown | Mixed | None
Varying = Mapping[str, Bounds]

HALF = Decimal("0.5")


def of_expression(expression: Expression, memory: Facts, varying: Varying) -> Bounds:
    """The bounds of a formula, the attributes in ``varying`` running between theirs."""
    match expression:
        case Constant(value):
            return value, value
        case Name(attribute):
            return of_attribute(attribute, memory, varying)
        case Arithmetic():
            return _combined(expression, memory, varying)
        case Rounded(part, step):
            return _rounded(
                of_expression(part, memory, varying),
                of_expression(step, memory, varying),
            )
        case Extreme(pick, parts):
            return _extreme(pick, [of_expression(part, memory, varying) for part in parts])
        case Otherwise(first, second):
            found = of_expression(first, memory, varying)
            return _otherwise(found, of_expression(second, memory, varying))


def of_lookup(lookup: Lookup, memory: Facts, varying: Varying) -> Bounds:
    """The bounds of a lookup: of all rows whose keys lie among the numbers, and of the rest."""
    key = of_attribute(lookup.by, memory, varying)
    if key is MIXED:
        return MIXED
    if isinstance(key, tuple):
        low, high = key
        within = [
            row.value
            for row in lookup.rows
            if isinstance(row.key, Decimal) and low <= row.key <= high
        ]
        if within and low != high:
            return _rows(within, lookup)
        row = lookup.row(low)
    else:
        row = lookup.row(key)
        if row is None and isinstance(key, Unknown) and lookup.rows:
            return UNKNOWN
    return None if row is None else (row.value, row.value)


def _rows(values: list[Decimal], lookup: Lookup) -> Bounds:
    """The bounds of these rows and of the row for every other number; mixed without one."""
    others = [row.value for row in lookup.rows if row.key is None]
    every = [*values, *others]
    return (min(every), max(every)) if others else MIXED


def of_attribute(name: str, memory: Facts, varying: Varying) -> Bounds:
    """The bounds of an attribute, which is one number where it does not vary."""
    if name in varying:
        return varying[name]
    value: State = memory.get(name, UNKNOWN)
    if isinstance(value, Net):
        value = value.figure
    if isinstance(value, Decimal):
        return value, value
    return value if isinstance(value, Unknown) else None


def steady(comparison: Comparison, memory: Facts, varying: Varying) -> bool:
    """Whether a comparison has certainly one truth value for all numbers of the stretch."""
    found = of_attribute(comparison.attribute, memory, varying)
    if found is MIXED:
        return False
    if comparison.test in (Test.KNOWN, Test.IS_NONE):
        return True  # bounds that are not mixed are a figure everywhere, or nowhere
    if comparison.operand == Other(comparison.attribute):
        return True  # with itself
    return _steady(comparison.test, found, _operand(comparison, memory, varying))


def _steady(test: Test, found: Bounds, other: Bounds) -> bool:
    if not isinstance(found, tuple) or not isinstance(other, tuple):
        return other is not MIXED
    if test is Test.IS:
        same = found[0] == found[1] == other[0] == other[1]
        return same or found[1] < other[0] or other[1] < found[0]
    compare = _ORDER[test]
    return compare(found[0], other[1]) == compare(found[1], other[0])


_ORDER: dict[Test, Callable[[Decimal, Decimal], bool]] = {
    Test.AT_LEAST: operator.ge,
    Test.MORE_THAN: operator.gt,
    Test.AT_MOST: operator.le,
    Test.FEWER_THAN: operator.lt,
}


def _operand(comparison: Comparison, memory: Facts, varying: Varying) -> Bounds:
    match comparison.operand:
        case Other(attribute):
            return of_attribute(attribute, memory, varying)
        case Decimal() as number:
            return number, number
        case _:
            return None


def _combined(expression: Arithmetic, memory: Facts, varying: Varying) -> Bounds:
    left = of_expression(expression.left, memory, varying)
    right = of_expression(expression.right, memory, varying)
    return _corners(
        lambda one, other: Arithmetic(expression.operator, Constant(one), Constant(other)),
        left,
        right,
        through_nought=expression.operator == "/",
    )


def _rounded(part: Bounds, step: Bounds) -> Bounds:
    """One step rounds in order; over several steps the result is off by half a step at most."""
    if isinstance(part, tuple) and isinstance(step, tuple) and step[0] != step[1]:
        if step[0] <= 0:
            return MIXED
        off = EXACT.multiply(step[1], HALF)
        return EXACT.subtract(part[0], off), EXACT.add(part[1], off)
    return _corners(lambda one, other: Rounded(Constant(one), Constant(other)), part, step)


def _corners(
    make: Callable[[Decimal, Decimal], Expression],
    left: Bounds,
    right: Bounds,
    *,
    through_nought: bool = False,
) -> Bounds:
    """Bounds of what is extreme where both sides are."""
    if left is MIXED or right is MIXED:
        return MIXED
    if not isinstance(left, tuple) or not isinstance(right, tuple):
        return None if left is None or right is None else UNKNOWN
    if through_nought and right[0] <= 0 <= right[1] and right[0] != right[1]:
        return MIXED
    try:
        results = [make(one, other).under({}) for one in set(left) for other in set(right)]
    except DecimalException:
        return MIXED
    found = [result for result in results if isinstance(result, Decimal)]
    if not found:
        return None if len(set(left)) == len(set(right)) == 1 else MIXED
    return (min(found), max(found)) if len(found) == len(results) else MIXED


def _extreme(pick: str, parts: Iterable[Bounds]) -> Bounds:
    found = list(parts)
    if any(part is None for part in found):
        return None  # none beside anything is none, whatever else is mixed
    if any(part is MIXED for part in found):
        return MIXED
    pairs = [part for part in found if isinstance(part, tuple)]
    if len(pairs) < len(found):
        return UNKNOWN
    choose = min if pick == "min" else max
    return choose(low for low, _ in pairs), choose(high for _, high in pairs)


def _otherwise(first: Bounds, second: Bounds) -> Bounds:
    if isinstance(first, tuple) or first is MIXED:
        return first
    if isinstance(second, tuple) or second is MIXED:
        return second
    return second if first is None else first

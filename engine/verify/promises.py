"""The properties that the author declares, each proved of everyone or refuted by an example.

What is not told is part of "everyone": ``never`` and ``always`` hold however little is known, and
two persons who are compared tell the same of all else, or leave the same untold.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..conditions import Comparison, Condition, literals
from ..diagram.classes import Input
from ..diagram.figures import cuts
from ..properties import Always, Compared, Moving, Never, Promise, Property
from ..vocabulary import ListOf, Number, OneOf
from .fault import Fault
from .persons import compared, moving
from .space import Space


def faults(space: Space) -> Iterator[Fault]:
    """Every property that is not true of everyone, with whom it fails for."""
    for each in space.program.knowledge.properties:
        fault = fault_of(space, each)
        if fault is not None:
            yield fault


def fault_of(space: Space, declared: Property) -> Fault | None:
    """The failure of one property. Raises OverBudgetError."""
    region = _region(space, declared.promise)
    return None if space.empty(region) else Fault("property-fails", (declared.id,), region)


def conditions(promise: Promise) -> tuple[Condition, ...]:
    """The conditions that a promise stands on."""
    match promise:
        case Never(condition):
            return (condition,)
        case Always(when, then):
            return when, then
        case _:
            return (promise.when,)


def distinguished(space: Space, condition: Condition) -> bool:
    """Whether the classes of the space can tell what a condition asks about."""
    inputs = {entry.attribute.name: entry for entry in space.workspace.inputs}
    return all(
        literal.comparison.attribute not in inputs
        or _told_apart(inputs[literal.comparison.attribute], literal.comparison)
        for literal in literals(condition)
    )


def _told_apart(entry: Input, comparison: Comparison) -> bool:
    match entry.attribute.kind, comparison.operand:
        case OneOf(values), str() as word:
            return len(values) == 1 or entry.classes[entry.index[word]].size == 1
        case ListOf(), str() as word:
            return word in entry.mentioned
        case Number(low, high), Decimal() as figure:
            needed = cuts(comparison.test, figure)
            return all(at in entry.ends for at in needed if (low, 0) < at < (high, 1))
        case _:
            return True


def _region(space: Space, promise: Promise) -> int:
    match promise:
        case Never(condition):
            return space.holds(condition)
        case Always(when, then):
            return space.without(space.holds(when), space.holds(then))
        case Compared():
            return compared(space, promise)
        case Moving():
            return moving(space, promise)

"""Persons as cofactors: the diagram of a value with what one person tells of an attribute fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from ..conditions import Condition
from ..diagram.figures import Figure
from ..diagram.nodes import OverBudgetError
from ..expressions import names
from ..values import Value
from .comparing import restricted
from .relations import plain
from .space import Space

MOST_TESTS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """One of those who are compared: the class of the attribute, and answers to joint tests.

    ``value`` stands for the attribute in figures, where it is exactly known.
    """

    number: int
    fixed: dict[int, int]
    value: Value | None = None


def persons(
    space: Space, level: int, number: int, root: int, value: Value | None = None
) -> Iterator[Person]:
    """The persons of a class: one, or more where joint tests may come out either way."""
    attribute = space.workspace.inputs[level].attribute.name
    tests = [
        at
        for test, at in space.workspace.joint.items()
        if attribute in test.inputs and space.nodes.mentions(root, frozenset({at}))
    ]
    if len(tests) > MOST_TESTS:
        raise OverBudgetError(f"more than {MOST_TESTS} tests that join {attribute} with others")
    for answers in product((0, 1), repeat=len(tests)):
        yield Person(number, {level: number, **dict(zip(tests, answers, strict=True))}, value)


def both_hold(space: Space, when: Condition, one: Person, other: Person) -> int:
    """Where a condition is true of both."""
    holds = space.holds(when)
    return space.both(restricted(space, holds, one.fixed), restricted(space, holds, other.fixed))


def roots_of(space: Space, name: str, *, exact: bool) -> tuple[int, ...]:
    """The value of an attribute; of a derived list, each word of it and whether it is known."""
    listed = space.workspace.lists.get(name)
    if listed is not None:
        return (*listed.words.values(), listed.open)
    by = plain if exact else _number
    return (space.nodes.map(("compared", exact), by, space.value(name)),)


def looks_at(space: Space, root: int, level: int) -> bool:
    """Whether an attribute can make any difference to a value."""
    attribute = space.workspace.inputs[level].attribute.name
    joint = {at for test, at in space.workspace.joint.items() if attribute in test.inputs}
    return space.nodes.mentions(root, frozenset({level, *joint})) or moves_with(
        space, root, attribute
    )


def moves_with(space: Space, root: int, attribute: str) -> bool:
    """Whether a figure is made of an attribute."""
    return any(attribute in names(each.expression) for each in figures_of(space, root))


def figures_of(space: Space, root: int) -> Iterator[Figure]:
    seen, todo = set[int](), [root]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo.extend(space.nodes.children[at])
            value = space.nodes.value[at]
            if isinstance(value, Figure):
                yield value


def level_of(space: Space, attribute: str) -> tuple[int, Callable[[Value], int]]:
    for level, entry in enumerate(space.workspace.inputs):
        if entry.attribute.name == attribute:
            return level, entry.find
    raise KeyError(attribute)


def _number(value: object) -> object:
    value = plain(value)
    return value if isinstance(value, Decimal | Figure) else None

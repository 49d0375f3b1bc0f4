"""Whether rules ever give one attribute two values, neither overriding the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..strata import Closing
from ..vocabulary import Number, OneOf
from .fault import Fault
from .space import Space

MOST_FOUND = 10


def faults(space: Space) -> Iterator[Fault]:
    """Every two rules that clash, with where they do; the first few of each attribute."""
    for closing in space.closings.values():
        if isinstance(closing.kind, OneOf | Number) and not space.empty(_clash(space, closing)):
            yield from _pairs(space, closing)


def attributes(space: Space) -> tuple[str, ...]:
    """What can clash at all: it takes one value, and several rules conclude it."""
    return tuple(
        name
        for name, closing in space.closings.items()
        if isinstance(closing.kind, OneOf | Number) and len(closing.writers) > 1
    )


def _clash(space: Space, closing: Closing) -> int:
    """Where two values are given."""
    seen = twice = space.nodes.false
    by_value: dict[object, list[int]] = {}
    for number in closing.writers:
        for value in space.program.concludes[number][closing.name]:
            by_value.setdefault(value, []).append(number)
    for numbers in by_value.values():
        given = space.any_of(map(space.standing, numbers))
        twice = space.nodes.either(twice, space.both(seen, given))
        seen = space.nodes.either(seen, given)
    return twice


def _pairs(space: Space, closing: Closing) -> Iterator[Fault]:
    found = 0
    concludes = space.program.concludes
    for one, other in combinations(closing.writers, 2):
        if set(concludes[one][closing.name]) == set(concludes[other][closing.name]):
            continue
        region = space.both(space.standing(one), space.standing(other))
        if not space.empty(region) and found < MOST_FOUND:
            found += 1
            rules = space.rules[one].id, space.rules[other].id
            yield Fault("clash", (closing.name, *rules), region)

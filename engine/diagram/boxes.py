"""Part of the space of inputs: for each level the classes that are still possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..values import Facts, Value
from .classes import Input
from .figures import Figure, JointTest, Position, point

Untold = Literal["told later", "never told", "either"]
"""What becomes of attributes that are not told: a completion tells them all."""

Box = tuple[tuple[int, ...], ...]
Within = Mapping[str, tuple[int, ...]]
"""The classes that some untold attributes are in, by their numbers."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is told, by input: its class, and the bounds that a figure has (a told one: a point)."""

    told: Facts
    inputs: tuple[Input, ...]
    within: Within = field(default_factory=dict)

    def allowed(self, entry: Input, untold: Untold) -> tuple[int, ...]:
        """The classes that an input may be in."""
        value = self.told.get(entry.attribute.name)
        if value is not None:
            return (entry.find(value),)
        if entry.attribute.name in self.within:
            return self.within[entry.attribute.name]
        match untold:
            case "never told":
                return (0,)
            case "told later":
                return tuple(range(1, len(entry.classes)))
            case _:
                return tuple(range(len(entry.classes)))

    def bounds(self, entry: Input, number: int) -> tuple[Position, Position] | None:
        """Between what an input lies in one of its classes; None where it is not known."""
        value: Value | Figure | object = self.told.get(entry.attribute.name)
        if value is None:
            value = entry.classes[number].held
        if isinstance(value, Figure):
            return value.low, value.high
        return point(value) if isinstance(value, Decimal) else None


def boxes(
    inputs: tuple[Input, ...],
    joint_tests: tuple[JointTest, ...],
    told: Facts,
    untold: Untold,
    asking: Collection[str] | None = None,
    *,
    within: Within | None = None,
) -> tuple[Box, ...]:
    """The disjoint boxes whose union is all that ``told`` leaves possible.

    What is not among ``asking`` stays untold; ``within`` keeps inputs to some of their classes.
    One box suffices, but where some inputs of a joint test are told and one is not: there the test
    is settled for some classes of that one, and each outcome makes a box.
    """
    fixed = Fixed(told, inputs, within or {})
    start = [
        fixed.allowed(
            entry, untold if asking is None or entry.attribute.name in asking else "never told"
        )
        for entry in inputs
    ]
    found = [(*start, *[(0, 1)] * len(joint_tests))]
    for level, test in enumerate(joint_tests, len(inputs)):
        found = [part for box in found for part in _split(fixed, box, test, level)]
    return tuple(found)


def _split(fixed: Fixed, box: Box, test: JointTest, level: int) -> Iterator[Box]:
    names = set(test.inputs)
    levels = [at for at, entry in enumerate(fixed.inputs) if entry.attribute.name in names]
    free = [at for at in levels if len(box[at]) > 1]
    within = {
        fixed.inputs[at].attribute.name: fixed.bounds(fixed.inputs[at], box[at][0]) for at in levels
    }
    others = [fixed.inputs[at].attribute.name for at in levels if at not in free]
    if len(free) > 1 or not any(_exact(within[name]) for name in others):
        yield box  # compilation has left out what the bounds of classes settle
        return
    varied = free[0] if free else levels[0]
    groups: dict[tuple[int, ...], list[int]] = {}
    for number in box[varied]:
        entry = fixed.inputs[varied]
        within[entry.attribute.name] = fixed.bounds(entry, number)
        groups.setdefault(_answers(test, within), []).append(number)
    for answers, classes in groups.items():
        parts = list(box)
        parts[varied], parts[level] = tuple(classes), answers
        yield tuple(parts)


def _answers(
    test: JointTest, within: Mapping[str, tuple[Position, Position] | None]
) -> tuple[int, ...]:
    """The answers that are possible; both where the test is not asked at all."""
    known = {name: found for name, found in within.items() if found is not None}
    if len(known) < len(within):
        return 0, 1
    if all(map(_exact, known.values())):
        return (int(test.holds({name: found[0][0] for name, found in known.items()})),)
    settled = test.settled(known)
    return (0, 1) if settled is None else (int(settled),)


def _exact(within: tuple[Position, Position] | None) -> bool:
    return within is not None and within == point(within[0][0])

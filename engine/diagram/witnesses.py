"""Concrete profiles for ways through a diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from ..inference import assume
from ..values import EXACT, Facts, Value
from .classes import Class, Input, first_whole
from .diagram import Diagram
from .figures import Figure
from .view import View

MOST_TRIED = 20_000
TWO = Decimal(2)

Path = Mapping[int, int]
"""Classes by level; answers by the levels of joint tests."""


def witness(view: View, root: int, wanted: frozenset[int]) -> Facts | None:
    """A whole profile that reaches one of these terminals, or None where none was found.

    Only joint tests can make a way that the diagram has impossible for every profile.
    """
    for walk in view.walks:
        path = walk.first(root, wanted)
        if path is not None:
            rest = {level: walk.allowed(level)[0] for level in range(len(view.diagram.inputs))}
            free = frozenset(
                level
                for level, entry in enumerate(view.diagram.inputs)
                if entry.attribute.name not in view.told
            )
            found = profile(view.diagram, view.told, {**rest, **path}, free, tries())
            if found is not None:
                return found
    return None


def tries(most: int = MOST_TRIED) -> Iterator[int]:
    """So many numbers may be tried, by all who share this."""
    return iter(range(most))


def profile(
    diagram: Diagram, told: Facts, path: Path, free: frozenset[int], left: Iterator[int]
) -> Facts | None:
    """The profile nearest to ``told`` that takes this way; inputs off the way stay as told.

    For the sake of joint tests the ``free`` inputs may take any member of their class, as long as
    any tries are ``left``.
    """
    inputs = diagram.inputs
    facts: dict[str, Value | None] = dict(told)
    for level, number in path.items():
        if level < len(inputs):
            name = inputs[level].attribute.name
            value = nearest(inputs[level], number, told.get(name))
            facts.pop(name, None)
            if value is not None:
                facts[name] = value
    answers = {
        test: bool(path[level])
        for level, test in enumerate(diagram.joint_tests, len(inputs))
        if level in path
    }
    if not answers:
        return facts
    names = {name for test in answers for name in test.inputs}
    moved = {
        inputs[level].attribute.name: list(_members(inputs[level], number, facts))
        for level, number in path.items()
        if number and level in free and inputs[level].attribute.name in names
    }
    assumed = assume(diagram.program, facts)

    def fits(values: Sequence[Value]) -> bool:
        tried = {**assumed, **dict(zip(moved, values, strict=True))}
        return all(test.holds(tried) is answer for test, answer in answers.items())

    for values, _ in zip(_combined(list(moved.values())), left, strict=False):
        if fits(values):
            return {
                **facts,
                **dict(zip(moved, _nearer(list(moved.values()), values, fits), strict=True)),
            }
    return None


def _combined(members: Sequence[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """Every combination; first all the lowest, all the highest and the like, which decide sums."""
    for at in range(max(map(len, members), default=0)):
        yield [each[min(at, len(each) - 1)] for each in members]
    yield from product(*members)


def _nearer(
    members: Sequence[Sequence[Value]],
    values: Sequence[Value],
    fits: Callable[[Sequence[Value]], bool],
) -> Sequence[Value]:
    """A single value that fits moved towards the nearest member, by halves, as long as it fits."""
    if len(values) != 1 or not isinstance(values[0], Decimal):
        return values
    near, far = members[0][0], values[0]
    while isinstance(near, Decimal) and abs(far - near) > 1:
        middle = EXACT.divide(EXACT.add(near, far), TWO).to_integral_value()
        if fits([middle]):
            far = middle
        else:
            near = middle
    return [far]


def nearest(entry: Input, number: int, value: Value | None) -> Value | None:
    """The member of a class that is nearest to a value, whole where it can be; None in class 0."""
    chosen = entry.classes[number]
    if not number or value is None:
        return chosen.example
    if entry.find(value) == number:
        return value
    held = chosen.held
    if isinstance(value, Decimal) and isinstance(held, Figure):
        return _lowest(chosen) if value <= held.low[0] else _highest(chosen)
    if isinstance(value, tuple) and isinstance(held, tuple):
        kept = [word for word in value if word not in entry.mentioned]
        order = entry.attribute.kind.values  # type: ignore[union-attr]
        words = {*held, *kept}
        changed = tuple(word for word in order if word in words)
        return changed if entry.find(changed) == number else held
    return chosen.example


def _lowest(chosen: Class) -> Value | None:
    """The least whole member of a number's class, or its example."""
    if isinstance(chosen.held, Figure):
        whole = first_whole(chosen.held.low)
        if (whole, 1) <= chosen.held.high:
            return whole
    return chosen.example


def _highest(chosen: Class) -> Value | None:
    """The greatest whole member of a number's class, or its example."""
    if isinstance(chosen.held, Figure):
        whole = -first_whole((-chosen.held.high[0], 1 - chosen.held.high[1]))
        if (whole, 0) >= chosen.held.low:
            return whole
    return chosen.example


def _members(entry: Input, number: int, facts: Facts) -> Iterator[Value]:
    """Some members of a class: the one at hand, the outermost, and some between."""
    chosen, at_hand = entry.classes[number], facts.get(entry.attribute.name)
    found = dict.fromkeys((at_hand, chosen.example, _lowest(chosen), _highest(chosen)))
    yield from (value for value in found if value is not None)
    low, high = _lowest(chosen), _highest(chosen)
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        yield from (low + (high - low) * part / 32 for part in range(1, 32))

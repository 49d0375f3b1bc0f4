"""Two concrete persons for whom a promise about two fails, found by running the rules on both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from ..conditions import truth
from ..inference import Inference
from ..properties import Compared, Moving
from ..values import UNKNOWN, Facts, State, Value, show
from ..vocabulary import ListOf
from .cofactors import level_of
from .relations import claims, stands
from .space import Space
from .ways import Trial, smallest

MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """What two persons tell, and the values of one attribute that do not stand as promised."""

    first: Facts
    second: Facts
    name: str
    before: State
    after: State


def pair_of(space: Space, promise: Compared | Moving, region: int, trial: Trial) -> Pair | None:
    """A pair with few facts; None where none of those that were tried fails."""
    for others in islice(smallest(space, region), MOST_OTHERS):
        runs: dict[object, tuple[Facts, Inference]] = {}
        for one, other in _values(space, promise):
            for value in (one, other):
                if value not in runs:
                    told = {**others, promise.attribute: value}
                    runs[value] = told, trial(told)
            found = _failure(promise, runs[one], runs[other])
            if found is not None:
                return found
    return None


def what_happens(promise: Compared | Moving, pair: Pair) -> str:
    """What goes against the promise, in words."""
    one, other = (show(told[promise.attribute]) for told in (pair.first, pair.second))
    if isinstance(promise, Compared):
        return (
            f"with {promise.attribute} {one}, {pair.name} is {show(pair.before)};"
            f" with {other}, it is {show(pair.after)}"
        )
    return (
        f"{promise.attribute} {other} instead of {one} {promise.motion} {pair.name}"
        f" from {show(pair.before)} to {show(pair.after)}"
    )


def _values(space: Space, promise: Compared | Moving) -> Iterator[tuple[Value, Value]]:
    if isinstance(promise, Compared):
        yield promise.first, promise.second
        return
    tried = _examples(space, promise.attribute)
    yield from (pair for pair in product(tried, tried) if _comparable(space, promise, *pair))


def _failure(
    promise: Compared | Moving,
    first: tuple[Facts, Inference],
    second: tuple[Facts, Inference],
) -> Pair | None:
    (one, before), (other, after) = first, second
    if not all(truth(promise.when, run.memory) is True for run in (before, after)):
        return None
    for name, test in claims(promise):
        values = before.memory.get(name, UNKNOWN), after.memory.get(name, UNKNOWN)
        if not stands(test, *values):
            return Pair(one, other, name, *values)
    return None


def _examples(space: Space, attribute: str) -> tuple[Value, ...]:
    """A value of each class of an attribute, in their order."""
    level, _ = level_of(space, attribute)
    classes = space.workspace.inputs[level].classes[1:]
    return tuple(each.example for each in classes if each.example is not None)


def _comparable(space: Space, promise: Moving, one: Value, other: Value) -> bool:
    """Whether the second value is more than the first, or where it does not matter, another."""
    if not promise.more:
        return one != other
    if isinstance(space.program.knowledge.vocabulary[promise.attribute].kind, ListOf):
        return set(one) < set(other) and len(other) == len(one) + 1  # type: ignore[arg-type]
    return one < other  # type: ignore[operator]

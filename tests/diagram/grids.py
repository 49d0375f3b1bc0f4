"""Grids of profiles as columns: every combination of the values that inputs take, or some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, product
from math import prod

import numpy as np

from engine.conditions import literals
from engine.diagram import Diagram
from engine.values import UNKNOWN
from engine.vocabulary import ListOf, Number, OneOf
from tests.diagram.columns import Column, constant

MOST_CELLS = 2_000_000  # in memory at once: some 650 MB
MOST_WORDS = 7

Axes = Mapping[str, tuple[object, ...]]
"""For each input the values that a grid takes, UNKNOWN for not told."""


def axes(diagram: Diagram, names: Iterable[str], more: int = 0) -> Axes:
    """Not told, every word, every list; of numbers what lies on both sides of every edge.

    Finer than the classes of the diagram, so that a class that is too coarse is found out; still
    finer with ``more`` numbers between the ends of the range.
    """
    return {name: (UNKNOWN, *_values(diagram, name, more)) for name in names}


def cells(along: Axes) -> int:
    """How many cells a grid has."""
    return prod(map(len, along.values()))


def whole(along: Axes) -> Iterator[Mapping[str, Column]]:
    """Every cell of a grid, so many at a time as memory bears."""
    split, rest = list[str](), list(along)
    while prod(len(along[name]) for name in rest) > MOST_CELLS:
        split.append(rest.pop(0))
    told = {
        name: Column(along[name], np.arange(len(along[name])).reshape(_shape(at, len(rest))))
        for at, name in enumerate(rest)
    }
    for chosen in product(*(along[name] for name in split)):
        fixed = {name: constant(value) for name, value in zip(split, chosen, strict=True)}
        yield {**told, **fixed}


def some(along: Axes, count: int, seed: int) -> Mapping[str, Column]:
    """``count`` cells of a grid at random."""
    rng = np.random.default_rng(seed)
    return {
        name: Column(values, rng.integers(len(values), size=count, dtype=np.uint16))
        for name, values in along.items()
    }


def profile(told: Mapping[str, Column], at: int) -> dict[str, object]:
    """The facts of one of ``some`` cells."""
    found = {name: column.values[column.codes[at]] for name, column in told.items()}
    return {name: value for name, value in found.items() if value is not UNKNOWN}


def _values(diagram: Diagram, name: str, more: int) -> list[object]:
    entry = next(each for each in diagram.inputs if each.attribute.name == name)
    examples = [each.example for each in entry.classes[1:]]
    match entry.attribute.kind:
        case OneOf(values):
            return list(values)
        case ListOf(values) if len(values) <= MOST_WORDS:
            sizes = range(len(values) + 1)
            return [words for size in sizes for words in combinations(values, size)]
        case Number() as bounds:
            edges = {value for value, _ in entry.ends} | _constants(diagram, name)
            steps = (bounds.high - bounds.low) / max(more, 1)
            between = {round(bounds.low + steps * at) for at in range(1, more)}
            return sorted({*examples, *_around(bounds, edges | set(map(Decimal, between)))})
        case _:
            return examples


def _constants(diagram: Diagram, name: str) -> set[Decimal]:
    """The figures that rules compare an attribute with."""
    conditions = [c for r in diagram.program.rules for c in (r.when, r.unless) if c is not None]
    operands = [
        each.comparison.operand
        for condition in conditions
        for each in literals(condition)
        if each.comparison.attribute == name
    ]
    return {operand for operand in operands if isinstance(operand, Decimal)}


def _around(bounds: Number, edges: Iterable[Decimal]) -> Iterator[Decimal]:
    """The ends of the range, and of each edge itself and what is next to it."""
    near = {bounds.low, bounds.high, *edges}
    for edge in edges:
        floor, ceiling = (edge.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING))
        near.update((floor, ceiling, *((edge - 1, edge + 1) if floor == ceiling else ())))
    for value in near:
        countable = not bounds.whole or value == value.to_integral_value()
        if countable and bounds.low <= value <= bounds.high:
            yield value


def _shape(at: int, many: int) -> tuple[int, ...]:
    return tuple(-1 if axis == at else 1 for axis in range(many))

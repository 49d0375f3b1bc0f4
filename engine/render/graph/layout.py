"""Boxes in layers: each below all that leads to it, in an order with few crossings.

Sugiyama's method in its smallest form, in whole numbers, so that a graph is drawn the same
everywhere. An arrow over several layers passes through an empty box in each of them. A graph that
goes across the page is laid out downwards with its boxes on their sides, and then turned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...graphs import Edge, Graph, Way

MARGIN = 16
SWEEPS = 8

Size = tuple[int, int]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spacing:
    """The room between the boxes of a layer, between layers, and that of an arrow passing by."""

    gap: int
    rise: int
    passing: int


SPACES: dict[Way, Spacing] = {"down": Spacing(24, 56, 24), "across": Spacing(8, 88, 4)}


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node stands: its middle and its size."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Every box by its node, and every arrow with the points that it passes."""

    width: int
    height: int
    boxes: Mapping[str, Box]
    routes: tuple[tuple[Edge, tuple[Point, ...]], ...]


def lay_out(graph: Graph, sizes: Mapping[str, Size]) -> Layout:
    """A place for every box of a graph, and a way for every arrow."""
    if graph.way == "down":
        return _downwards(graph, sizes)
    turned = _downwards(graph, {name: (high, wide) for name, (wide, high) in sizes.items()})
    boxes = {name: Box(at.y, at.x, at.height, at.width) for name, at in turned.boxes.items()}
    routes = ((edge, tuple((y, x) for x, y in points)) for edge, points in turned.routes)
    return Layout(turned.height, turned.width, boxes, tuple(routes))


def _downwards(graph: Graph, sizes: Mapping[str, Size]) -> Layout:
    space = SPACES[graph.way]
    levels = _levels(graph)
    ways = {edge: _way(edge, levels) for edge in graph.edges}
    layers: dict[int, list[str]] = defaultdict(list)
    for name, level in levels.items():
        layers[level].append(name)
    rows = [layers[level] for level in sorted(layers)]
    links = [link for way in ways.values() for link in pairwise(way)]
    near = _neighbours(links)
    wide = {name: sizes.get(name, (space.passing, 0))[0] for row in rows for name in row}
    _untangle(rows, near)
    x = _across(rows, near, wide, space.gap)
    y, height = _down(rows, sizes, space.rise)
    left = min((x[name] - wide[name] // 2 for name in x), default=0) - MARGIN
    width = max((x[name] + wide[name] // 2 for name in x), default=0) + MARGIN - left
    at = {name: (x[name] - left, y[name]) for name in x}
    boxes = {node.id: Box(*at[node.id], *sizes[node.id]) for node in graph.nodes}
    routes = ((edge, tuple(at[name] for name in way)) for edge, way in ways.items())
    return Layout(width, height, boxes, tuple(routes))


def _levels(graph: Graph) -> dict[str, int]:
    """The longest way to each node; an arrow back, if there were one, is not followed."""
    before: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        before[edge.target].append(edge.source)
    levels: dict[str, int] = {}
    for node in graph.nodes:
        todo, open_ = [node.id], set[str]()
        while todo:
            name = todo[-1]
            waiting = [each for each in before[name] if each not in levels and each not in open_]
            if name not in open_ and waiting:
                open_.add(name)
                todo += waiting
                continue
            todo.pop()
            if name not in levels:
                levels[name] = 1 + max((levels.get(each, -1) for each in before[name]), default=-1)
    return levels


def _way(edge: Edge, levels: dict[str, int]) -> tuple[str, ...]:
    """The boxes that an arrow passes, with an empty one in each layer between."""
    first, last = levels[edge.source], levels[edge.target]
    between = [f"{edge.source}>{edge.target}:{edge.label}:{at}" for at in range(first + 1, last)]
    levels.update(zip(between, range(first + 1, last), strict=True))
    return (edge.source, *between, edge.target)


def _neighbours(links: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in links:
        near[one].append(other)
        near[other].append(one)
    return near


def _untangle(rows: list[list[str]], near: Mapping[str, list[str]]) -> None:
    """Down and up again: each box goes where the middle of its neighbours is."""
    place = {name: at * 1000 // len(row) for row in rows for at, name in enumerate(row)}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            row.sort(key=lambda name: _mean([place[each] for each in near[name]], place[name]))
            place.update((name, at * 1000 // len(row)) for at, name in enumerate(row))


def _across(
    rows: Sequence[Sequence[str]], near: Mapping[str, list[str]], wide: Mapping[str, int], gap: int
) -> dict[str, int]:
    """How far right each box stands: near its neighbours, and clear of the next one."""
    x = {name: 0 for row in rows for name in row}
    for sweep in range(2 * SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_mean([x[each] for each in near[name]], x[name]) for name in row]
            x.update(zip(row, _spread(row, wanted, wide, gap), strict=True))
    return x


def _spread(
    row: Sequence[str], wanted: Sequence[int], wide: Mapping[str, int], gap: int
) -> list[int]:
    """The places nearest to the wanted ones at which no two boxes overlap.

    Boxes that would are moved apart together, about the middle of what they want.
    """
    offsets = [0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (wide[one] + wide[other]) // 2 + gap)
    groups: list[tuple[int, int]] = []  # the sum of what its boxes want, and how many they are
    for want, offset in zip(wanted, offsets, strict=True):
        total, many = want - offset, 1
        while groups and groups[-1][0] * many >= total * groups[-1][1]:
            before, others = groups.pop()
            total, many = total + before, many + others
        groups.append((total, many))
    starts = [total // many for total, many in groups for _ in range(many)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _down(
    rows: Sequence[Sequence[str]], sizes: Mapping[str, Size], rise: int
) -> tuple[dict[str, int], int]:
    y: dict[str, int] = {}
    top = MARGIN
    for row in rows:
        tallest = max((sizes[name][1] for name in row if name in sizes), default=0)
        y.update((name, top + tallest // 2) for name in row)
        top += tallest + rise
    return y, max(top - rise, MARGIN) + MARGIN


def _mean(values: Sequence[int], otherwise: int) -> int:
    return sum(values) // len(values) if values else otherwise

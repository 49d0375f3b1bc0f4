"""Concrete profiles of a region: those with the fewest facts first, and some at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count, islice
from random import Random

from ..diagram.boxes import Untold, boxes
from ..diagram.nodes import LEAF
from ..diagram.walks import Walk
from ..diagram.witnesses import profile, tries
from ..inference import Inference
from ..values import Facts
from .space import Space

MOST_TRIED = 200
FAR = 1 << 30

Trial = Callable[[Facts], Inference]
"""Runs the rules on what is told."""


def example(space: Space, region: int, shows: Callable[[Facts], bool]) -> Facts | None:
    """The profile of a region with the fewest facts for which ``shows`` is true; None: not found.

    The rules themselves have the last word: a joint test can make a way impossible.
    """
    tried = islice(smallest(space, region), MOST_TRIED)
    return next((facts for facts in tried if shows(facts)), None)


def smallest(space: Space, region: int) -> Iterator[Facts]:
    """The profiles of a region, a way each, those with the fewest facts first."""
    nodes, first = space.nodes, len(space.workspace.inputs)
    far = _distances(space, region)
    number = count()
    heap: list[tuple[int, int, int, tuple[tuple[int, int], ...]]] = [(far[region], 0, region, ())]
    diagram = space.diagram
    while heap:
        _, _, at, path = heappop(heap)
        if nodes.level[at] == LEAF:
            found = profile(diagram, {}, dict(path), frozenset(range(first)), tries())
            if found is not None:
                order = space.program.asked
                yield {name: found[name] for name in order if name in found}
            continue
        level = nodes.level[at]
        told = sum(1 for below, k in path if k and below < first)
        for k, child in enumerate(nodes.children[at]):
            if far[child] < FAR:
                cost = told + far[child] + (1 if k and level < first else 0)
                heappush(heap, (cost, next(number), child, (*path, (level, k))))


def at_random(space: Space, region: int, random: Random, untold: Untold) -> Iterator[Facts]:
    """Profiles of a region, drawn again and again; nothing if it has none."""
    diagram, nodes = space.diagram, space.nodes
    walks = [Walk(nodes, box) for box in boxes(diagram.inputs, diagram.joint_tests, {}, untold)]
    walks = [walk for walk in walks if nodes.true in walk.possible(region)]
    free = frozenset(range(len(diagram.inputs)))
    while walks:
        walk = random.choice(walks)
        path, at = {level: random.choice(walk.allowed(level)) for level in free}, region
        while nodes.level[at] != LEAF:
            level, children = nodes.level[at], nodes.children[at]
            ways = [k for k in walk.allowed(level) if nodes.true in walk.possible(children[k])]
            path[level] = random.choice(ways)
            at = children[path[level]]
        found = profile(diagram, {}, path, free, tries())
        yield found if found is not None else {}


def _distances(space: Space, region: int) -> dict[int, int]:
    """How many facts it takes at least from each node of a region to *true*."""
    nodes, first = space.nodes, len(space.workspace.inputs)
    found: dict[int, int] = {}

    def far(at: int) -> int:
        if at not in found:
            if nodes.level[at] == LEAF:
                found[at] = 0 if at == nodes.true else FAR
            else:
                level = nodes.level[at]
                found[at] = min(
                    far(child) + (1 if k and level < first else 0)
                    for k, child in enumerate(nodes.children[at])
                )
        return found[at]

    far(region)
    return found

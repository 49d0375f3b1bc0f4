"""Walks over one box of inputs: each shared node is visited once (verify.md, section 2b)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from .boxes import Box
from .nodes import LEAF, Nodes

Shares = dict[int, float]
"""How a box is divided among the terminals."""


class Walk:
    """Everything that one box tells, remembered by node."""

    __slots__ = ("_counted", "_nodes", "_possible", "_shares", "box")

    def __init__(self, nodes: Nodes, box: Box) -> None:
        self.box = box
        self._nodes = nodes
        self._possible: dict[int, frozenset[int]] = {}
        self._shares: dict[int, Shares] = {}
        self._counted: dict[int, dict[int, int]] = {}

    def allowed(self, level: int) -> tuple[int, ...]:
        """The classes of an input that the box holds."""
        return self.box[level]

    def possible(self, number: int) -> frozenset[int]:
        """The terminals that the box can reach."""
        found = self._possible.get(number)
        if found is None:
            level = self._nodes.level[number]
            if level == LEAF:
                found = frozenset((number,))
            else:
                children = self._nodes.children[number]
                below = {children[k] for k in self.allowed(level)}
                found = frozenset[int]().union(*map(self.possible, below))
            self._possible[number] = found
        return found

    def first(self, number: int, wanted: frozenset[int]) -> dict[int, int] | None:
        """Classes by level on one way to a wanted terminal, if there is any."""
        if self._nodes.level[number] == LEAF:
            return {} if number in wanted else None
        level, children = self._nodes.level[number], self._nodes.children[number]
        for k in self.allowed(level):
            if not wanted.isdisjoint(self.possible(children[k])):
                found = self.first(children[k], wanted)
                return None if found is None else {level: k, **found}
        return None

    def shares(self, number: int, weights: Weights) -> Shares:
        """The part of the box that reaches each terminal."""
        found = self._shares.get(number)
        if found is None:
            level = self._nodes.level[number]
            if level == LEAF:
                found = {number: 1.0}
            else:
                found = defaultdict(float)
                children = self._nodes.children[number]
                for k, weight in weights.of(level):
                    for leaf, share in self.shares(children[k], weights).items():
                        found[leaf] += weight * share
            self._shares[number] = found
        return found

    def count(self, number: int, sizes: Sequence[Sequence[int]]) -> dict[int, int]:
        """How many assignments reach each terminal, of the levels of ``sizes``."""
        whole = [sum(sizes[level][k] for k in self.allowed(level)) for level in range(len(sizes))]
        memo: dict[int, dict[int, int]] = {}

        def below(at: int, start: int) -> dict[int, int]:
            """The counts of a node, times the inputs from ``start`` on that it does not look at."""
            level = min(self._nodes.level[at], len(sizes))
            factor = prod(whole[start:level])
            return {leaf: factor * count for leaf, count in walk(at).items()}

        def walk(at: int) -> dict[int, int]:
            found = memo.get(at)
            if found is None:
                level = self._nodes.level[at]
                if level == LEAF:
                    return {at: 1}
                found = defaultdict(int)
                for k in self.allowed(level):
                    for leaf, count in below(self._nodes.children[at][k], level + 1).items():
                        found[leaf] += sizes[level][k] * count
                memo[at] = found
            return found

        return below(number, 0)

    def joint_shares(self, number: int, weights: Weights) -> dict[int, dict[int, Shares]]:
        """For each level that is looked at, the shares of terminals by its class.

        One pass down (how much of the box comes to a node) and one up serve all levels at once.
        """
        total = self.shares(number, weights)
        arriving: dict[int, float] = defaultdict(float, {number: 1.0})
        by_level: dict[int, dict[int, Shares]] = {}
        through: dict[int, Shares] = {}
        for at in self._downwards(number):
            level, children, here = self._nodes.level[at], self._nodes.children[at], arriving[at]
            table = by_level.setdefault(level, {k: {} for k in self.allowed(level)})
            _add(through.setdefault(level, {}), self.shares(at, weights), here)
            for k, weight in weights.of(level):
                arriving[children[k]] += here * weight
                _add(table[k], self.shares(children[k], weights), here * weight)
        for level, table in by_level.items():
            around = {leaf: share - through[level].get(leaf, 0.0) for leaf, share in total.items()}
            for k, weight in weights.of(level):
                _add(table[k], around, weight)
        return by_level

    def _downwards(self, number: int) -> list[int]:
        """The inner nodes of the box, every one after those that lead to it."""
        seen, todo = set[int](), [number]
        while todo:
            at = todo.pop()
            level = self._nodes.level[at]
            if at not in seen and level != LEAF:
                seen.add(at)
                todo.extend(self._nodes.children[at][k] for k in self.allowed(level))
        return sorted(seen, key=self._nodes.level.__getitem__)


class Weights:
    """How likely each class of a level is within a box; by default all alike."""

    __slots__ = ("_by_level", "_prior", "_walk", "mass")

    def __init__(
        self, walk: Walk, prior: Mapping[int, Sequence[float]], levels: Iterable[int]
    ) -> None:
        self._walk, self._prior = walk, prior
        self._by_level: dict[int, list[tuple[int, float]]] = {}
        self.mass = prod(self._sum(level) for level in levels)

    def of(self, level: int) -> list[tuple[int, float]]:
        """The classes of a level with their share of the box."""
        found = self._by_level.get(level)
        if found is None:
            total, prior = self._sum(level), self._prior.get(level)
            found = self._by_level[level] = [
                (k, (1.0 if prior is None else prior[k]) / total) for k in self._walk.allowed(level)
            ]
        return found

    def _sum(self, level: int) -> float:
        prior = self._prior.get(level)
        allowed = self._walk.allowed(level)
        return float(len(allowed)) if prior is None else sum(prior[k] for k in allowed)


class Reduced:
    """What is left of diagrams within boxes: equal functions are the same number here, too."""

    __slots__ = ("_known", "_levels", "_nodes")

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._levels: dict[int, int] = {}  # a bit a level

    def reduce(self, walk: Walk, number: int, memo: dict[int, int]) -> int:
        """The number of what is left of a diagram; terminals keep theirs, others get negative."""
        level, children, allowed = self._nodes.level, self._nodes.children, walk.allowed

        def left(at: int) -> int:
            here = level[at]
            if here == LEAF:
                found = at
            else:
                below = children[at]
                kept = [below[k] for k in allowed(here)]
                found = self._left(here, tuple([memo[c] if c in memo else left(c) for c in kept]))
            memo[at] = found
            return found

        return memo[number] if number in memo else left(number)

    def _left(self, level: int, below: tuple[int, ...]) -> int:
        if below.count(below[0]) == len(below):
            return below[0]
        key = level, below
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = -1 - len(self._known)
            deeper = 1 << level
            for child in set(below):
                deeper |= self._levels.get(child, 0)
            self._levels[found] = deeper
        return found

    def levels(self, number: int) -> set[int]:
        """The levels that what is left still looks at."""
        left = self._levels.get(number, 0)
        return {level for level in range(left.bit_length()) if left >> level & 1}


def _add(into: Shares, what: Mapping[int, float], times: float) -> None:
    for leaf, share in what.items():
        into[leaf] = into.get(leaf, 0.0) + share * times

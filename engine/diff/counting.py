"""Exact counts of profiles by how an entry differs.

Where a test joins several numbers, a cell of classes may hold profiles of either answer: then the
counts are bounds. Everywhere else they are exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from ..diagram.nodes import LEAF
from .pairing import Pair


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many profiles, and at most."""

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most


NOBODY = Count(0, 0)
Counts = Mapping[object, Count]
"""By the value of a terminal."""


class Census:
    """Counts over all profiles: those told in full, or (``partly``) those told in part as well."""

    def __init__(self, pair: Pair, *, partly: bool) -> None:
        self._nodes, self._first = pair.nodes, 0 if partly else 1
        self.sizes = [[each.size for each in entry.classes] for entry in pair.inputs]
        self._whole = [sum(sizes[self._first :]) for sizes in self.sizes]
        self._memo: dict[int, dict[int, tuple[int, int]]] = {}

    @property
    def everyone(self) -> int:
        """How many profiles there are."""
        return prod(self._whole)

    def counts(self, root: int) -> Counts:
        """How many profiles come to each terminal."""
        found = self._below(root, 0)
        value = self._nodes.value
        return {value[leaf]: Count(least, most) for leaf, (least, most) in found.items()}

    def count(self, region: int) -> Count:
        """How many profiles a region has."""
        return self.counts(region).get(True, NOBODY)

    def boxed(self, box: Sequence[frozenset[int]]) -> int:
        """How many profiles a box of classes has."""
        return prod(
            sum(sizes[number] for number in chosen if number >= self._first)
            for sizes, chosen in zip(self.sizes, box, strict=True)
        )

    def _below(self, at: int, start: int) -> dict[int, tuple[int, int]]:
        """The counts of a node, times the inputs from ``start`` on that it does not look at."""
        factor = prod(self._whole[start : min(self._nodes.level[at], len(self.sizes))])
        return {
            leaf: (factor * least, factor * most) for leaf, (least, most) in self._at(at).items()
        }

    def _at(self, at: int) -> dict[int, tuple[int, int]]:
        found = self._memo.get(at)
        if found is None:
            level = self._nodes.level[at]
            found = self._leaves(at) if level >= len(self.sizes) else self._sum(at, level)
            self._memo[at] = found
        return found

    def _sum(self, at: int, level: int) -> dict[int, tuple[int, int]]:
        weights: dict[int, int] = {}
        children, sizes = self._nodes.children[at], self.sizes[level]
        for number in range(self._first, len(children)):
            weights[children[number]] = weights.get(children[number], 0) + sizes[number]
        found: dict[int, tuple[int, int]] = {}
        for child, weight in weights.items():
            for leaf, (least, most) in self._below(child, level + 1).items():
                before = found.get(leaf, (0, 0))
                found[leaf] = before[0] + weight * least, before[1] + weight * most
        return found

    def _leaves(self, at: int) -> dict[int, tuple[int, int]]:
        """Below all inputs: the one terminal, or each that the answers of joint tests may give."""
        if self._nodes.level[at] == LEAF:
            return {at: (1, 1)}
        reached = {leaf for child in self._nodes.children[at] for leaf in self._leaves(child)}
        if len(reached) == 1:
            return dict.fromkeys(reached, (1, 1))
        return dict.fromkeys(reached, (0, 1))

"""Whom a change concerns: maximal boxes of classes that lie wholly in it.

A box starts on the way on which most profiles are, and is widened input by input as far as it
stays inside. The next one starts in what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..diagram.classes import Input
from ..diagram.nodes import LEAF
from ..vocabulary import ListOf
from .counting import Census
from .pairing import Pair

Box = tuple[frozenset[int], ...]
"""For each input the classes that are in it; class 0 is *not told*."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Boxes, the largest first, and how many profiles told in full they have together."""

    boxes: tuple[Box, ...]
    covered: int


def cover(pair: Pair, region: int, census: Census, most: int) -> Cover:
    """At most so many boxes within a region. Raises OverBudgetError."""
    nodes, found = pair.nodes, list[Box]()
    inside = left = certain(pair, region)
    whole = census.count(inside).least
    while left != nodes.false and len(found) < most:
        start = _heaviest(pair, left, census)
        box = _widened(pair, inside, start)
        found.append(box)
        left = nodes.choose(_drawn(pair, box), nodes.false, left)
    covered = whole - census.count(left).least
    found = [box for box in found if census.boxed(box)] or found[:1]
    return Cover(tuple(sorted(found, key=census.boxed, reverse=True)), covered)


def hull(pair: Pair, region: int) -> Box:
    """For each input the classes that occur in a region at all: what all of it has in common."""
    nodes, first = pair.nodes, len(pair.inputs)
    found = [set[int]() for _ in pair.inputs]
    seen, todo = set[int](), [region]

    def skip(start: int, end: int) -> None:
        for level in range(start, min(end, first)):
            found[level].update(range(len(pair.inputs[level].classes)))

    skip(0, nodes.level[region])
    while todo:
        at = todo.pop()
        level = nodes.level[at]
        if at in seen or level >= first:
            continue
        seen.add(at)
        for number, child in enumerate(nodes.children[at]):
            if child != nodes.false:
                found[level].add(number)
                skip(level + 1, nodes.level[child])
                todo.append(child)
    return tuple(map(frozenset, found))


def certain(pair: Pair, region: int) -> int:
    """Where a region holds whatever the answers of joint tests."""
    nodes, first, memo = pair.nodes, len(pair.inputs), dict[int, int]()

    def walk(at: int) -> int:
        found = memo.get(at)
        if found is None:
            if nodes.level[at] == LEAF:
                found = at
            else:
                below = tuple([walk(child) for child in nodes.children[at]])
                if nodes.level[at] < first:
                    found = nodes.node(nodes.level[at], below)
                else:
                    found = nodes.true if set(below) == {nodes.true} else nodes.false
            memo[at] = found
        return found

    return walk(region)


def _heaviest(pair: Pair, region: int, census: Census) -> Box:
    """The classes on the way that most profiles take; of nobody told in full, any way."""
    nodes, path = pair.nodes, dict[int, int]()
    at = region
    while nodes.level[at] != LEAF:
        level, children = nodes.level[at], nodes.children[at]

        def weight(
            number: int, level: int = level, children: Sequence[int] = children
        ) -> tuple[int, bool, int]:
            child = children[number]
            many = census.sizes[level][number] * census.count(child).least if number else 0
            return many, child != nodes.false, number

        path[level] = max(range(len(children)), key=weight)
        at = children[path[level]]
    return tuple(
        frozenset({path[level]}) if level in path else frozenset(range(len(entry.classes)))
        for level, entry in enumerate(pair.inputs)
    )


def _widened(pair: Pair, region: int, box: Box) -> Box:
    """The box, with as many classes of each input as stay in the region; free inputs first."""
    found = list(box)
    narrow = [level for level, entry in enumerate(pair.inputs) if _narrow(entry, found[level])]
    for level in narrow:  # those that turn out to be no matter
        if len(fitting(pair, region, found, level)) == len(pair.inputs[level].classes):
            found[level] = frozenset(range(len(pair.inputs[level].classes)))
    for level in narrow:
        entry = pair.inputs[level]
        if _narrow(entry, found[level]):
            fits = fitting(pair, region, found, level)
            found[level] = _describable(entry, found[level], fits)
    return tuple(found)


def _narrow(entry: Input, chosen: frozenset[int]) -> bool:
    return len(chosen) < len(entry.classes)


def fitting(pair: Pair, region: int, box: Sequence[frozenset[int]], level: int) -> frozenset[int]:
    """The classes of an input with which the box, all else the same, lies wholly in the region."""
    nodes, memo = pair.nodes, dict[int, int]()
    count = len(pair.inputs[level].classes)
    every = (1 << count) - 1

    def walk(at: int) -> int:
        """A bit for each class with which all of the box below a node is in the region."""
        found = memo.get(at)
        if found is None:
            here, children = nodes.level[at], nodes.children[at]
            if here == LEAF:
                found = every if at == nodes.true else 0
            elif here == level:
                bits = (1 << k for k, child in enumerate(children) if walk(child))
                found = sum(bits)
            else:
                found = every
                for number in box[here]:
                    found &= walk(children[number])
                    if not found:
                        break
            memo[at] = found
        return found

    bits = walk(region)
    return frozenset(k for k in range(count) if bits >> k & 1)


def _describable(entry: Input, start: frozenset[int], fits: frozenset[int]) -> frozenset[int]:
    """As many of the classes as can be told in a few words: of lists those with certain words."""
    (first,) = start
    held = entry.classes[first].held
    if not isinstance(entry.attribute.kind, ListOf) or not isinstance(held, tuple):
        return fits if not isinstance(entry.attribute.kind, ListOf) else start
    inside = frozenset(word for word in entry.mentioned if word in held)
    outside = frozenset(entry.mentioned) - inside
    found = start
    for word in (*sorted(outside), *sorted(inside)):
        wider = frozenset(_having(entry, inside - {word}, outside - {word}))
        if wider <= fits:
            inside, outside, found = inside - {word}, outside - {word}, wider
    return found


def _having(entry: Input, inside: frozenset[str], outside: frozenset[str]) -> Iterator[int]:
    for number, each in enumerate(entry.classes):
        if number and isinstance(each.held, tuple):
            words = set(each.held)
            if inside <= words and outside.isdisjoint(words):
                yield number


def _drawn(pair: Pair, box: Box) -> int:
    """A box as a region."""
    nodes = pair.nodes
    found = nodes.true
    for level in range(len(pair.inputs) - 1, -1, -1):
        chosen, count = box[level], len(pair.inputs[level].classes)
        if len(chosen) < count:
            children = (found if number in chosen else nodes.false for number in range(count))
            found = nodes.node(level, tuple(children))
    return found

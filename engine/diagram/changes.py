"""The smallest changes of what is told that reach a wish: all of them, provably (verify.md, 2b)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, groupby, islice
from math import inf, isclose

from ..values import Facts, Value
from ..vocabulary import Number
from .boxes import Box, boxes
from .classes import Input
from .diagram import Diagram, Subject, shown
from .nodes import LEAF
from .smallest import Change, least
from .witnesses import profile, tries

MOST_CHANGES = 1000
MOST_SUBSETS = 512  # of inputs of joint tests that change together
ELSEWHERE = -1  # the number of no class
Wish = Callable[[object], bool]
"""Whether a value of the subject is wanted."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes of least cost; of those that do the same, only the least (``smallest``).

    Not ``complete`` where there were too many, or one for which no profile was found.
    """

    found: tuple[Change, ...]
    cost: float | None
    complete: bool = True


def nearest_changes(
    diagram: Diagram,
    told: Facts,
    subject: Subject,
    wanted: Wish,
    costs: Mapping[str, float],
) -> Changes:
    """Every cheapest change after which the subject is as wanted, everything else staying.

    ``costs`` are those of changing an attribute, each above 0; what has none stays as it is. What
    is not told stays so unless it is changed. Numbers that change upwards only are not lowered.
    """
    search = _Search(diagram, told, diagram.root(subject), wanted, costs)
    ways = sorted((way for way in search.ways() if way.cost < inf), key=lambda way: way.cost)
    complete = search.whole
    for cost, cheapest in groupby(ways, key=lambda way: way.cost):
        found: dict[tuple[tuple[str, Value], ...], Change] = {}
        for way in cheapest:
            for path in search.paths(way):
                change = search.change(path, way)
                complete = complete and change is not None
                if change is not None and search.allows(change) and isclose(change.cost, cost):
                    found.setdefault(tuple(sorted(change.then.items())), change)
                if len(found) >= MOST_CHANGES:
                    return Changes(least(found.values()), cost, complete=False)
        if found:
            return Changes(least(found.values()), cost, complete)
    return Changes((), None, complete)


@dataclass(frozen=True, slots=True)
class _Way:
    """One box in which these inputs of joint tests may change, and what it costs at least."""

    box: Box
    joint: frozenset[int]
    cost: float


class _Search:
    def __init__(
        self, diagram: Diagram, told: Facts, root: int, wanted: Wish, costs: Mapping[str, float]
    ) -> None:
        self.diagram, self.told, self.root, self.wanted = diagram, told, root, wanted
        self.nodes = diagram.nodes
        (now,) = boxes(diagram.inputs, diagram.joint_tests, told, "never told")
        self.now = tuple(classes[0] for classes in now)
        self.costs = {
            level: costs[entry.attribute.name]
            for level, entry in enumerate(diagram.inputs)
            if entry.attribute.name in costs
        }
        joint = {name for test in diagram.joint_tests for name in test.inputs}
        self.whole = 2 ** len(joint.intersection(costs)) <= MOST_SUBSETS
        self.left = tries()
        self.numbers = {
            level
            for level, entry in enumerate(diagram.inputs)
            if isinstance(entry.attribute.kind, Number) and entry.attribute.name not in joint
        }

    def ways(self) -> Iterator[_Way]:
        """The boxes to search: one where no input of a joint test changes, and one or more else."""
        inputs = self.diagram.inputs
        names = {name for test in self.diagram.joint_tests for name in test.inputs}
        joint = [at for at in self.costs if inputs[at].attribute.name in names]
        subsets = chain.from_iterable(combinations(joint, n) for n in range(len(joint) + 1))
        for changed in map(frozenset, islice(subsets, MOST_SUBSETS)):
            for box in self._boxes(changed):
                base = sum(self.costs[level] for level in changed)
                yield _Way(box, changed, base + self._least(box, changed)(self.root))

    def _boxes(self, changed: frozenset[int]) -> Iterator[Box]:
        inputs, tests = self.diagram.inputs, self.diagram.joint_tests
        gone = {inputs[level].attribute.name for level in changed}
        kept = {name: value for name, value in self.told.items() if name not in gone}
        for box in boxes(inputs, tests, kept, "told later"):
            parts = list(box)
            for level, entry in enumerate(inputs):
                within = self._may_become(level, entry)
                if level not in changed:
                    parts[level] = tuple(dict.fromkeys((self.now[level], *within)))
                else:
                    parts[level] = tuple(k for k in parts[level] if k in within)
            if all(parts):
                yield tuple(parts)

    def _may_become(self, level: int, entry: Input) -> range:
        """The classes that an input may change to; of a number that never falls those from now."""
        if level not in self.costs:
            return range(0)
        rises = entry.attribute.can_change == "upwards"
        return range(max(1, self.now[level]) if rises else 1, len(entry.classes))

    def _least(self, box: Box, paid: frozenset[int]) -> Callable[[int], float]:
        """The least cost from a node on; ``paid`` inputs cost no more."""
        memo: dict[int, float] = {}
        level, children, value = self.nodes.level, self.nodes.children, self.nodes.value

        def least(at: int) -> float:
            found = memo.get(at)
            if found is None:
                here = level[at]
                if here == LEAF:
                    found = 0.0 if self._fits(value[at]) else inf
                else:  # of many classes few lead to different nodes
                    ends = children[at]
                    dearest = self._price(here, ELSEWHERE, paid)
                    found = dearest + min(map(least, {ends[k] for k in box[here]}))
                    if dearest and self.now[here] in box[here]:
                        found = min(found, least(ends[self.now[here]]))
                memo[at] = found
            return found

        return least

    def paths(self, way: _Way) -> Iterator[dict[int, int]]:
        """Every path of this cost; it holds the inputs of joint tests that change, too."""
        least = self._least(way.box, way.joint)
        base = {
            level: self.now[level] if self.now[level] in way.box[level] else way.box[level][0]
            for level in way.joint
        }

        def walk(at: int, path: dict[int, int]) -> Iterator[dict[int, int]]:
            here = self.nodes.level[at]
            if here == LEAF:
                yield path
                return
            for k in self._worth_a_step(at, way.box[here]):
                child = self.nodes.children[at][k]
                if self._price(here, k, way.joint) + least(child) == least(at):
                    yield from walk(child, {**path, here: k})

        if least(self.root) < inf:
            yield from walk(self.root, base)

    def _worth_a_step(self, at: int, classes: tuple[int, ...]) -> Iterator[int]:
        """All classes; of a number's that lead to one node only the nearest each way."""
        here = self.nodes.level[at]
        if here not in self.numbers:
            yield from classes
            return
        now, ends, seen = self.now[here], self.nodes.children[at], set[tuple[int, int]]()
        for k in sorted(classes, key=lambda k: abs(k - now)):
            step = ends[k], (k > now) - (k < now)
            if step not in seen:
                seen.add(step)
                yield k

    def change(self, path: Mapping[int, int], way: _Way) -> Change | None:
        """The path as new values, if there is a profile for it that is as wanted."""
        inputs = self.diagram.inputs
        facts = profile(self.diagram, self.told, path, way.joint, self.left)
        if facts is None:
            return None
        then = {name: v for name, v in facts.items() if v is not None and v != self.told.get(name)}
        now = {name: self.told.get(name) for name in then}
        cost = sum(self.costs[at] for at, e in enumerate(inputs) if e.attribute.name in then)
        return Change(now, then, cost)

    def allows(self, change: Change) -> bool:
        """Whether each attribute may change so."""
        vocabulary = self.diagram.program.knowledge.vocabulary
        return all(
            vocabulary[name].can_change != "upwards"
            or vocabulary[name].may_become(change.now[name], then)
            for name, then in change.then.items()
        )

    def _fits(self, value: object) -> bool:
        return self.wanted(shown(value))

    def _price(self, level: int, number: int, paid: frozenset[int]) -> float:
        if level >= len(self.diagram.inputs) or number == self.now[level] or level in paid:
            return 0.0
        return self.costs.get(level, 0.0)

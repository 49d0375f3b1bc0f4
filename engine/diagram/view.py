"""What is still possible when some facts are told: ranges, counts, and what can change them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..expressions import names as attributes_of
from ..values import Facts, Value
from .boxes import Untold, boxes
from .diagram import Diagram, Reached, Subject, shown
from .figures import Figure, point
from .walks import Reduced, Walk

HALF_STEPS = 2


@dataclass(frozen=True, slots=True)
class Range:
    """The words that are possible, and the lowest and highest figure that is."""

    words: tuple[Reached, ...]
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cells of classes, and how many profiles of whole numbers, have one value.

    ``exact`` is false where a joint test decides: there each answer is counted as half.
    """

    cells: float
    profiles: float
    exact: bool


class View:
    """A diagram, restricted to what ``told`` leaves possible.

    ``untold`` says what becomes of the rest; of ``asking``, if given, while all others stay untold.
    """

    __slots__ = ("_boxes", "_memos", "_reduced", "_walks", "diagram", "told")

    def __init__(
        self,
        diagram: Diagram,
        told: Facts,
        untold: Untold = "told later",
        asking: Collection[str] | None = None,
    ) -> None:
        self.diagram, self.told = diagram, told
        workspace = diagram.compiled.workspace
        self._boxes = boxes(workspace, told, untold, asking)
        self._walks = [Walk(workspace.nodes, box) for box in self._boxes]
        self._reduced = Reduced(workspace.nodes)
        self._memos: list[dict[int, int]] = [{} for _ in self._boxes]

    @property
    def walks(self) -> Sequence[Walk]:
        """One walk for each box."""
        return self._walks

    def reachable(self, subject: Subject) -> frozenset[Reached]:
        """Every value that the subject has for some completion; bounds where it is a figure."""
        value = self.diagram.compiled.workspace.nodes.value
        return frozenset(shown(value[leaf]) for leaf in self.leaves(self.diagram.root(subject)))

    def leaves(self, root: int) -> frozenset[int]:
        """The terminals that can still be reached."""
        return frozenset[int]().union(*(walk.possible(root) for walk in self._walks))

    def settled(self, subject: Subject) -> bool:
        """Whether no completion can change the subject any more."""
        return len(self.leaves(self.diagram.root(subject))) == 1

    def value_range(self, words: str, low: str, high: str) -> Range:
        """The possible words of one attribute, the least of another and the most of a third."""
        lows = [value for value in self.reachable(low) if isinstance(value, Decimal)]
        highs = [value for value in self.reachable(high) if isinstance(value, Decimal)]
        said = tuple(sorted(self.reachable(words), key=str))
        return Range(said, min(lows, default=None), max(highs, default=None))

    def count(self, subject: Subject) -> Mapping[Reached, Counted]:
        """For each value how many completions have it."""
        root, nodes = self.diagram.root(subject), self.diagram.compiled.workspace.nodes
        joint = frozenset(range(len(self.diagram.inputs), len(self._boxes[0])))
        halves = len(joint) if nodes.mentions(root, joint) else 0
        found: dict[Reached, list[float]] = {}
        for walk in self._walks:
            for at, sizes in enumerate(self._sizes()):
                for leaf, count in walk.count(root, sizes).items():
                    both = sum(len(walk.allowed(level)) == HALF_STEPS for level in joint)
                    entry = found.setdefault(shown(nodes.value[leaf]), [0, 0])
                    entry[at] += count / 2**both if both else count
        return {value: Counted(cells, many, not halves) for value, (cells, many) in found.items()}

    def depends_on(self, *subjects: Subject) -> frozenset[str]:
        """The untold attributes on which some subject still depends, all others being open."""
        return self.moves(self.diagram.root(subject) for subject in subjects)

    def matters(self) -> frozenset[str]:
        """The untold attributes that can still change any part of the verdict."""
        essence = self.diagram.essence
        found = self.moves(essence.plain)
        for name in self.moves(essence.calls) - found:
            found |= self.moves(essence.orders(self._levels(name)), frozenset((name,)))
        return found

    def moves(self, roots: Iterable[int], among: frozenset[str] | None = None) -> frozenset[str]:
        """The untold attributes (``among`` these) on which one of these diagrams still depends."""
        every = frozenset(each.attribute.name for each in self.diagram.inputs)
        sought, found = (every if among is None else among) - self.told.keys(), set[str]()
        for root in roots:
            if sought <= found:
                break
            left = [
                self._reduced.reduce(walk, root, memo)
                for walk, memo in zip(self._walks, self._memos, strict=True)
            ]
            levels = set[int]().union(*map(self._reduced.levels, left))
            if len(set(left)) > 1:
                levels |= self.split_levels()
            found.update(name for level in levels for name in self.names(level))
            found.update(self._in_figures(root))
        return frozenset(found)

    def after(self, name: str, value: Value) -> View:
        """What is left once one more fact is told."""
        return View(self.diagram, {**self.told, name: value})

    def split_levels(self) -> set[int]:
        """The inputs whose classes are divided among the boxes."""
        if len(self._boxes) == 1:
            return set()
        return {
            level
            for level in range(len(self.diagram.inputs))
            if len({box[level] for box in self._boxes}) > 1
        }

    def names(self, level: int) -> tuple[str, ...]:
        """The untold attributes behind a level."""
        inputs = self.diagram.inputs
        if level < len(inputs):
            name = inputs[level].attribute.name
            return () if name in self.told else (name,)
        test = self.diagram.joint_tests[level - len(inputs)]
        return tuple(name for name in test.inputs if name not in self.told)

    def _levels(self, name: str) -> frozenset[int]:
        """The levels that stand for an attribute, alone or in joint tests."""
        inputs, tests = self.diagram.inputs, self.diagram.joint_tests
        alone = [at for at, entry in enumerate(inputs) if entry.attribute.name == name]
        return frozenset(alone).union(
            at for at, test in enumerate(tests, len(inputs)) if name in test.inputs
        )

    def _in_figures(self, root: int) -> Iterator[str]:
        """The untold attributes that still move figures within their bounds."""
        values = self.diagram.compiled.workspace.nodes.value
        for leaf in self.leaves(root):
            value = values[leaf]
            if isinstance(value, Figure) and value.high != point(value.low[0])[1]:
                yield from (
                    name for name in attributes_of(value.expression) if name not in self.told
                )

    def _sizes(self) -> tuple[list[list[int]], list[list[int]]]:
        inputs = self.diagram.inputs
        joint = [[1, 1]] * (len(self._boxes[0]) - len(inputs))
        profiles = [[each.size for each in entry.classes] for entry in inputs]
        for entry, sizes in zip(inputs, profiles, strict=True):
            if entry.attribute.name in self.told:
                sizes[:] = [1] * len(sizes)
        return [[1] * len(entry.classes) for entry in inputs] + joint, profiles + joint

"""What is still possible when some facts are told: ranges, counts, and what can change them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..expressions import names as attributes_of
from ..values import Facts, Value
from ..vocabulary import Number, OneOf
from .boxes import Untold, Within, boxes
from .diagram import Diagram, Reached, Subject, figures_in, shown
from .figures import Figure, Position, bounds, point
from .walks import Reduced, Walk

HALF_STEPS = 2


@dataclass(frozen=True, slots=True)
class Range:
    """The words that are possible, and the lowest and highest figure, None where there is none."""

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
    Those in ``within`` are in some of their classes, whatever they are exactly.
    """

    __slots__ = ("_boxes", "_memos", "_reduced", "_walks", "diagram", "told")

    def __init__(
        self,
        diagram: Diagram,
        told: Facts,
        untold: Untold = "told later",
        asking: Collection[str] | None = None,
        *,
        within: Within | None = None,
    ) -> None:
        self.diagram, self.told = diagram, told
        self._boxes = boxes(
            diagram.inputs, diagram.joint_tests, told, untold, asking, within=within
        )
        self._walks = [Walk(diagram.nodes, box) for box in self._boxes]
        self._reduced = Reduced(diagram.nodes)
        self._memos: list[dict[int, int]] = [{} for _ in self._boxes]

    @property
    def walks(self) -> Sequence[Walk]:
        """One walk for each box."""
        return self._walks

    def reachable(self, subject: Subject) -> frozenset[Reached]:
        """Every value that the subject has for some completion; bounds where it is a figure."""
        value = self.diagram.nodes.value
        return frozenset(shown(value[leaf]) for leaf in self.leaves(self.diagram.root(subject)))

    def leaves(self, root: int) -> frozenset[int]:
        """The terminals that can still be reached."""
        return frozenset[int]().union(*(walk.possible(root) for walk in self._walks))

    def settled(self, subject: Subject) -> bool:
        """Whether no completion can change the subject any more."""
        return len(self.leaves(self.diagram.root(subject))) == 1

    def value_range(self, words: str, low: str, high: str) -> Range:
        """The possible words of one attribute, the least of another and the most of a third."""
        said = sorted(self.reachable(words), key=self._place(words))
        least = min((least for least, _ in self._figures(low)), default=None)
        most = max((most for _, most in self._figures(high)), default=None)
        return Range(tuple(said), _finite(least), _finite(most))

    def count(self, subject: Subject) -> Mapping[Reached, Counted]:
        """For each value how many completions have it."""
        root, nodes = self.diagram.root(subject), self.diagram.nodes
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
        return self.moves(self.diagram.essence)

    def moves(self, roots: Iterable[int]) -> frozenset[str]:
        """The untold attributes on which one of these diagrams still depends."""
        every = frozenset(each.attribute.name for each in self.diagram.inputs)
        sought, found = every - self.told.keys(), set[str]()
        for root in sorted(roots):  # small ones first, which often spare the large
            if sought.isdisjoint(self.diagram.support(root) - found):
                continue
            left = [
                self._reduced.reduce(walk, root, memo)
                for walk, memo in zip(self._walks, self._memos, strict=True)
            ]
            levels = set[int]().union(*map(self._reduced.levels, left))
            if len(set(left)) > 1:
                levels |= self.split_levels()
            found.update(name for level in levels for name in self.names(level))
            if not sought.isdisjoint(self.diagram.figured(root) - found):
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

    def _place(self, name: str) -> Callable[[Reached], tuple[int, str]]:
        """Where a word stands in the order of the vocabulary; what is no word comes last."""
        kind = self.diagram.program.knowledge.vocabulary[name].kind
        order = kind.values if isinstance(kind, OneOf) else ()
        return lambda value: (order.index(value) if value in order else len(order), str(value))

    def _figures(self, name: str) -> Iterator[tuple[Decimal, Decimal]]:
        """The least and the most of each number that is possible."""
        value = self.diagram.nodes.value
        for leaf in self.leaves(self.diagram.root(name)):
            found = value[leaf]
            if isinstance(found, Decimal):
                yield found, found
            elif isinstance(found, Figure):
                yield self._ends(found)

    def _ends(self, figure: Figure) -> tuple[Decimal, Decimal]:
        """Between what a figure lies, what is told being exact."""
        within: dict[str, tuple[Position, Position]] = {}
        for name in attributes_of(figure.expression):
            kind, value = self.diagram.program.knowledge.vocabulary[name].kind, self.told.get(name)
            if isinstance(value, Decimal):
                within[name] = point(value)
            elif isinstance(kind, Number):
                within[name] = (kind.low, 0), (kind.high, 1)
        closer = bounds(figure.expression, within)
        low, high = closer if closer is not None else (figure.low, figure.high)
        return max(low[0], figure.low[0]), min(high[0], figure.high[0])

    def _in_figures(self, root: int) -> Iterator[str]:
        """The untold attributes that still move figures within their bounds."""
        values = self.diagram.nodes.value
        for leaf in self.leaves(root):
            for figure in figures_in(values[leaf]):
                if figure.high != point(figure.low[0])[1]:
                    names = attributes_of(figure.expression)
                    yield from (name for name in names if name not in self.told)

    def _sizes(self) -> tuple[list[list[int]], list[list[int]]]:
        inputs = self.diagram.inputs
        joint = [[1, 1]] * (len(self._boxes[0]) - len(inputs))
        profiles = [[each.size for each in entry.classes] for entry in inputs]
        for entry, sizes in zip(inputs, profiles, strict=True):
            if entry.attribute.name in self.told:
                sizes[:] = [1] * len(sizes)
        return [[1] * len(entry.classes) for entry in inputs] + joint, profiles + joint


def _finite(number: Decimal | None) -> Decimal | None:
    return number if number is not None and number.is_finite() else None

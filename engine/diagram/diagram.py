"""A compiled knowledge base, ready to be asked about all inputs at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from ..expressions import evaluate
from ..expressions import names as names_of
from ..inference import assume
from ..strata import Program
from ..values import UNKNOWN, Facts, State
from .boxes import boxes
from .classes import Input
from .figures import Figure, JointTest
from .nodes import LEAF, Nodes
from .words import Words, listing

DEFAULT_BUDGET = 1_000_000


@dataclass(frozen=True, slots=True)
class Exceeded:
    """No diagram: it would be larger than allowed; ``reason`` says what was too much."""

    reason: str
    budget: int


@dataclass(frozen=True, slots=True)
class Between:
    """Some number from ``low`` to ``high``, both perhaps excluded."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Fires:
    """As a subject of questions: whether a rule fires (or, with ``stands``, counts)."""

    rule: str
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Clashes:
    """As a subject of questions: whether rules disagree about an attribute."""

    attribute: str


Subject = str | Fires | Clashes | tuple["Subject", ...]
"""What is asked about: an attribute, a rule, a clash, or several together (their values)."""
Reached = State | Between | bool | tuple["Reached", ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a diagram is: its nodes, the cells of the space, rounds of cutting."""

    nodes: int
    cells: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole rule base as decision diagrams over classes of inputs.

    ``inputs`` are the asked attributes in the order of the levels. ``joint_tests`` are the
    comparisons that no class of one input settles; their levels follow. ``roots`` are the diagrams
    by subject, ``words`` those of derived lists, a diagram a word. ``essence`` has a diagram for
    everything in a verdict that an answer can change.
    """

    program: Program
    inputs: tuple[Input, ...]
    joint_tests: tuple[JointTest, ...]
    nodes: Nodes
    roots: dict[Subject, int]
    words: Mapping[str, Words]
    essence: tuple[int, ...]
    rounds: int
    _supports: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)

    @property
    def size(self) -> Size:
        """How large it is."""
        cells = prod(len(entry.classes) for entry in self.inputs)
        return Size(len(self.nodes), cells, self.rounds)

    def root(self, subject: Subject) -> int:
        """The diagram of a subject. Raises OverBudgetError where several together are too many."""
        found = self.roots.get(subject)
        if found is None:
            if isinstance(subject, tuple):
                found = self._together(subject)
            elif isinstance(subject, str) and subject in self.words:
                found = listing(self.nodes, self.words[subject])
            else:
                raise KeyError(subject)
            self.roots[subject] = found
        return found

    def support(self, root: int) -> frozenset[str]:
        """The asked attributes that a diagram, or a figure at its ends, looks at."""
        looked, figured = self._support(root)
        return self._named(looked | figured)

    def figured(self, root: int) -> frozenset[str]:
        """The asked attributes that figures at the ends of a diagram are made of."""
        return self._named(self._support(root)[1])

    def value(self, subject: Subject, told: Facts) -> Reached:
        """What a subject is for one profile, everything else not told."""
        return self.values((subject,), told)[subject]

    def values(self, subjects: Iterable[Subject], told: Facts) -> Mapping[Subject, Reached]:
        """What subjects are for one profile, everything else not told."""
        facts = assume(self.program, told)
        (box,) = boxes(self.inputs, self.joint_tests, told, "never told")
        follow = self._follow(tuple(classes[0] for classes in box))
        found: dict[Subject, Reached] = {}
        for subject in subjects:
            listed = self.words.get(subject) if isinstance(subject, str) else None
            if listed is None:
                found[subject] = exact(follow(self.root(subject)), facts)
            elif follow(listed.open):
                found[subject] = UNKNOWN
            else:
                found[subject] = tuple(word for word, it in listed.words.items() if follow(it))
        return found

    def _named(self, bits: int) -> frozenset[str]:
        return frozenset(
            entry.attribute.name for place, entry in enumerate(self.inputs) if bits >> place & 1
        )

    def _support(self, root: int) -> tuple[int, int]:
        """A bit for each input that is looked at, and for each that figures are made of."""
        if len(self._supports) < len(self.nodes):
            self._supports.extend(self._new_supports())
        return self._supports[root]

    def _new_supports(self) -> Iterator[tuple[int, int]]:
        """Those of the nodes made since; children come before what leads to them."""
        bits = {entry.attribute.name: 1 << place for place, entry in enumerate(self.inputs)}
        joint = [sum(bits[name] for name in test.inputs) for test in self.joint_tests]
        levels, nodes, found = [*bits.values(), *joint], self.nodes, self._supports
        for number in range(len(found), len(nodes)):
            looked = figured = 0
            for child in nodes.children[number]:
                looked |= found[child][0]
                figured |= found[child][1]
            if nodes.level[number] != LEAF:
                looked |= levels[nodes.level[number]]
            for figure in figures_in(nodes.value[number]):
                figured |= sum(bits[name] for name in set(names_of(figure.expression)))
            yield looked, figured

    def _follow(self, path: tuple[int, ...]) -> Callable[[int], object]:
        level, children, value = self.nodes.level, self.nodes.children, self.nodes.value

        def follow(at: int) -> object:
            while level[at] != LEAF:
                at = children[at][path[level[at]]]
            return value[at]

        return follow

    def _together(self, subjects: tuple[Subject, ...]) -> int:
        found = self.nodes.terminal(())
        for subject in subjects:
            found = self.nodes.combine(
                "together",
                lambda a, b: (*a, b),  # type: ignore[misc]
                found,
                self.root(subject),
            )
        return found


def figures_in(value: object) -> Iterator[Figure]:
    """The figures of a terminal's value, alone or among several."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from figures_in(part)


def exact(value: object, facts: Facts) -> Reached:
    """A terminal's value, a figure worked out from the facts."""
    if isinstance(value, Figure):
        return evaluate(value.expression, facts)
    if isinstance(value, tuple):
        return tuple(exact(part, facts) for part in value)
    return value  # type: ignore[return-value]


def shown(value: object) -> Reached:
    """A terminal's value, a figure by its bounds."""
    if isinstance(value, Figure):
        return Between(value.low[0], value.high[0])
    if isinstance(value, tuple):
        return tuple(shown(part) for part in value)
    return value  # type: ignore[return-value]

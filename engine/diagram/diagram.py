"""A compiled knowledge base, ready to be asked about all inputs at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..consultation import assume
from ..expressions import evaluate
from ..strata import Program
from ..values import UNKNOWN, Facts, State
from .boxes import boxes
from .classes import Input
from .compiling import Compiled, compile_program
from .essence import Essence, essence
from .figures import Figure, JointTest
from .nodes import LEAF, OverBudgetError

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


Subject = str | Fires | tuple["Subject", ...]
"""What is asked about: an attribute, a rule, or several together (their values as a tuple)."""
Reached = State | Between | bool | tuple["Reached", ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a diagram is: nodes ever made, cells of the space, rounds of cutting."""

    nodes: int
    cells: int
    rounds: int


class Diagram:
    """The whole rule base as decision diagrams over classes of inputs."""

    __slots__ = ("_compiled", "_essence", "_joined", "_numbers")

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._joined: dict[tuple[Subject, ...], int] = {}
        self._essence: Essence | None = None
        self._numbers = {rule.id: number for number, rule in enumerate(compiled.program.rules)}

    @property
    def compiled(self) -> Compiled:
        """The parts, for walks."""
        return self._compiled

    @property
    def program(self) -> Program:
        """What was compiled."""
        return self._compiled.program

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The asked attributes with their classes, in the order of the levels."""
        return self._compiled.workspace.inputs

    @property
    def joint_tests(self) -> tuple[JointTest, ...]:
        """The comparisons that no class of one input settles; their levels follow the inputs'."""
        return tuple(self._compiled.workspace.joint)

    @property
    def size(self) -> Size:
        """How large it is."""
        cells = 1
        for entry in self.inputs:
            cells *= len(entry.classes)
        return Size(len(self._compiled.workspace.nodes), cells, self._compiled.rounds)

    @property
    def essence(self) -> Essence:
        """Everything in a verdict that an answer can change."""
        if self._essence is None:
            self._essence = essence(self._compiled)
        return self._essence

    def root(self, subject: Subject) -> int:
        """The diagram of a subject. Raises OverBudgetError where several together are too many."""
        settling = self._compiled.settling
        match subject:
            case str():
                return self._compiled.value(subject)
            case Fires(rule, True):
                return settling.standing(self._numbers[rule])
            case Fires(rule):
                return settling.fired[self._numbers[rule]]
            case _:
                return self._together(subject)

    def value(self, subject: Subject, told: Facts) -> Reached:
        """What a subject is for one profile, everything else not told."""
        return self.values((subject,), told)[subject]

    def values(self, subjects: Iterable[Subject], told: Facts) -> Mapping[Subject, Reached]:
        """What subjects are for one profile, everything else not told."""
        subjects = tuple(subjects)
        workspace, facts = self._compiled.workspace, assume(self.program, told)
        roots = {each: self.root(each) for each in subjects if each not in workspace.lists}
        (box,) = boxes(workspace, told, "never told")
        follow = self._follow(tuple(classes[0] for classes in box))
        found: dict[Subject, Reached] = {}
        for subject in (*roots, *(each for each in subjects if each not in roots)):
            listed = workspace.lists.get(subject) if isinstance(subject, str) else None
            if listed is None:
                found[subject] = exact(follow(roots[subject]), facts)
            elif follow(listed.open):
                found[subject] = UNKNOWN
            else:
                found[subject] = tuple(word for word, it in listed.words.items() if follow(it))
        return found

    def _follow(self, path: tuple[int, ...]) -> Callable[[int], object]:
        nodes = self._compiled.workspace.nodes
        level, children, value = nodes.level, nodes.children, nodes.value

        def follow(at: int) -> object:
            while level[at] != LEAF:
                at = children[at][path[level[at]]]
            return value[at]

        return follow

    def _together(self, subjects: tuple[Subject, ...]) -> int:
        found = self._joined.get(subjects)
        if found is None:
            nodes = self._compiled.workspace.nodes
            found = nodes.terminal(())
            for subject in subjects:
                found = nodes.combine("together", lambda a, b: (*a, b), found, self.root(subject))  # type: ignore[misc]
            self._joined[subjects] = found
        return found


def compile_diagram(
    program: Program, budget: int = DEFAULT_BUDGET, order: tuple[str, ...] | None = None
) -> Diagram | Exceeded:
    """The diagram of a program, or the honest answer that it would be too large."""
    try:
        return Diagram(compile_program(program, budget, order))
    except OverBudgetError as error:
        return Exceeded(str(error), budget)


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

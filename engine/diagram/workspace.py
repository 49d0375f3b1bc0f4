"""What one compilation works on: inputs, nodes, joint tests, and the diagrams made so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ..conditions import Test
from ..expressions import Constant, Expression, Name
from ..values import UNKNOWN, Net, Unknown
from .classes import Input
from .figures import Figure, JointTest, Position, compare, cuts, point
from .nodes import PENDING, Nodes, OverBudgetError
from .words import Words

MOST_JOINT_TESTS = 64
FLIPPED = {
    Test.AT_LEAST: Test.AT_MOST,
    Test.AT_MOST: Test.AT_LEAST,
    Test.MORE_THAN: Test.FEWER_THAN,
    Test.FEWER_THAN: Test.MORE_THAN,
}


@dataclass(slots=True)
class Workspace:
    """Diagrams by attribute, and what classes they turned out to need (``demands``)."""

    nodes: Nodes
    inputs: tuple[Input, ...]
    values: dict[str, int] = field(default_factory=dict)
    lists: dict[str, Words] = field(default_factory=dict)
    joint: dict[JointTest, int] = field(default_factory=dict)
    demands: dict[str, set[Position]] = field(default_factory=dict)

    _pending: dict[tuple[str, tuple[Position, ...]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for level in range(len(self.inputs)):
            self._place(level)

    def refine(self, inputs: tuple[Input, ...]) -> frozenset[int]:
        """Take finer classes, and drop what looks at their inputs; gives the levels of these."""
        old, self.inputs = self.inputs, inputs
        changed = frozenset(
            level
            for level, (before, now) in enumerate(zip(old, inputs, strict=True))
            if before.classes != now.classes
        )
        mentions = self.nodes.mentions
        self.values = {key: it for key, it in self.values.items() if not mentions(it, changed)}
        self.lists = {
            key: listed
            for key, listed in self.lists.items()
            if not any(mentions(it, changed) for it in (*listed.words.values(), listed.open))
        }
        for level in changed:
            self._place(level)
        self.demands.clear()
        return changed

    def _place(self, level: int) -> None:
        entry = self.inputs[level]
        leaves = tuple([self.nodes.terminal(each.held) for each in entry.classes])
        self.values[entry.attribute.name] = self.nodes.node(level, leaves)

    def value(self, name: str) -> int:
        """The diagram of an attribute's value; of a derived list only whether it is known."""
        found = self.values.get(name)
        if found is None:
            listed = self.lists[name]
            known, unknown = self.nodes.terminal(()), self.nodes.terminal(UNKNOWN)
            return self.nodes.choose(listed.open, unknown, known)
        return found

    def figures(self, name: str) -> int:
        """The diagram of the number that an attribute is in a formula or a comparison."""
        return self.nodes.map("figure", as_figure, self.value(name))

    def compared(self, test: Test, left: Figure | Decimal, right: Figure | Decimal) -> int:
        """The diagram of a comparison of two numbers of which one is known within bounds."""
        settled = compare(test, _bounds(left), _bounds(right))
        if settled is not None:
            return self.nodes.terminal(settled)
        match left, right:
            case Figure(Name(name)), Decimal():
                return self._cut(name, cuts(test, right))
            case Decimal(), Figure(Name(name)):
                return self._cut(name, cuts(FLIPPED.get(test, test), left))
            case _:
                return self.asks(JointTest(_expression(left), test, _expression(right)))

    def asks(self, test: JointTest) -> int:
        """The diagram of a joint test: an input of its own, below all others."""
        level = self.joint.get(test)
        if level is None:
            if len(self.joint) >= MOST_JOINT_TESTS:
                message = f"more than {MOST_JOINT_TESTS} tests that join several numbers"
                raise OverBudgetError(message)
            level = self.joint[test] = len(self.inputs) + len(self.joint)
        return self.nodes.node(level, (self.nodes.false, self.nodes.true))

    def _cut(self, name: str, places: tuple[Position, ...]) -> int:
        """Ask for finer classes, and hold the place of the answer until then."""
        self.demands.setdefault(name, set()).update(places)
        level = PENDING + self._pending.setdefault((name, places), len(self._pending))
        return self.nodes.node(level, (self.nodes.false, self.nodes.true))


def as_figure(value: object) -> object:
    """A value as formulas see it: a number, unknown, or none."""
    if isinstance(value, Net):
        return value.figure
    return value if isinstance(value, Decimal | Unknown | Figure) else None


def _bounds(side: Figure | Decimal) -> tuple[Position, Position]:
    return (side.low, side.high) if isinstance(side, Figure) else point(side)


def _expression(side: Figure | Decimal) -> Expression:
    return side.expression if isinstance(side, Figure) else Constant(side)

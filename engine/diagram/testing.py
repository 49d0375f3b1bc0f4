"""Conditions to diagrams of their three-valued truth: true, false, or open (a None terminal)."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

from ..conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test, truth
from ..values import UNKNOWN, Facts, Net, Unknown, Value
from .figures import Figure
from .words import Words
from .workspace import Workspace

PROBE = Decimal(1)  # stands for some number where only its being known counts


class Testing:
    """Compiles conditions over the attributes that are settled so far, each once."""

    __test__ = False

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._nodes = workspace.nodes
        self._done: dict[Condition, int] = {}

    def truth(self, condition: Condition) -> int:
        """The diagram of a condition's truth."""
        found = self._done.get(condition)
        if found is None:
            found = self._done[condition] = self._truth(condition)
        return found

    def forget(self, levels: frozenset[int]) -> None:
        """Drop what looks at these inputs."""
        mentions = self._nodes.mentions
        self._done = {key: made for key, made in self._done.items() if not mentions(made, levels)}

    def holds(self, condition: Condition) -> int:
        """True where the condition is true, else false."""
        return self._nodes.map("is true", lambda value: value is True, self.truth(condition))

    def is_open(self, condition: Condition) -> int:
        """True where an untold fact decides, else false."""
        return self._nodes.map("is open", lambda value: value is None, self.truth(condition))

    def opposite(self, number: int) -> int:
        """Kleene's *not*."""
        return self._nodes.map("not", lambda value: None if value is None else not value, number)

    def _truth(self, condition: Condition) -> int:
        nodes = self._nodes
        match condition:
            case AllOf(parts):
                return reduce(nodes.both, map(self.truth, parts), nodes.true)
            case AnyOf(parts):
                return reduce(nodes.either, map(self.truth, parts), nodes.false)
            case NoneOf(parts):
                return self.opposite(self.truth(AnyOf(parts)))
            case Comparison(attribute, _, Other(other)):
                left, right = self._workspace.value(attribute), self._workspace.figures(other)
                return nodes.merge(left, right, lambda a, b: self._of_two(condition, a, b))
            case Comparison(attribute):
                if attribute in self._workspace.lists:
                    return self._of_list(condition, self._workspace.lists[attribute])
                value = self._workspace.value(attribute)
                return nodes.replace(value, lambda held: self._of_one(condition, held))

    def _of_one(self, comparison: Comparison, held: object) -> int:
        """A comparison of one value with a constant, or with nothing."""
        if not isinstance(held, Figure):
            facts = {} if isinstance(held, Unknown) else {comparison.attribute: held}
            return self._nodes.terminal(truth(comparison, facts))  # type: ignore[arg-type]
        if isinstance(comparison.operand, Decimal):
            return self._workspace.compared(comparison.test, held, comparison.operand)
        return self._nodes.terminal(truth(comparison, {comparison.attribute: PROBE}))

    def _of_two(self, comparison: Comparison, left: object, right: object) -> int:
        """A comparison of two attributes' values."""
        if isinstance(left, Net):
            left = left.figure
        sides = [side for side in (left, right) if isinstance(side, Figure | Decimal)]
        if len(sides) == 2 and any(isinstance(side, Figure) for side in sides):  # noqa: PLR2004
            return self._workspace.compared(comparison.test, sides[0], sides[1])
        plain = Comparison("left", comparison.test, Other("right"))
        return self._nodes.terminal(truth(plain, _facts(left=left, right=right)))

    def _of_list(self, comparison: Comparison, listed: Words) -> int:
        """A comparison of a derived list, word by word."""
        nodes = self._nodes
        unknown = nodes.choose(listed.open, nodes.open, nodes.false)
        match comparison.test:
            case Test.KNOWN:
                return self.opposite(listed.open)
            case Test.IS_NONE:
                nothing = self.opposite(listed.some)
                return nodes.choose(listed.open, nodes.open, nothing)
            case Test.INCLUDES:
                given = listed.words.get(str(comparison.operand), nodes.false)
                return nodes.choose(given, nodes.true, unknown)
            case _:
                return unknown


def _facts(**sides: object) -> Facts:
    found: dict[str, Value | None] = {}
    for name, side in sides.items():
        if side is not UNKNOWN:
            found[name] = PROBE if isinstance(side, Figure) else side  # type: ignore[assignment]
    return found

"""All inputs of a knowledge base at once, with the diagrams that the checks put together.

A region is a diagram of true and false: the profiles of which something is so. Each attribute may
be told or not, so "for every profile" includes those of whom little is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, reduce
from math import prod

from ..conditions import Condition
from ..diagram import Diagram, Fires, Size
from ..diagram.boxes import Untold, boxes
from ..diagram.compiling import Compiled
from ..diagram.settling import Settling
from ..diagram.testing import Testing
from ..diagram.walks import Walk
from ..diagram.workspace import Workspace
from ..rules import Rule
from ..strata import Closing


class Space:
    """Compiled rules that can be asked, and built upon."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.program = compiled.program
        self.workspace = compiled.workspace
        self.nodes = compiled.workspace.nodes
        self.testing = compiled.testing
        self.cofactors: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules by number."""
        return self.program.rules

    @property
    def size(self) -> Size:
        """Nodes, and classes of profiles."""
        return self.diagram.size

    @property
    def profiles(self) -> int:
        """How many profiles of whole numbers there are, each attribute being told or not."""
        return prod(map(sum, self._sizes))

    @property
    def diagram(self) -> Diagram:
        """Inputs and joint tests, also those asked for by a check, as walks want them."""
        joint, workspace = tuple(self.workspace.joint), self.workspace
        return Diagram(self.program, workspace.inputs, joint, self.nodes, {}, {}, (), 0)

    @cached_property
    def closings(self) -> dict[str, Closing]:
        """How each derived attribute is settled."""
        return {each.name: each for stratum in self.program.strata for each in stratum.closings}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each rule."""
        return {rule.id: number for number, rule in enumerate(self.rules)}

    @property
    def compiled_rules(self) -> list[int]:
        """The numbers of the rules that were compiled: all, but in a cone of influence."""
        return sorted(self.compiled.settling.fired)

    def knows(self, number: int) -> bool:
        """Whether a rule was compiled."""
        return number in self.compiled.settling.fired

    def fired(self, number: int) -> int:
        """Where a rule fires."""
        return self.compiled.settling.fired[number]

    def standing(self, number: int) -> int:
        """Where a rule fires and counts."""
        return self.compiled.settling.standing(number)

    def may_fire(self, number: int) -> int:
        """Where a rule does not fire, and might if more were told."""
        known = self.compiled.settling.may_fire
        if number not in known:
            rule = self.rules[number]
            found = self.testing.is_open(rule.when)
            if rule.unless is not None:
                found = self.without(found, self.holds(rule.unless))
            known[number] = found
        return known[number]

    def value(self, name: str) -> int:
        """The diagram of an attribute's value."""
        return self.compiled.value(name)

    def holds(self, condition: Condition) -> int:
        """Where a condition is true."""
        return self.testing.holds(condition)

    def both(self, one: int, other: int) -> int:
        """Where two regions are."""
        return self.nodes.both(one, other)

    def without(self, region: int, other: int) -> int:
        """Where a region is and another is not."""
        return self.nodes.choose(other, self.nodes.false, region)

    def any_of(self, regions: Iterable[int]) -> int:
        """Where one of several is."""
        return reduce(self.nodes.either, regions, self.nodes.false)

    def empty(self, region: int) -> bool:
        """Whether a region has no profile."""
        return region == self.nodes.false

    def count(self, region: int, *, complete: bool = False) -> int:
        """How many profiles a region has, or how many that tell everything.

        Where a joint test decides, each of its answers counts as half.
        """
        diagram, first = self.diagram, len(self.workspace.inputs)
        untold: Untold = "told later" if complete else "either"
        sizes, total = [*self._sizes, *[[1, 1]] * len(diagram.joint_tests)], 0
        for box in boxes(diagram.inputs, diagram.joint_tests, {}, untold):
            found = Walk(self.nodes, box).count(region, sizes).get(self.nodes.true, 0)
            total += found // prod(map(len, box[first:]))
        return total

    def joined(self, region: int) -> bool:
        """Whether a joint test has a say in a region, so that it may be smaller than it looks."""
        first, joint = len(self.workspace.inputs), len(self.workspace.joint)
        return bool(joint) and self.nodes.mentions(region, frozenset(range(first, first + joint)))

    @property
    def _sizes(self) -> list[list[int]]:
        return [[each.size for each in entry.classes] for entry in self.workspace.inputs]


def space_of(diagram: Diagram) -> Space:
    """The space of a diagram, which may come from the cache."""
    program, words = diagram.program, diagram.words
    values = {
        name: root
        for name, root in diagram.roots.items()
        if isinstance(name, str) and name not in words
    }
    joint = {test: level for level, test in enumerate(diagram.joint_tests, len(diagram.inputs))}
    workspace = Workspace(diagram.nodes, diagram.inputs, values, dict(words), joint)
    fired = {number: diagram.roots[Fires(rule.id)] for number, rule in enumerate(program.rules)}
    settling = Settling(program, workspace, fired)
    return Space(Compiled(program, workspace, settling, Testing(workspace), diagram.rounds))


def everyone(space: Space) -> int:
    """How many profiles tell everything."""
    return space.count(space.nodes.true, complete=True)


__all__ = ["Space", "everyone", "space_of"]

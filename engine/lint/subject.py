"""What the checks look at: a knowledge base, and what several of them need to know about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property

from ..consultation import Reference
from ..inference import Inference
from ..rules import KnowledgeBase, Rule
from ..strata import Program, Step, stratify
from ..values import Facts, show
from .joint import Case, Joint, Spent
from .joint.witness import profiles

MOST_EXAMPLES = 40


class Open(Enum):
    """The search was given up, or none of its examples stood the trial."""

    OPEN = "not known"


OPEN = Open.OPEN


class Subject:
    """A knowledge base under inspection."""

    def __init__(self, knowledge: KnowledgeBase, today: date) -> None:
        self.knowledge, self.today = knowledge, today
        self.clashes_sought = False

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.knowledge.rules}

    @cached_property
    def overriders(self) -> Mapping[str, tuple[Rule, ...]]:
        """By id, the rules that override a rule."""
        found: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.knowledge.rules:
            for target in rule.overrides:
                found[target].append(rule)
        return {target: tuple(rules) for target, rules in found.items()}

    @cached_property
    def writers(self) -> Mapping[str, tuple[Rule, ...]]:
        """By attribute, the rules that conclude it."""
        return self.joint.model.writers

    @cached_property
    def rings(self) -> tuple[tuple[Rule, ...], ...]:
        """Rules that override each other in a circle, each circle once."""
        return tuple(_rings(self.rules))

    @cached_property
    def order(self) -> Program | tuple[Step, ...]:
        """The order of inference, or the loop that makes it impossible."""
        return stratify(self.knowledge)

    @property
    def sound(self) -> bool:
        """Whether the rules can run at all."""
        return not self.rings and isinstance(self.order, Program)

    @cached_property
    def joint(self) -> Joint:
        """What can hold together."""
        return Joint(self.knowledge)

    @cached_property
    def possible(self) -> Mapping[str, bool | Open]:
        """For every rule, whether some input makes it fire."""
        return {rule.id: self.can_be(self.joint.fires(rule)) for rule in self.knowledge.rules}

    @cached_property
    def _reference(self) -> Reference:
        assert isinstance(self.order, Program)  # noqa: S101 - nothing is tried on a loop
        return Reference(self.order)

    def can_be(self, case: Case) -> bool | Open:
        """Whether a case can be met."""
        try:
            return self.joint.possible(case)
        except Spent:
            return OPEN

    def example(self, case: Case, shows: Callable[[Inference], bool]) -> Facts | Open | None:
        """A profile on which the rules do what ``shows`` asks; None where there is none."""
        tried = 0
        try:
            for found in self.joint.solutions(case):
                for told in profiles(self.joint.model, found, self._believed):
                    if shows(self._reference.believe(told)):
                        return told
                    tried += 1
                    if tried >= MOST_EXAMPLES:
                        return OPEN
        except Spent:
            return OPEN
        return None if not tried else OPEN

    def _believed(self, told: Facts) -> Facts:
        return self._reference.believe(told).memory


def told(facts: Facts) -> str:
    """A profile as a person would write it."""
    if not facts:
        return "nothing told at all"
    return ", ".join(f"{name}: {show(value)}" for name, value in facts.items())


def _rings(rules: Mapping[str, Rule]) -> Iterator[tuple[Rule, ...]]:
    done: set[str] = set()
    for start in rules:
        path: list[str] = []
        ways = [iter((start,))]
        while ways:
            name = next(ways[-1], None)
            if name is None:
                ways.pop()
                done.update(path[len(ways) - 1 :])
                del path[max(0, len(ways) - 1) :]
            elif name in path:
                yield tuple(rules[each] for each in path[path.index(name) :])
            elif name in rules and name not in done:
                path.append(name)
                ways.append(iter(rules[name].overrides))

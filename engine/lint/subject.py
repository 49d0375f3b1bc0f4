"""What the checks look at: a knowledge base, and what several of them need to know about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from ..rules import KnowledgeBase, Rule
from ..strata import Program, Step, stratify
from .disagreements import Disagreements, disagreements
from .joint import Joint
from .trials import Open, Trials


class Subject:
    """A knowledge base under inspection."""

    def __init__(self, knowledge: KnowledgeBase, today: date) -> None:
        self.knowledge, self.today = knowledge, today

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.knowledge.rules}

    @cached_property
    def writers(self) -> Mapping[str, tuple[Rule, ...]]:
        """By attribute, the rules that conclude it."""
        return self._trials.joint.model.writers

    @cached_property
    def rings(self) -> tuple[tuple[Rule, ...], ...]:
        """Rules that override each other in a circle."""
        return tuple(_rings(self.rules))

    @cached_property
    def order(self) -> Program | tuple[Step, ...]:
        """The order of inference, or the loop that makes it impossible."""
        return stratify(self.knowledge)

    @property
    def sound(self) -> bool:
        """Whether the rules can run at all; what they do together is asked only then."""
        return not self.rings and isinstance(self.order, Program)

    @cached_property
    def disagreements(self) -> Disagreements:
        """Rules that give one attribute two values."""
        assert isinstance(self.order, Program)  # noqa: S101 - only asked of sound rules
        return disagreements(self.order, self._trials)

    @property
    def trials(self) -> Trials:
        """The search over all inputs, which builds on what is known of disagreements."""
        assert self.disagreements is not None  # noqa: S101 - found on the way
        return self._trials

    @property
    def joint(self) -> Joint:
        """The cases of rules and conditions."""
        return self.trials.joint

    @cached_property
    def possible(self) -> Mapping[str, bool | Open]:
        """For every rule, whether some input makes it fire."""
        joint = self.joint
        return {rule.id: self.trials.can_be(joint.fires(rule)) for rule in self.knowledge.rules}

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self.knowledge, self.order)


def _rings(rules: Mapping[str, Rule]) -> Iterator[tuple[Rule, ...]]:
    """Circles of overriding rules; every rule is left behind once all its ways were walked."""
    done: set[str] = set()
    for start in rules:
        path: list[str] = []
        ways = [iter((start,))]
        while ways:
            name = next(ways[-1], None)
            if name is None:
                ways.pop()
                done.update(path[-1:])
                del path[-1:]
            elif name in path:
                yield tuple(rules[each] for each in path[path.index(name) :])
            elif name in rules and name not in done:
                path.append(name)
                ways.append(iter(rules[name].overrides))

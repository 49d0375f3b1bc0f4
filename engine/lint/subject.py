"""What the checks look at: a knowledge base, and what several of them need to know about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from ..consultation import Reference
from ..inference import Inference
from ..rules import KnowledgeBase, Rule
from ..strata import Program, Step, stratify
from ..values import Facts, Value, show
from ..vocabulary import Number, OneOf
from .joint import Case, Joint, Spent, all_of
from .pairs import pairs
from .joint.witness import profiles

MOST_EXAMPLES = 40
MOST_FOUND = 20
MOST_PAIRS = 20_000


class Open(Enum):
    """The search was given up, or none of its examples stood the trial."""

    OPEN = "not known"


OPEN = Open.OPEN


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two rules (or one) that give ``attribute`` different values, and who would run into it."""

    attribute: str
    first: Rule
    second: Rule
    example: Facts | Open


class Subject:
    """A knowledge base under inspection."""

    def __init__(self, knowledge: KnowledgeBase, today: date) -> None:
        self.knowledge, self.today = knowledge, today
        self.unfinished: list[str] = []

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
        assert self.disagreements is not None  # noqa: S101 - the search builds on them
        return {rule.id: self.can_be(self.joint.fires(rule)) for rule in self.knowledge.rules}

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Pairs of rules that give one attribute two values.

        Attributes in the order of inference: the search for the next ones has to know which of
        those before may be unknown because rules disagree on them.
        """
        found: list[Disagreement] = []
        if isinstance(self.order, Program):
            for stratum in self.order.strata:
                for name in stratum.closes:
                    more = self._disagreements(name)
                    found += more
                    self.joint.clashing.update({name} if more else ())
        return tuple(found)

    def _disagreements(self, name: str) -> list[Disagreement]:
        if not isinstance(self.knowledge.vocabulary[name].kind, OneOf | Number):
            return []
        rules = self.writers.get(name, ())
        values = [frozenset(_values(rule, name)) for rule in rules]
        found = [Disagreement(name, rule, rule, {}) for rule, own in zip(rules, values, strict=True) if len(own) > 1]
        looked_at = 0
        for one, other in pairs(rules, self.joint.stands):
            first, second = rules[one], rules[other]
            if values[one] == values[other] or _settled(first, second):
                continue
            looked_at += 1
            if len(found) >= MOST_FOUND or looked_at > MOST_PAIRS:
                self.unfinished.append(name)
                break
            both = all_of(map(self.joint.stands, (first, second)))
            example = self.example(both, _clash(name, first, second))
            found += [] if example is None else [Disagreement(name, first, second, example)]
        return found

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


def _values(rule: Rule, name: str) -> Iterator[Value]:
    return (entry.value for entry in rule.conclusions if entry.attribute == name)


def _settled(first: Rule, second: Rule) -> bool:
    """Whether one overrides the other, or they are rows of one table, which has its own check."""
    if first.id in second.overrides or second.id in first.overrides:
        return True
    return first.table is not None and first.table == second.table


def _clash(name: str, first: Rule, second: Rule) -> Callable[[Inference], bool]:
    def shows(run: Inference) -> bool:
        return any(
            clash.attribute == name and {first.id, second.id} <= {rule.id for _, rules in clash.sides for rule in rules}
            for clash in run.clashes
        )

    return shows


def _rings(rules: Mapping[str, Rule]) -> Iterator[tuple[Rule, ...]]:
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

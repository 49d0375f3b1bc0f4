"""The states of every attribute of a knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...conditions import Comparison, Condition, literals
from ...rules import KnowledgeBase, Rule
from ...vocabulary import Attribute, ListOf, Lookup, Number, OneOf
from .cases import Variable
from .ranges import Range, Ranges
from .states import (
    FIRST_BIT,
    NONE_BIT,
    UNKNOWN_BIT,
    NumberStates,
    States,
    WordStates,
    constants,
)


class Model:
    """What every attribute can be, as far as its kind and the conclusions of the rules tell."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.writers = _writers(knowledge)
        self.ranges = Ranges(knowledge, self.writers)
        self._cuts = constants(_comparisons(knowledge))
        for attribute in knowledge.vocabulary:
            if isinstance(attribute.kind, Lookup):
                keys = {row.key for row in attribute.kind.rows if isinstance(row.key, Decimal)}
                self._cuts.setdefault(attribute.kind.by, set()).update(keys)
        self._states: dict[Variable, States] = {}

    def states(self, variable: Variable) -> States:
        """The states of an attribute, or of one word of a list."""
        if variable not in self._states:
            self._states[variable] = self._make(variable)
        return self._states[variable]

    def numbers(self, name: str) -> NumberStates:
        """The states of a number attribute."""
        states = self.states(name)
        assert isinstance(states, NumberStates)  # noqa: S101 - only numbers are compared
        return states

    def _make(self, variable: Variable) -> States:
        if isinstance(variable, tuple):
            return self._word_of_list(*variable)
        attribute = self.knowledge.vocabulary[variable]
        untold = self._untold(attribute)
        match attribute.kind:
            case OneOf(values):
                bits = {word: FIRST_BIT << at for at, word in enumerate(values)}
                kept = values if attribute.asked else self._concluded(attribute.name)
                return WordStates(sum(bits[word] for word in bits if word in kept) | untold, bits)
            case ListOf():
                return WordStates(FIRST_BIT | untold | NONE_BIT, {})
            case _:
                return self._number(attribute, untold)

    def _word_of_list(self, name: str, word: str) -> States:
        attribute = self.knowledge.vocabulary[name]
        can_be = attribute.asked or word in self._concluded(name)
        untold = self._untold(attribute) & UNKNOWN_BIT
        return WordStates((FIRST_BIT if can_be else 0) | NONE_BIT | untold, {word: FIRST_BIT})

    def _number(self, attribute: Attribute, untold: int) -> States:
        cuts = self._cuts.get(attribute.name, set())
        found, scale = self.ranges.of(attribute.name), self.knowledge.scale_of(attribute.name)
        if scale is not None:
            cuts = cuts | {word.start for word in scale.words} | {Decimal(0)}
            states = NumberStates(cuts, scale)
            return states.allow(_possible(states, found) | NONE_BIT)
        if not attribute.asked and isinstance(attribute.kind, Number):
            if not found.figures:  # nobody concludes it, which is a finding of its own
                kind = attribute.kind
                found = Range(kind.low, kind.high)
            cuts = cuts | set(found.figures or ())
        if found.figures is None:
            cuts = cuts | {end for end in (found.low, found.high) if end.is_finite()}
        states = NumberStates(cuts)
        return states.allow(_possible(states, found) | untold)

    def _concluded(self, name: str) -> frozenset[str]:
        """The words that some rule gives an attribute; all of them where no rule gives any."""
        values = [
            entry.value
            for rule in self.writers.get(name, ())
            for entry in rule.conclusions
            if entry.attribute == name
        ]
        kind = self.knowledge.vocabulary[name].kind
        if not values and isinstance(kind, OneOf | ListOf):
            return frozenset(kind.values)
        return frozenset(
            word
            for value in values
            for word in (value if isinstance(value, tuple) else (str(value),))
        )

    def _untold(self, attribute: Attribute) -> int:
        if not attribute.asked:
            return UNKNOWN_BIT | NONE_BIT
        return 0 if attribute.assumption is not None else UNKNOWN_BIT


def _possible(states: NumberStates, found: Range) -> int:
    if found.figures is None:
        return states.within(found.low, found.high)
    mask = 0
    for figure in found.figures:
        mask |= states.bit(figure)
    return mask


def _writers(knowledge: KnowledgeBase) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in knowledge.rules:
        for name in dict.fromkeys(rule.writes()):
            found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def conditions(knowledge: KnowledgeBase) -> Iterator[Condition]:
    """Every condition of a knowledge base."""
    for rule in knowledge.rules:
        yield rule.when
        if rule.unless is not None:
            yield rule.unless
    form = knowledge.verdict
    if form is not None:
        yield form.cannot_tell
        yield from (saying.when for saying in (*form.headline, *form.remarks))
        for entry in form.fields:
            for member in entry.shows if isinstance(entry.shows, tuple) else (entry,):
                if not isinstance(member.shows, str | tuple):
                    yield member.shows


def _comparisons(knowledge: KnowledgeBase) -> Iterator[Comparison]:
    for condition in conditions(knowledge):
        for literal in literals(condition):
            yield literal.comparison

"""What a derived attribute demands of the rules that conclude it, and of what they read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from ...rules import Rule
from ...vocabulary import Evidence, Formula, ListOf, Lookup
from .cases import ANYTHING, Case, Variable, all_of, any_of
from .computed import Computed
from .firing import Firing
from .model import Model
from .ranges import weights
from .states import FIRST_BIT, NONE_BIT, UNKNOWN_BIT, NumberStates


class Demands:
    """Cases for the states of derived attributes, each made once.

    ``clashing`` are the attributes that may be unknown because rules disagree on them.
    """

    def __init__(self, firing: Firing, clashing: Collection[str]) -> None:
        self.model, self.clashing = firing.model, clashing
        self.firing, self.computed = firing, Computed(firing.model)
        self._ways: dict[object, tuple[Case, ...]] = {}

    def of(self, name: str, masks: Mapping[Variable, int]) -> tuple[Case, ...]:
        """The ways in which an attribute comes to be in these states."""
        key = name, tuple(masks.items()), name in self.clashing
        if key not in self._ways:
            self._ways[key] = self._of(name, masks)
        return self._ways[key]

    def _of(self, name: str, masks: Mapping[Variable, int]) -> tuple[Case, ...]:
        attribute = self.model.knowledge.vocabulary[name]
        match attribute.kind:
            case Formula(expression):
                return tuple(self.computed.computed(name, expression, masks[name]))
            case Lookup():
                return tuple(self.computed.looked_up(attribute, attribute.kind, masks[name]))
            case Evidence():
                return (self._weighed(name, masks[name]),)
            case ListOf():
                return tuple(self._gathered(name, masks))
            case _:
                return tuple(self._agreed(name, masks[name]))

    def _agreed(self, name: str, mask: int) -> Iterator[Case]:
        writers = self.model.writers.get(name, ())
        if not writers:
            yield ANYTHING
            return
        valued = mask & self.model.states(name).valued
        if valued:
            yield self._concluded(name, writers, valued)
        if mask & NONE_BIT:
            yield all_of([Case({name: NONE_BIT}), self.firing.nobody(writers)])
        if mask & UNKNOWN_BIT:
            undecided = ANYTHING if name in self.clashing else self.firing.undecided(writers)
            yield all_of([Case({name: UNKNOWN_BIT}), undecided])

    def _concluded(self, name: str, writers: tuple[Rule, ...], mask: int) -> Case:
        """Some rule gives the value, and no rule that nothing overrides gives another."""
        bits = {rule.id: self._bit(rule, name) for rule in writers}
        makers = (
            all_of([Case({name: bits[rule.id] & mask}), self.firing.stands(rule)])
            for rule in writers
            if bits[rule.id] & mask
        )
        others = (
            any_of([self.firing.silent(rule), Case({name: bits[rule.id]})])
            for rule in self.firing.unbeaten(writers)
        )
        return all_of([Case({name: mask}), any_of(makers), *others])

    def _bit(self, rule: Rule, name: str) -> int:
        states, bits = self.model.states(name), 0
        for entry in rule.conclusions:
            if entry.attribute == name:
                if isinstance(states, NumberStates):
                    bits |= states.bit(Decimal(str(entry.value)))
                else:
                    bits |= states.bits.get(str(entry.value), 0)  # type: ignore[attr-defined]
        return bits

    def _gathered(self, name: str, masks: Mapping[Variable, int]) -> Iterator[Case]:
        writers = self.model.writers.get(name, ())
        whole = masks.get(name, FIRST_BIT | NONE_BIT | UNKNOWN_BIT)
        if not writers:
            yield ANYTHING
            return
        if whole & FIRST_BIT:
            yield self._some(name, writers, masks)
        if whole & NONE_BIT:
            yield all_of([Case({name: NONE_BIT}), self.firing.nobody(writers)])
        if whole & UNKNOWN_BIT:
            yield all_of([Case({name: UNKNOWN_BIT}), self.firing.undecided(writers)])

    def _some(self, name: str, writers: tuple[Rule, ...], masks: Mapping[Variable, int]) -> Case:
        """Words are concluded, among them the demanded ones and none that must be absent."""
        demands = [Case({name: FIRST_BIT}), any_of(self.firing.stands(rule) for rule in writers)]
        for variable, mask in masks.items():
            if isinstance(variable, tuple) and variable[0] == name:
                givers = tuple(rule for rule in writers if _gives(rule, name, variable[1]))
                if mask == FIRST_BIT:
                    demands.append(any_of(self.firing.stands(rule) for rule in givers))
                elif not mask & FIRST_BIT:
                    demands += [self.firing.silent(rule) for rule in self.firing.unbeaten(givers)]
        return all_of(demands)

    def _weighed(self, name: str, mask: int) -> Case:
        """No pull, or a pull that way, where the states leave only one way."""
        writers = self.model.writers.get(name, ())
        signs = {rule.id: set(_signs(self.model, rule, name)) for rule in writers}
        if mask == NONE_BIT:
            return all_of(
                self.firing.silent(rule) for rule in self.firing.unbeaten(writers) if signs[rule.id]
            )
        if mask & NONE_BIT:
            return ANYTHING
        wanted = self._directions(name, mask)
        return any_of(self.firing.stands(rule) for rule in writers if signs[rule.id] & wanted)

    def _directions(self, name: str, mask: int) -> set[int]:
        states = self.model.numbers(name)
        (low, _), (high, _) = states.hull(mask)
        if states.bit(Decimal(0)) & mask or low < 0 < high:
            return {1, -1}
        return {1} if low >= 0 else {-1}


def _gives(rule: Rule, name: str, word: str) -> bool:
    return word in chain.from_iterable(
        entry.value if isinstance(entry.value, tuple) else (entry.value,)
        for entry in rule.conclusions
        if entry.attribute == name
    )


def _signs(model: Model, rule: Rule, name: str) -> Iterator[int]:
    return (1 if weight > 0 else -1 for weight in weights(model.knowledge, rule, name))

"""What a derived attribute demands of the rules that conclude it, and of what they read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from ...conditions import AnyOf, Condition
from ...expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from ...rules import Rule
from ...vocabulary import Attribute, Evidence, Formula, ListOf, Lookup
from .cases import ANYTHING, NEVER, Case, Mode, Variable, all_of, any_of, case_of
from .model import Model
from .ranges import weights
from .states import FIRST_BIT, NONE_BIT, UNKNOWN_BIT, NumberStates

MOST_WRITERS = 200  # above, only what makes a value is followed and not what keeps others away
NO_RULE: Condition = AnyOf(())


class Demands:
    """Cases for rules and for derived attributes, each made once.

    ``clashing`` are the attributes that may be unknown because rules disagree on them.
    """

    def __init__(self, model: Model, clashing: Collection[str]) -> None:
        self.model, self.clashing = model, clashing
        self._cases: dict[tuple[str, str], Case] = {}
        self._ways: dict[object, tuple[Case, ...]] = {}
        self._above: dict[str, list[Rule]] = {}
        for rule in model.knowledge.rules:
            for target in rule.overrides:
                self._above.setdefault(target, []).append(rule)

    def fires(self, rule: Rule) -> Case:
        """Its ``when`` is true and its ``unless`` is not."""
        return self._once("fires", rule, self._fires)

    def silent(self, rule: Rule) -> Case:
        """It does not fire."""
        return self._once("silent", rule, self._silent)

    def stands(self, rule: Rule) -> Case:
        """It fires, and no rule that nothing overrides sets it aside."""
        return self._once("stands", rule, self._stands)

    def condition(self, condition: Condition, mode: Mode) -> Case:
        """What it takes for a condition to have this truth value."""
        return case_of(condition, mode, self.model.translate)

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
                return tuple(self._computed(name, expression, masks[name]))
            case Lookup():
                return tuple(self._looked_up(attribute, attribute.kind, masks[name]))
            case Evidence():
                return (self._weighed(name, masks[name]),)
            case ListOf():
                return tuple(self._gathered(name, masks))
            case _:
                return tuple(self._agreed(name, masks[name]))

    def _once(self, what: str, rule: Rule, make: object) -> Case:
        key = what, rule.id
        if key not in self._cases:
            assert callable(make)  # noqa: S101 - one of the methods below
            self._cases[key] = make(rule)
        return self._cases[key]

    def _fires(self, rule: Rule) -> Case:
        unless = rule.unless if rule.unless is not None else NO_RULE
        return all_of([self.condition(rule.when, Mode.TRUE), self.condition(unless, Mode.NOT_TRUE)])

    def _silent(self, rule: Rule) -> Case:
        unless = rule.unless if rule.unless is not None else NO_RULE
        return any_of([self.condition(rule.when, Mode.NOT_TRUE), self.condition(unless, Mode.TRUE)])

    def _impossible(self, rule: Rule) -> Case:
        unless = rule.unless if rule.unless is not None else NO_RULE
        return any_of([self.condition(rule.when, Mode.FALSE), self.condition(unless, Mode.TRUE)])

    def _open(self, rule: Rule) -> Case:
        unless = rule.unless if rule.unless is not None else NO_RULE
        undecided = (self.condition(rule.when, mode) for mode in (Mode.NOT_TRUE, Mode.NOT_FALSE))
        return all_of([*undecided, self.condition(unless, Mode.NOT_TRUE)])

    def _stands(self, rule: Rule) -> Case:
        first = [above for above in self._above.get(rule.id, ()) if above.id not in self._above]
        return all_of([self.fires(rule), *(self.silent(above) for above in first if above is not rule)])

    def _unbeaten(self, rules: Iterable[Rule]) -> list[Rule]:
        """The rules that nothing overrides, where they are few enough to follow them all."""
        found = [rule for rule in rules if rule.id not in self._above]
        return found if len(found) <= MOST_WRITERS else []

    def _nobody(self, rules: tuple[Rule, ...]) -> Case:
        return all_of(self._once("impossible", rule, self._impossible) for rule in self._unbeaten(rules))

    def _undecided(self, rules: tuple[Rule, ...]) -> Case:
        if len(rules) > MOST_WRITERS:
            return ANYTHING
        some = any_of(self._once("open", rule, self._open) for rule in rules)
        return all_of([some, *(self.silent(rule) for rule in self._unbeaten(rules))])

    def _agreed(self, name: str, mask: int) -> Iterator[Case]:
        writers = self.model.writers.get(name, ())
        if not writers:
            yield ANYTHING
            return
        valued = mask & self.model.states(name).valued
        if valued:
            yield self._concluded(name, writers, valued)
        if mask & NONE_BIT:
            yield all_of([Case({name: NONE_BIT}), self._nobody(writers)])
        if mask & UNKNOWN_BIT:
            undecided = ANYTHING if name in self.clashing else self._undecided(writers)
            yield all_of([Case({name: UNKNOWN_BIT}), undecided])

    def _concluded(self, name: str, writers: tuple[Rule, ...], mask: int) -> Case:
        """Some rule gives the value, and no rule that nothing overrides gives another."""
        bits = {rule.id: self._bit(rule, name) for rule in writers}
        makers = (
            all_of([Case({name: bits[rule.id] & mask}), self.stands(rule)])
            for rule in writers
            if bits[rule.id] & mask
        )
        others = (
            any_of([self.silent(rule), Case({name: bits[rule.id]})]) for rule in self._unbeaten(writers)
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
            yield all_of([Case({name: NONE_BIT}), self._nobody(writers)])
        if whole & UNKNOWN_BIT:
            yield all_of([Case({name: UNKNOWN_BIT}), self._undecided(writers)])

    def _some(self, name: str, writers: tuple[Rule, ...], masks: Mapping[Variable, int]) -> Case:
        """At least one word is concluded: every demanded one is, and no word that must be absent."""
        demands = [Case({name: FIRST_BIT}), any_of(self.stands(rule) for rule in writers)]
        for variable, mask in masks.items():
            if isinstance(variable, tuple) and variable[0] == name:
                givers = tuple(rule for rule in writers if _gives(rule, name, variable[1]))
                if mask == FIRST_BIT:
                    demands.append(any_of(self.stands(rule) for rule in givers))
                elif not mask & FIRST_BIT:
                    demands += [self.silent(rule) for rule in self._unbeaten(givers)]
        return all_of(demands)

    def _weighed(self, name: str, mask: int) -> Case:
        """No pull, or a pull that way, where the states leave only one way."""
        writers = self.model.writers.get(name, ())
        signs = {rule.id: set(_signs(self.model, rule, name)) for rule in writers}
        if mask == NONE_BIT:
            return all_of(self.silent(rule) for rule in self._unbeaten(writers) if signs[rule.id])
        if mask & NONE_BIT:
            return ANYTHING
        wanted = self._directions(name, mask)
        return any_of(self.stands(rule) for rule in writers if signs[rule.id] & wanted)

    def _directions(self, name: str, mask: int) -> set[int]:
        states = self.model.numbers(name)
        (low, _), (high, _) = states.hull(mask)
        if states.bit(Decimal(0)) & mask or low < 0 < high:
            return {1, -1}
        return {1} if low >= 0 else {-1}

    def _looked_up(self, attribute: Attribute, lookup: Lookup, mask: int) -> Iterator[Case]:
        name, states = attribute.name, self.model.numbers(attribute.name)
        by = self.model.states(lookup.by)
        keyed, otherwise = 0, None
        for row in lookup.rows:
            bit = states.bit(row.value)
            if row.key is None:
                otherwise = bit
                continue
            key = self._key(lookup.by, row.key) & ~keyed
            keyed |= key
            if key and bit & mask:
                yield Case({name: bit & mask, lookup.by: key})
        rest = by.full & ~keyed
        yield from self._without_row(name, lookup.by, rest, mask, otherwise)

    def _without_row(
        self, name: str, by: str, rest: int, mask: int, otherwise: int | None
    ) -> Iterator[Case]:
        if otherwise is not None:
            if rest and otherwise & mask:
                yield Case({name: otherwise & mask, by: rest})
            return
        if rest & ~UNKNOWN_BIT and mask & NONE_BIT:
            yield Case({name: NONE_BIT, by: rest & ~UNKNOWN_BIT})
        if rest & UNKNOWN_BIT and mask & UNKNOWN_BIT:
            yield Case({name: UNKNOWN_BIT, by: UNKNOWN_BIT})

    def _key(self, by: str, key: str | Decimal) -> int:
        states = self.model.states(by)
        if isinstance(states, NumberStates):
            bit = states.bit(Decimal(str(key))) & states.full
            return bit | (NONE_BIT if key == 0 and states.valued & NONE_BIT else 0)
        return states.bits.get(str(key), 0) & states.full  # type: ignore[attr-defined, no-any-return]

    def _computed(self, name: str, expression: Expression, mask: int) -> Iterator[Case]:
        valued = mask & self.model.states(name).valued
        if valued:
            yield all_of([Case({name: valued}), self._valued(expression)])
        if mask & NONE_BIT:
            yield all_of([Case({name: NONE_BIT}), self._nothing(expression, NONE_BIT)])
        if mask & UNKNOWN_BIT:
            yield all_of([Case({name: UNKNOWN_BIT}), self._nothing(expression, UNKNOWN_BIT)])

    def _valued(self, expression: Expression) -> Case:
        match expression:
            case Constant():
                return ANYTHING
            case Name(attribute):
                return self._in(attribute, self.model.states(attribute).valued)
            case Otherwise(first, second):
                return any_of([self._valued(first), self._valued(second)])
            case _:
                return all_of(self._valued(part) for part in _parts(expression))

    def _nothing(self, expression: Expression, bit: int) -> Case:
        """It is none, or it is unknown."""
        match expression:
            case Constant():
                return NEVER
            case Name(attribute):
                states = self.model.states(attribute)
                nothing = states.full & ~states.valued
                if isinstance(states, NumberStates):
                    return self._in(attribute, nothing & bit)
                return self._in(attribute, states.full)
            case Otherwise(first, second):
                return self._neither(first, second, bit)
            case Arithmetic("/", _, _) | Rounded() if bit == NONE_BIT:
                return ANYTHING  # a division by nought is none
            case _:
                return any_of(self._nothing(part, bit) for part in _parts(expression))

    def _neither(self, first: Expression, second: Expression, bit: int) -> Case:
        none = [self._nothing(part, NONE_BIT) for part in (first, second)]
        unknown = [self._nothing(part, UNKNOWN_BIT) for part in (first, second)]
        if bit == NONE_BIT:
            return all_of(none)
        return any_of(
            [all_of([unknown[0], unknown[1]]), all_of([unknown[0], none[1]]), all_of([none[0], unknown[1]])]
        )

    def _in(self, name: str, mask: int) -> Case:
        if not mask:
            return NEVER
        return ANYTHING if mask == self.model.states(name).full else Case({name: mask})


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Extreme(_, parts):
            return parts
        case Arithmetic(_, left, right) | Rounded(left, right):
            return left, right
        case _:
            return ()


def _gives(rule: Rule, name: str, word: str) -> bool:
    return word in chain.from_iterable(
        entry.value if isinstance(entry.value, tuple) else (entry.value,)
        for entry in rule.conclusions
        if entry.attribute == name
    )


def _signs(model: Model, rule: Rule, name: str) -> Iterator[int]:
    return (1 if weight > 0 else -1 for weight in weights(model.knowledge, rule, name))

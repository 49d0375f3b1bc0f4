"""What it takes for a rule to fire, to stay silent, to stand, or to remain open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ...conditions import AnyOf, Condition
from ...rules import Rule
from .cases import ANYTHING, Case, Mode, all_of, any_of, case_of
from .comparing import translate
from .model import Model

MOST_WRITERS = 50  # above, only what makes a value is followed and not what keeps others away
NO_RULE: Condition = AnyOf(())


class Firing:
    """Cases for the rules of a knowledge base, each made once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._cases: dict[tuple[str, str], Case] = {}
        self._above: dict[str, list[Rule]] = {}
        for rule in model.knowledge.rules:
            for target in rule.overrides:
                self._above.setdefault(target, []).append(rule)

    def condition(self, condition: Condition, mode: Mode) -> Case:
        """What it takes for a condition to have this truth value."""
        return case_of(condition, mode, partial(translate, self.model))

    def fires(self, rule: Rule) -> Case:
        """Its ``when`` is true and its ``unless`` is not."""
        return self._once("fires", rule, self._fires)

    def silent(self, rule: Rule) -> Case:
        """It does not fire."""
        return self._once("silent", rule, self._silent)

    def stands(self, rule: Rule) -> Case:
        """It fires, and no rule that nothing overrides sets it aside."""
        return self._once("stands", rule, self._stands)

    def unbeaten(self, rules: Iterable[Rule]) -> list[Rule]:
        """The rules that nothing overrides, where they are few enough to follow them all."""
        found = [rule for rule in rules if rule.id not in self._above]
        return found if len(found) <= MOST_WRITERS else []

    def nobody(self, rules: tuple[Rule, ...]) -> Case:
        """None of the rules could have fired."""
        return all_of(
            self._once("impossible", rule, self._impossible) for rule in self.unbeaten(rules)
        )

    def undecided(self, rules: tuple[Rule, ...]) -> Case:
        """No rule fired, and one of them might have, were more told."""
        if len(rules) > MOST_WRITERS:
            return ANYTHING
        some = any_of(self._once("open", rule, self._open) for rule in rules)
        return all_of([some, *(self.silent(rule) for rule in self.unbeaten(rules))])

    def _once(self, what: str, rule: Rule, make: Callable[[Rule], Case]) -> Case:
        key = what, rule.id
        if key not in self._cases:
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
        return all_of(
            [self.fires(rule), *(self.silent(above) for above in first if above is not rule)]
        )

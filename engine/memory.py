"""The working memory of one run, with the record of every firing and of what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from .conditions import AllOf, AnyOf, Condition, NoneOf, attributes, truth
from .rules import Rule
from .strata import Program, Stratum
from .values import Facts, Value


class Matcher(Protocol):
    """Finds the rules that fire; rules go by their number in the program."""

    def settle(self, names: Iterable[str], memory: Facts) -> None:
        """Take note that these attributes have their final value (or stay unknown)."""

    def fire(self, stratum: Stratum) -> list[int]:
        """The rules whose ``when`` is true and whose ``unless`` is not true."""

    def unless_open(self, number: int) -> bool:
        """Whether the ``unless`` of a rule that fired is unknown."""

    def possible(self, number: int) -> bool:
        """Whether a rule that did not fire might, were more told."""

    def matched(self, number: int) -> tuple[str, ...]:
        """The attributes whose facts made the ``when`` of a fired rule true."""


@dataclass(frozen=True, slots=True)
class Pull:
    """Evidence that a rule gives: ``weight`` = steps x strength, signed."""

    rule: Rule
    attribute: str
    word: str
    steps: Decimal
    strength: Decimal
    weight: Decimal
    counted: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """An attribute that rules give different values, none overriding the other."""

    attribute: str
    sides: tuple[tuple[Value, tuple[Rule, ...]], ...]


class Inference:
    """The working memory and the record of every firing of one run."""

    __slots__ = (
        "_resting",
        "_standing",
        "clashes",
        "concluded",
        "fired",
        "matcher",
        "memory",
        "program",
        "provided",
        "pulls",
        "unknown",
    )

    def __init__(self, program: Program, told: Facts, matcher: Matcher) -> None:
        self.program = program
        self.matcher = matcher
        self.memory: dict[str, Value | None] = dict(told)
        self.fired: dict[int, None] = {}
        self.pulls: dict[str, tuple[Pull, ...]] = {}
        self.clashes: list[Clash] = []
        self.provided: dict[str, frozenset[int]] = {}
        self.unknown = {name for name in program.asked if name not in told}
        self.concluded: dict[str, list[int]] = {}
        self._standing: dict[int, bool] = {}
        self._resting: dict[int, frozenset[int]] = {}

    def set_aside(self) -> tuple[tuple[int, int], ...]:
        """Every fired rule that a standing one overrides: (rule, by), in order of rules."""
        return tuple(
            (number, by)
            for number in sorted(self.fired)
            for by in self.program.overriders.get(number, ())
            if by in self.fired and self.stands(by)
        )

    def standing(self, name: str) -> list[int]:
        """The rules that fired, conclude ``name``, and count."""
        fired, overriders = self.concluded.get(name), self.program.overriders
        if not fired:
            return []
        if not overriders:
            return fired
        return [number for number in fired if number not in overriders or self.stands(number)]

    def stands(self, number: int) -> bool:
        """Whether a fired rule's conclusions count: no standing rule overrides it."""
        overriders = self.program.overriders.get(number)
        if overriders is None:
            return True
        known = self._standing.get(number)
        if known is None:
            known = self._standing[number] = not any(
                by in self.fired and self.stands(by) for by in overriders
            )
        return known

    def rests_on(self, number: int) -> frozenset[int]:
        """The rules whose open ``unless`` the outcome of rule ``number`` rests on."""
        known = self._resting.get(number)
        if known is None:
            known = self._resting[number] = self._find_resting(number)
        return known

    def _find_resting(self, number: int) -> frozenset[int]:
        rule, fired = self.program.rules[number], number in self.fired
        resting = set(self._resting_on_facts(rule, fired=fired))
        if fired and rule.unless is not None and self.matcher.unless_open(number):
            resting.add(number)
        if not fired:
            return frozenset(resting)
        overriders = self.program.overriders.get(number, ())
        if self.stands(number):
            return frozenset(resting).union(*(self.rests_on(by) for by in overriders))
        return _any_of(
            self.rests_on(by) for by in overriders if by in self.fired and self.stands(by)
        )

    def _resting_on_facts(self, rule: Rule, *, fired: bool) -> frozenset[int]:
        """Provisos behind what a rule reads; to have not fired, one reason is enough."""
        if not self.provided:
            return frozenset()
        when = truth(rule.when, self.memory)
        reasons = [] if when and not fired else [self._behind(rule.when, when)]
        if rule.unless is not None:
            unless = truth(rule.unless, self.memory)
            if fired or unless:
                reasons.append(self._behind(rule.unless, unless))
        return frozenset[int]().union(*reasons) if fired else _any_of(reasons)

    def _behind(self, condition: Condition, wanted: bool | None) -> frozenset[int]:
        """The provisos on which the truth value ``wanted`` of a condition rests."""
        match condition:
            case NoneOf(parts):
                return self._behind(AnyOf(parts), None if wanted is None else not wanted)
            case AllOf(parts) | AnyOf(parts):
                found = [(part, truth(part, self.memory)) for part in parts]
                if wanted is isinstance(condition, AnyOf):
                    return _any_of(self._behind(part, now) for part, now in found if now is wanted)
                return frozenset[int]().union(*(self._behind(part, now) for part, now in found))
            case _:
                names = attributes(condition)
                return frozenset[int]().union(*(self.provided.get(name, ()) for name in names))


def _any_of(reasons: Iterable[frozenset[int]]) -> frozenset[int]:
    """What rests on several reasons of which each would do: nothing, if one of them is certain."""
    found = list(reasons)
    return frozenset[int]().union(*found) if all(found) else frozenset()

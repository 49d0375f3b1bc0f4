"""A program with some rules other than they are, without putting it in order again.

A mutant reads and writes nothing that its rule did not, so the order of inference still serves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..chaining import CompiledTests, ReferenceMatcher
from ..conditions import support, truth
from ..inference import Inference, assume, infer
from ..rules import Rule
from ..strata import Closing, Program, Stratum
from ..values import Facts, Value


def changed_program(program: Program, changed: Iterable[Rule]) -> Program:
    """The program with these rules instead of those of the same id, which keep their numbers."""
    others = {rule.id: rule for rule in changed}
    rules = tuple(others.get(rule.id, rule) for rule in program.rules)
    new = replace(program, knowledge=replace(program.knowledge, rules=rules), rules=rules)
    pairs = [(old, now) for old, now in zip(program.rules, rules, strict=True) if old is not now]
    if any(old.when != now.when or old.unless != now.unless for old, now in pairs):
        pairs_of = zip(program.rules, rules, program.reads, strict=True)
        new = replace(
            new,
            reads=tuple(
                reads if old is now else frozenset(now.reads()) for old, now, reads in pairs_of
            ),
        )
    if any(old.overrides != now.overrides for old, now in pairs):
        new = replace(new, overriders=_overriders(rules))
    if any(old.conclusions != now.conclusions for old, now in pairs):
        concludes = tuple(
            said if old is now else _concludes(now)
            for old, now, said in zip(program.rules, rules, program.concludes, strict=True)
        )
        strata = tuple(_rewritten(stratum, concludes) for stratum in program.strata)
        new = replace(new, concludes=concludes, strata=strata)
    return new


class Chained:
    """The reference chainer over one program and over others with a few changed rules."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._tests = CompiledTests(program)
        self._last: tuple[Program, Mapping[int, Rule]] = (program, {})

    def believe(self, told: Facts) -> Inference:
        """What follows by the program itself."""
        return infer(self.program, assume(self.program, told), self._matcher())

    def believe_changed(self, changed: Program, told: Facts) -> Inference:
        """What follows by a program of ``changed_program``."""
        if self._last[0] is not changed:  # one program is asked about many profiles in a row
            pairs = enumerate(zip(self.program.rules, changed.rules, strict=True))
            others = {number: now for number, (old, now) in pairs if old is not now}
            self._last = changed, others
        return infer(changed, assume(changed, told), Matcher(self._matcher(), self._last[1]))

    def _matcher(self) -> ReferenceMatcher:
        return ReferenceMatcher(self.program, self._tests)


@dataclass(slots=True)
class Matcher:
    """A matcher for which some rules are others, tried one by one."""

    matcher: ReferenceMatcher
    others: Mapping[int, Rule]
    memory: Facts | None = None

    def settle(self, names: Iterable[str], memory: Facts) -> None:
        """Remember the working memory."""
        self.memory = memory
        self.matcher.settle(names, memory)

    def fire(self, stratum: Stratum) -> list[int]:
        """The rules that fire."""
        here = [number for number in stratum.rules if number in self.others]
        fired = self.matcher.fire(stratum)
        if not here:
            return fired
        kept = [number for number in fired if number not in self.others]
        return sorted([*kept, *(n for n in here if self._holds(n) is True)])

    def unless_open(self, number: int) -> bool:
        """Whether the ``unless`` of a rule that fired is unknown."""
        if number not in self.others:
            return self.matcher.unless_open(number)
        unless = self.others[number].unless
        return unless is not None and truth(unless, self._facts) is None

    def possible(self, number: int) -> bool:
        """Whether a rule that did not fire might, were more told."""
        if number not in self.others:
            return self.matcher.possible(number)
        return self._holds(number) is not False

    def matched(self, number: int) -> tuple[str, ...]:
        """The attributes whose facts made the ``when`` of a fired rule true."""
        if number not in self.others:
            return self.matcher.matched(number)
        names = set(support(self.others[number].when, self._facts))
        return tuple(name for name in self.matcher.program.order if name in names)

    def _holds(self, number: int) -> bool | None:
        return fires(self.others[number], self._facts)

    @property
    def _facts(self) -> Facts:
        return self.memory or {}


def fires(rule: Rule, memory: Facts) -> bool | None:
    """Whether a rule fires; None where it does not, but might if more were told."""
    if rule.unless is not None and truth(rule.unless, memory) is True:
        return False
    return truth(rule.when, memory)


def _overriders(rules: tuple[Rule, ...]) -> dict[int, tuple[int, ...]]:
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    found: dict[int, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for target in rule.overrides:
            if target in numbers:
                found[numbers[target]].append(number)
    return {number: tuple(by) for number, by in found.items()}


def _concludes(rule: Rule) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    for one in rule.conclusions:
        found[one.attribute] = (*found.get(one.attribute, ()), one.value)
    return found


def _rewritten(stratum: Stratum, concludes: tuple[Mapping[str, object], ...]) -> Stratum:
    return replace(
        stratum, closings=tuple(_closing(closing, concludes) for closing in stratum.closings)
    )


def _closing(closing: Closing, concludes: tuple[Mapping[str, object], ...]) -> Closing:
    """Only the rules that still conclude the attribute."""
    writers = tuple(n for n in closing.writers if closing.name in concludes[n])
    fragile = tuple(n for n in closing.fragile if closing.name in concludes[n])
    same = writers == closing.writers
    return closing if same else replace(closing, writers=writers, fragile=fragile)

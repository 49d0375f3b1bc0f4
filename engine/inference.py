"""What inference means, whoever matches the rules: firing, setting aside, adding up, settling.

A *matcher* says which rules of a stratum fire; everything else stands here once, so that every
evaluator has the same semantics (design, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from .conditions import Condition, support, truth
from .rules import Rule, Scale
from .strata import Closing, Program, Stratum
from .values import EXACT, UNKNOWN, Facts, Figure, Net, State, Unknown, Value
from .vocabulary import Evidence, Formula, ListOf, Lookup, Number, OneOf

NOUGHT = Decimal(0)


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
        aside = frozenset[int]().union(*(self.rests_on(by) for by in overriders))
        return aside if not self.stands(number) else frozenset(resting | aside)

    def _resting_on_facts(self, rule: Rule, *, fired: bool) -> frozenset[int]:
        """Provisos behind what a rule reads; a rule that did not fire has one reason at least."""
        if not self.provided:
            return frozenset()
        when = truth(rule.when, self.memory)
        reasons = [] if when and not fired else [self._behind(rule.when, when)]
        if rule.unless is not None:
            unless = truth(rule.unless, self.memory)
            if fired or unless:
                reasons.append(self._behind(rule.unless, unless))
        if not fired and not all(reasons):
            return frozenset()
        return frozenset[int]().union(*reasons)

    def _behind(self, condition: Condition, wanted: bool | None) -> frozenset[int]:
        names = support(condition, self.memory, wanted)
        return frozenset[int]().union(*(self.provided.get(name, ()) for name in names))


def infer(program: Program, told: Facts, matcher: Matcher) -> Inference:
    """Run every stratum in order: fire its rules, then settle the attributes that it closes."""
    run = Inference(program, told, matcher)
    memory, provided = run.memory, run.provided
    matcher.settle(program.asked, memory)
    for stratum in program.strata:
        if stratum.rules:
            _record(run, matcher.fire(stratum))
        for closing in stratum.closings:
            value = _settled(run, closing)
            if value is UNKNOWN:
                run.unknown.add(closing.name)
            else:
                memory[closing.name] = value
            if closing.fragile or not closing.influences.isdisjoint(provided):
                _note_provisos(run, closing)
        matcher.settle(stratum.closes, memory)
    return run


def _record(run: Inference, fired: Iterable[int]) -> None:
    concludes, concluded, record = run.program.concludes, run.concluded, run.fired
    for number in fired:
        record[number] = None
        for name in concludes[number]:
            if name in concluded:
                concluded[name].append(number)
            else:
                concluded[name] = [number]


def _settled(run: Inference, closing: Closing) -> State:
    match closing.kind:
        case OneOf() | Number():
            return _agree(run, closing)
        case ListOf(values):
            return _gather(run, closing, values)
        case Formula(expression):
            return expression.under(run.memory)
        case Lookup() as lookup:
            return look_up(lookup, run.memory)
        case Evidence(scale):
            return _weigh(run, closing.name, run.program.knowledge.scales[scale])


def look_up(lookup: Lookup, memory: Facts) -> Figure:
    """The figure of the row that fits; the row for every other also serves none and unknown."""
    key = memory.get(lookup.by, UNKNOWN)
    row = lookup.row(key.figure if isinstance(key, Net) else key)
    if row is not None:
        return row.value
    return UNKNOWN if isinstance(key, Unknown) and lookup.rows else None


def add_up(pulls: Iterable[Pull], scale: Scale) -> Net:
    """The net of the pulls that count, kept within the scale's limit."""
    counted = [pull.weight for pull in pulls if pull.counted]
    figure = NOUGHT
    for weight in counted:
        figure = EXACT.add(figure, weight)
    figure = max(-scale.limit, min(scale.limit, figure))
    return Net(figure, scale.word(figure), len(counted))


def _agree(run: Inference, closing: Closing) -> State:
    """The one value that standing rules give; two values are a clash, and unknown."""
    name, concludes = closing.name, run.program.concludes
    standing = run.standing(name)
    given = {value: None for number in standing for value in concludes[number][name]}
    if not given:
        return _nobody(run, closing)
    if len(given) == 1:
        return next(iter(given))
    rules = run.program.rules
    sides = [
        (value, [number for number in sorted(standing) if value in concludes[number][name]])
        for value in given
    ]
    sides.sort(key=lambda side: side[1])
    run.clashes.append(
        Clash(name, tuple((value, tuple(rules[at] for at in by)) for value, by in sides))
    )
    return UNKNOWN


def _gather(run: Inference, closing: Closing, values: tuple[str, ...]) -> State:
    """All words that standing rules give, in the order of the vocabulary."""
    name, concludes = closing.name, run.program.concludes
    given: set[Value] = set()
    for number in run.standing(name):
        for value in concludes[number][name]:
            given.update(value if isinstance(value, tuple) else (value,))
    if not given:
        return UNKNOWN if _nobody(run, closing) is UNKNOWN else ()
    return tuple([value for value in values if value in given])


def _nobody(run: Inference, closing: Closing) -> Unknown | None:
    """None when every rule that could conclude it is false, unknown when one may yet fire."""
    if not run.unknown:
        return None
    for number in closing.writers:
        undecided = not run.unknown.isdisjoint(run.program.reads[number])
        if undecided and number not in run.fired and run.matcher.possible(number):
            return UNKNOWN
    return None


def _weigh(run: Inference, name: str, scale: Scale) -> Net:
    given = []
    for number in sorted(run.standing(name)):
        rule = run.program.rules[number]
        for entry in rule.conclusions:
            if entry.attribute == name:
                steps = scale.steps(str(entry.value))
                steps = -steps if entry.negated else steps
                strength = rule.strength or NOUGHT
                given.append(
                    (rule, str(entry.value), steps, strength, EXACT.multiply(steps, strength))
                )
    strongest: dict[tuple[str, bool], tuple[Decimal, str]] = {}
    for rule, _, _, _, weight in given:
        side = (rule.factor, weight > 0)
        if weight and abs(weight) > strongest.get(side, (NOUGHT, ""))[0]:
            strongest[side] = (abs(weight), rule.id)
    run.pulls[name] = tuple(
        Pull(
            rule,
            name,
            word,
            steps,
            strength,
            weight,
            counted=bool(weight) and strongest[rule.factor, weight > 0][1] == rule.id,
        )
        for rule, word, steps, strength, weight in given
    )
    return add_up(run.pulls[name], scale)


def _note_provisos(run: Inference, closing: Closing) -> None:
    influences, provided = run.program.influences, run.provided
    shaky = [number for number in closing.fragile if number in run.fired]
    if provided:
        shaky += [n for n in closing.writers if not influences[n].isdisjoint(provided)]
    elif not shaky:
        return
    resting = frozenset[int]().union(
        *(run.rests_on(number) for number in shaky),
        *(provided.get(read, ()) for read in closing.reads),
    )
    if resting:
        run.provided[closing.name] = resting


def outcome(run: Inference) -> Mapping[str, object]:
    """Everything that two evaluators must agree on, as plain values."""
    rules = run.program.rules
    return {
        "memory": dict(sorted(run.memory.items())),
        "fired": sorted(rules[number].id for number in run.fired),
        "matched": {rules[number].id: run.matcher.matched(number) for number in sorted(run.fired)},
        "set aside": sorted((rules[number].id, rules[by].id) for number, by in run.set_aside()),
        "provided": {
            rules[number].id: sorted(rules[other].id for other in run.rests_on(number))
            for number in sorted(run.fired)
        },
        "rests": {
            name: sorted(rules[n].id for n in on) for name, on in sorted(run.provided.items())
        },
        "clashes": sorted(clash.attribute for clash in run.clashes),
    }

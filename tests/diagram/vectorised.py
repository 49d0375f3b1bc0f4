"""Every rule over whole columns of profiles at once, in numpy: the brute force of the tests.

Written from what rules mean, without strata, matcher or diagram: each attribute is worked out from
what it reads, when it is asked for.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import reduce

import numpy as np

from engine.conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test
from engine.expressions import evaluate
from engine.rules import Scale
from engine.strata import Program
from engine.values import UNKNOWN, Net
from engine.vocabulary import Attribute, Evidence, Formula, ListOf, Lookup
from tests.diagram.columns import Column, combine, constant, yes_or_no

FALSE, OPEN, TRUE = 0, 1, 2
HOLDS = {
    Test.IS: operator.eq,
    Test.AT_LEAST: operator.ge,
    Test.MORE_THAN: operator.gt,
    Test.AT_MOST: operator.le,
    Test.FEWER_THAN: operator.lt,
    Test.INCLUDES: lambda value, word: isinstance(value, tuple) and word in value,
}
Pull = tuple[Decimal, int, Decimal, int]


class Cells:
    """What the rules make of many profiles; ``told`` has UNKNOWN where a profile tells nothing.

    Numbers of rules are those of the program.
    """

    def __init__(self, program: Program, told: Mapping[str, Column]) -> None:
        self.program, self.told = program, told
        self._vocabulary = program.knowledge.vocabulary
        self._writers: dict[str, list[int]] = defaultdict(list)
        self._overriders: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(program.rules):
            for name in dict.fromkeys(rule.writes()):
                self._writers[name].append(number)
            for overridden in rule.overrides:
                self._overriders[overridden].append(number)
        self._columns: dict[str, Column] = {}
        self._truths: dict[Condition, np.ndarray] = {}
        self._standing: dict[int, np.ndarray] = {}

    def attribute(self, name: str) -> Column:
        """The value of an attribute."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._worked_out(self._vocabulary[name])
        return found

    def fires(self, number: int) -> np.ndarray:
        """Where the ``when`` of a rule is true and its ``unless`` is not."""
        rule = self.program.rules[number]
        fires = self.truth(rule.when) == TRUE
        return fires if rule.unless is None else fires & (self.truth(rule.unless) != TRUE)

    def stands(self, number: int) -> np.ndarray:
        """Where a rule fires and no standing rule overrides it."""
        found = self._standing.get(number)
        if found is None:
            found = self.fires(number)
            for by in self._overriders[self.program.rules[number].id]:
                found = found & ~self.stands(by)
            self._standing[number] = found
        return found

    def given(self, name: str) -> dict[object, np.ndarray]:
        """For each value of an attribute (of a list: each word) where a standing rule gives it."""
        found: dict[object, np.ndarray] = {}
        for number in self._writers[name]:
            for conclusion in self.program.rules[number].conclusions:
                if conclusion.attribute == name:
                    value = conclusion.value
                    for word in value if isinstance(value, tuple) else (value,):
                        found[word] = found.get(word, np.False_) | self.stands(number)
        return found

    def may_yet(self, name: str) -> np.ndarray:
        """Where a rule that could conclude an attribute is neither fired nor ruled out."""
        found = np.False_
        for number in self._writers[name]:
            rule = self.program.rules[number]
            undecided = self.truth(rule.when) == OPEN
            if rule.unless is not None:
                undecided = undecided & (self.truth(rule.unless) != TRUE)
            found = found | undecided
        return found

    def truth(self, condition: Condition) -> np.ndarray:
        """FALSE, OPEN or TRUE, after Kleene: *and* is the least, *or* the greatest of its parts."""
        found = self._truths.get(condition)
        if found is None:
            found = self._truths[condition] = self._truth(condition)
        return found

    def _truth(self, condition: Condition) -> np.ndarray:
        match condition:
            case AllOf(parts):
                return reduce(np.minimum, map(self.truth, parts), np.uint8(TRUE))
            case AnyOf(parts):
                return reduce(np.maximum, map(self.truth, parts), np.uint8(FALSE))
            case NoneOf(parts):
                return TRUE - self.truth(AnyOf(parts))
            case Comparison(name, test, Other(other)):
                columns = self.attribute(name), self.attribute(other)
                made = combine(lambda value, limit: _compared(test, value, limit), *columns)
            case Comparison(name, test, operand):
                made = combine(lambda value: _held(test, value, operand), self.attribute(name))
        return np.array(made.values, np.uint8)[made.codes]

    def _worked_out(self, attribute: Attribute) -> Column:
        match attribute.kind:
            case _ if attribute.asked:
                return self._asked(attribute)
            case Formula() | Lookup():
                return self._computed(attribute)
            case Evidence(scale):
                return self._weighed(attribute.name, self.program.knowledge.scales[scale])
            case ListOf(values):
                return self._gathered(attribute.name, values)
            case _:
                return self._agreed(attribute.name)

    def _computed(self, attribute: Attribute) -> Column:
        names, kind = attribute.reads(), attribute.kind
        if attribute.name in names:  # stripped by its basis
            return constant(None)
        columns = map(self.attribute, names)
        if isinstance(kind, Lookup):
            return combine(lambda key: _looked_up(kind, key), *columns)
        return combine(lambda *values: evaluate(kind.expression, _facts(names, values)), *columns)

    def _asked(self, attribute: Attribute) -> Column:
        told = self.told.get(attribute.name, constant(UNKNOWN))
        if attribute.assumption is None:
            return told
        assumed = attribute.assumption.value
        return combine(lambda value: assumed if value is UNKNOWN else value, told)

    def _agreed(self, name: str) -> Column:
        given = self.given(name)
        codes, voices = self.may_yet(name).astype(np.uint8), np.uint8(0)
        for at, where in enumerate(given.values(), 2):
            codes, voices = np.where(where, np.uint8(at), codes), voices + where
        return Column((None, UNKNOWN, *given), np.where(voices > 1, np.uint8(1), codes))

    def _gathered(self, name: str, values: tuple[str, ...]) -> Column:
        given, made = self.given(name), constant(())
        for word in values:
            if word in given:
                made = combine(
                    lambda words, too, word=word: (*words, word) if too else words,
                    made,
                    yes_or_no(given[word]),
                )
        return combine(
            lambda words, may_yet: UNKNOWN if may_yet and not words else words,
            made,
            yes_or_no(self.may_yet(name)),
        )

    def _weighed(self, name: str, scale: Scale) -> Column:
        total = constant((Decimal(0), 0))
        for pulls in self._sides(name, scale).values():
            codes = np.zeros((), np.uint8)
            for at, (_, number, _, _) in reversed(list(enumerate(pulls, 1))):
                codes = np.where(self.stands(number), np.uint8(at), codes)
            counted = Column(((Decimal(0), 0), *((w, many) for _, _, w, many in pulls)), codes)
            total = combine(lambda a, b: (a[0] + b[0], a[1] + b[1]), total, counted)
        return combine(lambda pulled: _net(scale, *pulled), total)

    def _sides(self, name: str, scale: Scale) -> Mapping[object, list[Pull]]:
        """By factor and direction the pulls of which one counts, the strongest first.

        Each with its strength (negative, to sort), its rule, its weight, and how many pulls it is.
        """
        found = defaultdict(list)
        for number in self._writers[name]:
            rule = self.program.rules[number]
            weights = defaultdict(list)
            for conclusion in rule.conclusions:
                if conclusion.attribute == name:
                    steps = scale.steps(conclusion.value) * (-1 if conclusion.negated else 1)
                    weight = steps * (rule.strength or 0)
                    weights[weight > 0].append(weight)
            for up, each in weights.items():
                if any(each):
                    counted = [weight for weight in each if weight]
                    pull = -max(map(abs, each)), number, sum(counted), len(counted)
                    found[rule.factor, up].append(pull)
        return {side: sorted(pulls) for side, pulls in found.items()}


def cone(program: Program, start: str | int, *, stands: bool = True) -> frozenset[str]:
    """The asked attributes that can have a say in an attribute, or in a rule (by its number)."""
    vocabulary, seen = program.knowledge.vocabulary, set[object]()

    def look(at: str | int, overrides: bool = True) -> None:
        if (at, overrides) not in seen:
            seen.add((at, overrides))
            for before in _behind(program, at) if overrides else program.rules[at].reads():
                look(before)

    look(start, stands or isinstance(start, str))
    return frozenset(at for at, _ in seen if isinstance(at, str) and vocabulary[at].asked)


def _behind(program: Program, at: str | int) -> Iterator[str | int]:
    rules = list(enumerate(program.rules))
    if isinstance(at, str):
        yield from program.knowledge.vocabulary[at].reads()
        yield from (number for number, rule in rules if at in rule.writes())
    else:
        yield from program.rules[at].reads()
        yield from (number for number, rule in rules if program.rules[at].id in rule.overrides)


def _held(test: Test, value: object, operand: object) -> int:
    """The truth of a comparison with a constant, or with nothing."""
    if test is Test.KNOWN:
        return FALSE if value is UNKNOWN else TRUE
    if value is UNKNOWN:
        return OPEN
    if test is Test.IS_NONE:
        nothing = value is None or value == () or (isinstance(value, Net) and not value.pulls)
        return TRUE if nothing else FALSE
    if isinstance(value, Net):
        value = value.word if isinstance(operand, str) else value.figure
    return TRUE if None not in (value, operand) and HOLDS[test](value, operand) else FALSE


def _compared(test: Test, value: object, limit: object) -> int:
    """The truth of a comparison of two attributes."""
    if limit is UNKNOWN and test not in (Test.KNOWN, Test.IS_NONE):
        return FALSE if value is None else OPEN
    return _held(test, value, limit.figure if isinstance(limit, Net) else limit)


def _facts(names: tuple[str, ...], values: tuple[object, ...]) -> dict[str, object]:
    return {n: value for n, value in zip(names, values, strict=True) if value is not UNKNOWN}


def _looked_up(lookup: Lookup, key: object) -> object:
    key = key.figure if isinstance(key, Net) else key
    for row in lookup.rows:
        if row.key is None or row.key == key:
            return row.value
    return UNKNOWN if key is UNKNOWN and lookup.rows else None


def _net(scale: Scale, figure: Decimal, pulls: int) -> Net:
    figure = max(-scale.limit, min(scale.limit, figure))
    return Net(figure, scale.word(figure), pulls)

"""Conditions held against the facts: which parts hold, which fail and by how much, which wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..conditions import (
    ALWAYS,
    COMPLEMENT,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    NoneOf,
    Other,
    Test,
    describe,
    truth,
)
from ..inference import Inference
from ..values import EXACT, UNKNOWN, Net, Unknown, show
from .shortfalls import Shortfall, shortfall
from .waiting import Waiting
from .wording import phrase

Mark = Literal["holds", "fails", "not known"]
MARKS: dict[bool | None, Mark] = {True: "holds", False: "fails", None: "not known"}

NOUGHT, ONE = Decimal(0), Decimal(1)
ALL, ONE_OF = "all of these", "one of these"
NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """How far a condition is from holding: fewest failing tests, fewest unknown, distance."""

    failing: int = 0
    unknown: int = 0
    distance: Decimal = NOUGHT

    def plus(self, other: Cost) -> Cost:
        """Both."""
        return Cost(
            self.failing + other.failing,
            self.unknown + other.unknown,
            EXACT.add(self.distance, other.distance),
        )


@dataclass(frozen=True, slots=True)
class Check:
    """A condition with its mark; ``present`` is how the facts are, ``waits`` what is not told."""

    text: str
    mark: Mark
    cost: Cost
    present: str = ""
    shortfall: Shortfall | None = None
    waits: tuple[str, ...] = ()
    parts: tuple[Check, ...] = field(default=())


class Checker:
    """Checks conditions against the facts of one finished run."""

    __slots__ = ("_run", "_waiting")

    def __init__(self, run: Inference) -> None:
        self._run = run
        self._waiting = Waiting(run)

    def check(self, condition: Condition, *, positive: bool = True) -> Check:
        """The condition, or unless ``positive`` its opposite, part by part."""
        match condition:
            case Comparison():
                return self._test((condition,), condition, positive)
            case NoneOf(parts):
                return self.check(AnyOf(parts), positive=not positive)
            case AllOf((part,)) | AnyOf((part,)):
                return self.check(part, positive=positive)
            case AllOf(parts) | AnyOf(parts):
                tests = _of_one_attribute(parts)
                if tests:
                    return self._test(tests, condition, positive)
                return self._combination(condition, positive)

    def _combination(self, condition: AllOf | AnyOf, positive: bool) -> Check:
        conjunction = isinstance(condition, AllOf) is positive
        title = ALL if conjunction else ONE_OF
        parts = tuple(self._parts(condition, title, positive))
        mark = self._mark(condition, positive)
        return Check(
            title if parts else describe(condition, positive),
            mark,
            Cost() if mark == "holds" else _combined(parts, conjunction),
            waits=() if mark != "not known" else _union(part.waits for part in parts),
            parts=parts,
        )

    def _parts(self, condition: AllOf | AnyOf, title: str, positive: bool) -> Iterator[Check]:
        """The parts; those of a part that combines in the same way stand beside the others."""
        for part in condition.parts:
            if part != ALWAYS or title != ALL or not positive:
                found = self.check(part, positive=positive)
                yield from found.parts if found.text == title and found.parts else (found,)

    def _test(self, tests: tuple[Comparison, ...], condition: Condition, positive: bool) -> Check:
        """One attribute, compared once or several times: ``colour is red or green``."""
        mark = self._mark(condition, positive)
        short = self._shortfall(tests, condition, positive) if mark == "fails" else None
        distance = short.share if short else ONE
        costs = {"holds": Cost(), "fails": Cost(1, 0, distance), "not known": Cost(0, 1)}
        names = _read(tests)
        return Check(
            phrase(tests, condition, positive),
            mark,
            costs[mark],
            self._present(names),
            short,
            _union(map(self._waiting.behind, names)) if mark == "not known" else (),
        )

    def _mark(self, condition: Condition, positive: bool) -> Mark:
        found = truth(condition, self._run.memory)
        return MARKS[found if positive or found is None else not found]

    def _present(self, names: Sequence[str]) -> str:
        """How the facts are: ``it is 620``, ``it is 620, target low is 330``."""
        if len(names) == 1 and self._shown(names[0]) == NOT_TOLD:
            return NOT_TOLD
        said = zip(("it", *names[1:]), map(self._shown, names), strict=True)
        return ", ".join(f"{name} is {value}" for name, value in said)

    def _shown(self, name: str) -> str:
        value = self._run.memory.get(name, UNKNOWN)
        if isinstance(value, Unknown) and self._run.program.knowledge.vocabulary[name].asked:
            return NOT_TOLD
        return value.word if isinstance(value, Net) else show(value)

    def _shortfall(
        self, tests: tuple[Comparison, ...], condition: Condition, positive: bool
    ) -> Shortfall | None:
        """The nearest way out where one test is enough, the farthest where all are needed."""
        conjunction = isinstance(condition, AllOf) is positive
        found = [
            shortfall(one, bound, self._run)
            for one in tests
            if (bound := _bound(one, positive)) is not None and self._mark(one, positive) == "fails"
        ]
        known = [each for each in found if each is not None]
        if not known or (not conjunction and len(known) < len(tests)):
            return None
        pick = max if conjunction else min
        return pick(known, key=lambda each: each.share)


def _bound(comparison: Comparison, positive: bool) -> Test | None:
    """The test that is asked for, where a number can fall short of it."""
    if comparison.test in COMPLEMENT:
        return comparison.test if positive else COMPLEMENT[comparison.test]
    return comparison.test if comparison.test is Test.IS and positive else None


def _of_one_attribute(parts: tuple[Condition, ...]) -> tuple[Comparison, ...]:
    """The parts, if all of them are tests of the same attribute."""
    tests = tuple(part for part in parts if isinstance(part, Comparison))
    same = len({test.attribute for test in tests}) == 1 and len(tests) == len(parts)
    return tests if same else ()


def _combined(parts: tuple[Check, ...], conjunction: bool) -> Cost:
    if not conjunction:
        return min((part.cost for part in parts), default=Cost(1, 0, ONE))
    total = Cost()
    for part in parts:
        total = total.plus(part.cost)
    return total


def _read(tests: Iterable[Comparison]) -> tuple[str, ...]:
    names = [test.attribute for test in tests]
    others = [test.operand.attribute for test in tests if isinstance(test.operand, Other)]
    return tuple(dict.fromkeys((*names[:1], *others)))


def _union(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in found for name in names))

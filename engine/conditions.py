"""Conditions over facts, their three-valued truth, and their normal form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from .diagnostics import Location
from .values import UNKNOWN, Facts, Net, Unknown, Value, show, show_number
from .words import join


class Test(StrEnum):
    """How a comparison looks at its attribute; the value is how it reads in a sentence."""

    __test__ = False

    IS = "is"
    INCLUDES = "includes"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    FEWER_THAN = "fewer than"
    IS_NONE = "none"
    KNOWN = "known"


ORDER = {Test.AT_LEAST, Test.MORE_THAN, Test.AT_MOST, Test.FEWER_THAN}
COMPLEMENT = {
    Test.AT_LEAST: Test.FEWER_THAN,
    Test.FEWER_THAN: Test.AT_LEAST,
    Test.AT_MOST: Test.MORE_THAN,
    Test.MORE_THAN: Test.AT_MOST,
}


@dataclass(frozen=True, slots=True)
class Other:
    """The value of another number attribute, as an operand."""

    attribute: str


Operand = str | Decimal | Other | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attribute, one test; IS_NONE and KNOWN have no operand."""

    attribute: str
    test: Test
    operand: Operand = None
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; without parts, always."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is; without parts, never."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class NoneOf:
    """True when no part is."""

    parts: tuple[Condition, ...] = ()


Condition = Comparison | AllOf | AnyOf | NoneOf
ALWAYS = AllOf()


@dataclass(frozen=True, slots=True)
class Literal:
    """A comparison or its opposite."""

    comparison: Comparison
    positive: bool


def truth(condition: Condition, facts: Facts) -> bool | None:
    """Kleene's three values: True, False, or None where an untold fact decides."""
    match condition:
        case Comparison():
            return _compare(condition, facts)
        case AllOf(parts):
            return _all(truth(part, facts) for part in parts)
        case AnyOf(parts):
            return _opposite(_all(_opposite(truth(part, facts)) for part in parts))
        case NoneOf(parts):
            return _all(_opposite(truth(part, facts)) for part in parts)


def literals(condition: Condition, positive: bool = True) -> Iterator[Literal]:
    """Every comparison, with the sign under which it stands."""
    match condition:
        case Comparison():
            yield Literal(condition, positive)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from literals(part, positive)
        case NoneOf(parts):
            for part in parts:
                yield from literals(part, not positive)


def attributes(condition: Condition) -> Iterator[str]:
    """Every attribute that the condition reads."""
    for literal in literals(condition):
        yield literal.comparison.attribute
        if isinstance(literal.comparison.operand, Other):
            yield literal.comparison.operand.attribute


def support(condition: Condition, facts: Facts, wanted: bool | None = True) -> Iterator[str]:
    """The attributes on which the condition's present truth value ``wanted`` rests.

    Every part that has the deciding value counts, so the answer does not depend on any order.
    """
    match condition:
        case Comparison():
            yield from attributes(condition)
        case NoneOf(parts):
            yield from support(AnyOf(parts), facts, _opposite(wanted))
        case AllOf(parts) | AnyOf(parts):
            decided_by_one = wanted is isinstance(condition, AnyOf)
            for part in parts:
                if not decided_by_one or truth(part, facts) is wanted:
                    yield from support(part, facts, truth(part, facts))


def describe(condition: Condition, positive: bool = True) -> str:
    """The condition as a phrase: ``colour is red and weight is at least 10``."""
    match condition:
        case Comparison():
            return _phrase(condition, positive)
        case NoneOf(parts):
            return describe(AnyOf(parts), not positive)
        case AllOf(parts) | AnyOf(parts) if not parts:
            return "always" if isinstance(condition, AllOf) is positive else "never"
        case AllOf(parts) | AnyOf(parts):
            conjunction = isinstance(condition, AllOf) is positive
            said = [describe(part, positive) for part in parts]
            if conjunction and len(parts) > 1:  # "and" binds closer than "or"
                alternatives = [_alternatives(part, positive) for part in parts]
                said = [
                    f"({text})" if several else text
                    for text, several in zip(said, alternatives, strict=True)
                ]
            return join(said, "and" if conjunction else "or")


def _alternatives(condition: Condition, positive: bool) -> bool:
    """Whether the phrase of this condition joins with "or" at its top."""
    match condition:
        case NoneOf(parts):
            return _alternatives(AnyOf(parts), not positive)
        case AllOf((part,)) | AnyOf((part,)):
            return _alternatives(part, positive)
        case AllOf(parts) | AnyOf(parts):
            return bool(parts) and isinstance(condition, AnyOf) is positive
        case _:
            return False


def _compare(comparison: Comparison, facts: Facts) -> bool | None:
    value = facts.get(comparison.attribute, UNKNOWN)
    if comparison.test is Test.KNOWN:
        return not isinstance(value, Unknown)
    if isinstance(value, Unknown):
        return None
    if comparison.test is Test.IS_NONE:
        return _is_none(value)
    operand = comparison.operand
    if isinstance(operand, Other):
        other = facts.get(operand.attribute, UNKNOWN)
        if isinstance(other, Unknown):
            return None if value is not None else False
        operand = other.figure if isinstance(other, Net) else other  # type: ignore[assignment]
    if value is None or operand is None:
        return False
    return _holds(comparison.test, value, operand)


def _is_none(value: Value | None) -> bool:
    return value is None or value == () or (isinstance(value, Net) and value.pulls == 0)


def _holds(test: Test, value: Value, operand: object) -> bool:
    if isinstance(value, Net):
        value = value.word if isinstance(operand, str) else value.figure
    match test:
        case Test.IS:
            return value == operand
        case Test.INCLUDES:
            return isinstance(value, tuple) and operand in value
        case Test.AT_LEAST:
            return value >= operand  # type: ignore[operator]
        case Test.MORE_THAN:
            return value > operand  # type: ignore[operator]
        case Test.AT_MOST:
            return value <= operand  # type: ignore[operator]
        case _:
            return value < operand  # type: ignore[operator]


def _all(parts: Iterator[bool | None]) -> bool | None:
    result: bool | None = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            result = None
    return result


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def _phrase(comparison: Comparison, positive: bool) -> str:
    verb = "is" if positive else "is not"
    match comparison.test:
        case Test.INCLUDES:
            verb = "includes" if positive else "does not include"
            return f"{comparison.attribute} {verb} {comparison.operand}"
        case Test.KNOWN:
            return f"{comparison.attribute} is {'known' if positive else 'unknown'}"
        case Test.IS_NONE:
            return f"{comparison.attribute} {verb} none"
        case Test.IS:
            return f"{comparison.attribute} {verb} {_operand(comparison.operand)}"
        case test:
            test = test if positive else COMPLEMENT[test]
            return f"{comparison.attribute} is {test.value} {_operand(comparison.operand)}"


def _operand(operand: Operand) -> str:
    match operand:
        case Other(attribute):
            return attribute
        case Decimal():
            return show_number(operand)
        case _:
            return show(operand)

"""Conditions to functions of the facts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Any

from ..conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test, truth
from ..values import Facts
from ..vocabulary import Evidence, ListOf, Vocabulary

Holds = Callable[[Facts], bool]


class Compiler:
    """Conditions as functions of the facts."""

    __slots__ = ("_evidence", "_false", "_lists", "_true")

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._evidence = {item.name for item in vocabulary if isinstance(item.kind, Evidence)}
        self._lists = {item.name for item in vocabulary if isinstance(item.kind, ListOf)}
        self._true: dict[Condition, Holds] = {}
        self._false: dict[Condition, Holds] = {}

    def fires(self, when: Condition, unless: Condition | None) -> Holds:
        """Whether ``when`` is true and ``unless`` is not true."""
        holds = self.true(when)
        if unless is None:
            return holds
        stopped = self.true(unless)
        return lambda facts: holds(facts) and not stopped(facts)

    def may_fire(self, when: Condition, unless: Condition | None) -> Holds:
        """Whether ``when`` is not false and ``unless`` is not true."""
        ruled_out = _some([self.false(when), *([] if unless is None else [self.true(unless)])])
        return lambda facts: not ruled_out(facts)

    def keys(self, when: Condition) -> dict[str, tuple[tuple[object, ...], int]]:
        """Attributes that must have one of some values: these values, and which part says so."""
        found = {}
        for at, part in enumerate(parts_of(when)):
            name, values = self._values(part)
            if name is not None:
                found[name] = values, at
        return found

    def true(self, condition: Condition) -> Holds:
        """Whether a condition is true; equal conditions share one function."""
        found = self._true.get(condition)
        if found is None:
            found = self._true[condition] = self._is_true(condition)
        return found

    def false(self, condition: Condition) -> Holds:
        """Whether a condition is false; equal conditions share one function."""
        found = self._false.get(condition)
        if found is None:
            found = self._false[condition] = self._is_false(condition)
        return found

    def _is_true(self, condition: Condition) -> Holds:
        match condition:
            case Comparison():
                return self._comparison(condition)
            case AllOf(parts):
                return _every([self.true(part) for part in parts])
            case AnyOf():
                return self._any(condition)
            case NoneOf(parts):
                return _every([self.false(part) for part in parts])

    def _is_false(self, condition: Condition) -> Holds:
        match condition:
            case Comparison():
                return self._not(condition)
            case AllOf(parts):
                return _some([self.false(part) for part in parts])
            case AnyOf(parts):
                return _every([self.false(part) for part in parts])
            case NoneOf(parts):
                return _some([self.true(part) for part in parts])

    def _any(self, condition: AnyOf) -> Holds:
        name, values = self._values(condition)
        if name is None:
            return _some([self.true(part) for part in condition.parts])
        among = frozenset(values)
        return lambda facts: facts.get(name) in among

    def _values(self, condition: Condition) -> tuple[str | None, tuple[object, ...]]:
        """The attribute and the values of which it has, or includes, one just if this holds."""
        match condition:
            case Comparison(name, Test.IS, str() | Decimal() as value):
                plain = name not in self._evidence and name not in self._lists
                return (name, (value,)) if plain else (None, ())
            case Comparison(name, Test.INCLUDES, str() as value) if name in self._lists:
                return name, (value,)
            case AnyOf((Comparison(name, Test.IS), *_) as parts):
                found = [self._values(part) for part in parts]
                if all(other == name for other, _ in found) and name not in self._lists:
                    return name, tuple(dict.fromkeys(chain.from_iterable(v for _, v in found)))
        return None, ()

    def _comparison(self, comparison: Comparison) -> Holds:
        compare, name, operand = self._compare(comparison), comparison.attribute, comparison.operand
        if comparison.test is Test.KNOWN:
            return lambda facts: name in facts
        if compare is None:
            return lambda facts: truth(comparison, facts) is True
        return lambda facts: (value := facts.get(name)) is not None and compare(value, operand)

    def _not(self, comparison: Comparison) -> Holds:
        compare, name, operand = self._compare(comparison), comparison.attribute, comparison.operand
        if comparison.test is Test.KNOWN:
            return lambda facts: name not in facts
        if compare is None:
            return lambda facts: truth(comparison, facts) is False
        return lambda facts: (
            name in facts and ((value := facts[name]) is None or not compare(value, operand))
        )

    def _compare(self, comparison: Comparison) -> Callable[[Any, Any], bool] | None:
        """The test of a value that there is; None where the comparison is of another sort."""
        compare = _COMPARE.get(comparison.test)
        if compare is None or isinstance(comparison.operand, Other):
            return None
        if comparison.attribute in self._evidence:
            side = attrgetter("word" if isinstance(comparison.operand, str) else "figure")
            return lambda net, operand: compare(side(net), operand)
        return compare


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """What must all be true for a condition to be."""
    return condition.parts if isinstance(condition, AllOf) else (condition,)


_COMPARE: dict[Test, Callable[[Any, Any], bool]] = {
    Test.IS: operator.eq,
    Test.INCLUDES: operator.contains,
    Test.AT_LEAST: operator.ge,
    Test.MORE_THAN: operator.gt,
    Test.AT_MOST: operator.le,
    Test.FEWER_THAN: operator.lt,
}


def _every(parts: Sequence[Holds]) -> Holds:
    if len(parts) == 1:
        return parts[0]

    def every(facts: Facts) -> bool:
        for part in parts:  # noqa: SIM110 - a generator costs more than most conditions
            if not part(facts):
                return False
        return True

    return every


def _some(parts: Sequence[Holds]) -> Holds:
    if len(parts) == 1:
        return parts[0]

    def some(facts: Facts) -> bool:
        for part in parts:  # noqa: SIM110 - a generator costs more than most conditions
            if part(facts):
                return True
        return False

    return some

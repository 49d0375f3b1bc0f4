"""The reference forward chainer: rules indexed by attribute value, tested by compiled conditions.

Indexing on equality is what keeps the speed as rules grow (measured by ``benchmarks/``). What is
compiled are closures, made of the rules at first use: no text is ever run as code.
"""

from __future__ import annotations

import operator
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Any

from .conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    NoneOf,
    Other,
    Test,
    attributes,
    support,
    truth,
)
from .strata import Program, Stratum
from .values import Facts
from .vocabulary import Evidence, ListOf, Vocabulary

SCAN_AT_MOST = 4  # so few rules are tried one by one: a table would cost more
WORTH_A_TABLE = 3  # fewer rules that share an attribute are tried one by one

Holds = Callable[[Facts], bool]


class ReferenceMatcher:
    """Matches by compiled conditions; ``tests`` keeps what is compiled for the next run."""

    __slots__ = ("_memory", "program", "tests")

    def __init__(self, program: Program, tests: CompiledTests | None = None) -> None:
        self.program = program
        self.tests = tests or CompiledTests(program)
        self._memory: Facts = {}

    def settle(self, names: Iterable[str], memory: Facts) -> None:  # noqa: ARG002
        """Remember the working memory; it is read when rules are tried."""
        self._memory = memory

    def fire(self, stratum: Stratum) -> list[int]:
        """The rules whose ``when`` is true and whose ``unless`` is not true, by number."""
        fired: list[int] = []
        self.tests.of(stratum).run(self._memory, fired)
        fired.sort()
        return fired

    def unless_open(self, number: int) -> bool:
        """Whether the ``unless`` of a rule that fired is unknown."""
        unless = self.program.rules[number].unless
        return unless is not None and truth(unless, self._memory) is None

    def possible(self, number: int) -> bool:
        """Whether a rule that did not fire might, were more told."""
        return self.tests.possible(number)(self._memory)

    def matched(self, number: int) -> tuple[str, ...]:
        """The attributes whose facts made the ``when`` of a fired rule true."""
        always = self.tests.always_matched(number)
        if always is not None:
            return always
        return _in_order(self.program, support(self.program.rules[number].when, self._memory))


class CompiledTests:
    """The tests of a program's strata and rules, each compiled when it is first needed."""

    __slots__ = ("_compiler", "_indexes", "_matched", "_possible", "_program")

    def __init__(self, program: Program) -> None:
        self._program = program
        self._compiler = _Compiler(program.knowledge.vocabulary)
        self._indexes: dict[int, _Index] = {}
        self._possible: dict[int, Holds] = {}
        self._matched: dict[int, tuple[str, ...] | None] = {}

    def of(self, stratum: Stratum) -> _Index:
        """The index over a stratum's rules."""
        found = self._indexes.get(stratum.number)
        if found is None:
            rules = self._program.rules
            entries = [(at, rules[at].when, rules[at].unless) for at in stratum.rules]
            found = self._indexes[stratum.number] = _Index(self._compiler, entries)
        return found

    def possible(self, number: int) -> Holds:
        """Whether the ``when`` of a rule is not false and its ``unless`` not true."""
        found = self._possible.get(number)
        if found is None:
            rule = self._program.rules[number]
            found = self._possible[number] = self._compiler.may_fire(rule.when, rule.unless)
        return found

    def always_matched(self, number: int) -> tuple[str, ...] | None:
        """What every firing of a rule rests on, or None where that depends on the facts."""
        if number not in self._matched:
            names = _always(self._program.rules[number].when, True)
            self._matched[number] = None if names is None else _in_order(self._program, names)
        return self._matched[number]


def _in_order(program: Program, names: Iterable[str]) -> tuple[str, ...]:
    found = set(names)
    return tuple(name for name in program.order if name in found) if found else ()


def _always(condition: Condition, wanted: bool) -> frozenset[str] | None:
    """The ``support`` of a condition that is ``wanted``, where it is the same for all facts."""
    if isinstance(condition, Comparison):
        return frozenset(attributes(condition))
    if isinstance(condition, NoneOf):
        return _always(AnyOf(condition.parts), not wanted)
    found = [_always(part, wanted) for part in condition.parts]
    if wanted is isinstance(condition, AnyOf) and len(set(found)) > 1:
        return None  # one part is enough: it depends on which
    names = [name for name in found if name is not None]
    return frozenset[str]().union(*names) if len(names) == len(found) else None


Entry = tuple[int, Condition, Condition | None]


class _Index:
    """Rules tried one after the other, and tables that lead from a fact to more rules."""

    __slots__ = ("_compiler", "_entries", "_scanned", "_tables")

    def __init__(self, compiler: _Compiler, entries: Sequence[Entry]) -> None:
        self._compiler = compiler
        self._entries: Sequence[Entry] | None = entries
        self._scanned: tuple[tuple[int, Holds], ...] = ()
        self._tables: tuple[tuple[str, dict[object, _Index]], ...] = ()

    def run(self, memory: Facts, fired: list[int]) -> None:
        """Add the number of each rule that fires under ``memory``."""
        if self._entries is not None:
            self._build(self._entries)
        for number, holds in self._scanned:
            if holds(memory):
                fired.append(number)
        for name, table in self._tables:
            value = memory.get(name)
            for key in value if isinstance(value, tuple) else (value,):
                found = table.get(key)
                if found is not None:
                    found.run(memory, fired)

    def _build(self, entries: Sequence[Entry]) -> None:
        compiler = self._compiler
        scanned, grouped = entries, dict[str, dict[object, list[Entry]]]()
        if len(entries) > SCAN_AT_MOST:
            scanned, grouped = _distribute(compiler, entries)
        self._scanned = tuple((at, compiler.fires(when, unless)) for at, when, unless in scanned)
        self._tables = tuple(
            (name, {key: _Index(compiler, found) for key, found in table.items()})
            for name, table in grouped.items()
        )
        self._entries = None


def _distribute(
    compiler: _Compiler, entries: Sequence[Entry]
) -> tuple[list[Entry], dict[str, dict[object, list[Entry]]]]:
    """Each rule under the attribute that splits its stratum the finest; the rest are scanned."""
    keys = [compiler.keys(when) for _, when, _ in entries]
    spread: dict[str, Counter[object]] = defaultdict(Counter)
    for found in keys:
        for key, (values, _) in found.items():
            spread[key].update(values)
    fineness = {
        name: len(counts) * counts.total() / sum(n * n for n in counts.values())
        for name, counts in spread.items()
    }
    best = [max(found, key=lambda name: (fineness[name], name), default=None) for found in keys]
    crowd = Counter(best)
    scanned: list[Entry] = []
    grouped: dict[str, dict[object, list[Entry]]] = defaultdict(dict)
    for (at, when, unless), found, name in zip(entries, keys, best, strict=True):
        if name is None or crowd[name] < WORTH_A_TABLE:
            scanned.append((at, when, unless))
        else:
            values, used = found[name]
            for value in values:
                grouped[name].setdefault(value, []).append((at, _without(when, used), unless))
    return scanned, grouped


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _without(condition: Condition, used: int) -> Condition:
    parts = _parts(condition)
    return AllOf(parts[:used] + parts[used + 1 :])


class _Compiler:
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
        for at, part in enumerate(_parts(when)):
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

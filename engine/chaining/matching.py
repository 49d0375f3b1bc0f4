"""The matcher, and what is compiled for it once for many runs."""

from __future__ import annotations

from collections.abc import Iterable

from ..conditions import AnyOf, Comparison, Condition, NoneOf, attributes, support, truth
from ..strata import Program, Stratum
from ..values import Facts
from .compiler import Compiler, Holds
from .index import Index


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
        self._compiler = Compiler(program.knowledge.vocabulary)
        self._indexes: dict[int, Index] = {}
        self._possible: dict[int, Holds] = {}
        self._matched: dict[int, tuple[str, ...] | None] = {}

    def of(self, stratum: Stratum) -> Index:
        """The index over a stratum's rules."""
        found = self._indexes.get(stratum.number)
        if found is None:
            rules = self._program.rules
            entries = [(at, rules[at].when, rules[at].unless) for at in stratum.rules]
            found = self._indexes[stratum.number] = Index(self._compiler, entries)
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

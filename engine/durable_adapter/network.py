"""What is asserted to durable-rules, and when: every fact that some internal rule can match.

Attributes, words and numbers are replaced by small integers of our own, so nothing that an author
or a person wrote reaches C: not a quote, not a NUL, not a number of 30 digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal

from ..conditions import Literal, Test, truth
from ..values import UNKNOWN, Facts, Net, Unknown, Value


@dataclass(frozen=True, slots=True)
class Fact:
    """What can be asserted: its number is its id, ``about`` are the attributes it speaks of.

    ``chunks`` are the rulesets that test it, ``wakes`` those of them that wait for it to begin.
    """

    number: int
    key: int
    value: int | None
    chunks: tuple[int, ...] = ()
    wakes: frozenset[int] = frozenset()
    about: tuple[str, ...] = ()

    def text(self, session: str) -> str:
        """The fact as durable-rules reads it; short decimal ids do not collide in its hash."""
        value = "" if self.value is None else f',"n":{self.value}'
        return f'{{"sid":"{session}","id":"{self.number}","k":"{self.key}"{value}}}'


START = Fact(0, 0, None)  # the first fact of every session


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number attribute cut at the thresholds that rules compare it with.

    The classes are 2i below threshold i, 2i + 1 at it; a class is asserted under every key.
    """

    thresholds: tuple[Decimal, ...]
    lowest: tuple[Fact, ...]
    highest: tuple[Fact, ...]

    def at(self, number: Decimal) -> Iterator[Fact]:
        """The facts that place ``number`` among the thresholds."""
        index = bisect_left(self.thresholds, number)
        exact = index < len(self.thresholds) and self.thresholds[index] == number
        for fact in self.lowest:
            yield replace(fact, value=2 * index + exact)


@dataclass(frozen=True, slots=True)
class Probe:
    """Everything that rules ask of one attribute, with the fact that answers it.

    ``decided`` are the comparisons that take more than a look at the value: the negated ones,
    those with another attribute, and those about being none or known.
    """

    values: Mapping[tuple[Test, object], Fact]
    gauge: Gauge | None
    decided: tuple[tuple[Literal, Fact], ...]

    def facts(
        self, name: str, memory: Facts, settled: AbstractSet[str], *, possible: bool
    ) -> Iterator[Fact]:
        """The facts that hold for the settled attribute, or that are not excluded."""
        value = memory.get(name, UNKNOWN)
        if not isinstance(value, Unknown):
            yield from self._of(value)
        elif possible:
            yield from self.values.values()
            if self.gauge is not None:  # the ends suffice: each ordering is satisfied by one
                yield from self.gauge.lowest
                yield from self.gauge.highest
        for literal, fact in self.decided:
            if settled >= set(fact.about):
                found = truth(literal.comparison, memory)
                if found is literal.positive or (possible and found is None):
                    yield fact

    def _of(self, value: Value | None) -> Iterator[Fact]:
        for question in _questions(value):
            fact = self.values.get(question)
            if fact is not None:
                yield fact
        number = value.figure if isinstance(value, Net) else value
        if self.gauge is not None and isinstance(number, Decimal):
            yield from self.gauge.at(number)


@dataclass(frozen=True, slots=True)
class Network:
    """The rulesets (as text for durable-rules), and all facts by number; number 0 starts one.

    ``always`` holds in every run; ``needs`` has the chunks that decide an internal rule, and
    ``size`` counts those rules: each fires at most once.
    """

    chunks: tuple[str, ...]
    facts: tuple[Fact, ...]
    probes: Mapping[str, Probe]
    always: Fact | None
    needs: Mapping[str, frozenset[int]]
    size: int


def _questions(value: Value | None) -> Iterator[tuple[Test, object]]:
    match value:
        case str() | Decimal():
            yield Test.IS, value
        case tuple():
            for word in value:
                yield Test.INCLUDES, word
        case Net(figure, word):
            yield Test.IS, word
            yield Test.IS, figure

"""Which classes a program needs: the values that its tests and lookups mention, and an order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ..conditions import Comparison, Condition, Other, attributes, literals
from ..presentation import VerdictForm
from ..strata import Program
from ..values import Value
from ..vocabulary import Attribute, Formula, Lookup, OneOf
from .classes import Input, input_of
from .figures import Position, cuts


class Cutter:
    """The inputs of a program in their order, with classes that can be made finer."""

    __slots__ = ("_named", "_ordered", "_places")

    def __init__(self, program: Program, order: Iterable[str]) -> None:
        vocabulary = program.knowledge.vocabulary
        tested = _tested(program)
        whole = shown(program.knowledge.verdict) | in_texts(program)
        self._ordered = tuple(vocabulary[name] for name in order)
        self._named = {
            each.name: _named(each, tested, program, each.name in whole) for each in self._ordered
        }
        self._places: dict[str, set[Position]] = defaultdict(set)
        for name, found in tested.items():
            self._places[name].update(_places(found))

    def inputs(self) -> tuple[Input, ...]:
        """The classes as they are now. Raises OverBudgetError."""
        return tuple(
            input_of(each, self._named[each.name], self._places[each.name])
            for each in self._ordered
        )

    def join(self, other: Cutter) -> None:
        """Tell apart also what another program does, which has the same inputs."""
        for name in self._named:
            self._named[name] |= other._named[name]
        self.take(other._places)

    def take(self, demands: Mapping[str, Iterable[Position]]) -> None:
        """Cut also at these places."""
        for name, places in demands.items():
            self._places[name].update(places)


def natural_order(program: Program) -> tuple[str, ...]:
    """Inputs so that what decides together stands together.

    From the last conclusions downwards, what is worked out is looked into before what is asked:
    a number comes after all that decides what it is compared with.
    """
    closings = {each.name: each for stratum in program.strata for each in stratum.closings}
    seen: dict[str, None] = {}
    depth = {name: at for at, stratum in enumerate(program.strata) for name in stratum.closes}

    def visit(name: str) -> None:
        if name in seen:
            return
        seen[name] = None
        if name in closings:
            reads = closings[name].influences - {name}
            for read in sorted(reads, key=lambda read: (-depth.get(read, -1), read)):
                visit(read)

    for name in sorted(closings, key=lambda name: (-depth[name], name)):
        visit(name)
    placed = [name for name in seen if name not in closings]
    return (*placed, *(name for name in program.asked if name not in seen))


def said(program: Program) -> Iterator[Condition]:
    """The conditions of the verdict's texts and fields."""
    form = program.knowledge.verdict
    if form is not None:
        yield form.cannot_tell
        yield from (saying.when for saying in (*form.headline, *form.remarks))
        yield from (shows for shows in _shows(form) if not isinstance(shows, str))


def shown(form: VerdictForm | None) -> frozenset[str]:
    """The attributes whose very value stands in the verdict."""
    return frozenset(shows for shows in _shows(form) if isinstance(shows, str))


def in_texts(program: Program) -> frozenset[str]:
    """The attributes that sentences of the verdict name."""
    form = program.knowledge.verdict
    texts = [saying.says for saying in (*form.headline, *form.remarks)] if form is not None else []
    for name in form.advice if form is not None else ():
        for advice in program.knowledge.advice.get(name, {}).values():
            texts += [advice.says, advice.because]
    texts += [
        rule.because
        for rule, concluded in zip(program.rules, program.concludes, strict=True)
        if form is not None and not concluded.keys().isdisjoint(form.advice)
    ]
    return frozenset(name for text in texts for name in placeholders(text))


def placeholders(text: str) -> list[str]:
    """The attributes that a sentence names, as ``{attribute}``."""
    return re.findall(r"\{([^{}]*)\}", text)


def only_shown(program: Program) -> frozenset[str]:
    """The formulas that no rule, field or choice of a text looks at."""
    read = {name for reads in program.reads for name in reads} | shown(program.knowledge.verdict)
    for condition in said(program):
        read.update(attributes(condition))
    for each in program.knowledge.vocabulary:
        read.update(each.reads())
    formulas = (
        each.name for each in program.knowledge.vocabulary if isinstance(each.kind, Formula)
    )
    return frozenset(name for name in formulas if name not in read)


def _shows(form: VerdictForm | None) -> Iterator[str | Condition]:
    for entry in form.fields if form is not None else ():
        for each in entry.shows if isinstance(entry.shows, tuple) else (entry,):
            if not isinstance(each.shows, tuple):
                yield each.shows


def _tested(program: Program) -> dict[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = defaultdict(list)
    conditions = [rule.when for rule in program.rules]
    conditions += [rule.unless for rule in program.rules if rule.unless is not None]
    for condition in (*conditions, *said(program)):
        for literal in literals(condition):
            found[literal.comparison.attribute].append(literal.comparison)
    return found


def _named(
    attribute: Attribute, tested: Mapping[str, list[Comparison]], program: Program, whole: bool
) -> set[Value]:
    """The words of an attribute that something mentions, or all of them."""
    operands = [each.operand for each in tested.get(attribute.name, ())]
    named: set[object] = set(operands)
    for each in program.knowledge.vocabulary:
        if isinstance(each.kind, Lookup) and each.kind.by == attribute.name:
            named.update(row.key for row in each.kind.rows)
    compared = any(isinstance(operand, Other) for operand in operands)
    if isinstance(attribute.kind, OneOf) and (whole or compared):
        named.update(attribute.kind.values)
    return {each for each in named if isinstance(each, str | Decimal)}


def _places(comparisons: Iterable[Comparison]) -> Iterator[Position]:
    for each in comparisons:
        if isinstance(each.operand, Decimal):
            yield from cuts(each.test, each.operand)

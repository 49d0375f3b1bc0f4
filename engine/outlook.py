"""What is not known, whether it matters, and how far one answer could move the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations

from .conditions import Comparison, Condition, Other, literals, truth
from .inference import Inference
from .presentation import Saying
from .strata import Program
from .values import Facts, Value
from .verdict import ranking, shown_fields
from .vocabulary import Attribute, Formula, ListOf, Lookup, Number, OneOf

MOST_LISTS = 1024  # all subsets of up to ten words

Rerun = Callable[[Facts], Inference]


@dataclass(frozen=True, slots=True)
class Missing:
    """An untold attribute: whether any answer changes the verdict, and the figures it can reach."""

    attribute: Attribute
    matters: bool
    low: Decimal | None = None
    high: Decimal | None = None


def look_ahead(run: Inference, told: Facts, rerun: Rerun) -> tuple[Missing, ...]:
    """Every asked attribute that was not told, one at a time with the others as told."""
    cuts = _Cuts(run.program)
    now = essence(run)
    return tuple(
        _consider(attribute, _answers(attribute, cuts.values(attribute, run), told, rerun), now)
        for attribute in run.program.knowledge.vocabulary.asked
        if attribute.name not in told
    )


def essence(run: Inference) -> tuple[object, ...]:
    """Everything of a verdict that an answer can change, comparable."""
    form, rules = run.program.knowledge.verdict, run.program.rules
    standing = tuple(sorted(number for number in run.fired if run.stands(number)))
    if form is None:
        return (standing,)
    advice = tuple(tuple(ranking(run, name)) for name in form.advice)
    pulls = tuple((pull.rule.id, pull.counted) for found in run.pulls.values() for pull in found)
    said = tuple(
        saying.location for saying in (*form.headline, *form.remarks) if _holds(saying, run)
    )
    aside = tuple(rules[number].id for number, _ in run.set_aside())
    clashes = tuple(clash.attribute for clash in run.clashes)
    return (shown_fields(form, run.memory), advice, pulls, said, aside, clashes)


def _holds(saying: Saying, run: Inference) -> bool:
    return truth(saying.when, run.memory) is True


def _answers(
    attribute: Attribute, values: Iterable[Value], told: Facts, rerun: Rerun
) -> Iterator[Inference]:
    return (rerun({**told, attribute.name: value}) for value in values)


def _consider(
    attribute: Attribute, answered: Iterable[Inference], now: tuple[object, ...]
) -> Missing:
    matters, lows, highs = False, list[Decimal](), list[Decimal]()
    for run in answered:
        matters = matters or essence(run) != now
        reached = _reached(run)
        if reached is not None:
            lows.append(reached[0])
            highs.append(reached[1])
    return Missing(attribute, matters, min(lows, default=None), max(highs, default=None))


def _reached(run: Inference) -> tuple[Decimal, Decimal] | None:
    form = run.program.knowledge.verdict
    if form is None or form.range_of is None:
        return None
    members = [entry.shows for entry in form.group(form.range_of) if isinstance(entry.shows, str)]
    values = [value for value in map(run.memory.get, members) if isinstance(value, Decimal)]
    return (values[0], values[-1]) if len(values) == len(members) and values else None


class _Cuts:
    """Values that no rule can tell apart are one class; one of each class is tried."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.constants: dict[str, set[object]] = {}
        self.compared: dict[str, set[str]] = {}
        for condition in _conditions(program):
            for literal in literals(condition):
                self._note(literal.comparison)
        for attribute in program.knowledge.vocabulary:
            if isinstance(attribute.kind, Lookup):
                keys = {row.key for row in attribute.kind.rows if row.key is not None}
                self.constants.setdefault(attribute.kind.by, set()).update(keys)
            if isinstance(attribute.kind, Formula):
                for name in attribute.reads():
                    self.compared.setdefault(name, set()).update(attribute.reads())

    def values(self, attribute: Attribute, run: Inference) -> Iterator[Value]:
        """One value of each class, told attributes being as in ``run``."""
        named = self.constants.get(attribute.name, set())
        match attribute.kind:
            case OneOf(values):
                yield from (value for value in values if value in named)
                yield from (value for value in values if value not in named)
            case ListOf(values):
                yield from _subsets([value for value in values if value in named])
            case Number(low, high):
                yield from self._numbers(attribute.name, named, low, high, run)

    def _note(self, comparison: Comparison) -> None:
        if isinstance(comparison.operand, Other):
            self.compared.setdefault(comparison.attribute, set()).add(comparison.operand.attribute)
            self.compared.setdefault(comparison.operand.attribute, set()).add(comparison.attribute)
        elif comparison.operand is not None:
            self.constants.setdefault(comparison.attribute, set()).add(comparison.operand)

    def _numbers(
        self, name: str, named: Iterable[object], low: Decimal, high: Decimal, run: Inference
    ) -> Iterator[Decimal]:
        cuts = {cut for cut in named if isinstance(cut, Decimal)}
        for other in self.compared.get(name, ()):
            value = run.memory.get(other)
            cuts |= {value} if isinstance(value, Decimal) else set()
        tried = {low, high} | {cut + step for cut in cuts for step in (-1, 0, 1)}
        yield from sorted(value for value in tried if low <= value <= high)


def _subsets(values: list[str]) -> Iterator[tuple[str, ...]]:
    sizes: Iterable[int] = range(len(values) + 1)
    if 2 ** len(values) > MOST_LISTS:
        sizes = (0, 1, 2, len(values))
    return chain.from_iterable(combinations(values, size) for size in sizes)


def _conditions(program: Program) -> Iterator[Condition]:
    for rule in program.rules:
        yield rule.when
        if rule.unless is not None:
            yield rule.unless
    form = program.knowledge.verdict
    if form is not None:
        yield form.cannot_tell
        yield from (saying.when for saying in (*form.headline, *form.remarks))

"""What is not known, whether it matters, and how far one answer could move the figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, pairwise
from operator import ne
from typing import TYPE_CHECKING

from .conditions import Comparison, Condition, Other, literals, truth
from .inference import Inference
from .presentation import Field, VerdictForm
from .strata import Program
from .values import EXACT, Facts, Net, Value, show
from .verdict import headline, recommend, remarks, shown_fields
from .vocabulary import Attribute, Formula, ListOf, Lookup, Number, OneOf

if TYPE_CHECKING:
    from .diagram import Diagram

MOST_LISTS = 1024  # all subsets of up to ten words

Rerun = Callable[[Facts], Inference]


@dataclass(frozen=True, slots=True)
class Reach:
    """What answers could make of a verdict.

    ``words`` are those of the verdict's first field; ``low`` and ``high`` the least and the most
    of its range, None where no answers give one.
    """

    words: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Missing:
    """An untold attribute: whether any answer changes the verdict, and what it can reach.

    ``words`` are those that the first field can become, where a diagram could tell.
    """

    attribute: Attribute
    matters: bool
    low: Decimal | None = None
    high: Decimal | None = None
    words: tuple[str, ...] = ()


def look_ahead(
    run: Inference, told: Facts, rerun: Rerun, diagram: Diagram | None = None
) -> tuple[Missing, ...]:
    """Every asked attribute that was not told, one at a time with the others as told.

    One value of each class is tried. What the first field and the range can become is certain
    with a ``diagram`` of them; without one, a formula that bends between two cuts may hide it.
    """
    cuts = _Cuts(run.program)
    now = tuple(essence(run))
    found = (
        _consider(attribute, cuts.answers(attribute, run, told, rerun), now)
        for attribute in run.program.knowledge.vocabulary.asked
        if attribute.name not in told
    )
    form = run.program.knowledge.verdict
    if form is None or diagram is None:
        return tuple(found)
    return tuple(_made_certain(each, form, diagram, told) for each in found)


def reach(
    form: VerdictForm, diagram: Diagram, told: Facts, asking: Collection[str] | None = None
) -> Reach | None:
    """The verdicts that completions of ``told`` can reach (of ``asking``, if given, only these).

    Never too narrow, and exact but for formulas over several numbers, or over one that they name
    twice: those are known within bounds. None where the form names nothing to reach.
    """
    from .diagram import View  # noqa: PLC0415 - only a verdict with an outlook needs it

    if form.reaches is None:
        return None
    found = View(diagram, told, asking=asking).value_range(*form.reaches)
    otherwise = form.fields[0].otherwise or show(None)
    words = dict.fromkeys(_word(value, otherwise) for value in found.words)
    return Reach(tuple(words), found.low, found.high)


def _made_certain(found: Missing, form: VerdictForm, diagram: Diagram, told: Facts) -> Missing:
    now = reach(form, diagram, told, ())
    then = reach(form, diagram, told, (found.attribute.name,))
    if then is None:
        return found
    matters = found.matters or then != now
    return Missing(found.attribute, matters, then.low, then.high, then.words)


def _word(value: object, otherwise: str) -> str:
    match value:
        case str():
            return value
        case Net():
            return value.word
        case _:
            return otherwise


def essence(run: Inference) -> Iterator[object]:
    """Everything of a verdict that an answer can change, part by part, the cheap parts first."""
    form, memory = run.program.knowledge.verdict, run.memory
    if form is None:
        yield sorted(number for number in run.fired if run.stands(number))
        return
    yield shown_fields(form, run)
    yield [(pull.rule.id, pull.counted) for found in run.pulls.values() for pull in found]
    yield [clash.attribute for clash in run.clashes]
    yield [number for number, _ in run.set_aside()]
    yield truth(form.cannot_tell, memory) is True
    yield [sorted(run.standing(name)) for name in form.advice]
    yield headline(form, memory), remarks(form, memory)
    yield [recommend(run, name) for name in form.advice]


def _consider(
    attribute: Attribute, answered: Iterable[Inference], now: tuple[object, ...]
) -> Missing:
    matters, lows, highs = False, list[Decimal](), list[Decimal]()
    for run in answered:
        matters = matters or any(map(ne, essence(run), now))
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
        self.formulas = [
            attribute.name
            for attribute in program.knowledge.vocabulary
            if isinstance(attribute.kind, Formula)
        ]
        for attribute in program.knowledge.vocabulary:
            if isinstance(attribute.kind, Lookup):
                keys = {row.key for row in attribute.kind.rows if row.key is not None}
                self.constants.setdefault(attribute.kind.by, set()).update(keys)
            if isinstance(attribute.kind, Formula):
                for name in attribute.reads():
                    self.compared.setdefault(name, set()).update(attribute.reads())

    def answers(
        self, attribute: Attribute, run: Inference, told: Facts, rerun: Rerun
    ) -> Iterator[Inference]:
        """The run for one value of each class, told attributes being as in ``run``."""

        def answer(value: Value) -> Inference:
            return rerun({**told, attribute.name: value})

        named = self.constants.get(attribute.name, set())
        match attribute.kind:
            case OneOf(values):
                yield from (answer(value) for value in values if value in named)
                yield from (answer(value) for value in values if value not in named)
            case ListOf(values):
                others = [value for value in values if value not in named]
                tried = [*(value for value in values if value in named), *others[:1]]
                yield from (answer(_in_order(chosen, values)) for chosen in _subsets(tried))
            case Number(low, high):
                numbers = self._numbers(attribute.name, named, low, high, run)
                runs = [answer(number) for number in numbers]
                yield from runs
                for (lower, before), (upper, after) in pairwise(zip(numbers, runs, strict=True)):
                    for number in self._crossed(lower, before, upper, after):
                        yield answer(number)

    def _note(self, comparison: Comparison) -> None:
        if isinstance(comparison.operand, Other):
            self.compared.setdefault(comparison.attribute, set()).add(comparison.operand.attribute)
            self.compared.setdefault(comparison.operand.attribute, set()).add(comparison.attribute)
        elif comparison.operand is not None:
            self.constants.setdefault(comparison.attribute, set()).add(comparison.operand)

    def _numbers(
        self, name: str, named: Iterable[object], low: Decimal, high: Decimal, run: Inference
    ) -> list[Decimal]:
        cuts = {cut for cut in named if isinstance(cut, Decimal)}
        for other in self.compared.get(name, ()):
            value = run.memory.get(other)
            cuts |= {value} if isinstance(value, Decimal) else set()
        tried = {low, high} | {cut + step for cut in cuts for step in (-1, 0, 1)}
        reached = sorted(value for value in tried if low <= value <= high)
        return sorted({*reached, *_middles(reached)})

    def _crossed(
        self, lower: Decimal, before: Inference, upper: Decimal, after: Inference
    ) -> list[Decimal]:
        """Answers around each place where a formula passes a cut, if it is straight there."""
        tried: set[Decimal] = set()
        for name in self.formulas:
            one, other = before.memory.get(name), after.memory.get(name)
            if not isinstance(one, Decimal) or not isinstance(other, Decimal) or one == other:
                continue
            compared = map(before.memory.get, self.compared.get(name, ()))
            for cut in {*self.constants.get(name, ()), *compared}:
                if isinstance(cut, Decimal) and min(one, other) < cut < max(one, other):
                    rise = EXACT.divide(EXACT.subtract(cut, one), EXACT.subtract(other, one))
                    met = EXACT.add(lower, EXACT.multiply(rise, EXACT.subtract(upper, lower)))
                    tried |= {met + step for step in (-1, 0, 1)}
        between = sorted(value for value in tried if lower < value < upper)
        return sorted({*between, *_middles([lower, *between, upper])}) if between else []


def _middles(numbers: list[Decimal]) -> Iterator[Decimal]:
    """The middle of each pair of neighbours between which no whole number need lie."""
    return ((one + other) / 2 for one, other in pairwise(numbers) if other - one <= 1)


def _in_order(chosen: tuple[str, ...], values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in values if value in chosen)


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
        yield from _shown(form.fields)


def _shown(fields: Iterable[Field]) -> Iterator[Condition]:
    for entry in fields:
        if isinstance(entry.shows, tuple):
            yield from _shown(entry.shows)
        elif not isinstance(entry.shows, str):
            yield entry.shows

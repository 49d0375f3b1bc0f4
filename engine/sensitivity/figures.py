"""Every figure that a knowledge base chose, in rules, scales, lookups and formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..expressions import Name
from ..inference import Inference
from ..rules import Rule
from ..sources import Origin
from ..strata import Program
from ..values import UNKNOWN, Facts, Net, show
from ..vocabulary import Attribute, Formula, Lookup, Number
from .bounds import Bounds, Varying, of_expression, of_lookup
from .constants import Place, number_instead, places, replaced
from .programs import with_conclusion
from .pulling import of_scale, strength
from .report import Figure
from .subject import Case
from .trails import Trail
from .turning import VARIED, Chosen, digit, each_by_itself, followed, moves, tried
from .walking import Dial


def chosen(program: Program) -> Iterator[Chosen]:
    """Every figure of convention, and the strength of every rule that pulls, whoever says so."""
    for number, rule in enumerate(program.rules):
        yield from strength(program, number, rule)
        if rule.source.origin is Origin.CONVENTION:
            yield from _conclusions(program, number, rule)
    for scale in program.knowledge.scales.values():
        if scale.source.origin is Origin.CONVENTION:
            yield from of_scale(program, scale)
    for attribute in program.knowledge.vocabulary:
        yield from _of_attribute(attribute)


def _of_attribute(attribute: Attribute) -> Iterator[Chosen]:
    match attribute.kind:
        case Lookup(rows=rows) as lookup:
            for number, row in enumerate(rows):
                if row.source.origin is Origin.CONVENTION:
                    yield _row(attribute, lookup, number)
        case Formula() as formula if attribute.source.origin is Origin.CONVENTION:
            for place in places(formula.expression):
                yield _constant(attribute, formula, place)


def _row(attribute: Attribute, lookup: Lookup, number: int) -> Chosen:
    row = lookup.rows[number]
    key = "otherwise" if row.key is None else f"at {show(row.key)}"
    low, high = tried(row.value)
    figure = Figure(
        f"{attribute.name} {key}", "row", row.value, digit(row.value), low, high,
        attribute.because, row.source, row.location or attribute.location,
    )  # fmt: skip

    def decides(memory: Facts) -> bool:
        key = memory.get(lookup.by, UNKNOWN)
        return lookup.row(key.figure if isinstance(key, Net) else key) is row

    def turned(value: Decimal) -> Lookup:
        rows = list(lookup.rows)
        rows[number] = replace(row, value=value)
        return replace(lookup, rows=tuple(rows))

    def bounds(memory: Facts, varying: Varying) -> Bounds:
        return varying[VARIED] if decides(memory) else of_lookup(lookup, memory, varying)

    return Chosen(
        figure,
        lambda case: decides(case.run.memory) and moves(case, figure, attribute, bounds),
        lambda case: followed(case, figure, attribute, turned, bounds),
    )


def _constant(attribute: Attribute, formula: Formula, place: Place) -> Chosen:
    low, high = tried(place.value)
    figure = Figure(
        f"{attribute.name}: {place.says}", "constant", place.value, digit(place.value), low, high,
        attribute.because, attribute.source, attribute.location,
    )  # fmt: skip
    open_formula = replaced(formula.expression, place.path, Name(VARIED))

    def turned(value: Decimal) -> Formula:
        return Formula(number_instead(formula.expression, place, value))

    def bounds(memory: Facts, varying: Varying) -> Bounds:
        return of_expression(open_formula, memory, varying)

    return Chosen(
        figure,
        lambda case: moves(case, figure, attribute, bounds),
        lambda case: followed(case, figure, attribute, turned, bounds),
    )


def _conclusions(program: Program, number: int, rule: Rule) -> Iterator[Chosen]:
    for at, conclusion in enumerate(rule.conclusions):
        kind, value = program.knowledge.vocabulary[conclusion.attribute].kind, conclusion.value
        if isinstance(kind, Number) and isinstance(value, Decimal):
            yield _conclusion(rule, number, at, kind)


def _conclusion(rule: Rule, number: int, at: int, kind: Number) -> Chosen:
    name, value = rule.conclusions[at].attribute, rule.conclusions[at].value
    assert isinstance(value, Decimal)  # noqa: S101 - a number attribute concludes numbers
    low, high = tried(value)
    figure = Figure(
        f"{name} by {rule.id}", "conclusion", value, digit(value), max(low, kind.low),
        min(high, kind.high), rule.because, rule.source, rule.location,
    )  # fmt: skip

    def turned(program: Program, value: Decimal) -> Program:
        return with_conclusion(program, number, at, value)

    def takes_part(case: Case) -> bool:
        return name in case.subject.names and number in case.run.standing(name)

    def dial(case: Case) -> Dial:
        trail = case.subject.trails.of(name)

        def steady(run: Inference, low: Decimal, high: Decimal) -> bool:
            alone = follow(run) is not None
            return number not in run.standing(name) or (alone and trail.steady(run, low, high))

        def follow(run: Inference) -> Trail | None:
            alone = run.standing(name) == [number]
            return trail if alone and len(run.program.concludes[number][name]) == 1 else None

        return each_by_itself(case, [name], figure, turned, steady, follow)

    return Chosen(figure, takes_part, dial)

"""A program with one figure changed; its conditions, and so what is compiled of them, stay."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from ..rules import Rule, Scale
from ..strata import Program, Stratum
from ..vocabulary import Kind

Each = TypeVar("Each")


def with_rule(program: Program, number: int, rule: Rule) -> Program:
    """The program with another rule of the same conditions under this number."""
    return replace(program, rules=_at(program.rules, number, rule))


def with_conclusion(program: Program, number: int, at: int, value: Decimal) -> Program:
    """The program in which a rule concludes another number."""
    rule = program.rules[number]
    conclusions = _at(rule.conclusions, at, replace(rule.conclusions[at], value=value))
    name = conclusions[at].attribute
    values = tuple(each.value for each in conclusions if each.attribute == name)
    concludes = {**program.concludes[number], name: values}
    return replace(
        with_rule(program, number, replace(rule, conclusions=conclusions)),
        concludes=_at(program.concludes, number, concludes),
    )


def with_scale(program: Program, scale: Scale) -> Program:
    """The program with another scale of the same name."""
    scales = {**program.knowledge.scales, scale.name: scale}
    return replace(program, knowledge=replace(program.knowledge, scales=scales))


def with_kind(program: Program, name: str, kind: Kind) -> Program:
    """The program in which an attribute is computed in another way from the same."""
    strata = (
        _with_kind(stratum, name, kind) if name in stratum.closes else stratum
        for stratum in program.strata
    )
    return replace(program, strata=tuple(strata))


def _with_kind(stratum: Stratum, name: str, kind: Kind) -> Stratum:
    closings = (
        replace(closing, kind=kind) if closing.name == name else closing
        for closing in stratum.closings
    )
    return replace(stratum, closings=tuple(closings))


def _at(every: tuple[Each, ...], number: int, each: Each) -> tuple[Each, ...]:
    return (*every[:number], each, *every[number + 1 :])

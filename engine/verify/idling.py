"""Parts of rules that never act: an ``overrides``, an ``unless``, one of several conditions."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import AllOf, AnyOf, Condition, NoneOf, describe
from ..rules import Rule
from .fault import UNSURE, Fault
from .space import Space


def faults(space: Space) -> Iterator[Fault]:
    """Every ``overrides`` that sets nothing aside, and every ``unless`` that stops nothing."""
    for number in space.compiled_rules:
        if not space.empty(space.fired(number)):  # else that is the finding
            yield from _overrides(space, number)
            yield from _unless(space, number)


def _overrides(space: Space, number: int) -> Iterator[Fault]:
    rule = space.rules[number]
    for target in rule.overrides:
        other = space.numbers[target]
        if not space.knows(other) or space.empty(space.fired(other)):
            continue  # another cone of influence shows it, or it never fires itself
        acts = space.both(space.standing(number), space.fired(other))
        if space.empty(acts):
            yield Fault("idle-override", (rule.id, target))
        elif space.joined(acts):
            yield Fault(UNSURE, ("overrides", rule.id, target), acts)


def _unless(space: Space, number: int) -> Iterator[Fault]:
    rule = space.rules[number]
    if rule.unless is not None:
        stopped = space.both(space.holds(rule.when), space.holds(rule.unless))
        if space.empty(stopped):
            yield Fault("idle-unless", (rule.id,))
        elif space.joined(stopped):
            yield Fault(UNSURE, ("unless", rule.id), stopped)


def spare_conditions(space: Space) -> Iterator[tuple[Rule, str]]:
    """Conditions without which their rule fires for the same people: nobody would notice."""
    for number in space.compiled_rules:
        rule = space.rules[number]
        if space.empty(space.fired(number)):
            continue
        for part, rest in _parts(rule.when):
            region = space.holds(rest)
            if rule.unless is not None:
                region = space.without(region, space.holds(rule.unless))
            if region == space.fired(number):
                yield rule, describe(part)


def _parts(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Each condition that a person would write on a line, and the whole without it."""
    match condition:
        case AllOf((_, NoneOf(earlier))) if len(earlier) > 1:
            return  # a row of a table, and what its place in the table says
        case AllOf(parts) | AnyOf(parts) if len(parts) > 1:
            for at, part in enumerate(parts):
                rest = (*parts[:at], *parts[at + 1 :])
                yield part, type(condition)(rest)
                for inner, left in _parts(part):
                    yield inner, type(condition)((*parts[:at], left, *parts[at + 1 :]))
        case _:
            return

"""The conditions of a rule one by one, each with the rule's conditions if it were granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..conditions import ALWAYS, AllOf, AnyOf, Comparison, Condition, NoneOf, describe, literals
from ..diagnostics import Location
from ..rules import Rule

NO_ROW_ABOVE = "no row above fits"

_Rebuild = Callable[[Condition], Condition]


@dataclass(frozen=True, slots=True)
class Part:
    """One condition: ``granted`` are all conditions of the rule, this one taken to be true."""

    said: str
    condition: Condition
    granted: Condition
    location: Location | None = field(default=None, compare=False)


def parts_of(rule: Rule) -> tuple[Part, ...]:
    """The comparisons of a rule's ``when``, in the sense in which they serve it.

    That no row above fits, where the first match counts, is one condition.
    """

    def part(condition: Condition, positive: bool, rebuild: _Rebuild) -> Part:
        above = not isinstance(condition, Comparison)
        at = rule.location if above else _location(condition)
        granted = rebuild(ALWAYS if positive else AnyOf())
        served = condition if positive else NoneOf((condition,))
        said = NO_ROW_ABOVE if above else describe(condition, positive)
        return Part(said, served, granted, at)

    found = _walk(rule.when, True, lambda condition: condition, rule)
    return tuple(part(*each) for each in found)


def _walk(
    condition: Condition, positive: bool, rebuild: _Rebuild, rule: Rule
) -> Iterator[tuple[Condition, bool, _Rebuild]]:
    """Each comparison with its sign, and what makes the whole of something in its place."""
    match condition:
        case Comparison():
            yield condition, positive, rebuild
        case NoneOf() if rows_above(condition, rule):
            yield condition, positive, rebuild
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            kind = type(condition)
            sign = positive if not isinstance(condition, NoneOf) else not positive
            for number, part in enumerate(parts):
                yield from _walk(part, sign, _within(rebuild, kind, parts, number), rule)


def _within(
    rebuild: _Rebuild, kind: type[AllOf | AnyOf | NoneOf], parts: tuple[Condition, ...], at: int
) -> _Rebuild:
    return lambda inner: rebuild(kind((*parts[:at], inner, *parts[at + 1 :])))


def rows_above(condition: NoneOf, rule: Rule) -> bool:
    """Whether these are the rows above, which come before the row itself."""
    if rule.table is None or rule.location is None:
        return False
    places = [_location(literal.comparison) for literal in literals(condition)]
    return bool(places) and all(at is not None and at < rule.location for at in places)


def _location(condition: Condition) -> Location | None:
    return condition.location if isinstance(condition, Comparison) else None

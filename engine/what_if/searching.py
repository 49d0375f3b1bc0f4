"""The honest search where no diagram can be had: one change after the other, up to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product

from ..conditions import Condition, literals, truth
from ..consultation import Reference
from ..diagram.smallest import Change, least
from ..strata import Program
from ..values import Facts, Value
from ..vocabulary import Attribute, ListOf, Number, OneOf

MOST_TRIED = 2_000
MOST_TOGETHER = 2
SLOWLY = MOST_TOGETHER + 1  # the price of a slow change: more than all that is changed quickly


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, and how many changes of up to MOST_TOGETHER facts were tried."""

    found: tuple[Change, ...]
    tried: int


def search(
    condition: Condition,
    told: Facts,
    program: Program,
    changeable: Iterable[Attribute],
    most: int = MOST_TRIED,
) -> Searched:
    """The changes of one fact and of two that make a condition true, as far as they were tried.

    Of numbers the values around those that rules name or work out now; of lists one word more or
    less.
    """
    reference, found, tried = Reference(program), list[Change](), 0
    cuts = _cuts(program, condition, reference.believe(told).memory)
    for change in islice(_changes(told, tuple(changeable), cuts), most):
        tried += 1
        run = reference.believe({**told, **change.then})
        if truth(condition, run.memory) is True:
            found.append(change)
    return Searched(least(found), tried)


def _changes(
    told: Facts, changeable: tuple[Attribute, ...], cuts: frozenset[Decimal]
) -> Iterator[Change]:
    """One fact at a time, then two; what changes slowly last."""
    ordered = sorted(changeable, key=lambda each: each.can_change == "slowly")
    for together in range(1, MOST_TOGETHER + 1):
        for chosen in combinations(ordered, together):
            names = [each.name for each in chosen]
            cost = sum(SLOWLY if each.can_change == "slowly" else 1 for each in chosen)
            values = [_values(each, told.get(each.name), cuts) for each in chosen]
            for then in product(*values):
                now = {name: told.get(name) for name in names}
                yield Change(now, dict(zip(names, then, strict=True)), cost)


def _values(attribute: Attribute, now: Value | None, cuts: frozenset[Decimal]) -> list[Value]:
    """The other values of an attribute that are worth a try."""
    match attribute.kind:
        case OneOf(words):
            return [word for word in words if word != now]
        case ListOf(words):
            chosen = now if isinstance(now, tuple) else ()
            return [_toggled(words, chosen, word) for word in words]
        case Number(low, high, whole):
            tried = {low, high} | {cut + far for cut in cuts for far in (-1, 0, 1)}
            within = {
                number
                for number in tried
                if low <= number <= high and (not whole or number == number.to_integral_value())
            }
            return list[Value](sorted(number for number in within if number != now))
        case _:
            return []


def _toggled(words: tuple[str, ...], chosen: tuple[str, ...], word: str) -> tuple[str, ...]:
    return tuple(each for each in words if (each in chosen) is not (each == word))


def _cuts(program: Program, condition: Condition, memory: Facts) -> frozenset[Decimal]:
    """Every number that a rule names, and those that are at hand, as far apart as the wish says."""
    conditions = (each for rule in program.rules for each in (rule.when, rule.unless) if each)
    named = {number for each in conditions for number in _numbers(each)}
    at_hand = {value for value in memory.values() if isinstance(value, Decimal)}
    apart = {Decimal(0), *_numbers(condition)}
    moved = {value + sign * far for value in at_hand for far in apart for sign in (-1, 1)}
    return frozenset(named | moved)


def _numbers(condition: Condition) -> Iterator[Decimal]:
    for literal in literals(condition):
        if isinstance(literal.comparison.operand, Decimal):
            yield literal.comparison.operand

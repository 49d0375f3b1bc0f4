"""Whether every rule fires for somebody, and every row of a table is reached."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..conditions import AllOf, NoneOf
from ..diagnostics import Location
from ..rules import Rule
from .fault import UNSURE, Fault
from .space import Space

MOST_FOUND = 10


def faults(space: Space) -> Iterator[Fault]:
    """Rules that fire for nobody, and rows that earlier rows leave nothing for.

    Where a joint test has a say an example is needed, for the test may exclude itself.
    """
    for number in space.compiled_rules:
        rule, fired = space.rules[number], space.fired(number)
        if space.empty(fired):
            yield Fault("shadowed-row" if _reachable(space, rule) else "never-fires", (rule.id,))
        elif space.joined(fired):
            yield Fault(UNSURE, ("fires", rule.id), fired)


def overlaps(space: Space) -> Iterator[Fault]:
    """Rows of one table that hold together, neither overriding the other."""
    for numbers in tables(space):
        found = 0
        for one, other in combinations(numbers, 2):
            first, second = space.rules[one], space.rules[other]
            if first.id in second.overrides or second.id in first.overrides:
                continue
            region = space.both(space.fired(one), space.fired(other))
            if not space.empty(region) and found < MOST_FOUND:
                found += 1
                yield Fault("overlapping-rows", (first.id, second.id), region)


def tables(space: Space) -> list[list[int]]:
    """The rows of each table by number, in the order of the file."""
    found: dict[tuple[str, str], list[int]] = {}
    for number in space.compiled_rules:
        rule = space.rules[number]
        if rule.table is not None:
            found.setdefault((rule.table, _place(rule).path), []).append(number)
    for numbers in found.values():
        numbers.sort(key=lambda number: _place(space.rules[number]))
    return list(found.values())


def _reachable(space: Space, rule: Rule) -> bool:
    """Whether a row could hold, were it not for the rows before it."""
    match rule.when:
        case AllOf((own, NoneOf())) if rule.table is not None:
            return not space.empty(space.holds(own))
        case _:
            return False


def _place(rule: Rule) -> Location:
    return rule.location or Location("", 0)

"""Conditions in sentences: what is asked of one attribute in one clause, the rest as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..cases.parts import NO_ROW_ABOVE, rows_above
from ..conditions import ALWAYS, AllOf, AnyOf, Comparison, Condition, NoneOf, Other, describe
from ..explain.wording import phrase
from ..rules import Rule
from .wording import Phrase, Piece, Ref, attribute

ALL, ONE_OF = "all of these hold", "one of these holds"
Special = Callable[[NoneOf], Phrase | None]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition: a phrase, or a title (``ALL``, ``ONE_OF``) over the parts that it joins."""

    phrase: Phrase = ()
    title: str = ""
    parts: tuple[Clause, ...] = ()


def clause_of(condition: Condition) -> Clause:
    """The condition as a clause."""
    return _clause(condition, True, lambda _: None)


def when_of(rule: Rule) -> Clause | None:
    """When a rule fires, or None where it always does.

    That no row above it fits is one clause of a row, where the first match counts.
    """

    def above(condition: NoneOf) -> Phrase | None:
        if rule.table is None or not rows_above(condition, rule):
            return None
        return Piece(f"{NO_ROW_ABOVE} in the table "), Piece(rule.table, Ref("table", rule.table))

    return None if rule.when == ALWAYS else _clause(rule.when, True, above)


def _clause(condition: Condition, positive: bool, special: Special) -> Clause:
    match condition:
        case Comparison():
            return Clause(_tests((condition,), condition, positive))
        case NoneOf(parts):
            said = special(condition) if positive else None
            return Clause(said) if said else _clause(AnyOf(parts), not positive, special)
        case AllOf((part,)) | AnyOf((part,)):
            return _clause(part, positive, special)
        case AllOf(parts) | AnyOf(parts):
            tests = _of_one_attribute(parts)
            if tests:
                return Clause(_tests(tests, condition, positive))
            title = ALL if isinstance(condition, AllOf) is positive else ONE_OF
            found = tuple(_parts(condition, title, positive, special))
            return _joined(title, found) if found else Clause((Piece(describe(condition)),))


def _joined(title: str, parts: tuple[Clause, ...]) -> Clause:
    return parts[0] if len(parts) == 1 else Clause(title=title, parts=parts)


def _parts(
    condition: AllOf | AnyOf, title: str, positive: bool, special: Special
) -> Iterator[Clause]:
    """The parts; those of a part that joins in the same way stand beside the others."""
    for part in condition.parts:
        if part != ALWAYS or title != ALL or not positive:
            found = _clause(part, positive, special)
            yield from found.parts if found.title == title else (found,)


def _tests(tests: tuple[Comparison, ...], condition: Condition, positive: bool) -> Phrase:
    """Tests of one attribute, which is named once; an attribute that it is held against, too."""
    name = tests[0].attribute
    said = phrase(tests, condition, positive).removeprefix(name)
    match tests[-1].operand:
        case Other(other) if said.endswith(other):
            return attribute(name), Piece(said.removesuffix(other)), attribute(other)
        case _:
            return attribute(name), Piece(said)


def _of_one_attribute(parts: tuple[Condition, ...]) -> tuple[Comparison, ...]:
    """The parts, if all of them are tests of the same attribute."""
    tests = tuple(part for part in parts if isinstance(part, Comparison))
    same = len({test.attribute for test in tests}) == 1 and len(tests) == len(parts)
    return tests if same else ()

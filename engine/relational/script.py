"""The query as a file to keep: what it expects and what it gives, and then the query itself."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from sqlglot.dialects import Dialects

from ..diagnostics import DunbarError
from ..strata import Program
from ..values import show_number
from ..vocabulary import Attribute, ListOf, Number, OneOf
from ..words import did_you_mean
from .query import RULES, Query, compile_query

WIDTH = 96
# What sqlglot names and cannot write: no warehouse, or none that takes such a query.
_UNFIT = {"", "dax", "prql", "solr"}


class DialectError(DunbarError):
    """A dialect of which nothing is known; the text has the list."""


def dialects() -> tuple[str, ...]:
    """The dialects in which a query can be written."""
    return tuple(sorted({each.value for each in Dialects} - _UNFIT))


def script(program: Program, dialect: str, source: str, title: str) -> str:
    """The query of a program with a comment above it. Raises DialectError and UnfitError."""
    known = dialects()
    if dialect not in known:
        hint = did_you_mean(dialect, known) or f"these are: {', '.join(known)}"
        raise DialectError(f'"{dialect}" is no dialect of SQL that is known here; {hint}')
    query = compile_query(program, source=source, dialect=dialect)
    return "".join(f"{line}\n" for line in _head(program, query, title)) + query.sql(dialect) + "\n"


def _head(program: Program, query: Query, title: str) -> Iterator[str]:
    vocabulary = program.knowledge.vocabulary
    yield from _comment(title)
    yield from _comment(f'It reads the table "{query.source}", a row for each profile:')
    for name, column in query.inputs.items():
        yield from _comment(f'  "{column}" {_expected(vocabulary[name])}', "      ")
    yield from _comment("NULL is untold. Words are compared as they stand: in this very spelling.")
    given = ", ".join(each.name for each in query.outputs if each.name != RULES)
    yield from _comment("It gives, for each row:")
    if given:
        yield from _comment(f"  {given}", "  ")
    yield from _comment(f"  {RULES}: the ids of the rules that fired, between spaces")


def _expected(attribute: Attribute) -> str:
    match attribute.kind:
        case OneOf(values):
            return f"text: {_quoted(values)}"
        case ListOf(values):
            return f"array of texts, empty for none: {_quoted(values)}"
        case Number(low, high, whole):
            kind = "whole number" if whole else "number with at most 6 decimal places"
            return f"{kind}, {show_number(low)} to {show_number(high)}"
        case _:
            return "not asked"


def _quoted(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    """Lines that every engine skips, whatever is in the text."""
    plain = "".join(each if each.isprintable() else " " for each in text)
    for line in wrap(plain, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]:
        yield f"-- {line}".rstrip()

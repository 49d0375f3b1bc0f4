"""The whole query: what was told in, the fields of the verdict and the rules that fired out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlglot import exp

from ..presentation import Field
from ..strata import Program
from .layers import Layers
from .states import Amount, Listed, Weighed, Words
from .strata import Compiled, compile_strata
from .terms import (
    Term,
    cases,
    column,
    compared,
    is_given,
    is_null,
    number,
    some,
    surely,
    text,
    total,
)
from .truths import truth
from .typing import DIGITS_OF_64_BITS

Fired = Literal["text", "masks", "none"]
RULES = "rules"
RULES_A_MASK = 62


@dataclass(frozen=True, slots=True)
class Output:
    """A column of the answer: an entry of the verdict (``field``), or a mask of ``rules``."""

    name: str
    field: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """One SELECT over ``source``; ``inputs`` are its columns by the attribute that each tells."""

    select: exp.Select
    source: str
    inputs: Mapping[str, str]
    outputs: tuple[Output, ...]

    def sql(self, dialect: str, *, pretty: bool = True, comments: bool = True) -> str:
        """The text of the query."""
        return self.select.sql(dialect, pretty=pretty, comments=comments)


def compile_query(
    program: Program,
    *,
    source: str = "profiles",
    inputs: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    fired: Fired = "text",
    dialect: str = "duckdb",
    prefix: str = "",
) -> Query:
    """The query of a program over a table with a column for each asked attribute.

    Columns to ``keep`` come first. Which rules fired is told as text (ids between spaces), as
    masks of so many bits, or not at all. All columns in between begin with ``prefix``. Raises
    UnfitError.
    """
    named = dict(inputs) if inputs is not None else input_names(program)
    kept = tuple(keep)
    layers = Layers(source, {*named.values(), *kept, source}, prefix)
    compiled = compile_strata(program, layers, named, dialect)
    shown = tuple(_outputs(compiled, kept, fired))
    select = layers.select((output.name, term, note) for output, term, note in shown)
    return Query(select, source, named, tuple(output for output, _, _ in shown))


def input_names(program: Program) -> dict[str, str]:
    """A column for each asked attribute, called so with ``_`` for spaces."""
    return {name: name.replace(" ", "_") for name in program.asked}


def _outputs(
    compiled: Compiled, kept: Iterable[str], fired: Fired
) -> Iterator[tuple[Output, Term, str]]:
    taken = [*kept]
    for name in kept:
        yield Output(name), column(name), ""
    for output, term in fields(compiled, taken):
        taken.append(output.name)
        yield output, term, ""
    rules = {compiled.program.rules[at].id: name for at, name in sorted(compiled.rules.items())}
    match fired:
        case "text":
            yield Output(_column(RULES, set(taken)), rules=tuple(rules)), as_text(rules), ""
        case "masks":
            yield from _as_masks(rules)


def fields(compiled: Compiled, kept: Iterable[str]) -> Iterator[tuple[Output, Term]]:
    """The entries of the verdict, under names that no column to keep has."""
    form, taken = compiled.program.knowledge.verdict, set(kept)
    for entry in form.fields if form is not None else ():
        match entry.shows:
            case tuple() as members:
                first = _plain(compiled, members[0])
                for at, member in enumerate(members):
                    name = f"{entry.name}_{member.name}"
                    value = _plain(compiled, member)
                    if at:
                        value = cases([(is_given(first.copy()), value)])
                    yield Output(_column(name, taken), name), value
            case _:
                yield Output(_column(entry.name, taken), entry.name), _plain(compiled, entry)


def _column(name: str, taken: set[str]) -> str:
    plain = name.replace(" ", "_")
    while plain in taken:
        plain = f"{plain}_verdict"
    taken.add(plain)
    return plain


def _plain(compiled: Compiled, entry: Field) -> Term:
    match entry.shows:
        case str() as name:
            return _shown(compiled, name, entry.otherwise)
        case tuple():
            return exp.Null()  # a group in a group: the loader knows none
        case condition:
            return surely(truth(condition, compiled.states))


def _shown(compiled: Compiled, name: str, otherwise: str | None) -> Term:
    instead = None if otherwise is None else text(otherwise)
    match compiled.states[name]:
        case Words(value, none, clash):
            nothing = some((is_null(column(value)), compared(exp.EQ, column(value), text(none))))
            branches = [] if clash is None else [(column(clash), exp.Null())]
            return cases([*branches, (nothing, instead or exp.Null())], column(value))
        case Amount() as amount if instead is None:
            whole = not amount.span.places and amount.span.digits <= DIGITS_OF_64_BITS
            return exp.cast(amount.value(), "BIGINT") if whole else amount.value()
        case Amount() as amount:
            return exp.Coalesce(this=exp.cast(amount.value(), "TEXT"), expressions=[instead])
        case Weighed(_, word):
            return column(word)
        case Listed(words, known):
            pieces = [
                cases([(column(held), text(f"{word}, "))], text("")) for word, held in words.items()
            ]
            listed = exp.Trim(this=_glued(pieces), expression=text(", "), position="TRAILING")
            return cases([(known(), listed)], instead)


def as_text(rules: Mapping[str, str]) -> Term:
    """The ids of the rules that fired, between spaces; ``rules`` are columns by their ids."""
    pieces = [cases([(column(name), text(f"{rule} "))], text("")) for rule, name in rules.items()]
    return exp.Trim(this=_glued(pieces)) if pieces else text("")


def _as_masks(rules: Mapping[str, str]) -> Iterator[tuple[Output, Term, str]]:
    for count, part in enumerate(_parts(list(rules.items()))):
        bits = [
            cases([(column(name), exp.cast(number(1 << bit), "BIGINT"))], number(0))
            for bit, (_, name) in enumerate(part)
        ]
        yield Output(f"{RULES}_{count}", rules=tuple(rule for rule, _ in part)), total(bits), ""


def _parts(rules: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    return [rules[at : at + RULES_A_MASK] for at in range(0, len(rules), RULES_A_MASK)]


def _glued(pieces: list[Term]) -> Term:
    return exp.Concat(expressions=pieces, safe=False, coalesce=False)

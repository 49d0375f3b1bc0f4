"""Small terms of SQL, folded where constant; every use of a column is a node of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlglot import exp

Term = exp.Expr
"""A piece of SQL; of truth values TRUE, FALSE, or NULL for what is unknown."""


def column(name: str) -> Term:
    """A column, its name quoted."""
    return exp.Column(this=exp.Identifier(this=name, quoted=True))


def table(name: str) -> exp.Table:
    """A table or view, its name quoted."""
    return exp.Table(this=exp.Identifier(this=name, quoted=True))


def text(value: str) -> Term:
    """A text, whatever is in it."""
    return exp.Literal.string(value)


def number(value: Decimal | int) -> Term:
    """An exact number; engines that read 0.85 as a binary float are told that it is none."""
    plain = f"{Decimal(value):f}"
    literal: Term = exp.Literal.number(plain.removeprefix("-"))
    if plain.startswith("-"):
        literal = exp.Neg(this=literal)
    places = len(plain.partition(".")[2])
    if not places:
        return literal
    return exp.cast(literal, f"DECIMAL({len(plain.lstrip('-')) - 1}, {places})")


def true() -> Term:
    """TRUE."""
    return exp.Boolean(this=True)


def false() -> Term:
    """FALSE."""
    return exp.Boolean(this=False)


def null() -> Term:
    """NULL."""
    return exp.Null()


def is_constant(term: Term, value: bool) -> bool:
    """Whether the term is TRUE, or FALSE."""
    return isinstance(term, exp.Boolean) and term.this is value


def every(terms: Iterable[Term]) -> Term:
    """All of them; TRUE of none."""
    return _joined(exp.And, list(terms), neutral=True)


def some(terms: Iterable[Term]) -> Term:
    """One of them at least; FALSE of none."""
    return _joined(exp.Or, list(terms), neutral=False)


def negated(term: Term) -> Term:
    """NOT, and nothing twice."""
    match term:
        case exp.Boolean():
            return exp.Boolean(this=not term.this)
        case exp.Not():
            return unwrapped(term.this)
        case _:
            return exp.Not(this=_wrapped(term, exp.Connector, exp.Binary, exp.In, exp.Is))


def is_null(term: Term) -> Term:
    """Whether it is NULL."""
    return exp.Is(this=_wrapped(term, exp.Connector, exp.Binary, exp.Not), expression=exp.Null())


def is_given(term: Term) -> Term:
    """Whether it is not NULL."""
    return exp.Not(this=is_null(term))


def surely(term: Term) -> Term:
    """Whether it is TRUE: FALSE also where it is unknown."""
    if isinstance(term, exp.Boolean):
        return term
    return exp.Coalesce(this=term, expressions=[exp.Boolean(this=False)])


def compared(kind: type[exp.Binary], left: Term, right: Term) -> Term:
    """A comparison."""
    return kind(this=left, expression=right)


def among(term: Term, values: Sequence[Term]) -> Term:
    """Whether it is one of the values."""
    if len(values) == 1:
        return exp.EQ(this=term, expression=values[0])
    return exp.In(this=term, expressions=list(values))


def cases(branches: Iterable[tuple[Term, Term]], otherwise: Term | None = None) -> Term:
    """The first branch whose condition is TRUE."""
    ifs = [exp.If(this=when, true=then) for when, then in branches if not is_constant(when, False)]
    if not ifs:
        return otherwise if otherwise is not None else exp.Null()
    return exp.Case(ifs=ifs, default=otherwise)


def total(terms: Sequence[Term]) -> Term:
    """The sum; nought of none."""
    return _balanced(exp.Add, list(terms)) if terms else number(0)


def greatest(terms: Sequence[Term]) -> Term:
    """The greatest of terms that are not NULL."""
    first, *others = terms
    return exp.Greatest(this=first, expressions=others, ignore_nulls=True) if others else first


def least(terms: Sequence[Term]) -> Term:
    """The least of terms that are not NULL."""
    first, *others = terms
    return exp.Least(this=first, expressions=others, ignore_nulls=True) if others else first


def unwrapped(term: Term) -> Term:
    """The term without its parentheses."""
    return term.this if isinstance(term, exp.Paren) else term


def _joined(kind: type[exp.Connector], terms: list[Term], *, neutral: bool) -> Term:
    for term in terms:
        if is_constant(term, not neutral):
            return exp.Boolean(this=not neutral)
    kept = [term for term in terms if not is_constant(term, neutral)]
    if not kept:
        return exp.Boolean(this=neutral)
    other = exp.Or if kind is exp.And else exp.And
    return _balanced(kind, [_wrapped(term, other) for term in kept])


def _balanced(kind: type[exp.Binary], terms: list[Term]) -> Term:
    """Nested evenly, so that no parser has to go as deep as there are terms."""
    if len(terms) == 1:
        return terms[0]
    middle = (len(terms) + 1) // 2
    left, right = _balanced(kind, terms[:middle]), _balanced(kind, terms[middle:])
    return kind(this=left, expression=right)


def _wrapped(term: Term, *kinds: type[exp.Expr]) -> Term:
    return exp.Paren(this=term) if isinstance(term, kinds) else term

"""What a column, or several, hold of an attribute: words, numbers, lists, evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .terms import Term, column, false, null, true
from .typing import Span

Make = Callable[[], Term]
"""A term made anew at each call, for a node of SQL stands in one place only."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text: NULL for unknown, ``none`` for none; ``clash`` is TRUE where rules disagree."""

    value: str
    none: str
    clash: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: NULL for unknown and for none, which ``none`` tells apart (TRUE or FALSE).

    ``cheap`` terms may be written again and again.
    """

    value: Make
    none: Make
    span: Span
    cheap: bool = True
    clash: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: for each word a truth value, all of them NULL for unknown."""

    words: Mapping[str, str]
    known: Make


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence, which is always known: its figure, its word, and each side that pulls."""

    figure: str
    word: str
    sides: tuple[str, ...]
    span: Span


State = Words | Amount | Listed | Weighed


def held(name: str, span: Span, none: str | None = None, clash: str | None = None) -> Amount:
    """The number in a column, which ``none`` is a column beside."""
    return Amount(lambda: column(name), _flag(none), span, clash=clash)


def _flag(flag: str | None) -> Make:
    """The flag; FALSE without one."""
    return false if flag is None else lambda: column(flag)


def nothing(known: Make = true) -> Amount:
    """What is no number wherever it is known."""
    return Amount(null, known, Span(Decimal(0), Decimal(0), 0))

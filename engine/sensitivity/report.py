"""What is found out about one consultation: plain values, for any renderer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..consultation import Fact
from ..diagnostics import Location
from ..sources import Source
from ..values import Value
from ..vocabulary import Attribute

Figures = tuple[Decimal, Decimal]
"""The lowest and the highest figure of a range."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a verdict by field (None: no value), and the ends of its range if it has one."""

    words: Mapping[str, str | None]
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Change:
    """One word of the verdict that becomes another."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a number changes words: at ``value``, and not yet at ``last``, one unit before it.

    ``upside_down``: there the range would end below where it begins, whether or not words change.
    """

    value: Decimal
    last: Decimal
    changes: tuple[Change, ...]
    figures: Figures | None
    upside_down: bool = False


@dataclass(frozen=True, slots=True)
class NumberFact:
    """A number that was told: the nearest values below and above it that change a word.

    ``figures`` are the ends of the range over all its values; where not all of them could be
    looked at, it is not ``range_complete``, and the range reaches at least so far. Where the
    search for words was broken off it is not ``words_complete``.
    """

    fact: Fact
    attribute: Attribute
    unit: Decimal
    lower: Tip | None
    higher: Tip | None
    figures: Figures | None
    words_complete: bool
    range_complete: bool

    @property
    def complete(self) -> bool:
        """Whether all of its values were looked at, for the words and for the range."""
        return self.words_complete and self.range_complete

    @property
    def tips(self) -> bool:
        """Whether any value of it changes a word."""
        return self.lower is not None or self.higher is not None


@dataclass(frozen=True, slots=True)
class Others:
    """Values that change the same words (none of them where ``changes`` is empty)."""

    values: tuple[Value, ...]
    changes: tuple[Change, ...]
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class WordFact:
    """A word or a list that was told, and what each other answer would change.

    Of lists, the others are one word more, one word fewer, and none at all.
    """

    fact: Fact
    attribute: Attribute
    others: tuple[Others, ...]

    @property
    def tips(self) -> bool:
        """Whether any other answer changes a word."""
        return any(others.changes for others in self.others)

    @property
    def share(self) -> float:
        """How many of the other answers change a word, from 0 to 1."""
        every = [value for others in self.others for value in others.values]
        tipping = [value for others in self.others if others.changes for value in others.values]
        return len(tipping) / len(every) if every else 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """All numbers from ``low`` to ``high`` that change the same words, in steps of ``unit``."""

    low: Decimal
    high: Decimal
    unit: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """Answers to a question not asked yet, that change the same words."""

    values: tuple[Value | Stretch, ...]
    changes: tuple[Change, ...]

    @property
    def shortest(self) -> tuple[Value | Stretch, ...]:
        """The answers without lists of which a part, that is not empty, is an answer as well."""
        lists = [set(value) for value in self.values if isinstance(value, tuple) and value]
        return tuple(
            value
            for value in self.values
            if not isinstance(value, tuple) or not any(each < set(value) for each in lists)
        )


@dataclass(frozen=True, slots=True)
class Untold:
    """An attribute that was not told, and the answers to it that would change words."""

    attribute: Attribute
    answers: tuple[Answer, ...]
    complete: bool


FigureKind = Literal["strength", "steps", "threshold", "limit", "row", "constant", "conclusion"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that somebody chose, tried in steps of ``unit`` from ``low`` to ``high``."""

    name: str
    kind: FigureKind
    value: Decimal
    unit: Decimal
    low: Decimal
    high: Decimal
    because: str
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Convention:
    """A figure that takes part in this verdict, and where it changes a word of it.

    From ``low`` to ``high`` it changes none and the range stays the right way up; ``lowest`` and
    ``highest`` are the ranges there.
    Where the search was broken off it is not ``complete``, and may hold farther.
    """

    figure: Figure
    low: Decimal
    high: Decimal
    lower: Tip | None
    higher: Tip | None
    lowest: Figures | None
    highest: Figures | None
    complete: bool

    @property
    def tips(self) -> bool:
        """Whether any value that was tried changes a word, or turns the range upside down."""
        return self.lower is not None or self.higher is not None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far one verdict is from tipping: its facts, what was not told, its conventions.

    Facts and conventions stand nearest to tipping first. ``asleep`` counts the conventions that
    take no part; ``main`` is the field that the verdict is mainly about, if it has one.
    """

    reading: Reading
    main: str | None
    facts: tuple[NumberFact | WordFact, ...]
    untold: tuple[Untold, ...]
    conventions: tuple[Convention, ...]
    asleep: int
    range_of: str | None

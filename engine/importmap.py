"""What an import map says: the files of an export, their columns, and what is read from them.

A map names everything that may be kept; what it does not name is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .diagnostics import Location
from .values import Value

DateShape = Literal[
    "day month year", "day.month.year", "month/day/year", "year-month-day", "month year"
]
DayInName = Literal["month-day-year", "day-month-year", "year-month-day"]
Trust = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be read, by any of its ``headings``.

    Where it is ``only_filled``, nothing is kept of a cell but whether something stands in it.
    ``endings`` are last words that make no difference (folded); ``between`` parts its items.
    """

    name: str
    headings: tuple[str, ...]
    dates: tuple[DateShape, ...] = ()
    only_filled: bool = False
    endings: tuple[str, ...] = ()
    between: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of an export; its header is the row that holds all headings of one of ``known_by``."""

    name: str
    known_by: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    dated_by: str | None = None
    escaped: bool = False
    location: Location | None = field(default=None, compare=False)

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True)
class CellTest:
    """What a row must have in a column: one of ``words`` (folded), or anything, or nothing."""

    column: str
    words: tuple[str, ...] = ()
    filled: bool = True


Where = tuple[CellTest, ...]


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of texts: those that hold one of ``words`` and none of ``unless``."""

    name: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows; of the last months only, until some months ago, or a month on average."""

    last: int | None = None
    until: int | None = None
    a_month: bool = False


@dataclass(frozen=True, slots=True)
class Different:
    """How many different values a column has."""

    column: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of 100 rows are such rows."""

    such: Where


@dataclass(frozen=True, slots=True)
class Largest:
    """How many of 100 filled cells hold one of the ``most`` commonest values."""

    column: str
    most: int = 1


@dataclass(frozen=True, slots=True)
class Mix:
    """How many of 100 filled cells are of each class."""

    column: str
    classes: tuple[WordClass, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The one value of a column, where an attribute knows it."""

    column: str


@dataclass(frozen=True, slots=True)
class Classed:
    """What the class of a column means; nothing where the rows differ in it."""

    column: str
    classes: tuple[WordClass, ...]
    means: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How many different items stand in the cells of a column."""

    column: str


@dataclass(frozen=True, slots=True)
class YearsSince:
    """Years from the earliest date of a column."""

    column: str


Measure = Count | Different | Share | Largest | Mix | Label | Classed | ItemCount | YearsSince


@dataclass(frozen=True, slots=True)
class ReadingForm:
    """One figure: how it is read from which rows of which file, and what it is used for.

    ``tells`` and ``suggests`` name attributes; a suggestion is used only when it is confirmed.
    ``says`` tells how it was read; {rows} and other readings stand in it for their figures.
    """

    name: str
    table: str
    measure: Measure
    where: Where = ()
    unit: str = ""
    tells: str | None = None
    suggests: str | None = None
    trust: Trust = "medium"
    says: str = ""
    note: str = ""
    at_least: int = 0
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ImportMap:
    """How the exports of one kind are read."""

    name: str
    about: str
    tables: tuple[Table, ...]
    readings: tuple[ReadingForm, ...]
    how_to_get: str = ""
    day_in_name: DayInName | None = None
    left_alone: Mapping[str, str] = field(default_factory=dict)
    never_read: tuple[str, ...] = ()
    location: Location | None = field(default=None, compare=False)

    def table(self, name: str) -> Table:
        """The table of this name."""
        return next(table for table in self.tables if table.name == name)

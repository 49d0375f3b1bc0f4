"""What is kept while rows go by: counts of days, of values and of classes, never a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ..importmap import (
    CellTest,
    Classed,
    Count,
    Different,
    ItemCount,
    Label,
    Largest,
    Mix,
    ReadingForm,
    Share,
    Table,
    Where,
    WordClass,
    YearsSince,
)
from ..words import fold
from .cells import Cell, Row, is_filled
from .classes import Sorter
from .limits import MOST_DIFFERENT

NO_DAY = 0  # what stands for an empty date in a count of days


@dataclass(frozen=True, slots=True)
class Days:
    """Rows by their day, in one column or all together."""

    column: str | None
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Values:
    """Filled cells by their text."""

    column: str
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Kinds:
    """Filled cells by their class, and by the words that showed it."""

    column: str
    classes: tuple[WordClass, ...]
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Different items in the cells."""

    column: str
    where: Where = ()


Gathering = Days | Values | Kinds | Items


@dataclass(slots=True)
class Gathered:
    """What one gathering found: how often each thing; ``overflowing`` where they are too many.

    ``merged`` are the counts of values with those as one that are only spelt differently.
    """

    counts: Counter[object] = field(default_factory=Counter)
    words: dict[str, str] = field(default_factory=dict)
    merged: Counter[str] = field(default_factory=Counter)
    overflowing: bool = False

    @property
    def total(self) -> int:
        """How many rows or cells."""
        return self.counts.total()


def gatherings_of(form: ReadingForm, table: Table) -> tuple[Gathering, ...]:
    """What a reading is worked out from."""
    match form.measure:
        case Count():
            return (Days(table.dated_by, form.where),)
        case Share(such):
            return (Days(None, form.where), Days(None, (*form.where, *such)))
        case Different(column) | Largest(column) | Label(column):
            return (Values(column, form.where),)
        case Mix(column, classes) | Classed(column, classes):
            return (Kinds(column, classes, form.where),)
        case ItemCount(column):
            return (Items(column, form.where),)
        case YearsSince(column):
            return (Days(column, form.where),)


def gatherer(gathering: Gathering, table: Table, into: Gathered) -> Callable[[Row], None]:
    """What takes in one row."""
    take = _taker(gathering, table, into)
    where = gathering.where
    if not where:
        return take
    fits = _fitting(where, table)

    def take_fitting(row: Row) -> None:
        if fits(row):
            take(row)

    return take_fitting


def _taker(gathering: Gathering, table: Table, into: Gathered) -> Callable[[Row], None]:
    counts = into.counts
    place = _place(gathering.column, table) if gathering.column is not None else None
    if place is None:

        def count(_: Row) -> None:
            counts[NO_DAY] += 1

        return count
    match gathering:
        case Days():

            def day(row: Row) -> None:
                counts[row[place] or NO_DAY] += 1

            return day
        case Kinds(_, classes):
            return _by_kind(place, classes, into)
        case Items(column):
            return _by_item(place, table.column(column).between, into)
        case _:
            return _by_value(place, into)


def _by_value(place: int, into: Gathered) -> Callable[[Row], None]:
    counts = into.counts

    def take(row: Row) -> None:
        text = row[place]
        if text:
            if text in counts or len(counts) < MOST_DIFFERENT:
                counts[text] += 1
            else:
                into.overflowing = True

    return take


def _by_kind(place: int, classes: tuple[WordClass, ...], into: Gathered) -> Callable[[Row], None]:
    sorter, counts = Sorter(classes), into.counts

    def take(row: Row) -> None:
        text = row[place]
        if text and isinstance(text, str):
            name = sorter.class_of(text)
            counts[name] += 1
            if name is not None and name not in into.words:
                into.words[name] = sorter.word_in(text, name)

    return take


def _by_item(place: int, between: str, into: Gathered) -> Callable[[Row], None]:
    counts = into.counts

    def take(row: Row) -> None:
        for item in str(row[place] or "").split(between or None):
            if item.strip() and len(counts) < MOST_DIFFERENT:
                counts[fold(item)] += 1

    return take


def _fitting(where: Where, table: Table) -> Callable[[Row], bool]:
    tests = [_test(each, _place(each.column, table)) for each in where]
    if len(tests) == 1:
        return tests[0]
    first, *others = tests
    return lambda row: first(row) and all(test(row) for test in others)


def _test(test: CellTest, place: int) -> Callable[[Row], bool]:
    if not test.words:
        wanted = test.filled
        return lambda row: is_filled(row[place]) is wanted
    words = frozenset(test.words)
    return lambda row: _text(row[place]) in words


def _text(cell: Cell) -> str:
    return fold(cell) if isinstance(cell, str) else ""


def _place(column: str, table: Table) -> int:
    return [each.name for each in table.columns].index(column)


__all__ = ["NO_DAY", "Gathered", "Gathering", "gatherer", "gatherings_of"]

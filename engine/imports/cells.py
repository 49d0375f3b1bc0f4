"""The cells of a row that the map names, each as what may be kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..importmap import Column, Table
from ..words import fold
from .dates import day_of
from .header import Header
from .limits import LONGEST_CELL

Cell = str | int | bool | None  # a text, a day, whether filled, or nothing
Row = tuple[Cell, ...]

_Cells = list[str]


def picker(table: Table, header: Header) -> Callable[[_Cells], Row]:
    """What makes of all cells of a row those that the map names, in the order of its columns."""
    readers = [_reader(column, header.headings) for column in table.columns]
    return lambda cells: tuple([read(cells) for read in readers])


def missing_columns(table: Table, header: Header) -> frozenset[str]:
    """The columns of which the header has no heading."""
    there = set(header.headings)
    return frozenset(
        column.name for column in table.columns if not there & set(map(fold, column.headings))
    )


def is_filled(cell: Cell) -> bool:
    """Whether anything stands in a cell, readable or not."""
    return cell is not None and cell is not False and cell != ""


def _reader(column: Column, headings: tuple[str, ...]) -> Callable[[_Cells], Cell]:
    wanted = set(map(fold, column.headings))
    places = [at for at, heading in enumerate(headings) if heading in wanted]
    if column.between:
        return lambda cells: column.between.join(cells[at].strip() for at in places)
    if len(places) == 1:
        return _of_one(column, places[0])
    return _of_several(column, places)


def _of_one(column: Column, place: int) -> Callable[[_Cells], Cell]:
    if column.only_filled:
        return lambda cells: bool(cells[place].strip())
    if column.dates:
        shapes = column.dates
        return lambda cells: day_of(cells[place], shapes)
    return lambda cells: cells[place].strip()[:LONGEST_CELL]


def _of_several(column: Column, places: Sequence[int]) -> Callable[[_Cells], Cell]:
    """Headings may stand twice, or not at all: the first cell in which something stands."""

    def text(cells: _Cells) -> str:
        return next((found for at in places if (found := cells[at].strip())), "")

    if column.only_filled:
        return lambda cells: bool(text(cells))
    if column.dates:
        return lambda cells: day_of(text(cells), column.dates)
    return lambda cells: text(cells)[:LONGEST_CELL]

"""A table with its columns side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .document import Span, Table, Text, dim
from .wrapping import text_width, wrapped

GAP = "  "
LEAST = 8  # columns narrower than this are not narrowed further


def table_lines(table: Table, width: int) -> Iterator[Text]:
    """The head, dim, and the rows, their cells wrapped where the width asks for it."""
    head = tuple(dim(column.title) for column in table.columns)
    rows = (head, *table.rows)
    natural = [max(map(text_width, cells)) for cells in zip(*rows, strict=True)]
    sizes = _narrowed(natural, width - len(GAP) * (len(natural) - 1))
    for row in rows:
        lines = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*lines, fillvalue=()):
            yield tuple(_side_by_side(table, parts, sizes))


def _narrowed(sizes: Sequence[int], room: int) -> list[int]:
    """The sizes with the widest columns made narrower until all fit."""
    narrowed = list(sizes)
    while sum(narrowed) > room and max(narrowed) > LEAST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def _side_by_side(table: Table, cells: Sequence[Text], sizes: Sequence[int]) -> Iterator[Span]:
    for number, (cell, size) in enumerate(zip(cells, sizes, strict=True)):
        fill = Span(" " * (size - text_width(cell)))
        yield Span(GAP if number else "")
        yield from (fill, *cell) if table.columns[number].right else (*cell, fill)

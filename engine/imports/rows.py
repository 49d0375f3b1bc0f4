"""The rows of a table as a stream: cells of the columns that the map names, and nothing else."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import IO

from ..importmap import Table
from .cells import Row, picker
from .header import CODECS, Header
from .limits import MOST_ROWS
from .stream import DamagedError, Tick, text_of

BLANK = "blank"
TOO_LONG = "with more cells than the header"
LATER = "dated later than asked for"


def rows_of(
    file: IO[bytes], table: Table, header: Header, ignored: Counter[str], tick: Tick
) -> Iterator[Row]:
    """Each row as its cells in the order of ``table.columns``; ``ignored`` counts the others.

    Raises DamagedError, and UnicodeDecodeError where the encoding is another.
    """
    lines = text_of(file, CODECS[header.encoding], tick)
    for _ in range(header.lines):
        next(lines, None)
    read = csv.reader(
        lines,
        delimiter=header.separator,
        escapechar="\\" if table.escaped else None,
        strict=True,
    )
    try:
        yield from _picked(read, table, header, ignored)
    except csv.Error:
        line = header.lines + read.line_num
        raise DamagedError(f"breaks off or has a stray quotation mark near line {line:,}") from None


def _picked(
    rows: Iterator[list[str]], table: Table, header: Header, ignored: Counter[str]
) -> Iterator[Row]:
    pick, width = picker(table, header), len(header.headings)
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise DamagedError(f"has more than {MOST_ROWS:,} rows")
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        if not any(map(str.strip, cells)):
            ignored[BLANK] += 1
        elif len(cells) > width and any(map(str.strip, cells[width:])):
            ignored[TOO_LONG] += 1
        else:
            yield pick(cells)

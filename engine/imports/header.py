"""Where a table begins: its encoding, its separator, its row of headings, all told by content."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass

from ..importmap import Table
from ..words import fold, join
from .archive import DAMAGED, Member
from .limits import BEGINNING, MOST_CELLS, MOST_LINES_ABOVE

SEPARATORS = (",", ";", "\t")
UTF_8, UTF_16 = "UTF-8", "UTF-16"
WINDOWS = "Windows-1252"
CODECS = {UTF_8: "utf-8-sig", UTF_16: "utf-16", "UTF-16-LE": "utf-16-le", "UTF-16-BE": "utf-16-be",
          WINDOWS: "cp1252"}  # fmt: skip
HALF = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The headings (folded) of a table, and how many lines stand before its first row."""

    encoding: str
    separator: str
    lines: int
    headings: tuple[str, ...]


def header_of(member: Member, table: Table) -> Header | str:
    """The header of a table, or why there is none."""
    try:
        with member.open() as file:
            beginning = file.read(BEGINNING)
    except DAMAGED:
        return "is damaged"
    encoding = _encoding(beginning)
    text = beginning.decode(CODECS[encoding], errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", MOST_LINES_ABOVE)
    known_by = [frozenset(map(fold, known)) for known in table.known_by]
    for number, line in enumerate(lines[:MOST_LINES_ABOVE], 1):
        for separator in SEPARATORS:
            headings = _headings(line, separator)
            if any(known <= set(headings) for known in known_by):
                return Header(encoding, separator, number, headings)
    wanted = " or ".join(join(known) for known in table.known_by)
    return f"has no row with the headings {wanted}"


def _encoding(beginning: bytes) -> str:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    if beginning.count(0) > len(beginning) // (2 * HALF):
        return "UTF-16-BE" if beginning[:1] == b"\0" else "UTF-16-LE"
    return UTF_8


def _headings(line: str, separator: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return ()
    return tuple(map(fold, cells)) if len(cells) <= MOST_CELLS else ()

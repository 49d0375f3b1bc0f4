"""The part of a line that a problem is about, fit to be shown with carets below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Location
from .characters import safe

GUTTER = "       | "
TAB = 4
CUT = "..."
LEAST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line or a part of it; ``start`` and ``length`` are the carets' columns in it, from 0."""

    text: str
    start: int
    length: int


class Excerpts:
    """Finds excerpts in texts, each of which is cut into lines once."""

    __slots__ = ("_lines", "_sources", "room")

    def __init__(self, sources: Mapping[str, str], width: int) -> None:
        self._sources = sources
        self.room = max(width - len(GUTTER), LEAST_SHOWN)
        self._lines: dict[str, list[str]] = {}

    def at(self, place: Location) -> Excerpt | None:
        """The excerpt for a place, or None when its line is not at hand."""
        if place.path not in self._sources:
            return None
        lines = self._of(place.path)
        if not 1 <= place.line <= len(lines):
            return None
        line = lines[place.line - 1]
        begin = min(max(place.column - 1, 0), len(line))
        end = min(max(place.end - 1 if place.end is not None else 0, begin), len(line))
        return _excerpt(line, begin, end, self.room)

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            text = self._sources.get(path, "").removeprefix("\ufeff")
            self._lines[path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return self._lines[path]


def _excerpt(line: str, begin: int, end: int, room: int) -> Excerpt:
    """The characters from ``begin`` to ``end`` with as much of the line as there is room for."""
    first = _first_shown(line, begin, end, room)
    shown, columns = _spread(line, first, room - (len(CUT) if first else 0))
    last = first + len(columns) - 1
    if last < len(line):
        shown, columns = _spread(line, first, room - len(CUT) * (2 if first else 1))
        shown += CUT
    start = columns[begin - first]
    stop = columns[min(end - first, len(columns) - 1)]
    before = CUT if first else ""
    return Excerpt(before + shown, len(before) + start, max(stop - start, 1))


def _first_shown(line: str, begin: int, end: int, room: int) -> int:
    """The character to begin with: the first where all fits, else a third of the room before."""
    if len(line) <= room and sum(map(_cells, line)) <= room:
        return 0
    if begin < room // 2 and sum(map(_cells, line[:end])) <= room - len(CUT):
        return 0
    first, used = begin, 0
    while first > 0 and used + _cells(line[first - 1]) <= room // 3:
        first -= 1
        used += _cells(line[first])
    return first


def _spread(line: str, first: int, room: int) -> tuple[str, list[int]]:
    """The text that fits from ``first`` on, and the columns of its characters and of its end."""
    shown, columns, column = list[str](), [0], 0
    for letter in line[first : first + room]:
        width = _cells(letter, column)
        if column + width > room:
            break
        shown.append(" " * width if letter == "\t" else safe(letter))
        column += width
        columns.append(column)
    return "".join(shown), columns


def _cells(letter: str, column: int = 0) -> int:
    if letter.isascii():
        return TAB - column % TAB if letter == "\t" else 1
    from .terminal import columns_of  # noqa: PLC0415 - most lines do without

    return columns_of(safe(letter))

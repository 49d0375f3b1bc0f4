"""What reading an export gives: figures, what they tell, and how it went. No word of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ..consultation import ReadFrom
from ..importmap import ImportMap, ReadingForm
from ..values import Value

State = Literal["read", "missing", "not readable"]
DayFrom = Literal["asked for", "name", "archive", "newest row"]
Shares = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of the map: how many ``rows`` were read, and how many ignored, by why."""

    name: str
    state: State
    rows: int = 0
    encoding: str = ""
    ignored: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure, or ``why_not``; ``says`` tells how it was read, ``base`` from how many rows."""

    form: ReadingForm
    value: Value | None = None
    shares: Shares | None = None
    base: int = 0
    says: str = ""
    why_not: str | None = None

    @property
    def known(self) -> bool:
        """Whether it has a value."""
        return self.value is not None or self.shares is not None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that an export only hints at, until it is confirmed."""

    attribute: str
    value: Value
    read: ReadFrom


@dataclass(frozen=True, slots=True)
class Export:
    """One export, read; ``newest`` is the day of its newest row, as far as that is known."""

    form: ImportMap
    day: date | None
    day_from: DayFrom | None
    files: tuple[FileRead, ...]
    readings: tuple[Reading, ...]
    refused: tuple[tuple[str, int], ...] = ()
    left_alone: tuple[str, ...] = ()
    others: int = 0
    newest: date | None = None

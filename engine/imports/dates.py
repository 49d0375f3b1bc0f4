"""Dates as exports write them; each column names the shapes that it may have, none is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from ..importmap import DateShape, DayInName

UNREADABLE = -1  # what stands for a date that cannot be read; others are days since the year 1
EARLIEST, LATEST = 1900, 2100
CENTURY = 100
THIS_CENTURY = 70  # two digits below it are of the years 2000 and later

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_YEAR = r"(\d{4}|\d{2})"
_Parts = tuple[str, ...]
_SHAPES: dict[DateShape, tuple[re.Pattern[str], Callable[[_Parts], _Parts]]] = {
    "day month year": (
        re.compile(rf"(\d{{1,2}})[ -]([a-z]{{3,9}})\.?[ -]{_YEAR}(?:,? {_CLOCK})?"),
        lambda found: (found[2], found[1], found[0]),
    ),
    "day.month.year": (
        re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.{_YEAR}(?:,? {_CLOCK})?"),
        lambda found: (found[2], found[1], found[0]),
    ),
    "month/day/year": (
        re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/{_YEAR}(?:,? {_CLOCK}(?: ?[ap]m)?)?"),
        lambda found: (found[2], found[0], found[1]),
    ),
    "year-month-day": (
        re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})(?:[ t]{_CLOCK}(?: ?(?:utc|z))?)?"),
        lambda found: found,
    ),
    "month year": (
        re.compile(rf"(?:([a-z]{{3,9}})[ -])?{_YEAR}"),
        lambda found: (found[1], found[0] or "1", "1"),
    ),
}
_IN_NAMES: dict[DayInName, tuple[re.Pattern[str], DateShape]] = {
    "month-day-year": (re.compile(r"(?<!\d)\d{1,2}-\d{1,2}-\d{4}(?!\d)"), "month/day/year"),
    "day-month-year": (re.compile(r"(?<!\d)\d{1,2}-\d{1,2}-\d{4}(?!\d)"), "day.month.year"),
    "year-month-day": (re.compile(r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)"), "year-month-day"),
}
_SEPARATORS: dict[DateShape, str] = {"month/day/year": "/", "day.month.year": "."}


@lru_cache(maxsize=20_000)
def day_of(text: str, shapes: tuple[DateShape, ...]) -> int | None:
    """The day that ``text`` writes in one of these shapes, or UNREADABLE; None of no text."""
    plain = " ".join(text.split()).lower()
    if not plain:
        return None
    for shape in shapes:
        pattern, order = _SHAPES[shape]
        found = pattern.fullmatch(plain)
        if found is not None:
            return _day(*order(found.groups()))
    return UNREADABLE


def day_in_name(name: str, shape: DayInName) -> date | None:
    """The day that stands in the name of an archive."""
    pattern, written = _IN_NAMES[shape]
    found = pattern.search(name)
    if found is None:
        return None
    text = found[0].replace("-", _SEPARATORS.get(written, "-"))
    day = day_of(text, (written,))
    return None if day in {UNREADABLE, None} else date.fromordinal(day)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date.min


def _day(year: str, month: str, day: str) -> int:
    number = int(year)
    if len(year) < len("2000"):
        number += 2000 if number < THIS_CENTURY else 1900
    try:
        found = date(number, _month(month), int(day))
    except ValueError:
        return UNREADABLE
    return found.toordinal() if EARLIEST <= number <= LATEST else UNREADABLE


def _month(text: str) -> int:
    """The number of a month; an English name may be cut to three letters or more."""
    if text.isdecimal():
        return int(text)
    short = "sep" if text == "sept" else text
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(short)), 0)

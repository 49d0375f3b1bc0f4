"""A folder of verdicts by date, kept only by those who ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..diagnostics import DunbarError

_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class History:
    """The kept verdicts by date, earliest first, and the names of other files beside them."""

    kept: tuple[Path, ...]
    others: tuple[str, ...] = ()


def kept_in(folder: Path) -> History:
    """What is kept in a folder; one that does not exist yet holds nothing. Raises DunbarError."""
    try:
        names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        message = f'"{folder}" cannot be read: {error.strerror or error}'
        raise DunbarError(message) from error
    kept = [name for name in names if _is_kept(name)]
    others = [name for name in names if name not in kept and not name.startswith(".")]
    return History(tuple(folder / name for name in kept), tuple(others))


def keep_as(folder: Path, day: date) -> Path:
    """The file that keeps the verdict of a day, its folder made. Raises DunbarError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f'"{folder}" cannot be made: {error.strerror or error}'
        raise DunbarError(message) from error
    return folder / f"{day.isoformat()}.json"


def day_in(name: str) -> date | None:
    """The first date that is written in the name of a file, as 2027-01-31."""
    for found in _DAY.findall(name):
        try:
            return date.fromisoformat(found)
        except ValueError:
            continue
    return None


def _is_kept(name: str) -> bool:
    stem, dot, ending = name.partition(".")
    return (
        dot == "." and ending == "json" and _DAY.fullmatch(stem) is not None and bool(day_in(stem))
    )

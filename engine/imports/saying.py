"""How each figure was read, in the words of the map, with its figures put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from ..values import show, show_number
from .report import Reading

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
ROWS, WORD = "rows", "word"


def spoken(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings, each with its ``says`` filled in."""
    found = tuple(readings)
    by_name = {reading.form.name: reading for reading in found}
    return tuple(
        replace(reading, says=_filled(reading, by_name)) if reading.known else reading
        for reading in found
    )


def _filled(reading: Reading, by_name: Mapping[str, Reading]) -> str:
    def figure(name: str) -> str:
        if name == ROWS:
            return show_number(Decimal(reading.base))
        if name == WORD:
            return reading.says.replace("*", "")
        other = by_name[name]
        return show(other.value) if other.value is not None else "not known"

    return PLACEHOLDER.sub(lambda found: figure(found[1]), reading.form.says)

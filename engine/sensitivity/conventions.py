"""Between which values each figure that takes part leaves the words of the verdict as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ..proof import fill
from .reading import changes
from .report import Convention, Figures, Tip
from .subject import Case
from .turning import Chosen
from .walking import Dial, walk


def convention(case: Case, found: Chosen) -> Convention:
    """How far a figure can be turned either way before a word changes."""
    dial, because = found.dial(case), fill(found.figure.because, case.run.memory)
    figure = replace(found.figure, because=because)
    down = _turned(case, dial, figure.value, figure.low)
    up = _turned(case, dial, figure.value, figure.high)
    return Convention(
        figure,
        low=down.last,
        high=up.last,
        lower=down.tip,
        higher=up.tip,
        lowest=down.figures,
        highest=up.figures,
        complete=down.complete and up.complete,
    )


@dataclass(frozen=True, slots=True)
class _Turned:
    """Where a dial tips in one direction, the last value before, and the range there."""

    last: Decimal
    tip: Tip | None
    figures: Figures | None
    complete: bool


def _turned(case: Case, dial: Dial, start: Decimal, end: Decimal) -> _Turned:
    last, figures = start, case.reading.figures
    for piece in walk(dial, start, end, case.run):
        reading = case.subject.reader.read(piece.run)
        changed = changes(case.reading, reading)
        if changed:
            tip = Tip(piece.near, last, changed, reading.figures)
            return _Turned(last, tip, figures, complete=True)
        last, figures = piece.far, dial.figures(piece.run, piece.far)
    return _Turned(last, None, figures, complete=last == end)

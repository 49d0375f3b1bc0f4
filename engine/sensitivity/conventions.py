"""Between which values each figure that takes part leaves the words of the verdict as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ..proof import fill
from .budget import Budget
from .reading import changes, is_upside_down
from .report import Change, Convention, Figures, Tip
from .subject import Case
from .turning import Chosen
from .walking import Dial, Piece, turning_over, walk


def convention(case: Case, found: Chosen, budget: Budget) -> Convention:
    """How far a figure can be turned either way before a word changes."""
    dial, because = found.dial(case), fill(found.figure.because, case.run.memory)
    figure = replace(found.figure, because=because)
    down = _turned(case, dial, figure.value, figure.low, budget)
    up = _turned(case, dial, figure.value, figure.high, budget)
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


def _turned(case: Case, dial: Dial, start: Decimal, end: Decimal, budget: Budget) -> _Turned:
    last, figures = start, case.reading.figures
    budget.begin()
    for piece in walk(dial, start, end, budget, case.run):
        changed = changes(case.reading, case.subject.reader.read(piece.run))
        if changed:
            tip = _tip(dial, piece, piece.near, last, changed)
            return _Turned(last, tip, figures, complete=True)
        over = None if is_upside_down(case.reading.figures) else turning_over(dial, piece, budget)
        if over is not None:
            last = last if over.last is None else over.last
            figures = dial.figures(piece.run, last) if over.last is not None else figures
            if over.at is None:
                return _Turned(last, None, figures, complete=False)
            tip = _tip(dial, piece, over.at, last, ())
            return _Turned(last, tip, figures, complete=True)
        last, figures = piece.far, dial.figures(piece.run, piece.far)
    return _Turned(last, None, figures, complete=last == end)


def _tip(dial: Dial, piece: Piece, at: Decimal, last: Decimal, changed: tuple[Change, ...]) -> Tip:
    figures = dial.figures(piece.run, at)
    return Tip(at, last, changed, figures, is_upside_down(figures))

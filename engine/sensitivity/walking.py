"""A figure turned from one end to the other, and every place where the inference takes another way.

A figure stands on a grid of whole multiples of its unit. From one inference on, the walk goes as
far as all comparisons certainly come out the same; there it infers anew. So nothing on the grid
is left out, and no inference is made that could only repeat another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor

from ..inference import Inference
from ..values import EXACT
from .reading import hull
from .report import Figures

MOST_PIECES = 100
MOST_HALVED = 100
STRIDE = 8  # each step ahead is so many times the one before


@dataclass(frozen=True, slots=True)
class Dial:
    """A figure that can be turned.

    ``run`` is the inference at a value; ``steady`` tells whether that run takes the same way for
    every number between two; ``figures`` are the ends of the range at a value on the way of a run,
    and ``reach`` is what they certainly lie between on a stretch of it. ``marks`` are values at
    which a change is likely.
    """

    unit: Decimal
    run: Callable[[Decimal], Inference]
    steady: Callable[[Inference, Decimal, Decimal], bool]
    figures: Callable[[Inference, Decimal], Figures | None]
    reach: Callable[[Inference, Decimal, Decimal], Figures | None]
    marks: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The values from ``near`` to ``far``, in the direction of the walk, that go one way."""

    near: Decimal
    far: Decimal
    run: Inference


def walk(
    dial: Dial, start: Decimal, end: Decimal, known: Inference | None = None
) -> Iterator[Piece]:
    """The pieces from ``start`` to ``end``, both multiples of the unit; at most MOST_PIECES.

    ``known`` is the inference at ``start``, where that has been made.
    """
    at, last = on_grid(start, dial.unit), on_grid(end, dial.unit)
    step = 1 if last >= at else -1
    run = known or dial.run(_value(dial, at))
    for _ in range(MOST_PIECES):
        far = _farthest(dial, run, at, last)
        yield Piece(_value(dial, at), _value(dial, far), run)
        if far == last:
            return
        at = far + step
        run = dial.run(_value(dial, at))


def reached(dial: Dial, pieces: Iterable[Piece]) -> Figures | None:
    """The lowest and the highest figure of the range over these pieces.

    A piece whose ends do not show all that it may reach is halved, MOST_HALVED times at most.
    """
    every: list[Figures | None] = []
    for piece in pieces:
        todo, halved = [(piece.near, piece.far)], 0
        while todo:
            one, other = todo.pop()
            every += [dial.figures(piece.run, one), dial.figures(piece.run, other)]
            middle = _middle(dial, one, other)
            if (
                middle is not None
                and halved < MOST_HALVED
                and _beyond(dial, piece, one, other, every)
            ):
                todo += [(one, middle), (middle, other)]
                halved += 1
    return hull(every)


def _beyond(
    dial: Dial, piece: Piece, one: Decimal, other: Decimal, every: list[Figures | None]
) -> bool:
    """Whether the range may reach farther between two values than has been seen."""
    may, seen = dial.reach(piece.run, min(one, other), max(one, other)), hull(every)
    return may is not None and (seen is None or may[0] < seen[0] or may[1] > seen[1])


def _middle(dial: Dial, one: Decimal, other: Decimal) -> Decimal | None:
    low, high = sorted((on_grid(one, dial.unit), on_grid(other, dial.unit)))
    return _value(dial, (low + high) // 2) if high - low > 1 else None


def on_grid(value: Decimal, unit: Decimal, rounding: str = ROUND_FLOOR) -> int:
    """How many units a value is."""
    units = Fraction(value) / Fraction(unit)
    return ceil(units) if rounding == ROUND_CEILING else floor(units)


def _value(dial: Dial, units: int) -> Decimal:
    return EXACT.multiply(Decimal(units), dial.unit)


def _farthest(dial: Dial, run: Inference, at: int, end: int) -> int:
    """The last value towards ``end`` that certainly goes the same way as ``at``."""

    def same(far: int) -> bool:
        return far == at or dial.steady(run, *sorted((_value(dial, at), _value(dial, far))))

    if same(end):
        return end
    good, bad = at, end
    for mark in _ahead(dial, at, end):
        if not same(mark):
            bad = mark
            break
        good = mark
    step = 1 if end > at else -1
    while abs(bad - good) > abs(step):
        if not same(good + step):
            bad = good + step
            break
        good, step = good + step, step * STRIDE
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if same(middle) else (good, middle)
    return good


def _ahead(dial: Dial, at: int, end: int) -> list[int]:
    """The grid points at and around the marks between two, nearest to ``at`` first."""
    low, high = min(at, end), max(at, end)
    around = {
        units + by
        for mark in dial.marks
        for rounding in (ROUND_FLOOR, ROUND_CEILING)
        for units in (on_grid(mark, dial.unit, rounding),)
        for by in (-1, 0, 1)
    }
    return sorted((u for u in around if low <= u <= high and u != at), key=lambda u: abs(u - at))

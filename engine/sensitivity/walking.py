"""A figure turned from one end to the other, and every place where the inference takes another way.

A figure stands on a grid of whole multiples of its unit. From one inference on, the walk goes as
far as all comparisons certainly come out the same; there it infers anew. So nothing on the grid
is left out, and no inference is made that could only repeat another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil, floor

from ..inference import Inference
from ..values import EXACT
from .bounds import MIXED, Mixed
from .budget import Budget
from .reading import hull, is_upside_down
from .report import Figures

MOST_PIECES = 100
STRIDE = 8  # each step ahead is so many times the one before


@dataclass(frozen=True, slots=True)
class Dial:
    """A figure that can be turned.

    ``run`` is the inference at a value; ``steady`` tells whether that run takes the same way for
    every number between two; ``figures`` are the ends of the range at a value on the way of a run,
    and ``reach`` is what they certainly lie between on a stretch of it. ``upright`` tells whether
    the range certainly ends nowhere on a stretch below where it begins. ``marks`` are values at
    which a change is likely.
    """

    unit: Decimal
    run: Callable[[Decimal], Inference]
    steady: Callable[[Inference, Decimal, Decimal], bool]
    figures: Callable[[Inference, Decimal], Figures | None]
    reach: Callable[[Inference, Decimal, Decimal], Figures | Mixed | None]
    upright: Callable[[Inference, Decimal, Decimal], bool]
    marks: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The values from ``near`` to ``far``, in the direction of the walk, that go one way."""

    near: Decimal
    far: Decimal
    run: Inference


def walk(
    dial: Dial, start: Decimal, end: Decimal, budget: Budget, known: Inference | None = None
) -> Iterator[Piece]:
    """The pieces from ``start`` to ``end``, both multiples of the unit.

    At most MOST_PIECES, and no more than the budget allows: the last tells how far it came.

    ``known`` is the inference at ``start``, where that has been made.
    """
    at, last = on_grid(start, dial.unit), on_grid(end, dial.unit)
    step = 1 if last >= at else -1
    run = known or dial.run(_value(dial, at))
    for _ in range(MOST_PIECES):
        far = _farthest(dial, run, at, last, budget)
        yield Piece(_value(dial, at), _value(dial, far), run)
        if far == last or not budget.look():
            return
        at = far + step
        run = dial.run(_value(dial, at))


def reached(dial: Dial, pieces: Iterable[Piece], budget: Budget) -> tuple[Figures | None, bool]:
    """The lowest and the highest figure of the range over these pieces, and whether that is all.

    A stretch whose ends do not show all that it may reach is halved, that which may reach
    farthest first, as long as the budget lasts.
    """
    stretches: list[tuple[Piece, int, int]] = []
    every: list[Figures | None] = []
    for piece in pieces:
        at, end = on_grid(piece.near, dial.unit), on_grid(piece.far, dial.unit)
        stops = list(dict.fromkeys((at, *_ahead(dial, at, end), end)))
        every += [dial.figures(piece.run, _value(dial, stop)) for stop in stops]
        stretches += [(piece, one, other) for one, other in pairwise(stops)]
    seen, todo = hull(every), list[_Todo]()
    for stretch in stretches:
        if not _put(todo, dial, stretch, seen, budget):
            return seen, False
    while todo:
        *_, may, (piece, one, other) = heappop(todo)
        if _excess(may, seen) <= 0:
            continue
        middle = _roundest(*sorted((one, other)))
        seen = hull((seen, dial.figures(piece.run, _value(dial, middle))))
        for half in ((piece, one, middle), (piece, middle, other)):
            if not _put(todo, dial, half, seen, budget):
                return seen, False
    return seen, True


_Reach = Figures | Mixed | None
_Todo = tuple[Decimal, int, int, _Reach, tuple[Piece, int, int]]


def _put(
    todo: list[_Todo], dial: Dial, stretch: tuple[Piece, int, int], seen: Figures | None,
    budget: Budget,
) -> bool:  # fmt: skip
    """Put a stretch among those to be halved if it may add to what was seen; False: no looks."""
    piece, one, other = stretch
    if abs(other - one) <= 1:
        return True
    if not budget.look():
        return False
    may = dial.reach(piece.run, *_ordered(dial, one, other))
    excess = _excess(may, seen)
    if excess > 0:
        heappush(todo, (-excess, -abs(other - one), one, may, stretch))
    return True


def _roundest(low: int, high: int) -> int:
    """The roundest number in the middle half between two: peaks often lie at such numbers."""
    first, last = low + max(1, (high - low) // 4), high - max(1, (high - low) // 4)
    power = 10 ** len(str(high - low))
    while first + -first % power > last:
        power //= 10
    middle = (low + high) // 2
    near = middle - middle % power
    return min((each for each in (near, near + power) if first <= each <= last), default=middle)


def _excess(may: _Reach, seen: Figures | None) -> Decimal:
    """How much farther than ``seen`` a range may reach."""
    if may is None:
        return Decimal(0)
    if may is MIXED or seen is None:
        return Decimal("Infinity")
    return max(EXACT.subtract(seen[0], may[0]), EXACT.subtract(may[1], seen[1]))


@dataclass(frozen=True, slots=True)
class Over:
    """Where a range turns upside down, ``at`` None if only not known; the ``last`` before it."""

    at: Decimal | None
    last: Decimal | None


def turning_over(dial: Dial, piece: Piece, budget: Budget) -> Over | None:
    """The first value of a piece at which the range ends below where it begins.

    None where there is none. ``last`` is None where the piece begins so.
    """
    begin, end = on_grid(piece.near, dial.unit), on_grid(piece.far, dial.unit)
    step = 1 if end >= begin else -1
    todo = [(begin, end)]
    while todo:
        one, other = todo.pop()
        last = None if one == begin else _value(dial, one - step)
        if one == other:
            if is_upside_down(dial.figures(piece.run, _value(dial, one))):
                return Over(_value(dial, one), last)
        elif not budget.look():
            return Over(None, last)
        elif not dial.upright(piece.run, *_ordered(dial, one, other)):
            middle = one + step * (abs(other - one) // 2)
            todo += [(middle + step, other), (one, middle)]
    return None


def _ordered(dial: Dial, one: int, other: int) -> tuple[Decimal, Decimal]:
    return _value(dial, min(one, other)), _value(dial, max(one, other))


def on_grid(value: Decimal, unit: Decimal, rounding: str = ROUND_FLOOR) -> int:
    """How many units a value is."""
    units = Fraction(value) / Fraction(unit)
    return ceil(units) if rounding == ROUND_CEILING else floor(units)


def _value(dial: Dial, units: int) -> Decimal:
    return EXACT.multiply(Decimal(units), dial.unit)


def _farthest(dial: Dial, run: Inference, at: int, end: int, budget: Budget) -> int:
    """The last value towards ``end`` that certainly goes the same way as ``at``."""

    def same(far: int) -> bool:
        if far == at:
            return True
        return budget.look() and dial.steady(run, *_ordered(dial, at, far))

    if same(end):
        return end
    marks = _ahead(dial, at, end)
    beyond = bisect_left(marks, True, key=lambda mark: not same(mark))
    good, bad = [at, *marks][beyond], [*marks, end][beyond]
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

"""One figure that a knowledge base chose, and the dial that turns it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..inference import Inference
from ..strata import Program
from ..values import EXACT
from ..vocabulary import Attribute, Kind
from .programs import with_kind
from .reading import is_upside_down
from .report import Figure, Figures
from .subject import Case
from .trails import Compute, Trail
from .walking import Dial

ONE = Decimal(1)
TIMES = Decimal(10)  # so many times itself a figure is tried at most
VARIED = "\0varied"  # stands for the figure that varies; no attribute is called so

Steady = Callable[[Inference, Decimal, Decimal], bool]
Follow = Callable[[Inference], Trail | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A figure; whether it takes part in a case; and its dial there."""

    figure: Figure
    takes_part: Callable[[Case], bool]
    dial: Callable[[Case], Dial]


def each_by_itself(  # noqa: PLR0917 - a dial is all of these
    case: Case,
    changing: Iterable[str],
    figure: Figure,
    turned: Callable[[Program, Decimal], Program],
    steady: Steady = lambda _run, _low, _high: False,
    follow: Follow = lambda _run: None,
) -> Dial:
    """A dial of which nothing is computed ahead: what a value does is inferred.

    Where a run is ``steady`` the range is the same, unless there is a trail to ``follow``.
    """
    left = case.rest(changing)

    def run(value: Decimal) -> Inference:
        return case.again(left, turned(left.program, value), {})

    def figures(run: Inference, *values: Decimal) -> Figures | None:
        trail = follow(run)
        if trail is not None and len(values) == 1:
            return trail.figures(run, values[0])
        return case.subject.reader.read(run).figures

    def upright(run: Inference, low: Decimal, high: Decimal) -> bool:
        trail = follow(run)
        if trail is not None:
            return trail.upright(run, low, high)
        return not is_upside_down(figures(run))

    return Dial(figure.unit, run, steady, figures, figures, upright)


def followed(
    case: Case,
    figure: Figure,
    attribute: Attribute,
    turned: Callable[[Decimal], Kind],
    bounds: Compute,
) -> Dial:
    """A dial of a figure in the computation of an attribute, followed from there on."""
    trail = case.subject.trails.of(VARIED, ((attribute.name, bounds),))
    left = case.rest([attribute.name])

    def run(value: Decimal) -> Inference:
        return case.again(left, with_kind(left.program, attribute.name, turned(value)), {})

    return Dial(figure.unit, run, trail.steady, trail.figures, trail.reach, trail.upright)


def moves(case: Case, figure: Figure, attribute: Attribute, bounds: Compute) -> bool:
    """Whether any of its values may move the range, or the outcome of a test."""
    if attribute.name not in case.run.memory:
        return False
    trail = case.subject.trails.of(VARIED, ((attribute.name, bounds),))
    return trail.moves(case.run, figure.low, figure.high)


def tried(value: Decimal) -> tuple[Decimal, Decimal]:
    """From one unit to ten times the figure, on its own side of nought."""
    unit = digit(value)
    if not value:
        return value, EXACT.multiply(unit, TIMES)
    low, high = sorted((unit.copy_sign(value), EXACT.multiply(value, TIMES)))
    return low, high


def digit(value: Decimal) -> Decimal:
    """One of the last digit that a figure is written with, and of whole figures 1."""
    return ONE.scaleb(min(0, int(value.as_tuple().exponent)))

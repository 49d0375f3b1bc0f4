"""What the templates draw: figures of the document as places in hundredths of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ...values import show_number, show_signed
from ..document import Course, Item, NumberLine, Point, Shares, Text, Tree, Waterfall
from ..number_line import ends
from .scales import Scale, scale_of, whole_ticks

DEEPEST = 24  # branches that would hang deeper hang here
SIGNS = ("dot", "ring", "post", "peak", "box", "valley")  # as the terminal has them
MIDDLE = "diamond"
_NOUGHT = Decimal(0)


class Stretch(NamedTuple):
    """From ``at``, so much of the picture ``far``."""

    at: float
    far: float


class Label(NamedTuple):
    """A named value: its place, its sign, and what stands beside it."""

    at: float
    sign: str
    name: str
    value: str

    @property
    def over(self) -> bool:
        """Whether it is drawn last, so that the large sign of the middle does not hide it."""
        return self.sign != MIDDLE


class Line(NamedTuple):
    """A number line: its ends, its band, and its labels from left to right."""

    start: str
    end: str
    unit: str
    band: Stretch | None
    labels: tuple[Label, ...]
    said: str


def line(found: NumberLine) -> Line:
    """A number line as it is drawn; nothing stands on it where all its values are one."""
    start, end = ends(found)
    scale = Scale(start, end)
    labels = sorted((*_marks(found, scale), *_band_label(found, scale)), key=_place)
    band = found.band and _stretch(scale, found.band.low, found.band.high)
    begin, last = show_number(start), show_number(end)
    return Line(begin, last, found.unit, band, tuple(labels), found.alternative)


def _marks(found: NumberLine, scale: Scale) -> Iterator[Label]:
    for mark in found.marks:
        sign = SIGNS[mark.rank % len(SIGNS)]
        yield Label(scale.at(mark.value), sign, mark.label, show_number(mark.value))


def _band_label(found: NumberLine, scale: Scale) -> Iterator[Label]:
    """One label for the band and its middle, which stands at the middle where there is one."""
    band = found.band
    if band is None:
        return
    said = f"{show_number(band.low)} to {show_number(band.high)}"
    if band.middle is None:
        yield Label(scale.at((band.low + band.high) / 2), "band", band.label, said)
    else:
        likely = f"{said}, {band.middle.label} {show_number(band.middle.value)}"
        yield Label(scale.at(band.middle.value), MIDDLE, band.label, likely)


def _place(label: Label) -> float:
    return label.at


def _stretch(scale: Scale, one: Decimal, other: Decimal) -> Stretch:
    low, high = sorted((scale.at(one), scale.at(other)))
    return Stretch(low, round(high - low, 2))


class Step(NamedTuple):
    """One bar of a build-up; ``kind`` is start, up, down, same or end."""

    kind: str
    bar: Stretch
    change: str
    after: str
    spans: Text
    notes: tuple[Text, ...]


def steps(found: Waterfall) -> tuple[Step, ...]:
    """The bars of a build-up, each beginning where the one before it ends, and the result."""
    values = [value for bar in found.bars for value in (bar.before or _NOUGHT, bar.after)]
    scale = Scale(min(_NOUGHT, *values), max(_NOUGHT, *values))
    drawn = [
        Step(
            _kind(bar.change),
            _stretch(scale, bar.before or _NOUGHT, bar.after),
            "" if bar.change is None else show_signed(bar.change),
            show_number(bar.after),
            bar.spans,
            bar.notes,
        )
        for bar in found.bars
    ]
    last = found.bars[-1].after
    result = Step("end", _stretch(scale, _NOUGHT, last), "", show_number(last), (), ())
    return (*drawn, result) if len(drawn) > 1 else tuple(drawn)


def _kind(change: Decimal | None) -> str:
    if change is None:
        return "start"
    return "up" if change > 0 else "down" if change < 0 else "same"


class Spot(NamedTuple):
    """A place in a picture, from its left and from its top."""

    x: float
    y: float
    label: str


class Chart(NamedTuple):
    """A course: its ticks on both axes, its two lines from spot to spot, and the band."""

    unit: str
    time: str
    values: tuple[tuple[float, str], ...]
    times: tuple[tuple[float, str], ...]
    past: tuple[Spot, ...]
    ahead: tuple[Spot, ...]
    band: tuple[str, Stretch] | None
    said: str


def chart(found: Course) -> Chart:
    """A course as it is drawn."""
    points = (*found.past, *found.ahead)
    band = found.band
    limits = (band.low, band.high) if band else ()
    up = scale_of((*(point.value for point in points), *limits))
    along = whole_ticks(max(point.at for point in points), min(point.at for point in points))
    return Chart(
        found.unit,
        found.time,
        tuple((round(100 - up.at(tick), 2), show_number(tick)) for tick in up.ticks),
        tuple((along.at(tick), show_number(tick)) for tick in along.ticks),
        tuple(_spots(found.past, along, up)),
        tuple(_spots(found.ahead, along, up)),
        None if band is None else (band.label, _band_down(up, band.low, band.high)),
        found.alternative,
    )


def _spots(points: tuple[Point, ...], along: Scale, up: Scale) -> Iterator[Spot]:
    for point in points:
        label = show_number(point.value) if point.label else ""
        yield Spot(along.at(point.at), round(100 - up.at(point.value), 2), label)


def _band_down(up: Scale, low: Decimal, high: Decimal) -> Stretch:
    top = round(100 - up.at(high), 2)
    return Stretch(top, round(up.at(high) - up.at(low), 2))


class Part(NamedTuple):
    """One of the shares of a whole."""

    label: str
    share: str
    bar: Stretch


def parts(found: Shares) -> tuple[Part, ...]:
    """Shares as bars of one length for the whole."""
    scale = Scale(_NOUGHT, Decimal(100))
    return tuple(
        Part(label, f"{show_number(share)} %", _stretch(scale, _NOUGHT, share))
        for label, share in found.parts
    )


class Twig(NamedTuple):
    """An entry with what hangs below it."""

    item: Item
    below: list[Twig]


def twigs(tree: Tree) -> list[Twig]:
    """The branches of a tree, each in the one above it."""
    top: list[Twig] = []
    levels: list[tuple[int, list[Twig]]] = [(-1, top)]
    for branch in tree.branches:
        depth = min(branch.depth, DEEPEST)
        while levels[-1][0] >= depth:
            levels.pop()
        twig = Twig(branch.item, [])
        levels[-1][1].append(twig)
        levels.append((depth, twig.below))
    return top

"""A number line drawn with characters: one row of marks, and their labels stacked below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ..values import show_number
from .document import Mark, NumberLine, Span, Style, Text

Columns = Callable[[str], int]  # how many a text takes

NARROWEST = 24
GAP = 2  # columns between two labels of one row


class Glyphs(NamedTuple):
    """The characters of a drawing."""

    axis: str
    band: str
    middle: str
    marks: str


UNICODE = Glyphs("─", "━", "◆", "●○┃△□▽")
ASCII = Glyphs("-", "=", "*", "o+|^#x")
_STYLES: tuple[Style, ...] = ("strong", "dim", "caution")


def ends(line: NumberLine) -> tuple[Decimal, Decimal]:
    """The first and the last value of the axis: nought, and a round value behind the highest."""
    low, high = line.values[0], line.values[-1]
    start, end = min(low, Decimal(0)), max(high, Decimal(0))
    return start, _round_up(end, end - start) if end else end


class _Label(NamedTuple):
    column: int
    text: str
    style: Style


def draw(
    line: NumberLine, width: int, *, ascii_only: bool = False, columns_of: Columns = len
) -> tuple[Text, ...]:
    """The rows of the drawing; its text alternative where there is nothing to compare."""
    if width < NARROWEST or line.values[:1] == line.values[-1:]:
        return ((Span(line.alternative),),)
    glyphs = ASCII if ascii_only else UNICODE
    scale = _Scale.of(line, width)
    return (
        _ends(scale, line.unit, columns_of),
        tuple(_axis(line, scale, width, glyphs)),
        *_stacked(sorted(_labels(line, scale, glyphs), key=_column), width, columns_of),
    )


class _Scale(NamedTuple):
    start: Decimal
    end: Decimal
    width: int

    @classmethod
    def of(cls, line: NumberLine, width: int) -> _Scale:
        return cls(*ends(line), width)

    def column(self, value: Decimal) -> int:
        return round((value - self.start) / (self.end - self.start) * (self.width - 1))


def _round_up(value: Decimal, span: Decimal) -> Decimal:
    """``value`` and a little room, in two figures of ``span``."""
    step = Decimal(5).scaleb(span.adjusted() - 1)
    return (value // step + 1) * step


def _column(label: _Label) -> int:
    return label.column


def _ends(scale: _Scale, unit: str, columns_of: Columns) -> Text:
    left, right = show_number(scale.start), show_number(scale.end)
    named = f"{right} {unit}" if unit else right
    right = named if columns_of(left) + GAP + columns_of(named) <= scale.width else right
    between = scale.width - columns_of(left) - columns_of(right)
    return (Span(left + " " * between + right, "dim"),)


def _axis(line: NumberLine, scale: _Scale, width: int, glyphs: Glyphs) -> Iterator[Span]:
    drawn: dict[int, tuple[str, Style]] = {}
    if line.band:
        low, high = scale.column(line.band.low), scale.column(line.band.high)
        drawn.update(dict.fromkeys(range(low, high + 1), (glyphs.band, "good")))
        if line.band.middle:
            drawn[scale.column(line.band.middle.value)] = (glyphs.middle, "good")
    for mark in reversed(line.marks):
        drawn[scale.column(mark.value)] = (_glyph(mark, glyphs), _style(mark))
    signs = (drawn.get(column, (glyphs.axis, "dim")) for column in range(width))
    for (sign, style), run in groupby(signs):
        yield Span(sign * len(tuple(run)), style)


def _labels(line: NumberLine, scale: _Scale, glyphs: Glyphs) -> Iterator[_Label]:
    for mark in line.marks:
        yield _Label(
            scale.column(mark.value), f"{_glyph(mark, glyphs)} {_named(mark)}", _style(mark)
        )
    if line.band:
        band = line.band
        low, high = scale.column(band.low), scale.column(band.high)
        text = f"{glyphs.band} {band.label} {show_number(band.low)} to {show_number(band.high)}"
        yield _Label((low + high) // 2, text, "good")
        if band.middle:
            at = scale.column(band.middle.value)
            yield _Label(at, f"{glyphs.middle} {_named(band.middle)}", "good")


def _stacked(labels: list[_Label], width: int, columns_of: Columns) -> Iterator[Text]:
    """Rows of labels, each as near to its mark as the row allows, none touching another."""
    while labels:
        row, waiting, end = list[Span](), list[_Label](), 0
        for label in labels:
            size = columns_of(label.text)
            begin = max(0, min(label.column - size // 2, width - size))
            free = end + GAP if end else 0
            if begin < free <= min(label.column, width - size):
                begin = free
            if begin < free:
                waiting.append(label)
                continue
            row += [Span(" " * (begin - end)), Span(label.text, label.style)]
            end = begin + size
        yield tuple(row)
        labels = waiting


def _named(mark: Mark) -> str:
    return f"{mark.label} {show_number(mark.value)}"


def _glyph(mark: Mark, glyphs: Glyphs) -> str:
    return glyphs.marks[mark.rank % len(glyphs.marks)]


def _style(mark: Mark) -> Style:
    return _STYLES[min(mark.rank, len(_STYLES) - 1)]

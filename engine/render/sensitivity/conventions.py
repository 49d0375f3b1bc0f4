"""Conventions: between which values no word changes, and what becomes of them beyond."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...rules import KnowledgeBase
from ...sensitivity import (
    Convention,
    Figure,
    Sensitivity,
    Tip,
)
from ...values import show_number
from ...words import plural
from ..document import Block, Heading, Item, Items, Paragraph, Span, dim
from ..phrases import cite, conventions
from .saying import changed, holds, placed, ranged

GRID = (
    "Each figure is tried by itself: strengths in quarters from 0 to 1, where a word begins in"
    " hundredths, all others in steps of their last digit, up to ten times themselves."
)


def convention_blocks(found: Sensitivity, knowledge: KnowledgeBase) -> Iterator[Block]:
    """Those that can change a word with their reasons, and those that hold."""
    yield Heading("Conventions")
    items = [_convention(each, found, knowledge) for each in found.conventions if not holds(each)]
    if items:
        yield Items(tuple(items))
    held = [_held(each) for each in found.conventions if holds(each)]
    if held:
        yield Heading("Hold at every value that was tried", level=3)
        yield Items(tuple(held))
    asleep = plural(found.asleep, "other figure takes", "other figures take")
    yield Paragraph(dim(f"{GRID} {asleep} no part in this verdict."))


def _convention(each: Convention, found: Sensitivity, knowledge: KnowledgeBase) -> Item:
    figure = each.figure
    text = "; ".join(_stretch(each, found))
    cited = cite(figure.source.cited, knowledge, named=True)
    at = (Span(f"{figure.location}, ", "dim"),) if figure.location else ()
    ours = list(conventions(figure.source.cited))
    why = ours[0] if ours else figure.because
    return Item(
        (Span(figure.name, "place"), Span(f"{_valued(figure)}. {text}.")),
        ((*at, Span(f"{cited}. {why}".rstrip(), "dim")),),
    )


def _stretch(each: Convention, found: Sensitivity) -> Iterator[str]:
    if each.low == each.high:
        yield "Holds at no other value" if each.complete else "No other value is known to hold"
    else:
        low, high = _end(each.low, each.lowest, found), _end(each.high, each.highest, found)
        yield f"Holds from {low} to {high}"
    for tip in (each.lower, each.higher):
        if tip is not None:
            yield _beyond(tip, each, found)
    if not each.complete:
        yield "not all values could be tried"


def _end(value: Decimal, figures: tuple[Decimal, Decimal] | None, found: Sensitivity) -> str:
    moved = found.range_of is not None and figures != found.reading.figures
    return f"{show_number(value)}{f' ({ranged(found.range_of, figures)})' if moved else ''}"


def _beyond(tip: Tip, each: Convention, found: Sensitivity) -> str:
    moved = found.range_of is not None and tip.figures != found.reading.figures
    reach = f" ({ranged(found.range_of, tip.figures)})" if moved else ""
    return f"{placed(tip, each.figure.unit)} {changed(tip.changes)}{reach}"


def _held(each: Convention) -> Item:
    figure = each.figure
    tried = f", tried from {show_number(figure.low)} to {show_number(figure.high)}"
    at = (Span("; ", "dim"), Span(str(figure.location), "place")) if figure.location else ()
    return Item((Span(figure.name, "place"), Span(f"{_valued(figure)}{tried}"), *at))


def _valued(figure: Figure) -> str:
    """The value of a figure, unless its name says it."""
    return "" if figure.kind == "constant" else f": {show_number(figure.value)}"

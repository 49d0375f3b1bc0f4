"""Conventions: between which values the verdict holds, and what becomes of it beyond."""

from __future__ import annotations

from collections.abc import Iterator

from ...sensitivity import Convention, Figure, Sensitivity
from ...values import show_number
from ...words import plural
from ..document import Block, Heading, Item, Items, Paragraph, Span, dim
from .saying import holds, placed, tipping

GRID = (
    "Each is tried by itself: strengths in quarters from 0 to 1, where a word begins in"
    " hundredths, all others in steps of their last digit, up to ten times themselves."
)
WHERE = "With --format json: where each stands, its source and its reason."


def convention_blocks(found: Sensitivity) -> Iterator[Block]:
    """Those that can change the verdict, nearest first; then those that hold, by name."""
    yield Heading("Conventions")
    items = [_convention(each, found) for each in found.conventions if not holds(each)]
    held = [_named(each.figure) for each in found.conventions if holds(each)]
    if held:
        items.append(Item((Span(f"Hold at every value that was tried: {'; '.join(held)}"),)))
    if items:
        yield Items(tuple(items))
    asleep = plural(found.asleep, "other convention takes", "other conventions take")
    yield Paragraph(dim(f"{GRID} {asleep} no part in this verdict. {WHERE}"))


def _convention(each: Convention, found: Sensitivity) -> Item:
    said = "; ".join(_stretch(each, found))
    value = "" if each.figure.kind == "constant" else f": {show_number(each.figure.value)}"
    return Item((Span(each.figure.name, "place"), Span(f"{value}. {said}.")))


def _stretch(each: Convention, found: Sensitivity) -> Iterator[str]:
    if each.low != each.high:
        least = "" if each.complete else "at least "
        yield f"Holds {least}from {show_number(each.low)} to {show_number(each.high)}"
    else:
        yield "Holds at no other value" if each.complete else "No other value is known to hold"
    for tip in (each.lower, each.higher):
        if tip is not None:
            yield f"{placed(tip, each.figure.unit)} {tipping(tip, found.range_of)}"
    if not each.complete:
        yield "not all values could be tried"


def _named(figure: Figure) -> str:
    """The name of a figure and its value, unless the name says that."""
    return (
        figure.name if figure.kind == "constant" else f"{figure.name} ({show_number(figure.value)})"
    )

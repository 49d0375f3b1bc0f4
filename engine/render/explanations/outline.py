"""Blocks at depths: a tree as the terminal shows it, each block drawn in what is left of a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..document import Block, Document, Heading, Item, Items, Span, Text
from ..terminal import to_text

STEP = 3  # columns by which a branch is indented
NARROWEST = 30  # so many columns are left to a text, however deep it stands


@dataclass(frozen=True, slots=True)
class Entry:
    """A block at its depth, with an empty line above it or not."""

    block: Block
    depth: int = 0
    above: bool = False


Outline = tuple[Entry, ...]


def item(
    spans: Text, depth: int, *notes: Text, number: int | None = None, above: bool = False
) -> Entry:
    """One line of a tree, with notes below it."""
    return Entry(Items((Item(spans, notes, number),)), depth, above)


def heading(text: str) -> Entry:
    """A title, set off from what stands above it."""
    return Entry(Heading(text), 0, above=True)


def words(text: str) -> Text:
    """One plain span."""
    return (Span(text),)


def outline_text(
    outline: Iterable[Entry], *, width: int, colour: bool = False, ascii_only: bool = False
) -> str:
    """The outline as lines of at most ``width`` columns."""
    page: list[str] = []
    for entry in outline:
        indent = max(0, min(entry.depth * STEP, width - NARROWEST))
        text = to_text(
            Document((entry.block,)), width=width - indent, colour=colour, ascii_only=ascii_only
        )
        if entry.above and page:
            page.append("\n")
        page += [f"{' ' * indent}{line}" for line in text.splitlines(keepends=True)]
    return "".join(page)

"""The one model of what is shown; every renderer reads it, and none adds to what it says.

Texts are spans with a meaning, not a colour. Figures (a number line, a waterfall) are data with a
text that says the same. All are named tuples, which are made faster than dataclasses on import.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

Style = Literal["plain", "strong", "dim", "good", "caution", "place", "reason", "ground"]


class Span(NamedTuple):
    """A stretch of text with one meaning.

    ``place`` is a rule id or a ``file:line``, ``reason`` why something is said, ``ground`` on whose
    word. Where there are links, one leads from ``link`` to the span of that ``anchor``.
    """

    text: str
    style: Style = "plain"
    link: str = ""
    anchor: str = ""


Text = tuple[Span, ...]


class Heading(NamedTuple):
    """The title of what follows; level 1 is the document's own."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Running text."""

    spans: Text


class Item(NamedTuple):
    """One entry of a list, with notes below it; ``number`` where its list has numbers."""

    spans: Text
    notes: tuple[Text, ...] = ()
    number: int | None = None


class Items(NamedTuple):
    """A list: numbered when its items are, bulleted otherwise."""

    items: tuple[Item, ...]


class Table(NamedTuple):
    """Rows of cells; the first column names its row, those in ``right`` are flush right.

    Where there is no room for columns, ``named`` cells carry the name of theirs.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    right: frozenset[str] = frozenset()
    named: bool = False

    def labelled(self, row: tuple[Text, ...]) -> tuple[Text, ...]:
        """The cells of a row as they are read one after the other."""
        if not self.named:
            return row
        names = (Span(f"{name} ", "dim") for name in self.columns[1:])
        cells = ((name, *cell) for name, cell in zip(names, row[1:], strict=True))
        return (row[0], *cells)


class Definitions(NamedTuple):
    """Short labels, each with its text."""

    rows: tuple[tuple[str, Text], ...]


class Mark(NamedTuple):
    """A named value on a number line; ``rank`` keeps its sign the same when others are missing."""

    label: str
    value: Decimal
    rank: int = 0


class Band(NamedTuple):
    """A named stretch of a number line, and the value in it that is likeliest."""

    label: str
    low: Decimal
    high: Decimal
    middle: Mark | None = None


class NumberLine(NamedTuple):
    """Values side by side; ``alternative`` says the same in words."""

    unit: str
    marks: tuple[Mark, ...]
    band: Band | None
    alternative: str

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every value on the line, lowest first."""
        band = (self.band.low, self.band.high) if self.band else ()
        return tuple(sorted({*(mark.value for mark in self.marks), *band}))


class Bar(NamedTuple):
    """One step of a build-up: from ``before`` (None: it starts here) to ``after``."""

    before: Decimal | None
    after: Decimal
    spans: Text
    notes: tuple[Text, ...] = ()

    @property
    def change(self) -> Decimal | None:
        """How far the step goes, signed."""
        return None if self.before is None else self.after - self.before


class Waterfall(NamedTuple):
    """How a figure builds up, step by step; ``alternative`` says the same in words."""

    unit: str
    bars: tuple[Bar, ...]
    alternative: str


class Point(NamedTuple):
    """A value at a time, counted in the units of its course; ``label`` where it has a name."""

    at: Decimal
    value: Decimal
    label: str = ""


class Course(NamedTuple):
    """How a value goes: the points ``past`` up to now, which is the time 0, and those ``ahead``.

    ``band`` is where it is to arrive; ``alternative`` says the same in words.
    """

    unit: str
    time: str
    past: tuple[Point, ...]
    ahead: tuple[Point, ...]
    band: Band | None
    alternative: str


class Shares(NamedTuple):
    """Parts of a whole, in hundredths of it; ``alternative`` says the same in words."""

    whole: str
    parts: tuple[tuple[str, Decimal], ...]
    alternative: str


class Branch(NamedTuple):
    """One entry of a tree; what follows it at a greater depth hangs below it."""

    depth: int
    item: Item


class Tree(NamedTuple):
    """Entries below entries. Where it can be folded, ``summary`` stands for it until it is open."""

    branches: tuple[Branch, ...]
    summary: str
    unfolded: bool = False


class Lines(NamedTuple):
    """Lines of a file as they stand, the first of them numbered ``first``."""

    lines: tuple[str, ...]
    first: int


Block = (
    Heading
    | Paragraph
    | Items
    | Table
    | Definitions
    | NumberLine
    | Waterfall
    | Course
    | Shares
    | Tree
    | Lines
)


class Document(NamedTuple):
    """What is shown, from top to bottom."""

    blocks: tuple[Block, ...]
    title: str = ""


def texts(block: Block) -> Iterator[Text]:
    """Every text in spans that a block holds."""
    match block:
        case Paragraph(spans):
            yield spans
        case Items(items):
            yield from (text for item in items for text in (item.spans, *item.notes))
        case Tree(branches):
            for branch in branches:
                yield from (branch.item.spans, *branch.item.notes)
        case Table(rows=rows):
            yield from (cell for row in rows for cell in row)
        case Definitions(defined):
            yield from (text for _, text in defined)
        case Waterfall(bars=bars):
            yield from (text for bar in bars for text in (bar.spans, *bar.notes))
        case _:
            return


def plain(text: Text) -> str:
    """The words without their meaning."""
    return "".join(span.text for span in text)


def dim(text: str) -> Text:
    """One dim span."""
    return (Span(text, "dim"),)

"""The one model of what is shown; every renderer reads it, and none adds to what it says.

Texts are spans with a meaning, not a colour. Figures (a number line, a waterfall) are data with a
text that says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Style = Literal["plain", "strong", "dim", "good", "caution", "place"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one meaning; ``place`` is a rule id or a ``file:line``."""

    text: str
    style: Style = "plain"


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; level 1 is the document's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with notes below it; ``number`` where its list has numbers."""

    spans: Text
    notes: tuple[Text, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list: numbered when its items are, bulleted otherwise."""

    items: tuple[Item, ...]

    @property
    def numbered(self) -> bool:
        """Whether every item has a number."""
        return all(item.number is not None for item in self.items)


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column."""

    title: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first column names its row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Short labels, each with its text."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A named value on a number line; ``rank`` keeps its sign the same when others are missing."""

    label: str
    value: Decimal
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a number line, and the value in it that is likeliest."""

    label: str
    low: Decimal
    high: Decimal
    middle: Mark | None = None


@dataclass(frozen=True, slots=True)
class NumberLine:
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


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of a build-up: from ``before`` (None: it starts here) to ``after``."""

    before: Decimal | None
    after: Decimal
    spans: Text
    notes: tuple[Text, ...] = ()

    @property
    def change(self) -> Decimal | None:
        """How far the step goes, signed."""
        return None if self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Waterfall:
    """How a figure builds up, step by step; ``alternative`` says the same in words."""

    unit: str
    bars: tuple[Bar, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of a tree, and what it rests on."""

    spans: Text
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Branches below branches."""

    roots: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words, and whose."""

    spans: Text
    cited: Text = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file as they stand, the first of them numbered ``first``."""

    lines: tuple[str, ...]
    first: int | None = None
    language: str = ""


Block = (
    Heading
    | Paragraph
    | Items
    | Table
    | Definitions
    | NumberLine
    | Waterfall
    | Tree
    | Quote
    | Lines
)


@dataclass(frozen=True, slots=True)
class Document:
    """What is shown, from top to bottom."""

    blocks: tuple[Block, ...]
    title: str = ""


def plain(text: Text) -> str:
    """The words without their meaning."""
    return "".join(span.text for span in text)


def dim(text: str) -> Text:
    """One dim span."""
    return (Span(text, "dim"),)

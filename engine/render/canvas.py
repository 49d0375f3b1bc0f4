"""The blocks of a document as lines of spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..values import show_number, show_signed
from .characters import flowing, safe, width_of
from .document import (
    Bar,
    Block,
    Branch,
    Definitions,
    Heading,
    Item,
    Items,
    Lines,
    NumberLine,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    Tree,
    Waterfall,
)
from .number_line import draw
from .tables import table_lines
from .wrapping import wrapped

NARROW = 60  # below this, tables become lists


@dataclass(frozen=True, slots=True)
class Canvas:
    """Blocks to lines, for one width and one set of characters."""

    width: int
    ascii_only: bool

    def block(self, block: Block, indent: str, spaced: bool) -> Iterator[Text]:
        """The lines of one block."""
        if spaced:
            yield ()
        match block:
            case Heading(text):
                yield from self._flow((Span(text, "strong"),), indent)
            case Paragraph(spans):
                yield from self._flow(spans, indent)
            case Items():
                yield from self._items(block, indent)
            case Quote(spans, cited):
                yield from self._flow(spans, f"{indent}  ")
                yield from self._flow(cited, f"{indent}  ") if cited else ()
            case Lines(lines, first):
                yield from self._lines(lines, first, indent)
            case _:
                yield from self._composed(block, indent)

    def _composed(
        self, block: Definitions | Table | NumberLine | Waterfall | Tree, indent: str
    ) -> Iterator[Text]:
        match block:
            case Definitions(rows):
                yield from self._definitions(rows, indent)
            case Table():
                yield from self._table(block, indent)
            case NumberLine():
                yield from self._number_line(block, indent)
            case Waterfall(bars=bars):
                yield from self._waterfall(bars, indent)
            case Tree(roots):
                yield from self._branches(roots, indent)

    def _flow(self, spans: Text, first: str, rest: str | None = None) -> Iterator[Text]:
        """The spans wrapped; ``first`` and ``rest`` stand before the first line and the others."""
        rest = first if rest is None else rest
        room = max(self.width - max(width_of(first), width_of(rest)), 1)
        for number, line in enumerate(wrapped(self._text(spans), room)):
            yield (Span(rest if number else first), *line)

    def _text(self, spans: Text) -> Text:
        return tuple(
            Span(flowing(span.text, ascii_only=self.ascii_only), span.style) for span in spans
        )

    def _items(self, block: Items, indent: str) -> Iterator[Text]:
        numbers = [str(item.number) for item in block.items if item.number is not None]
        size = max(map(len, numbers), default=0)
        for item in block.items:
            sign = "-" if item.number is None else f"{item.number:>{size}}."
            yield from self._item(item, f"{indent}{sign} ")

    def _item(self, item: Item, first: str) -> Iterator[Text]:
        rest = " " * len(first)
        yield from self._flow(item.spans, first, rest)
        for note in item.notes:
            yield from self._flow(note, rest)

    def _definitions(self, rows: Iterable[tuple[str, Text]], indent: str) -> Iterator[Text]:
        rows = tuple(rows)
        size = max((width_of(label) for label, _ in rows), default=0) + 2
        for label, spans in rows:
            first = f"{indent}{label}{' ' * (size - width_of(label))}"
            yield from self._flow(spans, first, indent + " " * min(size, self.width // 3))

    def _table(self, table: Table, indent: str) -> Iterator[Text]:
        if self.width < NARROW:
            for row in table.rows:
                note = [span for cell in row[1:] for span in (Span(", "), *cell) if cell]
                yield from self._item(Item(row[0], (tuple(note[1:]),)), f"{indent}- ")
            return
        rows = tuple(tuple(self._text(cell) for cell in row) for row in table.rows)
        for line in table_lines(Table(table.columns, rows), self.width - len(indent)):
            yield (Span(indent), *line)

    def _number_line(self, line: NumberLine, indent: str) -> Iterator[Text]:
        for row in draw(line, self.width - len(indent), ascii_only=self.ascii_only):
            if len(row) == 1 and row[0].text == line.alternative:
                yield from self._flow(row, indent)
            else:
                yield (Span(indent), *row)

    def _waterfall(self, bars: Iterable[Bar], indent: str) -> Iterator[Text]:
        bars = tuple(bars)
        changes = ["" if bar.change is None else show_signed(bar.change) for bar in bars]
        values = [show_number(bar.after) for bar in bars]
        left, right = max(map(len, changes), default=0), max(map(len, values), default=0)
        for bar, change, value in zip(bars, changes, values, strict=True):
            first = f"{indent}{change:>{left}}  {value:>{right}}  "
            yield from self._item(Item(bar.spans, bar.notes), first)

    def _branches(self, branches: tuple[Branch, ...], indent: str) -> Iterator[Text]:
        for branch in branches:
            yield from self._flow(branch.spans, f"{indent}- ", f"{indent}  ")
            yield from self._branches(branch.branches, f"{indent}  ")

    def _lines(self, lines: tuple[str, ...], first: int | None, indent: str) -> Iterator[Text]:
        size = 0 if first is None else len(str(first + len(lines) - 1))
        for number, line in enumerate(lines, first or 0):
            gutter = f"{number:>{size}} | " if first is not None else ""
            yield Span(f"{indent}{gutter}", "dim"), Span(safe(line.expandtabs(4)))

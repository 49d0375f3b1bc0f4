"""A document as text for a pipe or a terminal: rich wraps, aligns and colours it.

Rich is imported when there is something to draw, so that nothing else waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from io import StringIO
from itertools import count, starmap
from typing import TYPE_CHECKING

from ..values import show_number, show_signed
from .characters import flowing, safe
from .document import (
    Bar,
    Block,
    Course,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    NumberLine,
    Paragraph,
    Shares,
    Span,
    Style,
    Table,
    Tree,
    Waterfall,
    plain,
)
from .document import Text as Spans
from .number_line import draw

if TYPE_CHECKING:
    from rich.console import Group, JustifyMethod, RenderableType
    from rich.table import Table as Grid
    from rich.text import Text

    _Row = tuple[tuple[Span, ...], Text]  # short cells, and what hangs beside them

NARROWEST = 20
NARROW = 60  # below this, tables become lists
INDENT = 2
BRANCH = 3  # columns by which a branch stands in
SECTION = 2  # the level of headings whose blocks are indented

_TRAILING = re.compile(r" +(?=(?: |\x1b\[[\d;]*m)*$)", re.MULTILINE)
_LOOKS: dict[Style, str] = {
    "plain": "none",
    "strong": "bold",
    "dim": "dim",
    "good": "green",
    "caution": "yellow",
    "place": "cyan",
    "reason": "dim",
    "ground": "dim",
}

_Hanging = Items | Definitions | Table | Waterfall | Shares | Lines


def to_text(
    document: Document, *, width: int, colour: bool = False, ascii_only: bool = False
) -> str:
    """The document as lines of at most ``width`` columns, whatever the environment says."""
    from rich.console import Console  # noqa: PLC0415
    from rich.padding import Padding  # noqa: PLC0415

    page = StringIO()
    console = Console(
        file=page,
        width=max(width, NARROWEST),
        color_system="standard" if colour else None,
        no_color=False,
        force_terminal=False,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    for block, indent, above in _under_headings(document.blocks):
        figure = _Draughtsman(console.width - indent, ascii_only).drawn(block)
        console.print(Padding(figure, (above, 0, 0, indent)))
    return _TRAILING.sub("", page.getvalue())


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def painted(text: str, look: str) -> str:
    """``text`` in a colour, for a line that is not to be wrapped."""
    from rich.style import Style as Look  # noqa: PLC0415

    return Look.parse(look).render(text)


def _under_headings(blocks: Iterable[Block]) -> Iterator[tuple[Block, int, int]]:
    """Each block with its indentation, and the number of empty lines above it."""
    indent, before = 0, None
    for block in blocks:
        titled = isinstance(before, Heading) and not isinstance(block, Heading)
        at = indent if not isinstance(block, Heading) or block.level > SECTION else 0
        yield block, at, int(before is not None and not titled)
        indent = INDENT if isinstance(block, Heading) else indent
        before = block


class _Draughtsman:
    """Blocks as things that rich can print, for one width and one set of characters."""

    __slots__ = ("_ascii_only", "_width")

    def __init__(self, width: int, ascii_only: bool) -> None:
        self._width = width
        self._ascii_only = ascii_only

    def drawn(self, block: Block) -> RenderableType:
        match block:
            case Heading(text):
                return self._text((Span(text, "strong"),))
            case Paragraph(spans):
                return self._text(spans)
            case NumberLine() | Course() | Tree():
                return self._figure(block)
            case Table() if self._width >= NARROW:
                return self._table(block)
            case _:
                return self._hanging(block)

    def _figure(self, block: NumberLine | Course | Tree) -> RenderableType:
        match block:
            case NumberLine():
                return self._number_line(block)
            case Course(alternative=said):
                return self._text((Span(said),))
            case Tree():
                return self._tree(block)

    def _number_line(self, line: NumberLine) -> Text:
        rows = draw(line, self._width, ascii_only=self._ascii_only, columns_of=columns_of)
        return _joined(rows, safe)

    def _table(self, table: Table) -> Grid:
        from rich.table import Table as Grid  # noqa: PLC0415

        grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for title in table.columns:
            justify: JustifyMethod = "right" if title in table.right else "left"
            grid.add_column(self._text((Span(title),)), justify=justify, overflow="fold")
        for row in table.rows:
            grid.add_row(*map(self._text, row))
        names = max(columns_of(plain(row[0])) for row in table.rows)
        grid.columns[0].no_wrap = names <= self._width // 2
        return grid

    def _tree(self, tree: Tree) -> Group:
        from rich.console import Group  # noqa: PLC0415
        from rich.padding import Padding  # noqa: PLC0415

        return Group(
            *(
                Padding(self._hanging(Items((branch.item,))), (0, 0, 0, self._indent(branch.depth)))
                for branch in tree.branches
            )
        )

    def _indent(self, depth: int) -> int:
        """How far a branch stands in, so that room is left for what it says."""
        return max(0, min(depth * BRANCH, self._width - NARROWEST))

    def _hanging(self, block: _Hanging) -> Grid:
        from rich.table import Table as Grid  # noqa: PLC0415

        gap = 2 if isinstance(block, Definitions | Waterfall) else 1
        grid = Grid.grid(padding=(0, gap, 0, 0))
        rows = tuple(self._rows(block))
        for _ in rows[0][0]:
            justify: JustifyMethod = "left" if isinstance(block, Definitions) else "right"
            grid.add_column(justify=justify, no_wrap=True)
        grid.add_column(overflow="fold")
        for short, text in rows:
            grid.add_row(*(self._text((cell,)) for cell in short), text)
        return grid

    def _rows(self, block: _Hanging) -> Iterable[_Row]:
        match block:
            case Items(items):
                return map(self._item, items)
            case Definitions(rows):
                return starmap(self._definition, rows)
            case Table(rows=rows):
                return map(self._entry, map(block.labelled, rows))
            case Waterfall(bars=bars):
                return map(self._bar, bars)
            case Shares(parts=parts):
                return starmap(self._share, parts)
            case Lines(lines, first):
                return map(_line, count(first), lines)

    def _item(self, item: Item) -> _Row:
        sign = "-" if item.number is None else f"{item.number}."
        return (Span(sign),), self._text(item.spans, *item.notes)

    def _definition(self, label: str, spans: Spans) -> _Row:
        return (Span(label),), self._text(spans)

    def _entry(self, row: tuple[Spans, ...]) -> _Row:
        """A row of a table that has become a list."""
        others = [span for cell in row[1:] if cell for span in (Span(", "), *cell)]
        return (Span("-"),), self._text(row[0], tuple(others[1:]))

    def _bar(self, bar: Bar) -> _Row:
        change = "" if bar.change is None else show_signed(bar.change)
        return (Span(change), Span(show_number(bar.after))), self._text(bar.spans, *bar.notes)

    def _share(self, label: str, share: Decimal) -> _Row:
        return (Span(f"{show_number(share)} %"),), self._text((Span(label),))

    def _text(self, *lines: Spans) -> Text:
        return _joined(lines, partial(flowing, ascii_only=self._ascii_only))


def _joined(lines: Iterable[Spans], clean: Callable[[str], str]) -> Text:
    """The lines, their texts as they may be shown; nothing in them is markup."""
    from rich.text import Text  # noqa: PLC0415

    return Text("\n").join(
        Text.assemble(*((clean(span.text), _LOOKS[span.style]) for span in line)) for line in lines
    )


def _line(number: int, line: str) -> _Row:
    return (Span(f"{number} |", "dim"),), _joined(((Span(line.expandtabs(4)),),), safe)

"""The rows of a table, its columns side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import rich.console
import rich.table
import rich.text

from .document import Column


def table_lines(
    columns: Sequence[Column],
    rows: Iterable[Sequence[rich.text.Text]],
    width: int,
    console: rich.console.Console,
) -> Iterator[rich.text.Text]:
    """The table without rules between its cells, heads dim."""
    table = rich.table.Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(
            rich.text.Text(column.title),
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*row)
    for line in console.render_lines(table, console.options.update(width=width), pad=False):
        text = rich.text.Text(no_wrap=True)
        for segment in line:
            text.append(segment.text, segment.style)
        yield text

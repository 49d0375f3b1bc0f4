"""A document as text for a terminal or a pipe, laid out with rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from shutil import get_terminal_size

import rich.console
import rich.text

from .canvas import Canvas
from .document import Block, Document, Heading

WIDEST = 100  # longer lines are tiring to read
NARROWEST = 20
INDENT = "  "
SECTION = 2  # the level of headings whose blocks are indented


def to_text(
    document: Document, *, width: int | None = None, colour: bool = False, ascii_only: bool = False
) -> str:
    """The document as lines of at most ``width`` columns (None: those of the terminal)."""
    if width is None:
        width = min(get_terminal_size().columns, WIDEST)
    canvas = Canvas(max(width, NARROWEST), ascii_only, _console(max(width, NARROWEST), colour))
    lines = [line for block in _under_headings(document.blocks) for line in canvas.block(*block)]
    for line in lines:
        line.rstrip()
    if not colour:
        return "".join(f"{line.plain}\n" for line in lines)
    with canvas.console.capture() as captured:
        canvas.console.print(rich.text.Text("\n").join(lines), soft_wrap=True)
    return captured.get()


def _console(width: int, colour: bool) -> rich.console.Console:
    return rich.console.Console(
        file=StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_interactive=False,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _under_headings(blocks: Iterable[Block]) -> Iterator[tuple[Block, str, bool]]:
    """Each block with its indentation, and whether an empty line stands before it."""
    indent, before = "", None
    for block in blocks:
        if isinstance(block, Heading):
            yield block, INDENT if block.level > SECTION else "", before is not None
            indent = INDENT
        else:
            yield block, indent, before is not None and not isinstance(before, Heading)
        before = block

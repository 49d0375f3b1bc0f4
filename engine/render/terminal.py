"""A document as text for a pipe, or for a terminal with the colours of rich.

Only rich's styles are used: its console and text classes cost three times as much to import, and
one verdict is a single short run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .canvas import Canvas
from .document import Block, Document, Heading, Span, Style, Text, plain

WIDEST = 100  # longer lines are tiring to read
NARROWEST = 20
INDENT = "  "
SECTION = 2  # the level of headings whose blocks are indented

_LOOKS: dict[Style, str] = {
    "plain": "none",
    "strong": "bold",
    "dim": "dim",
    "good": "green",
    "caution": "yellow",
    "place": "cyan",
}


def to_text(
    document: Document, *, width: int | None = None, colour: bool = False, ascii_only: bool = False
) -> str:
    """The document as lines of at most ``width`` columns (None: those of the terminal)."""
    if width is None:
        from shutil import get_terminal_size  # noqa: PLC0415 - it brings along every archive format

        width = min(get_terminal_size().columns, WIDEST)
    canvas = Canvas(max(width, NARROWEST), ascii_only)
    lines = [line for block in _under_headings(document.blocks) for line in canvas.block(*block)]
    if colour:
        return "".join(f"{line}\n" for line in _coloured(lines))
    return "".join(f"{plain(line).rstrip()}\n" for line in lines)


def _coloured(lines: Iterable[Text]) -> Iterator[str]:
    from rich.color import ColorSystem  # noqa: PLC0415 - a pipe does without
    from rich.style import Style as Look  # noqa: PLC0415

    looks = {style: Look.parse(look) for style, look in _LOOKS.items()}
    for line in lines:
        yield "".join(
            looks[span.style].render(span.text, color_system=ColorSystem.STANDARD)
            for span in _trimmed(line)
        )


def _trimmed(line: Text) -> Text:
    """The line without spaces at its end."""
    spans = list(line)
    while spans and not spans[-1].text.rstrip():
        spans.pop()
    if not spans:
        return ()
    return (*spans[:-1], Span(spans[-1].text.rstrip(), spans[-1].style))


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

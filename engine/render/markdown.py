"""A document as GitHub-flavoured Markdown: a text in it is never read as markup.

Figures become tables. Trees are folded, which needs two tags of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from ..values import show_number, show_signed
from .characters import flowing, safe
from .document import (
    Block,
    Branch,
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
    Text,
    Tree,
    Waterfall,
)

DEEPEST = 12  # branches that would hang deeper hang here
FENCE = 3
CLOSING = ".,:;!?)"

_MARKUP = re.compile(
    r"[\\`*\[\]<|~$]"  # what begins markup anywhere
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore within a word is only that
    r"|&(?=#?\w+;)"
)
_AT_START = re.compile(r"^([-+=:#>])")  # what begins it where a line does
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_TICKS = re.compile("`+")
_NO_CODE = re.compile(r"[`|]|^\s|\s$|^$")


def to_markdown(document: Document) -> str:
    """The document as Markdown, one part after the other with an empty line between."""
    return "\n\n".join(part for block in document.blocks for part in _written(block)) + "\n"


def _written(block: Block) -> Iterator[str]:
    """The parts of a block, which empty lines are to set apart."""
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_heading(text)}"
        case Paragraph(spans):
            yield _line(spans)
        case Items(items):
            yield "\n".join(_entry(item, "") for item in items)
        case Definitions(rows):
            named = ((Span(f"{name}: "), *said) for name, said in rows)
            yield "\n".join(_entry(Item(spans), "") for spans in named)
        case Tree():
            yield from _folded(block)
        case Lines(lines):
            yield _fenced(lines)
        case Course(alternative=said):
            yield _line((Span(said),))
        case _:
            yield _table(block)


def _heading(text: str) -> str:
    """A number sign at the end of a heading would be left out of it."""
    return _escaped(flowing(text).strip()).replace("#", r"\#")


def _entry(item: Item, indent: str) -> str:
    """An item; why it is said, and each of its notes, is a line of its own."""
    sign = "-" if item.number is None else f"{item.number}."
    lines = map(_line, (*_parted(item.spans), *item.notes))
    inner = indent + " " * (len(sign) + 1)
    return f"{indent}{sign} " + f"  \n{inner}".join(filter(None, lines))


def _parted(spans: Text) -> tuple[Text, Text]:
    """What is said, and from there on why."""
    grounds = (at for at, span in enumerate(spans) if at and span.style in {"reason", "ground"})
    at = next(grounds, len(spans))
    return spans[:at], spans[at:]


def _folded(tree: Tree) -> Iterator[str]:
    """The branches as lists in lists, their numbers being part of what they say."""
    summary = escape(flowing(tree.summary))
    yield f"<details{' open' if tree.unfolded else ''}>\n<summary>{summary}</summary>"
    yield "\n".join(_entry(_named(item), "  " * depth) for depth, item in _nested(tree))
    yield "</details>"


def _nested(tree: Tree) -> Iterator[Branch]:
    """The branches, each one deeper at most than the one that it hangs below."""
    above: list[int] = []
    for depth, item in tree.branches:
        while above and above[-1] >= depth:
            above.pop()
        yield Branch(min(len(above), DEEPEST), item)
        above.append(depth)


def _named(item: Item) -> Item:
    number = () if item.number is None else (Span(f"({item.number}) "),)
    return Item((*number, *item.spans), item.notes)


def _fenced(lines: tuple[str, ...]) -> str:
    longest = max((len(ticks) for line in lines for ticks in _TICKS.findall(line)), default=0)
    fence = "`" * max(FENCE, longest + 1)
    return "\n".join((fence, *map(safe, lines), fence))


def _table(block: Table | NumberLine | Waterfall | Shares) -> str:
    match block:
        case Table(columns, rows, right):
            told = (tuple(map(_line, row)) for row in rows)
            return _grid(columns, told, [name in right for name in columns])
        case NumberLine():
            return _grid(("", block.unit), _marks(block), [False, True])
        case Waterfall():
            columns = ("change", block.unit or "figure", "why")
            return _grid(columns, _bars(block), [True, True, False])
        case Shares(whole, parts):
            shares = ((_escaped(label), f"{show_number(share)} %") for label, share in parts)
            return _grid((whole, "share"), shares, [False, True])


def _marks(line: NumberLine) -> Iterator[tuple[str, ...]]:
    band = line.band
    for mark in (*line.marks, *((band.middle,) if band and band.middle else ())):
        yield _line((Span(mark.label),)), show_number(mark.value)
    if band is not None:
        ends = f"{show_number(band.low)} to {show_number(band.high)}"
        yield _line((Span(band.label),)), ends


def _bars(waterfall: Waterfall) -> Iterator[tuple[str, ...]]:
    for bar in waterfall.bars:
        change = "" if bar.change is None else show_signed(bar.change)
        why = "<br>".join(map(_line, (bar.spans, *bar.notes)))
        yield change, show_number(bar.after), why


def _grid(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], right: Iterable[bool]) -> str:
    titles = tuple(_line((Span(name),)) for name in columns)
    sides = tuple("--:" if side else "---" for side in right)
    return "\n".join(f"| {' | '.join(row)} |" for row in (titles, sides, *rows))


def _line(text: Text) -> str:
    """Spans in one line, which begins with nothing that would be read as the sign of a block."""
    spans = _joined(text)
    written = "".join(
        _span(
            span,
            before=spans[at - 1].text[-1:] if at else "",
            after=spans[at + 1].text[:1] if at + 1 < len(spans) else "",
        )
        for at, span in enumerate(spans)
    ).strip()
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", written))


def _joined(text: Text) -> list[Span]:
    """Spans as they are written: what has one look is one."""
    joined: list[Span] = []
    for span in text:
        style: Style = span.style if span.style in {"strong", "place"} else "plain"
        said = flowing(span.text)
        if joined and joined[-1].style == style:
            joined[-1] = Span(joined[-1].text + said, style)
        elif said:
            joined.append(Span(said, style))
    return joined


def _span(span: Span, *, before: str, after: str) -> str:
    match span.style:
        case "place" if not _NO_CODE.search(span.text):
            return f"`{span.text}`"
        case "strong":
            return _strong(span.text, before, after)
        case _:
            return _escaped(span.text)


def _strong(text: str, before: str, after: str) -> str:
    """Asterisks where they are surely read as such, else a tag."""
    inner = text.strip()
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not inner:
        return text
    opens = inner[0].isalnum() or bool(start) or not before or before.isspace()
    closes = inner[-1].isalnum() or bool(end) or not after or after.isspace() or after in CLOSING
    said = _escaped(inner)
    marked = f"**{said}**" if opens and closes else f"<strong>{said}</strong>"
    return f"{start}{marked}{end}"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)

"""A document as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..document import Block, Document, Heading, texts
from ..templating import environment
from .pictures import chart, line, parts, steps, twigs

TEMPLATES = Path(__file__).parent / "templates"
SECTION = 2  # headings of this level, or above it, begin a section


class Section(NamedTuple):
    """A heading with what stands below it."""

    id: str
    title: str
    level: int
    blocks: tuple[Block, ...]


def to_html(document: Document) -> str:
    """The page of a document that begins with its heading."""
    pages = environment(TEMPLATES)
    pages.filters.update(chart=chart, kind=_kind, line=line, parts=parts, steps=steps, twigs=twigs)
    page: str = pages.get_template("page.html").render(
        title=document.title,
        sections=tuple(_sections(document.blocks)),
        anchors=frozenset(_anchors(document.blocks)),
    )
    return page + "\n"


def _kind(block: Block) -> str:
    return type(block).__name__


def _sections(blocks: Iterable[Block]) -> Iterator[Section]:
    heading: Heading | None = None
    held: list[Block] = []
    number = 0
    for block in (*blocks, Heading("")):
        if not (isinstance(block, Heading) and block.level <= SECTION):
            held.append(block)
            continue
        if heading is not None:
            number += 1
            yield Section(f"part-{number}", heading.text, heading.level, tuple(held))
        heading, held = block, []


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Every place that links can lead to."""
    for block in blocks:
        for text in texts(block):
            yield from (span.anchor for span in text if span.anchor)

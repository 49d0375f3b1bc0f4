"""A consultation as a document: the verdict, how it comes about, what to do, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ..consultation import Consultation, Fact, FactOrigin
from ..values import show
from .document import Block, Definitions, Document, Paragraph, Span
from .figures import number_line
from .outcome import advice, not_known
from .phrases import told
from .planning.page import plan_blocks
from .readings import read_in, told_as
from .reasoning import reasoning
from .weighing import clashes, weighing

Trace = Literal["none", "short", "full"]

_ORIGINS: tuple[tuple[FactOrigin, str], ...] = (
    ("told", "Told"),
    ("export", "Export"),
    ("assumed", "Assumed"),
)


def verdict_document(
    consultation: Consultation, trace: Trace = "short", start: date | None = None
) -> Document:
    """All that a person is shown of a consultation; ``trace`` says how much of the reasoning.

    The plan has dates where it has a ``start``.
    """
    full = trace == "full"
    blocks = (
        *_verdict(consultation),
        *_facts(consultation),
        *weighing(consultation),
        *plan_blocks(consultation, start, full=full),
        *advice(consultation, full=full, last=False),
        *not_known(consultation),
        *advice(consultation, full=full, last=True),
        *clashes(consultation),
        *(reasoning(consultation, full=full) if trace != "none" else ()),
    )
    return Document(blocks, consultation.verdict.headline)


def _verdict(consultation: Consultation) -> Iterator[Block]:
    verdict = consultation.verdict
    if verdict.headline:
        yield Paragraph((Span(verdict.headline, "strong"),))
    if verdict.remarks:
        yield Paragraph((Span(" ".join(verdict.remarks)),))
    line = number_line(consultation)
    if line is not None:
        yield line


def _facts(consultation: Consultation) -> Iterator[Block]:
    """What the verdict rests on, by where it comes from."""
    rows = []
    for origin, title in _ORIGINS:
        said = [_fact(fact) for fact in consultation.facts if fact.origin == origin]
        lines = said if origin == "export" else ["; ".join(said)] if said else []
        titles = (title, *[""] * len(lines))
        rows += [(name, (Span(line),)) for name, line in zip(titles, lines, strict=False)]
    if rows:
        yield Definitions(tuple(rows))


def _fact(fact: Fact) -> str:
    written, said = told_as(fact), told(fact.attribute, fact.value)
    if fact.read is not None and fact.origin == "told":
        return f"{said} (the export says {show(fact.read.value)}; {read_in(fact.read)})"
    if fact.read is not None:
        return f"{said} ({read_in(fact.read)})"
    return said + (f' (from "{written}")' if written is not None else "")

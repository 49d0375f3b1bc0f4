"""A consultation as a report: all of it, in the order in which one reads a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ...consultation import Consultation, Fact, FactOrigin
from ...rules import KnowledgeBase
from ...sources import Claim
from ...values import show
from ..document import (
    Block,
    Definitions,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    dim,
    texts,
)
from ..figures import number_line
from ..outcome import advice, not_known
from ..phrases import claim_anchor
from ..planning import plan_blocks
from ..present import Trace
from ..readings import read_in, told_as
from ..weighing import clashes, weighing
from .courses import course
from .tree import reasoning_tree

if TYPE_CHECKING:
    from ...imports import Export

_FROM: Mapping[FactOrigin, str] = {
    "told": "told",
    "export": "read from an export",
    "assumed": "assumed, as it was not told",
}


def report_document(
    consultation: Consultation,
    trace: Trace = "short",
    start: date | None = None,
    export: Export | None = None,
) -> Document:
    """All that a consultation holds, and what else the ``export`` shows that it was read from.

    The plan has dates where it has a ``start``. The reasoning is a tree, unfolded where the
    ``trace`` is full and left out where it is none.
    """
    title = consultation.verdict.headline or f"What {consultation.knowledge.name} says"
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        *_verdict(consultation),
        *weighing(consultation),
        *_plan(consultation, start),
        *(_shown_by(export) if export is not None else ()),
        *advice(consultation, full=True, last=False),
        *_facts(consultation),
        *not_known(consultation),
        *advice(consultation, full=True, last=True),
        *clashes(consultation),
        *(_reasoning(consultation, unfolded=trace == "full") if trace != "none" else ()),
    )
    ends = (*_claims(blocks, consultation.knowledge), *_made_from(consultation))
    return Document((*blocks, *ends), title)


def _verdict(consultation: Consultation) -> Iterator[Block]:
    verdict = consultation.verdict
    if verdict.remarks:
        yield Paragraph((Span(" ".join(verdict.remarks)),))
    line = number_line(consultation)
    if line is not None:
        yield line
    words = [(name, shown) for name, shown in verdict.fields.items() if isinstance(shown, str)]
    if words:
        yield Definitions(tuple((name, (Span(shown, "strong"),)) for name, shown in words))


def _facts(consultation: Consultation) -> Iterator[Block]:
    """What the verdict rests on, each with where it comes from."""
    if consultation.facts:
        yield Heading("What it rests on")
        yield Table(("fact", "value", "from"), tuple(map(_fact, consultation.facts)))


def _fact(fact: Fact) -> tuple[Text, ...]:
    return (Span(fact.attribute),), (Span(show(fact.value), "strong"),), dim(_origin(fact))


def _origin(fact: Fact) -> str:
    written, read = told_as(fact), fact.read
    if read is not None and fact.origin == "told":
        return f"told; the export says {show(read.value)} ({read_in(read)})"
    if read is not None:
        return read_in(read)
    return _FROM[fact.origin] + (f' as "{written}"' if written is not None else "")


def _plan(consultation: Consultation, start: date | None) -> Iterator[Block]:
    """The plan, and its way as a picture before the tables of it."""
    blocks = tuple(plan_blocks(consultation, start, full=True))
    drawn = course(consultation)
    yield from blocks[:1] or ((Heading("Over time"),) if drawn is not None else ())
    if drawn is not None:
        yield drawn
    yield from blocks[1:]


def _shown_by(export: Export) -> Iterator[Block]:
    from .reading import shown_by  # noqa: PLC0415 - only who has an export pays for it

    return shown_by(export)


def _reasoning(consultation: Consultation, *, unfolded: bool) -> Iterator[Block]:
    tree = reasoning_tree(consultation, unfolded=unfolded)
    if tree is not None:
        yield Heading("Reasoning")
        yield tree


def _claims(blocks: tuple[Block, ...], knowledge: KnowledgeBase) -> Iterator[Block]:
    """Every claim that is cited above, with how firmly it is put and by whom."""
    cited = {span.link for block in blocks for text in texts(block) for span in text}
    claims = [one for name, one in knowledge.claims.items() if claim_anchor(name) in cited]
    if claims:
        yield Heading("On whose word")
        yield Table(("claim", "says", "how firmly", "from"), tuple(map(_claim, claims)), named=True)


def _claim(claim: Claim) -> tuple[Text, ...]:
    where = ", ".join(filter(None, (str(claim.origin), claim.section, claim.cited_from)))
    name = Span(claim.id, "place", anchor=claim_anchor(claim.id))
    return (name,), (Span(claim.says),), (Span(claim.hedge),), dim(where)


def _made_from(consultation: Consultation) -> Iterator[Block]:
    """What it takes to get the same again."""
    knowledge = consultation.knowledge
    yield Heading("How this was made")
    if knowledge.about:
        yield Paragraph((Span(knowledge.about),))
    named = f"{knowledge.name} {knowledge.version}".rstrip()
    yield Definitions(
        (
            ("rules", (Span(named),)),
            ("content", (Span(knowledge.digest, "place"),)),
            ("basis", (Span(consultation.basis),)),
        )
    )

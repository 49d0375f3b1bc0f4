"""The cases that are not as expected, each with what decided it, and the totals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...cases import Case, Decider, Difference, Outcome, Report, Result
from ...words import plural
from ..document import (
    Block,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Span,
    Style,
    Table,
    Text,
    plain,
)
from ..phrases import listed, standing
from ..terminal import to_text

_COLUMNS = ("about", "expected", "found")


def report_text(report: Report, **page: Any) -> str:
    """What is different, what is to do, the coverage with ready cases, and at last the totals."""
    details = report_document(report)
    if not details.blocks and len(report.those("as expected")) == len(report.runs):
        return f"{plain(totals(report))}\n"  # so short that drawing would take longer
    from .coverage import ready_text  # noqa: PLC0415 - seldom needed

    ending = Document((Paragraph(totals(report)),))
    texts = (to_text(details, **page), ready_text(report), to_text(ending, **page))
    return "\n".join(text for text in texts if text)


def report_document(report: Report) -> Document:
    """What is different, what is to do, and the coverage if it was counted."""
    different = report.those("different")
    todo = report.those("to do")
    blocks: list[Block] = [block for run in different for block in result_blocks(run.result)]
    if todo:
        blocks += [Heading("To do"), Items(tuple(_to_do(run.result.case) for run in todo))]
    if report.tally is not None:
        from .coverage import coverage_blocks  # noqa: PLC0415 - seldom needed

        blocks += coverage_blocks(report.tally)
    return Document(tuple(blocks))


def result_blocks(result: Result) -> Iterator[Block]:
    """One case that is different: given, expected and found side by side, who decided."""
    case = result.case
    yield Heading(f"Different: {case.name}")
    told = listed([(fact.attribute, fact.value) for fact in case.facts]) or "nothing"
    basis = () if case.basis == "all" else (("basis", (Span(case.basis),)),)
    at = () if case.location is None else (("at", (Span(str(case.location), "place"),)),)
    yield Definitions((*at, ("given", (Span(told),)), *basis))
    yield Table(_COLUMNS, tuple(map(_row, result.differences)), named=True)
    deciders = dict.fromkeys(each for one in result.differences for each in one.deciders)
    if deciders:
        yield Heading("What decided it", 3)
        yield Items(tuple(map(_decider, deciders)))


def totals(report: Report) -> Text:
    """How many cases came out how, as ``137 cases: 135 as expected, 2 different.``."""
    counts = [(outcome, len(report.those(outcome))) for outcome in _STYLES]
    cases, unread = plural(len(report.runs), "case"), len(report.problems)
    files = (Span(f" {plural(unread, 'problem')} in files of cases.", "caution"),) if unread else ()
    if not report.runs:
        return (Span("No case was run.", "caution"), *files)
    if not report.those("as expected") and not report.those("different"):
        return (Span(f"{cases}, and none of them was run.", "caution"), *files)
    told = [(outcome, count) for outcome, count in counts if count]
    if told == [("as expected", len(report.runs))]:
        said = "as expected" if len(report.runs) == 1 else "all as expected"
        return (Span(f"{cases}, "), Span(f"{said}.", "good"), *_kept(report), *files)
    parts = [Span(f"{count:,} {outcome}", _STYLES[outcome]) for outcome, count in told]
    spaced = [span for part in parts for span in (Span(", "), part)][1:]
    return (Span(f"{cases}: "), *spaced, Span("."), *_kept(report), *files)


def _kept(report: Report) -> Text:
    """How many were run now, where that is not all of them."""
    if not report.kept:
        return ()
    run = len(report.runs) - report.kept
    return (Span(f" {run:,} run, {report.kept:,} unchanged since.", "dim"),)


_STYLES: dict[Outcome, Style] = {
    "as expected": "good",
    "different": "caution",
    "could not run": "caution",
    "to do": "dim",
}


def _row(one: Difference) -> tuple[Text, ...]:
    return (Span(one.about),), (Span(one.expected),), (Span(one.found, "caution"),)


def _decider(one: Decider) -> Item:
    place = standing(one.name, one.location)
    if not one.missing:
        return Item((*place, Span(f": {one.says}")))
    return Item((*place, Span(f" would say {one.says}, but ")), ((Span(one.missing, "caution"),),))


def _to_do(case: Case) -> Item:
    return Item((*standing(case.name, case.location), Span(f": {case.to_do}")))

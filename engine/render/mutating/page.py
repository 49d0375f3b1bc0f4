"""The changes that no case notices, with cases that would; what is to spare; the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...mutation import KINDS, Judged, Kind, Mutant, Ready, Report, Written
from ...words import plural
from ..document import Block, Document, Heading, Item, Items, Paragraph, Span, Table, Text, dim
from ..phrases import standing
from ..terminal import to_text

_COLUMNS = ("change", "tried", "noticed", "not noticed", "no difference")


def mutation_text(report: Report, written: Sequence[Written] = (), **page: Any) -> str:
    """Survivors with their cases, what makes no difference, counts by kind, and the score last."""
    parts = [
        *_survivors(report, page),
        _drawn(_open(report), page),
        _drawn(_spare(report), page),
        _drawn(_counts(report), page),
        _drawn(_ending(report, written), page),
    ]
    return "\n".join(part for part in parts if part)


def sentence(mutant: Mutant) -> str:
    """What was changed, for *if ...*: ``the condition "a is b" of some-rule were deleted``."""
    return f"{mutant.subject} {mutant.done}"


def _survivors(report: Report, page: dict[str, Any]) -> Iterator[str]:
    """A part for each ready case: the changes that it notices, then its lines to copy."""
    for ready in report.ready:
        own = [one for one in report.those("survived") if one.ready == ready]
        items = Items(tuple(Item(_unnoticed(one, report)) for one in own))
        which = "this change" if len(own) == 1 else "these changes"
        lead = Paragraph((Span(f"This case for {ready.file} would notice {which}:", "dim"),))
        yield f"{_drawn((items, lead), page)}\n{ready.text}"


def _unnoticed(one: Judged, report: Report) -> Text:
    still = f"all {plural(report.cases, 'case')}" if report.cases > 1 else "the one case"
    return (*_where(one.mutant), Span(f": if {sentence(one.mutant)}, {still} would still pass."))


def _open(report: Report) -> tuple[Block, ...]:
    """What is neither noticed nor proved, and survivors for which no case was found."""
    lone = [one for one in report.survivors if one.ready is None]
    if not lone:
        return ()
    items = (Item((*_where(one.mutant), Span(f": if {sentence(one.mutant)}."))) for one in lone)
    return (Heading("Neither noticed nor proved to make no difference"), Items(tuple(items)))


def _spare(report: Report) -> tuple[Block, ...]:
    """Text that could go, and other changes that nobody could notice."""
    equal = report.those("equivalent")
    spare = [one for one in equal if one.mutant.removes]
    rest = [one for one in equal if not one.mutant.removes]
    blocks: list[Block] = []
    if spare:
        blocks += [Heading("Redundant: proved to change nothing for anybody")]
        blocks += [Items(tuple(Item(_redundant(one.mutant)) for one in spare))]
    if rest:
        blocks += [Heading("Proved to make no difference")]
        blocks += [Items(tuple(Item(_same(one.mutant)) for one in rest))]
    return tuple(blocks)


def _redundant(mutant: Mutant) -> Text:
    without = (
        "changes nothing" if mutant.done == "were deleted" else f"may as well be: {mutant.done}"
    )
    return (*_where(mutant), Span(f": {mutant.subject} {without}."))


def _same(mutant: Mutant) -> Text:
    return (*_where(mutant), Span(f": nobody could tell if {sentence(mutant)}."))


def _counts(report: Report) -> tuple[Block, ...]:
    tried = [kind for kind in KINDS if any(one.mutant.kind == kind for one in report.judged)]
    rows = tuple(_row(report, kind) for kind in tried)
    table = Table(_COLUMNS, rows, frozenset(_COLUMNS[1:]), named=True)
    return (Heading("Changes by kind"), table) if rows else ()


def _row(report: Report, kind: Kind) -> tuple[Text, ...]:
    made = [one for one in report.judged if one.mutant.kind == kind]
    missed = len(report.those("survived", "not proved", kind=kind))
    counts = (
        len(made),
        len(report.those("killed", kind=kind)),
        missed,
        len(report.those("equivalent", "only the reasons", kind=kind)),
    )
    cells = [(Span(f"{count:,}"),) for count in counts]
    if missed:
        cells[2] = (Span(f"{missed:,}", "caution"),)
    return ((Span(kind),), *cells)


def _ending(report: Report, written: Sequence[Written]) -> tuple[Block, ...]:
    """What was left out or written, and the score."""
    lines: list[Text] = []
    if report.untried:
        tried, made = len(report.judged), len(report.judged) + report.untried
        said = f"{tried:,} of {made:,} changes were tried, drawn from all rules"
        lines.append((Span(f"{said}; --most {made} tries all.", "caution"),))
    if report.left_out:
        verb = "is" if report.left_out == 1 else "are"
        said = f"{plural(report.left_out, 'case')} {verb} not as expected, and had no say."
        lines.append((Span(said, "caution"),))
    reasons = len(report.those("only the reasons"))
    if reasons:
        verb = "changes" if reasons == 1 else "change"
        said = f"{reasons:,} of the changes {verb} only reasons, and nobody's verdict"
        lines.append(dim(f"{said}; --reasons counts them too."))
    added = tuple(
        Item((Span(f"{plural(one.added, 'case')} added to "), Span(str(one.path), "place")))
        for one in written
    )
    return (
        *(Paragraph(line) for line in lines),
        *((Items(added),) if added else ()),
        Paragraph(_score(report)),
    )


def _score(report: Report) -> Text:
    killed, missed = len(report.those("killed")), len(report.survivors)
    if not killed + missed:
        return (Span("No change was tried that a case could notice."),)
    score = Span(f"Score: {report.percent()} %", "caution" if missed else "good")
    changes, cases = plural(killed + missed, "change"), plural(report.cases, "case")
    return (score, Span(f" ({killed:,} of {changes} noticed by {cases})."))


def _where(mutant: Mutant) -> Text:
    return standing(mutant.rule.id, mutant.location)


def _drawn(blocks: tuple[Block, ...], page: dict[str, Any]) -> str:
    return to_text(Document(blocks), **page) if blocks else ""


__all__ = ["Ready", "mutation_text", "sentence"]

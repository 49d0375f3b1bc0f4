"""The end of a batch in words: rows, columns, verdicts, rules, what was missing."""

from __future__ import annotations

from collections.abc import Iterator

from ...batch import Summary
from ...words import join, plural
from ..document import Block, Document, Heading, Item, Items, Paragraph, Span, Table, Text

MOST_SHOWN = 10


def batch_document(summary: Summary) -> Document:
    """The summary as a document."""
    return Document(tuple(_blocks(summary)), "Batch")


def _blocks(summary: Summary) -> Iterator[Block]:
    tally = summary.tally
    rows = plural(summary.read, "row")
    spans = [Span(f"{rows}: {tally.answered:,} answered, {tally.rejected:,} rejected.", "strong")]
    yield Paragraph(tuple(spans))
    for name in summary.written:
        yield Paragraph((Span(f"Written to {name}."),))
    if summary.rejects:
        yield Paragraph((Span(f"Rejected rows, with line and reason: {join(summary.rejects)}."),))
    if summary.skipped:
        parts = plural(len(summary.skipped), "part was", "parts were")
        yield Paragraph((Span(f"{parts} there already, and left as it was."),))
    yield from _columns(summary)
    if not tally.answered:
        return
    yield from _counts(f"Verdicts: {summary.field}", dict(tally.verdicts.most_common()), summary)
    missing = {name: count for name, count in tally.untold.most_common() if count}
    yield from _counts("Not told", dict(list(missing.items())[:MOST_SHOWN]), summary)
    fired = dict(tally.fired.most_common(MOST_SHOWN))
    yield from _counts("Rules that fired most often", fired, summary)
    if summary.silent:
        yield Heading(f"Rules that never fired: {len(summary.silent)} of {len(summary.rules)}")
        yield Paragraph((Span(f"{', '.join(summary.silent)}.", "place"),))


def _columns(summary: Summary) -> Iterator[Block]:
    if not summary.matched.columns:
        return
    yield Heading("Columns")
    read = ", ".join(
        name if name == column else f"{name} (from {column})"
        for name, column in summary.matched.columns.items()
    )
    items: list[Item] = [Item((Span(f"read: {read}"),))]
    for each in summary.matched.unmatched:
        why = f": {each.reason}" if each.reason else ""
        items.append(Item((Span(f'kept, but not read: "{each.column}"{why}', "caution"),)))
    if summary.matched.untold:
        items.append(Item((Span(f"no column for: {', '.join(summary.matched.untold)}", "dim"),)))
    yield Items(tuple(items))


def _counts(title: str, counts: dict[str, int], summary: Summary) -> Iterator[Block]:
    if not counts:
        return
    yield Heading(title)
    whole = summary.tally.answered
    rows: list[tuple[Text, ...]] = [
        ((Span(name),), (Span(f"{count:,}"),), (Span(_share(count, whole)),))
        for name, count in counts.items()
    ]
    yield Table(("", "rows", "share"), tuple(rows), frozenset({"rows", "share"}))


def _share(count: int, whole: int) -> str:
    share = 100 * count / whole
    return "under 0.1 %" if count and share < 0.1 else f"{share:.1f} %"  # noqa: PLR2004 - a tenth

"""Progress as one document: what was gained, how far it is, what changed, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...progress import Distance, Growth, Progress, Standing
from ...values import show_number
from ...what_if.comparison import Advised, RuleChange
from ...words import join, plural
from ..document import (
    Block,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Span,
    Table,
    Text,
    dim,
)
from ..explanations.saying import shown_field
from ..phrases import listed, standing
from ..planning.saying import about
from .changes import change_text
from .revisions import revision_blocks

SIDES = ("before", "now")
UNDATED = "With --from and --to, or with dates in the names of the files, it is told by the month."


def progress_document(found: Progress, kept: str = "", others: Iterable[str] = ()) -> Document:
    """All of it; ``kept`` is where the new verdict was written, ``others`` what was not read."""
    new = found.new.consultation.verdict
    blocks = (
        *_grown(found),
        *_verdicts(found),
        *_distances(found),
        *_changed(found),
        *_fields(found),
        *_rules(found),
        *_advice("New advice", found.comparison.gained),
        *_advice("Advice that applies no longer", found.comparison.lost),
        *revision_blocks(found),
        *_series(found),
        *_kept(kept, others),
    )
    return Document(blocks, new.headline)


def _grown(found: Progress) -> Iterator[Block]:
    """What was gained, in one line, or why that is not known."""
    growth = found.growth
    plan = found.new.consultation.knowledge.plan
    if growth is not None:
        yield Paragraph((Span(_growth(growth), "strong"),))
        if growth.a_month is None:
            day = found.new.day if found.new.day == found.old.day else None
            yield Paragraph(dim(UNDATED if day is None else f"Both are of {day.isoformat()}."))
    elif plan is not None:
        untold = join([name for name, one in _sides(found) if one.counted is None])
        yield Paragraph(
            (Span(f"How much was gained is not known: {plan.counts} not told {untold}."),)
        )


def _sides(found: Progress) -> tuple[tuple[str, Standing], ...]:
    return (SIDES[0], found.old), (SIDES[1], found.new)


def _growth(growth: Growth) -> str:
    """As in ``From 120 to 168 legs: 48 more in 92 days, 15.9 a month``."""
    before, after = show_number(growth.before), show_number(growth.after)
    far = f"From {before} to {after} {growth.unit}".rstrip()
    if not growth.gained:
        return f"As many {growth.unit or growth.counts} as before: {after}{_in(growth)}."
    word = "more" if growth.gained > 0 else "fewer"
    monthly = growth.a_month
    said = "" if monthly is None else f", {show_number(abs(monthly))} a month"
    return f"{far}: {show_number(abs(growth.gained))} {word}{_in(growth)}{said}."


def _in(growth: Growth) -> str:
    return "" if growth.days is None else f" in {plural(growth.days, 'day')}"


def _verdicts(found: Progress) -> Iterator[Block]:
    old, new = found.old, found.new
    before, now = old.consultation.verdict.headline, new.consultation.verdict.headline
    rows: list[tuple[str, Text]] = []
    for title, one, text in (("Before", old, before), ("Now", new, now)):
        day = f"{one.day.isoformat()}, " if one.day is not None else ""
        said = "The same." if one is new and text == before else text
        rows.append(
            (
                title,
                (Span(said, "strong" if one is new else "plain"), *dim(f" ({day}{one.source})")),
            )
        )
    yield Definitions(tuple(rows))


def _distances(found: Progress) -> Iterator[Block]:
    """How far it was and is to each figure of the plan, and when it may be reached."""
    if not found.distances or found.growth is None:
        return
    yield Heading("How far it is")
    rows = tuple(
        (
            (Span(show_number(each.figure)),),
            (Span(show_number(each.missing_before)),),
            (Span(show_number(each.missing)),),
            (Span(_closed(each)),),
        )
        for each in found.distances
    )
    columns = ("", "missing before", "missing now", "closed")
    yield Table(columns, rows, frozenset(columns[1:]), named=True)
    items = tuple(_remaining(found))
    if items:
        yield Items(items)


def _closed(found: Distance) -> str:
    """As in ``23 %``; ``20 further away`` where the distance has grown."""
    if found.missing > found.missing_before:
        return f"{show_number(found.missing - found.missing_before)} further away"
    return "" if found.closed is None else f"{show_number(Decimal(found.closed))} %"


def _remaining(found: Progress) -> Iterator[Item]:
    for each in found.distances:
        parts = [
            f"{plural(weeks, 'week')}{about(weeks)} {how}"
            for weeks, how in (
                (each.weeks_as_planned, "by the plan"),
                (each.weeks_as_grown, "as it went so far"),
            )
            if weeks is not None
        ]
        if each.missing and parts:
            figure = Span(show_number(each.figure), "strong")
            yield Item((figure, Span(f": in {', or '.join(parts)}. {each.text}")))
        elif not each.missing:
            reached = "reached since" if each.missing_before else "reached before"
            yield Item(
                (Span(show_number(each.figure), "strong"), Span(f": {reached}. {each.text}"))
            )


def _changed(found: Progress) -> Iterator[Block]:
    edits = found.comparison.edits
    yield Heading("What you changed")
    if edits:
        yield Items(tuple(Item((Span(change_text(edit)),)) for edit in edits))
    else:
        yield Paragraph((Span("Nothing: the same was told both times."),))


def _fields(found: Progress) -> Iterator[Block]:
    rows = tuple(
        ((Span(each.field),), (Span(shown_field(each.now)),), (Span(shown_field(each.then)),))
        for each in found.comparison.differences
    )
    if rows:
        yield Heading("What that does to the verdict")
        yield Table(("", *SIDES), rows, named=True)
    elif found.comparison.edits:
        yield Heading("What that does to the verdict")
        yield Paragraph((Span("Its fields stay as they are."),))


def _rules(found: Progress) -> Iterator[Block]:
    """The rules that count on one side only, without those that only give advice."""
    form = found.new.consultation.knowledge.verdict
    lists = set(form.advice) if form is not None else set[str]()
    changes = [each for each in found.comparison.rules if not lists.issuperset(each.rule.writes())]
    for title, side in (("Rules that count now", "then"), ("Rules that counted before", "now")):
        items = [_rule(each) for each in changes if getattr(each, side) == "counts"]
        if items:
            yield Heading(title)
            yield Items(tuple(items))


def _rule(change: RuleChange) -> Item:
    said = f"{listed(change.step.concluded)}. {change.step.because}".rstrip()
    by = f" It gives way to {join(change.by)}." if change.by and change.then == "set aside" else ""
    place = standing(change.rule.id, change.rule.location)
    return Item((Span(f"{said} "), *place, Span(f".{by}", "dim")))


def _advice(title: str, found: Iterable[Advised]) -> Iterator[Block]:
    items = tuple(
        Item((Span(f"{each.title}: {each.advice.text}"), *dim(f" ({_callers(each)})")))
        for each in found
    )
    if items:
        yield Heading(title)
        yield Items(items)


def _callers(found: Advised) -> str:
    return join([rule.id for rule in found.advice.rules])


def _series(found: Progress) -> Iterator[Block]:
    """All of a history side by side, where there is more than first and last."""
    if len(found.series) <= len(SIDES):
        return
    plan, form = found.new.consultation.knowledge.plan, found.new.consultation.knowledge.verdict
    first = form.fields[0].name if form is not None and form.fields else ""
    counts = () if plan is None else (plan.counts,)
    rows = tuple(
        (
            (Span(each.day.isoformat() if each.day else each.source),),
            *(
                ((Span("" if each.counted is None else show_number(each.counted)),),)
                if counts
                else ()
            ),
            (Span(_first(each, first)),),
        )
        for each in found.series
    )
    yield Heading("All that was kept")
    yield Table(("", *counts, first), rows, frozenset(counts), named=True)


def _first(one: Standing, field: str) -> str:
    """The first field of the verdict under today's rules."""
    return shown_field(one.consultation.verdict.fields.get(field))


def _kept(kept: str, others: Iterable[str]) -> Iterator[Block]:
    names = list(others)
    if kept:
        yield Paragraph(dim(f"Kept as {kept}."))
    if names:
        what = "is no kept verdict and was" if len(names) == 1 else "are no kept verdicts and were"
        yield Paragraph(dim(f"{join(names)} {what} not read."))

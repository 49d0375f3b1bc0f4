"""The reading report: what an export tells, what it suggests, what was found, what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...consultation import Fact
from ...imports import Export, FileRead, Reading, Suggestion
from ...imports.report import DayFrom
from ...values import show, show_number
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
    Text,
    dim,
)
from ..phrases import told
from ..readings import read_in

DAYS: dict[DayFrom, str] = {
    "asked for": "as you asked",
    "name": "the day in its name",
    "archive": "the day of its files",
    "newest row": "the day of its newest row",
}
FROM_FILES: tuple[DayFrom, ...] = ("name", "archive")
FAR = 60  # days without a row after which the day of an export may be that of a mere copy


def import_document(
    export: Export, facts: Sequence[Fact], suggestions: Sequence[Suggestion]
) -> Document:
    """The whole report."""
    headline = _headline(export, facts)
    blocks = (
        Paragraph((Span(headline, "strong"),)),
        *_old(export),
        *_facts(facts),
        *_suggested(suggestions),
        *_figures(export),
        *_open(export),
        *_files(export),
        Heading("Privacy"),
        Paragraph(dim(_privacy(export))),
    )
    return Document(blocks, headline)


def _headline(export: Export, facts: Sequence[Fact]) -> str:
    read = [file for file in export.files if file.state == "read"]
    day = "" if export.day is None else f", as of {export.day}"
    how = "" if export.day_from is None else f" ({DAYS[export.day_from]})"
    return (
        f"{plural(len(facts), 'fact')} from {plural(len(read), 'file')} of"
        f" {export.form.about}{day}{how}."
    )


def _old(export: Export) -> Iterator[Block]:
    """Where no row is near the day of the name or of the files, which may be that of a copy."""
    day, newest = export.day, export.newest
    if export.day_from not in FROM_FILES or day is None or newest is None:
        return
    if (day - newest).days > FAR:
        yield Paragraph(
            (Span(f"Its newest row is of {newest}: --as-of {newest} counts from there."),)
        )


def _facts(facts: Sequence[Fact]) -> Iterator[Block]:
    if facts:
        yield Heading("Facts for the rules")
        yield Items(tuple(Item(_fact(fact)) for fact in facts))


def _fact(fact: Fact) -> Text:
    said = Span(told(fact.attribute, fact.value), "strong")
    return (said,) if fact.read is None else (said, Span(f" ({read_in(fact.read)})", "dim"))


def _suggested(suggestions: Sequence[Suggestion]) -> Iterator[Block]:
    if suggestions:
        yield Heading("To confirm")
        yield Items(tuple(Item(_suggestion(each)) for each in suggestions))


def _suggestion(each: Suggestion) -> Text:
    said = f"{each.attribute}: perhaps {show(each.value)}"
    because = f" ({read_in(each.read)}). Not used unless you say so, or with --take-suggestions."
    return Span(said, "strong"), Span(because, "dim")


def _figures(export: Export) -> Iterator[Block]:
    """The figures that no rule reads."""
    found = [
        each
        for each in export.readings
        if each.known and each.form.tells is None and each.form.suggests is None
    ]
    if found:
        yield Heading("Other figures")
        yield Items(tuple(Item(_figure(each), tuple(_note(each))) for each in found))


def _figure(reading: Reading) -> Text:
    form = reading.form
    where = f" ({form.table}: {reading.says}; {form.trust} trust)"
    return Span(f"{form.name}: {figure_text(reading)}", "strong"), Span(where, "dim")


def figure_text(reading: Reading) -> str:
    """A figure with its unit; a mix from its largest share down."""
    if reading.shares is not None:
        ordered = sorted(reading.shares, key=lambda each: -each[1])
        return ", ".join(f"{name} {show_number(share)} %" for name, share in ordered)
    unit = f" {reading.form.unit}" if reading.form.unit else ""
    return show(reading.value) + (unit if isinstance(reading.value, Decimal) else "")


def _note(reading: Reading) -> Iterator[Text]:
    if reading.form.note:
        yield dim(reading.form.note)


def _open(export: Export) -> Iterator[Block]:
    """The figures that could not be read, by why; not known, and never nought."""
    by_reason: dict[str, list[str]] = {}
    for each in export.readings:
        if not each.known:
            by_reason.setdefault(each.why_not or "it is not known", []).append(each.form.name)
    if by_reason:
        yield Heading("Not known")
        items = (Item((Span(f"{join(names)}: {why}"),)) for why, names in by_reason.items())
        yield Items(tuple(items))


def _files(export: Export) -> Iterator[Block]:
    yield Heading("Files")
    rows = [(file.name, _file(file)) for file in export.files if file.state != "missing"]
    missing = [file.name for file in export.files if file.state == "missing"]
    if missing:
        rows.append(("not there", (Span(join(missing)),)))
    rows += [
        (name, dim(f"left alone: {export.form.left_alone[name]}")) for name in export.left_alone
    ]
    if export.others:
        rows.append(("others", dim(f"{plural(export.others, 'file')}, not looked at")))
    rows += [("refused", (Span(f"{many:,} {why}", "caution"),)) for why, many in export.refused]
    yield Definitions(tuple(rows))


def _file(file: FileRead) -> Text:
    if file.state == "not readable":
        return (Span(f"{file.problem}, so nothing of it is used", "caution"),)
    parts = [plural(file.rows, "row"), *([file.encoding] if file.encoding != "UTF-8" else [])]
    said = (Span(", ".join(parts)),)
    ignored = [f"{plural(many, 'row')} {why}" for why, many in file.ignored]
    undated = [f"{plural(file.undated, 'date')} that cannot be read"] if file.undated else []
    if not ignored and not undated:
        return said
    left_out = [f"; ignored: {join(ignored)}"] if ignored else []
    return (*said, Span("".join([*left_out, *(f"; {each}" for each in undated)]), "caution"))


def _privacy(export: Export) -> str:
    kept = "Only these figures are kept; nothing that anyone is called or has written."
    never = export.form.never_read
    return f"{kept} Never read: {join(never)}." if never else kept

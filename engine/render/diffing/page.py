"""The comparison as a page: the answer, what was edited, whom it touches and how, examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...diff.edits import Edit
from ...diff.forms import Key
from ...diff.report import Change, Everyone, Group, Report
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
from ..verifying.saying import profile_text
from .edits import edit_places, fate_text, line_text, subject_text, whole_line
from .people import contrast_lines, labelled, people_blocks, plain
from .saying import (
    answer,
    apart_text,
    brief_share,
    how_many,
    key_text,
    place_text,
    proof_text,
    region_text,
    rest_text,
    shift_text,
    together,
)

MOST_LINES, MOST_OTHERS, MOST_EXAMPLES, MOST_PARTS, MOST_DIFFERENCES = 8, 4, 3, 5, 6
MOST_COUNTED = 10
LONGEST = 48


def diff_document(report: Report) -> Document:
    """The whole report."""
    told = answer(report)
    blocks = (
        Paragraph((Span(told, "strong"),)),
        Paragraph(dim(proof_text(report.everyone.scope, report.everyone.changes))),
        Definitions(
            (
                ("OLD", (Span(report.old.called),)),
                ("NEW", (Span(report.new.called),)),
            )
        ),
        *_edits("What was edited", [one for one in report.edits if one.weight == "meaning"]),
        *_touched(report.everyone),
        *_verdicts(report.everyone),
        *_examples(report.everyone),
        *(block for group in _groups(report) for block in people_blocks(group)),
        *_edits("Only worded otherwise", [one for one in report.edits if one.weight == "wording"]),
        *_edits("Only renamed or moved", [one for one in report.edits if one.weight == "form"]),
        *_same_files(report),
        *_apart(report),
    )
    return Document(blocks, told)


def _groups(report: Report) -> Iterator[Group]:
    if report.cases is not None:
        yield report.cases
    yield from report.cohorts


def _edits(title: str, edits: Sequence[Edit]) -> Iterator[Block]:
    if edits:
        yield Heading(title)
        yield Items(tuple(map(_edit, edits)))


def _edit(edit: Edit) -> Item:
    place = edit_places(edit)
    spans = (
        Span(subject_text(edit), "place"),
        *((Span(" at ", "dim"), Span(place, "place")) if place else ()),
        Span("" if edit.fate == "changed" else f": {fate_text(edit)}"),
    )
    say = line_text if edit.fate == "changed" else whole_line
    notes = [plain(say(line)) for line in edit.lines[:MOST_LINES]]
    more = len(edit.lines) - MOST_LINES
    if more > 0:
        notes.append(dim(f"and {plural(more, 'more line')}"))
    return Item(spans, tuple(notes))


def _touched(everyone: Everyone) -> Iterator[Block]:
    touched = everyone.touched
    if touched is None or not everyone.changes:
        return
    yield Heading("Whom it touches")
    items = []
    alone = len(everyone.regions) == 1 and everyone.covered >= touched.most
    if alone:
        items.append(Item(labelled("all profiles with ", place_text(everyone.regions[0].place))))
    else:
        if everyone.common:
            items.append(Item(labelled("only profiles with ", place_text(everyone.common))))
        items += [
            Item(labelled("such as all with ", region_text(one, touched.most, everyone.common)))
            for one in everyone.regions
        ]
        rest = rest_text(everyone.covered, touched)
        items += [Item(dim(rest))] if rest is not None and everyone.regions else []
    yield Items(tuple(items or [Item(plain("see the examples"))]))


def _verdicts(everyone: Everyone) -> Iterator[Block]:
    """Fields one by one; advice by list; sentences in short."""
    if not everyone.changes:
        return
    yield Heading("How verdicts change")
    plain = [one for one in everyone.changes if one.key.kind in ("field", "cannot tell", "clash")]
    items = [_change(one, everyone, detailed=one.key == plain[0].key) for one in plain]
    yield Items((*items, *_others(everyone)))


def _change(change: Change, everyone: Everyone, *, detailed: bool) -> Item:
    scope = everyone.scope
    spans = (
        Span(f"{key_text(change.key)}: "),
        Span(shift_text(change.key, change.shift), "strong"),
        Span(f", {how_many(change, scope)}"),
        *_pointer(change, everyone),
    )
    whole = change.full.most if change.full is not None else 0
    notes = [
        labelled("all with ", region_text(one, whole, everyone.common))
        for one in (change.regions if detailed else ())
        if one.place != everyone.common
    ]
    rest = rest_text(change.covered, change.full)
    return Item(spans, (*notes, *([dim(rest)] if rest is not None and notes else [])))


def _pointer(change: Change, everyone: Everyone) -> Text:
    if change.example is None:
        return dim(" (no profile was found that shows it)")
    if change.example < min(len(everyone.examples), MOST_EXAMPLES):
        return dim(f" [{change.example + 1}]")
    return ()


def _others(everyone: Everyone) -> Iterator[Item]:
    """Advice by its list and what becomes of it; then sentences."""

    def listed(change: Change) -> tuple[str, str]:
        return change.key.name, shift_text(change.key, change.shift)

    scope, changes = everyone.scope, everyone.changes
    advice = sorted((one for one in changes if one.key.kind == "advice"), key=listed)
    for (name, what), group in groupby(advice, key=listed):
        words = [f"{one.key.item} ({brief_share(one, scope)})" for one in group]
        yield Item((Span(f"{name} "), Span(what, "strong"), Span(f": {_shortened(words)}")))
    heads = [one for one in changes if one.key.kind == "headline"]
    if heads:
        yield Item(plain(f"headline: another sentence, {together(heads, scope)}"))
    remarks = [one for one in changes if one.key.kind == "remark"]
    for what, group in groupby(sorted(remarks, key=lambda one: listed(one)[1]), key=listed_shift):
        words = [f"{_quoted(one.key)} ({brief_share(one, scope)})" for one in group]
        yield Item((Span("remarks "), Span(what, "strong"), Span(f": {_shortened(words)}")))
    for one in changes:
        if one.key.kind == "figure":
            yield _change(one, everyone, detailed=False)


def listed_shift(change: Change) -> str:
    """How an entry differs, to gather those that differ alike."""
    return shift_text(change.key, change.shift)


def _quoted(key: Key) -> str:
    name = key.name if len(key.name) <= LONGEST else f"{key.name[: LONGEST - 3]}..."
    return f'"{name}"'


def _shortened(words: Sequence[str]) -> str:
    more = len(words) - MOST_OTHERS
    return join(words) if more <= 0 else f"{', '.join(words[:MOST_OTHERS])} and {more} more"


def _examples(everyone: Everyone) -> Iterator[Block]:
    if everyone.examples:
        yield Heading("Examples, run through the rules")
        yield Items(
            tuple(
                Item(plain(profile_text(one.told)), tuple(contrast_lines(one, heads=True)), at)
                for at, one in enumerate(everyone.examples[:MOST_EXAMPLES], 1)
            )
        )


def _same_files(report: Report) -> Iterator[Block]:
    if report.same_files:
        listed = join(report.same_files)
        verb = "differs" if len(report.same_files) == 1 else "differ"
        yield Paragraph(dim(f"{listed} {verb} only in comments, order or form."))


def _apart(report: Report) -> Iterator[Block]:
    told = [*map(apart_text, report.everyone.scope.apart), *report.notes]
    if told:
        yield Heading("Not compared")
        yield Items(tuple(Item(plain(text)) for text in told))

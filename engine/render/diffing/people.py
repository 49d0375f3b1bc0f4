"""Profiles, cases and rows of cohorts under both versions, as blocks of a page."""

from __future__ import annotations

from collections.abc import Iterator

from ...diff.report import Contrast, Group, Person
from ...words import plural
from ..document import Block, Heading, Item, Items, Paragraph, Span, Style, Text, dim
from .saying import (
    SAVED,
    differences_text,
    group_title,
    key_text,
    parts_text,
    shift_text,
)

MOST_LINES, MOST_PARTS, MOST_DIFFERENCES, MOST_COUNTED = 8, 5, 6, 10


def people_blocks(group: Group) -> Iterator[Block]:
    """The cases or rows of a group whose verdict changes, and what was not read."""
    yield Heading(group_title(group))
    if group.counts and group.total_changed > 1:
        counts = [
            f"{key_text(key)} {shift_text(key, shift)}: {many_of}"
            for key, shift, many_of in group.counts
            if key.kind == "field"
        ][:MOST_COUNTED]
        if counts:
            yield Items(tuple(Item(plain(text)) for text in counts))
    items = tuple(map(_person, group.changed))
    hidden = group.total_changed - sum(one.moved for one in group.changed)
    if hidden > 0:
        items = (*items, Item(dim(f"{hidden:,} more; --show N shows more of them")))
    if items:
        yield Items(items)
    if group.remarks:
        yield Items(tuple(Item(dim(text)) for text in group.remarks))
    if group.unread:
        what = "case" if group.name == SAVED else "row"
        yield Paragraph(_caution(f"{plural(len(group.unread), what)} could not be read:"))
        more = len(group.unread) - MOST_LINES
        rest = (f"and {more:,} more",) if more > 0 else ()
        yield Items(tuple(Item(dim(text)) for text in (*group.unread[:MOST_LINES], *rest)))


def _person(person: Person) -> Item:
    spans: list[Span] = [Span(person.name)]
    if person.location is not None:
        spans += [Span(" at ", "dim"), Span(_person_place(person), "place")]
    style: Style = "caution" if person.expectation == "now fails" else "plain"
    if person.expectation in ("now fails", "now met"):
        spans.append(Span(f": its expectation {_EXPECTATION[person.expectation]}", style))
    lines = (
        tuple(contrast_lines(person.contrast, heads=False)) if person.contrast is not None else ()
    )
    return Item(tuple(spans), lines)


_EXPECTATION = {"now fails": "fails now", "now met": "is met now"}


def _person_place(person: Person) -> str:
    return f"OLD:{person.location}" if person.side == "OLD" else str(person.location)


def contrast_lines(one: Contrast, *, heads: bool) -> Iterator[Text]:
    """A profile under both versions: headlines, the entries that differ, the rules behind them."""
    if heads and one.before.headline != one.after.headline:
        yield labelled("OLD ", one.before.headline or "says nothing")
        yield labelled("NEW ", one.after.headline or "says nothing")
    yield plain(differences_text(one, MOST_DIFFERENCES))
    if one.parts:
        yield labelled("because of ", parts_text(one, MOST_PARTS))
    yield from (dim(text) for text in one.kept)


def labelled(label: str, text: str) -> Text:
    """A text with what it is."""
    return (Span(label, "dim"), Span(text))


def plain(text: str) -> Text:
    """A text as it is."""
    return (Span(text),)


def _caution(text: str) -> Text:
    return (Span(text, "caution"),)

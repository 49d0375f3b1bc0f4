"""What other rules made of the same facts, apart from what the person changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...progress import Progress, Revision
from ...values import show_number
from ...words import join, plural
from ..document import Block, Definitions, Heading, Item, Items, Paragraph, Span, Table, dim

FIRST = 8  # so many ids are named


def revision_blocks(found: Progress) -> Iterator[Block]:
    """For each saved verdict that other rules made: what today's say otherwise."""
    for each in found.revisions:
        yield Heading(f"What the rules changed since {each.source}")
        yield from _revision(each)


def _revision(found: Revision) -> Iterator[Block]:
    versions = _versions(found)
    if found.idle:
        yield Paragraph((Span(f"{versions} They come to the same."),))
        return
    yield Paragraph((Span(f"{versions} The same facts come out otherwise now:"),))
    if found.headline_then != found.headline_now:
        said = (("As saved", found.headline_then), ("Today", found.headline_now))
        yield Definitions(tuple((title, (Span(text),)) for title, text in said))
    if found.fields:
        rows = tuple(
            ((Span(each.field),), (Span(_shown(each.then)),), (Span(_shown(each.now)),))
            for each in found.fields
        )
        yield Table(("", "as saved", "by today's rules"), rows, named=True)
    items = [*_ids("No longer in the reasoning", found.only_then), *_ids("New", found.only_now)]
    if found.lost:
        items.append(Item((Span(f"Cannot be told any more: {'; '.join(found.lost)}"),)))
    if items:
        yield Items(tuple(items))
    if not found.fields:
        yield Paragraph(dim("No field of the verdict is another."))


def _versions(found: Revision) -> str:
    if found.version_then == found.version_now:
        return "It was saved with other rules than today's."
    then, now = found.version_then, found.version_now
    return f"It was saved with version {then} of the rules; today's is {now}."


def _ids(title: str, names: Sequence[str]) -> Iterator[Item]:
    if names:
        more = len(names) - FIRST
        rest = f" and {plural(more, 'other')}" if more > 0 else ""
        said = ", ".join(names[:FIRST]) if rest else join(names)
        yield Item((Span(f"{title}: {said}{rest}."),))


def _shown(value: object) -> str:
    match value:
        case None:
            return "no value"
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return show_number(value)
        case list():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)

"""What an export shows besides the facts that it tells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...imports import Export, Reading
from ..document import Block, Heading, Shares, Span, Table, Text, dim
from ..importing.page import figure_text


def shown_by(export: Export) -> Iterator[Block]:
    """The figures of an export that no rule reads: shares as a picture, the others in a table."""
    found = [each for each in export.readings if each.known and not each.form.tells]
    shares = [each for each in found if each.shares]
    others = [each for each in found if each.value is not None and not each.form.suggests]
    if shares or others:
        yield Heading(f"What else {export.form.about or export.form.name} shows")
    for each in shares:
        parts = tuple(sorted(each.shares or (), key=_size, reverse=True))
        yield Shares(each.form.name, parts, f"{each.form.name}: {figure_text(each)}.")
    if others:
        yield Table(("figure", "value", "from"), tuple(map(_figure, others)))


def _size(part: tuple[str, Decimal]) -> Decimal:
    return part[1]


def _figure(reading: Reading) -> tuple[Text, ...]:
    form = reading.form
    said = f"{form.table}: {reading.says}; {form.trust} trust"
    return (Span(form.name),), (Span(figure_text(reading), "strong"),), dim(said)

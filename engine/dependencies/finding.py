"""The thing that a person calls by a name."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import DunbarError
from ..vocabulary import shorten
from ..words import did_you_mean, fold
from .graph import ATTRIBUTES, Dependencies, Sort, Thing

_FIRST: tuple[tuple[Sort, ...], ...] = (ATTRIBUTES, ("field",), ("rule", "table"), ("text",),
                                        ("claim",))  # fmt: skip


def find(graph: Dependencies, text: str) -> Thing:
    """An attribute, a field, a rule, a table, a text or a claim, in this order.

    Raises DunbarError, with the nearest name, when there is no such thing.
    """
    wanted = _plain(text)
    for sorts in _FIRST:
        for thing in graph.things.values():
            if thing.sort in sorts and wanted in map(_plain, (thing.name, *thing.called)):
                return thing
    tables = {thing.table for thing in graph.things.values()}
    table = next((name for name in tables if name is not None and fold(name) == wanted), None)
    if table is not None:
        return Thing(f"table:{table}", "table", table)
    hint = did_you_mean(text, tuple(_names(graph)))
    hint = (
        hint or "name an attribute, a rule, a table, a field or a text of the verdict, or a claim"
    )
    raise DunbarError(f'"{shorten(text)}" is nothing in this knowledge base; {hint}')


def _plain(text: str) -> str:
    """``target.low`` and ``actions:comment`` as they are called here."""
    return fold(text.replace(".", " ").replace(":", " ").replace("=", " "))


def _names(graph: Dependencies) -> Iterator[str]:
    for thing in graph.things.values():
        yield from (thing.name, *thing.called)
        if thing.table is not None:
            yield thing.table

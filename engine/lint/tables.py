"""The tables of a knowledge base, put together again from their rows."""

from __future__ import annotations

from dataclasses import dataclass

from ..conditions import AllOf, Condition, NoneOf
from ..diagnostics import Location
from ..rules import KnowledgeBase, Rule

START = Location("", 0)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in their order; ``own`` is what each row itself says, without "no earlier row"."""

    name: str
    rows: tuple[Rule, ...]
    own: tuple[Condition, ...]
    first_match: bool


def tables(knowledge: KnowledgeBase) -> tuple[Table, ...]:
    """Every table."""
    rows: dict[tuple[str, str], list[Rule]] = {}
    for rule in knowledge.rules:
        if rule.table is not None:
            rows.setdefault((rule.table, (rule.location or START).path), []).append(rule)
    return tuple(_table(name, found) for (name, _), found in rows.items())


def _table(name: str, found: list[Rule]) -> Table:
    rows = tuple(sorted(found, key=_place))
    own: list[Condition] = []
    for row in rows:
        match row.when:
            case AllOf((condition, NoneOf(earlier))) if own and earlier == tuple(own):
                own.append(condition)
            case _:
                own.append(row.when)
    first_match = any(row.when is not condition for row, condition in zip(rows, own, strict=True))
    return Table(name, rows, tuple(own), first_match)


def _place(rule: Rule) -> Location:
    return rule.location or START

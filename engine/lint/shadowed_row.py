"""Rows that earlier rows of a ``first match`` table leave nothing for.

Such a row could hold, but only where an earlier row holds as well, or is still open because
something that it tests was not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import NoneOf
from ..diagnostics import Diagnostic, Severity
from .conflicts import core
from .joint import Mode, all_of
from .never_fires import never
from .phrases import places, quoted
from .subject import Subject
from .tables import Table, tables


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every row that is never reached, and the rows that are in its way."""
    if not subject.sound:
        return
    for table in tables(subject.knowledge):
        if table.first_match:
            for at, row in enumerate(table.rows[1:], 1):
                if subject.possible[row.id] is False:
                    yield _shadowed(subject, table, at)


def _shadowed(subject: Subject, table: Table, at: int) -> Diagnostic:
    row, own = table.rows[at], [subject.joint.condition(table.own[at])]
    if row.unless is not None:
        own.append(subject.joint.condition(row.unless, Mode.NOT_TRUE))
    if subject.trials.can_be(all_of(own)) is False:
        return never(subject, row, table.own[at])
    earlier = [subject.joint.condition(NoneOf((condition,))) for condition in table.own[:at]]
    found = [each - len(own) for each in core(subject, [*own, *earlier]) if each >= len(own)]
    shadows = [table.rows[each] for each in found]
    verb = "fits" if len(shadows) == 1 else "fit"
    return Diagnostic(
        "shadowed-row",
        Severity.ERROR,
        f'row "{row.id}" is never reached: wherever it fits, '
        f"{quoted(shadow.id for shadow in shadows)} {verb} first, or may still do so",
        row.location,
        hint="move it up, or delete it",
        related=places(*shadows),
    )

"""Rows of a table that can hold together.

Unless a table says ``first match: yes``, each case should find one row. Two rows that hold
together leave open which of them was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic, Severity
from ..inference import Inference
from ..rules import Rule
from .joint import all_of
from .pairs import pairs
from .phrases import not_checked, places, told
from .subject import Subject
from .tables import Table, tables
from .trials import Open

MOST_FOUND = 10


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two rows that overlap, with a profile that finds both."""
    if not subject.sound:
        return
    for table in tables(subject.knowledge):
        if not table.first_match:
            yield from _overlaps(subject, table)


def _overlaps(subject: Subject, table: Table) -> Iterator[Diagnostic]:
    count = 0
    for one, other in pairs(table.rows, subject.joint.fires):
        first, second = table.rows[one], table.rows[other]
        if first.id in second.overrides or second.id in first.overrides:
            continue
        found = subject.trials.example(
            all_of(map(subject.joint.fires, (first, second))), _both(first, second)
        )
        if found is None:
            continue
        count += 1
        if isinstance(found, Open) or count > MOST_FOUND:
            message = (
                f'whether rows "{first.id}" and "{second.id}" can hold together '
                f"could not be found out"
            )
            yield not_checked(message, first.location, second)
        else:
            yield Diagnostic(
                "overlapping-rows",
                Severity.ERROR,
                f'rows "{first.id}" and "{second.id}" of table "{table.name}" hold together, '
                f"for example with {told(found)}",
                second.location,
                related=places(first),
                hint='narrow one of them, or let the upper row win: "first match: yes"',
            )
        if count > MOST_FOUND:
            return


def _both(first: Rule, second: Rule) -> Callable[[Inference], bool]:
    def shows(run: Inference) -> bool:
        return {first.id, second.id} <= {run.program.rules[number].id for number in run.fired}

    return shows

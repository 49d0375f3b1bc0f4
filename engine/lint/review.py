"""Rules whose ``review by:`` has passed, or is no date.

The date is a year and a month, with a day if need be: ``2027-01`` is over with its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ..diagnostics import Diagnostic, Severity
from .subject import Subject

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rule that is due for a look."""
    for rule in subject.knowledge.rules:
        if rule.review_by is None:
            continue
        due = _last_day(rule.review_by)
        if due is None:
            yield Diagnostic(
                "bad-date",
                Severity.ERROR,
                f'"{rule.review_by}" in "review by" of rule "{rule.id}" is no date',
                rule.location,
                hint=f'write the year and the month, such as "{subject.today:%Y-%m}"',
            )
        elif due < subject.today:
            yield Diagnostic(
                "overdue-review",
                Severity.WARNING,
                f'rule "{rule.id}" was to be reviewed by {rule.review_by}',
                rule.location,
                hint='see whether it still holds, and set "review by" to a later date',
            )


def _last_day(text: str) -> date | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None

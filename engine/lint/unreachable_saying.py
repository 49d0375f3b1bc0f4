"""Headlines and remarks that are never said.

The first headline whose ``when`` holds is said, so one is lost where earlier ones always hold
first. A remark is lost where its ``when`` can never hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import Condition
from ..diagnostics import Diagnostic, Severity
from ..presentation import Saying
from .joint import Case, Mode, all_of
from .phrases import not_checked
from .subject import Subject
from .trials import OPEN


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every sentence of the verdict that nobody can read."""
    form = subject.knowledge.verdict
    if form is None or not subject.sound:
        return
    earlier: list[Case] = []
    for saying in form.headline:
        yield from _lost(subject, "headline", saying, earlier)
        earlier.append(_case(subject, saying.when, Mode.NOT_TRUE))
    for saying in form.remarks:
        yield from _lost(subject, "remark", saying, [])


def _lost(subject: Subject, what: str, saying: Saying, earlier: list[Case]) -> Iterator[Diagnostic]:
    said = subject.trials.can_be(all_of([_case(subject, saying.when, Mode.TRUE), *earlier]))
    if said is OPEN:
        yield not_checked(
            f"whether this {what} is ever said could not be found out", saying.location
        )
    elif not said:
        why = (
            "an earlier one always fits first" if earlier else "its conditions never hold together"
        )
        yield Diagnostic(
            "unreachable-saying",
            Severity.WARNING,
            f"this {what} is never said: {why}",
            saying.location,
            hint='mend its "when", move it up, or delete it',
        )


def _case(subject: Subject, condition: Condition, mode: Mode) -> Case:
    return subject.joint.condition(condition, mode)

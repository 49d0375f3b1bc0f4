"""Derived attributes that no rule concludes.

An attribute without ``ask`` waits for rules to conclude it. Where there are none it never has a
value, and whatever reads it waits in vain: an error. Where nothing reads it either it is only
left over: a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from .readers import read_names
from .subject import Subject

HINT = 'write a rule that concludes it, or a question ("ask: ...") if the person should tell it'


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every derived attribute without a rule; advice texts have a check of their own."""
    read = read_names(subject.knowledge)
    for attribute in subject.knowledge.vocabulary:
        name = attribute.name
        if (
            attribute.asked
            or attribute.computed
            or name in subject.writers
            or name in subject.knowledge.advice
        ):
            continue
        if name in read:
            message = f'no rule concludes "{name}", and yet it is read'
            yield Diagnostic(
                "never-concluded", Severity.ERROR, message, attribute.location, hint=HINT
            )
        else:
            message = f'no rule concludes "{name}", and nothing reads it'
            yield Diagnostic(
                "never-concluded", Severity.WARNING, message, attribute.location, hint="delete it"
            )

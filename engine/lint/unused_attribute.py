"""Questions whose answer changes nothing.

The person is asked, but no rule, formula, text or field of the verdict reads the answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from .readers import read_names
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every asked attribute without a reader."""
    read = read_names(subject.knowledge)
    for attribute in subject.knowledge.vocabulary.asked:
        if attribute.name not in read:
            yield Diagnostic(
                "unused-attribute",
                Severity.WARNING,
                f'"{attribute.name}" is asked, but nothing reads the answer',
                attribute.location,
                hint="write a rule that reads it, or delete the attribute",
            )

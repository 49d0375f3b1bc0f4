"""Derived attributes that are worked out for nothing.

Rules conclude such an attribute, or a formula computes it, but no rule, formula, text or field
of the verdict ever reads it. Without a ``verdict:`` every conclusion may be a result.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..words import plural
from .readers import read_names
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every derived attribute without a reader."""
    if subject.knowledge.verdict is None:
        return
    read = read_names(subject.knowledge)
    for attribute in subject.knowledge.vocabulary:
        writers = subject.writers.get(attribute.name, ())
        if attribute.asked or attribute.name in read or not (writers or attribute.computed):
            continue
        how = (
            "is computed"
            if attribute.computed
            else f"is concluded by {plural(len(writers), 'rule')}"
        )
        yield Diagnostic(
            "unread-conclusion",
            Severity.WARNING,
            f'"{attribute.name}" {how}, but nothing reads it',
            attribute.location,
            hint='read it in a rule, or show it under "verdict:"; if nobody needs it, delete it',
            related=tuple(rule.location for rule in writers[:3] if rule.location),
        )

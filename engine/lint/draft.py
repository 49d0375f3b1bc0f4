"""Rules that still lack a reason or a source.

A draft runs, but nobody who reads its conclusion learns why, or on whose word.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..words import join
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rule without ``because`` or ``source``."""
    for rule in subject.knowledge.rules:
        if rule.draft:
            missing = [] if rule.because else ['"because"']
            missing += [] if rule.source.given else ['"source"']
            yield Diagnostic(
                "draft",
                Severity.WARNING,
                f'rule "{rule.id}" is a draft: it has no {join(missing, "and no")}',
                rule.location,
                hint="say in one sentence why, and cite a claim or {convention: why we chose this}",
            )

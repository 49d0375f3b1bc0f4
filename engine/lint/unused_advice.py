"""Advice texts that no rule calls for, so that nobody ever reads them."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every advice text without a rule."""
    called = {
        (entry.attribute, word)
        for rule in subject.knowledge.rules
        for entry in rule.conclusions
        for word in (entry.value if isinstance(entry.value, tuple) else (str(entry.value),))
    }
    for name, texts in subject.knowledge.advice.items():
        for advice in texts.values():
            if (name, advice.id) not in called:
                yield Diagnostic(
                    "unused-advice",
                    Severity.WARNING,
                    f'no rule calls for advice "{advice.id}"',
                    advice.location,
                    hint=f'conclude it in a rule ("then: {{{name}: {advice.id}}}"), or delete it',
                )

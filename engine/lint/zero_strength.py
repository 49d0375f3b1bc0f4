"""Rules that give evidence of no weight.

The claims that such a rule cites are put too weakly to move a number (a tip, a question), so its
pull is nought. It should cite a firmer claim, say its own strength, or conclude no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..vocabulary import Evidence
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rule whose evidence weighs nothing."""
    vocabulary = subject.knowledge.vocabulary
    for rule in subject.knowledge.rules:
        given = [name for name in rule.writes() if isinstance(vocabulary[name].kind, Evidence)]
        if given and not rule.strength:
            yield Diagnostic(
                "zero-strength",
                Severity.WARNING,
                f'rule "{rule.id}" pulls "{given[0]}" with a strength of 0, which moves nothing',
                rule.location,
                hint=f'cite a firmer claim, add "strength:", or take "{given[0]}" out of "then"',
            )

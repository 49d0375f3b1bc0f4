"""Claims that are set aside and cited all the same.

``not a rule:`` says that nothing rests on the claim. Where something cites it, one of the two is
out of date.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from .claims import citations
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim that is both."""
    cited = citations(subject.knowledge)
    for claim in subject.knowledge.claims.values():
        if claim.not_a_rule is not None and claim.id in cited:
            users = [rule for rule in subject.knowledge.rules if claim.id in rule.source.claims]
            by = f'rule "{users[0].id}" cites it' if users else "it is cited"
            yield Diagnostic(
                "claim-cited-and-set-aside",
                Severity.WARNING,
                f'claim {claim.id} is set aside ("not a rule"), and yet {by}',
                claim.location,
                hint='delete the line "not a rule", or the citation',
                related=tuple(rule.location for rule in users[:3] if rule.location),
            )

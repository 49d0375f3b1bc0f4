"""Claims that nobody cites.

Every claim of the article is cited by a rule, a figure or an advice text, or is set aside with
``not a rule:``. One that is neither was perhaps forgotten. Claims from outside need not be used;
an idle one is only worth a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..sources import Origin
from .claims import citations
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim without a use."""
    cited = citations(subject.knowledge)
    for claim in subject.knowledge.claims.values():
        if claim.id in cited or claim.not_a_rule is not None:
            continue
        article = claim.origin is Origin.ARTICLE
        yield Diagnostic(
            "uncited-claim",
            Severity.WARNING if article else Severity.NOTE,
            f"nothing cites claim {claim.id}",
            claim.location,
            hint='cite it under "source:", or set it aside with a reason ("not a rule: ...")',
        )

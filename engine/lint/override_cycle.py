"""Rules that override each other in a ring.

Each would set the next one aside, and the last one the first: which of them counts could not be
said. A rule that overrides itself is the shortest such ring.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from .phrases import named, places
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every ring of overriding rules, with all its places."""
    for ring in subject.rings:
        followers = (*ring[1:], ring[0])
        told = [
            f"{named(rule)} overrides {named(after)}"
            for rule, after in zip(ring, followers, strict=True)
        ]
        message = (
            f'rule "{ring[0].id}" overrides itself'
            if len(ring) == 1
            else f"these rules override each other in a ring: {', '.join(told)}"
        )
        yield Diagnostic(
            "override-cycle",
            Severity.ERROR,
            message,
            ring[0].location,
            hint='delete one of these lines "overrides": the rule that should win keeps its own',
            related=places(*ring[1:]),
        )

"""What is probably wrong with a knowledge base that can be read: one module for each check."""

from __future__ import annotations

from datetime import date

from ..diagnostics import Diagnostic, in_order
from ..rules import KnowledgeBase
from .claims import Coverage, claim_coverage


def lint(knowledge: KnowledgeBase, today: date | None = None) -> tuple[Diagnostic, ...]:
    """Every finding, by place; ``today`` decides which reviews are overdue."""
    from .checks import CHECKS  # noqa: PLC0415 - findings may come from the cache
    from .subject import Subject  # noqa: PLC0415

    subject = Subject(knowledge, today or this_day())
    return in_order(finding for check in CHECKS for finding in check(subject))


def this_day() -> date:
    """The day on a person's own calendar."""
    return date.today()  # noqa: DTZ011


__all__ = ["Coverage", "claim_coverage", "lint", "this_day"]

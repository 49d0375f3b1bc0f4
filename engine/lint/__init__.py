"""What is probably wrong with a knowledge base that can be read: one module for each check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ..diagnostics import Diagnostic, in_order
from ..rules import KnowledgeBase
from . import (
    broken_example,
    claim_cited_and_set_aside,
    clash,
    cycle,
    draft,
    duplicate_rule,
    idle_override,
    idle_test,
    never_concluded,
    never_fires,
    no_source,
    overlapping_rows,
    override_cycle,
    review,
    shadowed_row,
    uncited_claim,
    unreachable_saying,
    unread_conclusion,
    unused_advice,
    unused_attribute,
    zero_strength,
)
from .claims import Coverage, claim_coverage
from .subject import Subject

Check = Callable[[Subject], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    override_cycle.check,
    cycle.check,
    clash.check,
    never_fires.check,
    shadowed_row.check,
    overlapping_rows.check,
    idle_override.check,
    idle_test.check,
    never_concluded.check,
    unread_conclusion.check,
    unused_attribute.check,
    unused_advice.check,
    unreachable_saying.check,
    duplicate_rule.check,
    zero_strength.check,
    draft.check,
    no_source.check,
    uncited_claim.check,
    claim_cited_and_set_aside.check,
    review.check,
    broken_example.check,
)


def lint(knowledge: KnowledgeBase, today: date | None = None) -> tuple[Diagnostic, ...]:
    """Every finding, by place; ``today`` decides which reviews are overdue."""
    subject = Subject(knowledge, today or date.today())  # noqa: DTZ011 - a person's own calendar
    return in_order(finding for check in CHECKS for finding in check(subject))


__all__ = ["CHECKS", "Check", "Coverage", "claim_coverage", "lint"]

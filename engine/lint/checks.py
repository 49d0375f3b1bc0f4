"""All checks, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic
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

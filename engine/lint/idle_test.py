"""Tests that can never be true.

The value is one that no rule concludes, or the figure lies beyond what the attribute can be. The
rule or the sentence may still work without the test; that one part of it is idle.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import Condition, Other, describe, literals
from ..diagnostics import Diagnostic, Severity
from .joint import Mode
from .joint.model import conditions
from .never_fires import unconcluded
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every such test, except where the rule as a whole never fires."""
    if not subject.sound:
        return
    dead = [rule for rule in subject.knowledge.rules if subject.possible[rule.id] is False]
    told = {id(condition) for rule in dead for condition in (rule.when, rule.unless)}
    seen = set[object]()
    for condition in conditions(subject.knowledge):
        if id(condition) not in told:
            yield from _idle(subject, condition, seen)


def _idle(subject: Subject, condition: Condition, seen: set[object]) -> Iterator[Diagnostic]:
    for literal in literals(condition):
        comparison = literal.comparison
        if isinstance(comparison.operand, Other) or (comparison.location, comparison) in seen:
            continue
        seen.add((comparison.location, comparison))
        if subject.joint.condition(comparison, Mode.TRUE).never:
            nobody = unconcluded(subject, comparison)
            message = f'"{describe(comparison)}" is never true' + (f": {nobody}" if nobody else "")
            yield Diagnostic(
                "idle-test",
                Severity.WARNING,
                message,
                comparison.location,
                hint="mend the value, or delete the test",
            )

"""Rules that override one with which they can never hold together, so that nothing is set aside."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..rules import Rule
from .joint import all_of
from .phrases import named, not_checked, places
from .subject import Subject
from .trials import OPEN


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every ``overrides`` that can never act."""
    if not subject.sound:
        return
    for rule in subject.knowledge.rules:
        for target in rule.overrides:
            yield from _idle(subject, rule, subject.rules[target])


def _idle(subject: Subject, rule: Rule, target: Rule) -> Iterator[Diagnostic]:
    if subject.possible[rule.id] is False or subject.possible[target.id] is False:
        return  # that is the finding
    together = subject.trials.can_be(all_of(map(subject.joint.fires, (rule, target))))
    if together is OPEN:
        message = f"whether {named(rule)} ever overrides {named(target)} could not be found out"
        yield not_checked(message, rule.location, target)
    elif not together:
        yield Diagnostic(
            "idle-override",
            Severity.WARNING,
            f'rule "{rule.id}" overrides {named(target)}, but the two never hold together',
            rule.location,
            hint=f'delete "{target.id}" from "overrides"',
            related=places(target),
        )

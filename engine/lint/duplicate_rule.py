"""Rules that say the same as another: the same ``when``, ``unless`` and ``then``."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ..conditions import AllOf, AnyOf, Comparison, Condition, NoneOf
from ..diagnostics import Diagnostic, Severity
from ..rules import Rule
from .phrases import named, places
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rule that repeats an earlier one."""
    first: dict[Hashable, Rule] = {}
    for rule in subject.knowledge.rules:
        earlier = first.setdefault(_content(rule), rule)
        if earlier is not rule:
            yield Diagnostic(
                "duplicate-rule",
                Severity.WARNING,
                f'rule "{rule.id}" says the same as {named(earlier)}',
                rule.location,
                hint="keep one of them, with the sources of both",
                related=places(earlier),
            )


def _content(rule: Rule) -> Hashable:
    unless = None if rule.unless is None else _canonical(rule.unless)
    return _canonical(rule.when), unless, frozenset(rule.conclusions)


def _canonical(condition: Condition) -> Hashable:
    """Equal for conditions that differ only in the order of their parts."""
    match condition:
        case Comparison():
            return condition
        case AllOf((part,)) | AnyOf((part,)):
            return _canonical(part)
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return type(condition), frozenset(_canonical(part) for part in parts)

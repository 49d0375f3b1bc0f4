"""Figures, assumptions and texts that do not say where they come from.

Formulas, rows of lookups, scales, assumptions and advice carry a source as rules do. Advice may
leave it to the rules that call for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Location, Severity
from ..rules import KnowledgeBase
from ..vocabulary import Attribute, Formula, Lookup
from .subject import Subject

HINT = 'add "source:" with a claim, or {convention: why we chose this}'


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Everything but rules that states something without a source."""
    for attribute in subject.knowledge.vocabulary:
        yield from _attribute(attribute)
    for scale in subject.knowledge.scales.values():
        if not scale.source.given:
            yield _finding(f'scale "{scale.name}"', scale.location)
    yield from _advice(subject.knowledge)


def _attribute(attribute: Attribute) -> Iterator[Diagnostic]:
    match attribute.kind:
        case Formula() if not attribute.source.given:
            yield _finding(f'the formula of "{attribute.name}"', attribute.location)
        case Lookup(_, rows):
            for row in rows:
                if not row.source.given:
                    key = "otherwise" if row.key is None else row.key
                    yield _finding(f'row "{key}" of the lookup "{attribute.name}"', row.location)
    if attribute.assumption is not None and not attribute.assumption.source.given:
        yield _finding(f'what is assumed of "{attribute.name}"', attribute.assumption.location)


def _advice(knowledge: KnowledgeBase) -> Iterator[Diagnostic]:
    called: set[tuple[str, str]] = set()
    sourced: set[tuple[str, str]] = set()
    for rule in knowledge.rules:
        for entry in rule.conclusions:
            words = entry.value if isinstance(entry.value, tuple) else (str(entry.value),)
            pairs = {(entry.attribute, word) for word in words}
            called |= pairs
            sourced |= pairs if rule.source.given else set()
    for name, texts in knowledge.advice.items():
        for advice in texts.values():
            if not advice.source.given and (name, advice.id) in called - sourced:
                yield _finding(f'advice "{advice.id}"', advice.location)


def _finding(what: str, at: Location | None) -> Diagnostic:
    return Diagnostic("no-source", Severity.WARNING, f"{what} has no source", at, hint=HINT)

"""Which claims of the guidance are used: cited, set aside with a reason, or still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..rules import KnowledgeBase
from ..sources import Claim, Origin, Source
from ..vocabulary import Lookup
from ..words import plural


@dataclass(frozen=True, slots=True)
class Coverage:
    """The claims of the article by what became of them."""

    cited: tuple[str, ...]
    set_aside: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.cited) + len(self.set_aside) + len(self.open)

    def __str__(self) -> str:
        parts = f"{len(self.cited)} cited, {len(self.set_aside)} set aside, {len(self.open)} open"
        return f"{plural(self.total, 'claim')}: {parts}"


def claim_coverage(knowledge: KnowledgeBase) -> Coverage:
    """What became of every claim of the article; a cited claim counts as cited."""
    cited = citations(knowledge)
    found: dict[str, list[str]] = {"cited": [], "set aside": [], "open": []}
    for claim in knowledge.claims.values():
        if claim.origin is Origin.ARTICLE:
            found[_state(claim, cited)].append(claim.id)
    return Coverage(tuple(found["cited"]), tuple(found["set aside"]), tuple(found["open"]))


def citations(knowledge: KnowledgeBase) -> frozenset[str]:
    """The ids of all claims that something cites."""
    return frozenset(name for source in _sources(knowledge) for name in source.claims)


def _state(claim: Claim, cited: frozenset[str]) -> str:
    if claim.id in cited:
        return "cited"
    return "open" if claim.not_a_rule is None else "set aside"


def _sources(knowledge: KnowledgeBase) -> Iterator[Source]:
    yield from (rule.source for rule in knowledge.rules)
    yield from (scale.source for scale in knowledge.scales.values())
    for texts in knowledge.advice.values():
        yield from (advice.source for advice in texts.values())
    for attribute in knowledge.vocabulary:
        yield attribute.source
        if attribute.assumption is not None:
            yield attribute.assumption.source
        if isinstance(attribute.kind, Lookup):
            yield from (row.source for row in attribute.kind.rows)
    if knowledge.plan is not None:
        yield from knowledge.plan.sources()

"""The pages of claims, of what pulls apart among them, and of scales."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ....handbook import Handbook, Kind, Ref
from ....sources import Claim
from ..page import Page

_CITING: tuple[tuple[Kind, str], ...] = (
    ("rule", "Rules"),
    ("advice", "Advice"),
    ("attribute", "Questions and conclusions"),
    ("scale", "Scales"),
    ("plan", "The plan"),
    ("property", "Properties"),
)


def pages(handbook: Handbook) -> Iterator[Page]:
    """The claims by section, a page for each, what pulls apart, and the scales."""
    yield Page("claims.html", "claims", "Sources", "sources", "", _claims(handbook))
    for claim in handbook.knowledge.claims.values():
        values = _claim(claim, handbook)
        yield Page(Ref("claim", claim.id), "claim", claim.id, "sources", "Claim", values)
    title = "Where the sources pull apart"
    yield Page("tensions.html", "tensions", title, "sources")
    title, values = "How words become numbers", _scales(handbook)
    yield Page("scales.html", "scales", title, "sources", "", values)


def _claims(handbook: Handbook) -> Mapping[str, Any]:
    """Claims under their sections, and what became of them."""
    sections: dict[tuple[str, str], list[tuple[Claim, str]]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for claim in handbook.knowledge.claims.values():
        state = _state(claim, handbook)
        sections[claim.origin.value, claim.section].append((claim, state))
        counts[state] += 1
    return {"sections": list(sections.items()), "counts": counts}


def _state(claim: Claim, handbook: Handbook) -> str:
    cited = handbook.references.by(Ref("claim", claim.id), "cites it")
    if any(by.kind != "property" for by in cited):
        return "cited"
    return "open" if claim.not_a_rule is None else "set aside"


def _claim(claim: Claim, handbook: Handbook) -> Mapping[str, Any]:
    cited = handbook.references.by(Ref("claim", claim.id), "cites it")
    groups = [(title, [by for by in cited if by.kind == kind]) for kind, title in _CITING]
    return {
        "claim": claim,
        "state": _state(claim, handbook),
        "strength": handbook.knowledge.strengths.get(claim.hedge),
        "citing": [(title, found) for title, found in groups if found],
    }


def _scales(handbook: Handbook) -> Mapping[str, Any]:
    """Each scale with the attributes that go by it."""
    scales = handbook.knowledge.scales.values()
    by = handbook.references.by
    return {"scales": [(one, by(Ref("scale", one.name), "computes with it")) for one in scales]}

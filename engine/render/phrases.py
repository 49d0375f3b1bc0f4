"""The small texts that every document shares: where things stand, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..consultation import Consultation
from ..diagnostics import Location
from ..rules import KnowledgeBase
from ..sources import Origin
from ..values import State, show
from .document import Span, Style, Text, plain

CONVENTION = "convention: "
IN_FULL = "--trace full"  # where all is shown that a short text leaves out
_WEAKEST_FIRST = (Origin.CONVENTION, Origin.EXTERNAL, Origin.ARTICLE)


def told(attribute: str, value: State) -> str:
    """``attribute: value``, as facts and conclusions are written."""
    return f"{attribute}: {show(value)}"


def listed(pairs: Iterable[tuple[str, State]]) -> str:
    """Facts or conclusions in one line."""
    return "; ".join(told(name, value) for name, value in pairs)


def reasons(consultation: Consultation) -> dict[str, str]:
    """The reason of every rule that fired, by its id."""
    return {step.id: step.because for step in consultation.proof.steps if step.kind == "rule"}


def cite(cited: Sequence[str], knowledge: KnowledgeBase, *, named: bool = False) -> str:
    """``A12, A15, external X01, convention``: the citations, those of the article first.

    Where they are ``named``, the article's are called so too.
    """
    return plain(citations(cited, knowledge, named=named))


def citations(
    cited: Sequence[str], knowledge: KnowledgeBase, *, named: bool = False, style: Style = "dim"
) -> Text:
    """The same in spans, each claim with a link to where it is told."""
    ordered = sorted(cited, key=lambda one: -_WEAKEST_FIRST.index(_origin(one, knowledge)))
    parts: list[Span] = []
    for origin, group in groupby(ordered, key=lambda one: _origin(one, knowledge)):
        claims = [one for one in group if not one.startswith(CONVENTION)]
        called = str(origin) if named or origin is not Origin.ARTICLE else ""
        before = f"{called} " if called and claims else called
        parts += [Span(f", {before}" if parts else before, style)] if parts or before else []
        for number, one in enumerate(claims):
            parts += [Span(", ", style)] if number else []
            parts.append(Span(one, style, link=claim_anchor(one)))
    return tuple(parts) or (Span("no source yet", style),)


def claim_anchor(claim: str) -> str:
    """The anchor of the place where a claim is told."""
    return f"claim-{claim}"


def rule_anchor(name: str) -> str:
    """The anchor of the place where a step is told that follows by this rule."""
    return f"rule-{name}"


def conventions(cited: Iterable[str]) -> Iterable[str]:
    """Why we chose what no source says."""
    return (one.removeprefix(CONVENTION) for one in cited if one.startswith(CONVENTION))


def standing(name: str, location: Location | None) -> Text:
    """``rule-id at file:line``."""
    at = (Span(" at ", "dim"), Span(str(location), "place")) if location else ()
    return (Span(name, "place", link=rule_anchor(name)), *at)


def _origin(cited: str, knowledge: KnowledgeBase) -> Origin:
    if cited.startswith(CONVENTION):
        return Origin.CONVENTION
    claim = knowledge.claims.get(cited)
    return claim.origin if claim else Origin.CONVENTION

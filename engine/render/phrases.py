"""The small texts that every document shares: where things stand, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..consultation import Consultation
from ..diagnostics import Location
from ..rules import KnowledgeBase
from ..sources import Origin
from ..values import State, show
from .document import Span, Text

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
    ordered = sorted(cited, key=lambda one: -_WEAKEST_FIRST.index(_origin(one, knowledge)))
    parts = []
    for origin, group in groupby(ordered, key=lambda one: _origin(one, knowledge)):
        ids = ", ".join(one for one in group if not one.startswith(CONVENTION))
        parts.append(ids if origin is Origin.ARTICLE and not named else f"{origin} {ids}".rstrip())
    return ", ".join(parts) or "no source yet"


def conventions(cited: Iterable[str]) -> Iterable[str]:
    """Why we chose what no source says."""
    return (one.removeprefix(CONVENTION) for one in cited if one.startswith(CONVENTION))


def standing(name: str, location: Location | None) -> Text:
    """``rule-id at file:line``."""
    at = (Span(" at ", "dim"), Span(str(location), "place")) if location else ()
    return (Span(name, "place"), *at)


def _origin(cited: str, knowledge: KnowledgeBase) -> Origin:
    if cited.startswith(CONVENTION):
        return Origin.CONVENTION
    claim = knowledge.claims.get(cited)
    return claim.origin if claim else Origin.CONVENTION

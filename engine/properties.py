"""What an author promises of a knowledge base as a whole, whatever a person tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .conditions import ALWAYS, Condition
from .diagnostics import Location
from .sources import UNSOURCED, Source
from .values import Value

Relation = Literal["not higher", "not lower", "higher", "lower", "the same"]
Motion = Literal["raises", "lowers", "changes"]


@dataclass(frozen=True, slots=True)
class Never:
    """``condition`` is true for nobody."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Always:
    """``then`` is true wherever ``when`` is."""

    when: Condition
    then: Condition


@dataclass(frozen=True, slots=True)
class Compared:
    """Two persons who differ in ``attribute`` alone: how the first's figures stand to the second's.

    Only where ``when`` is true of both, and both have the figure.
    """

    attribute: str
    first: Value
    second: Value
    claims: tuple[tuple[str, Relation], ...]
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Moving:
    """More of ``attribute`` (where ``more``), or any other answer, never moves ``names`` so."""

    attribute: str
    motion: Motion
    names: tuple[str, ...]
    more: bool = True
    when: Condition = ALWAYS


Promise = Never | Always | Compared | Moving


@dataclass(frozen=True, slots=True)
class Property:
    """One promise, with its reason and its source."""

    id: str
    promise: Promise
    because: str = ""
    source: Source = UNSOURCED
    location: Location | None = field(default=None, compare=False)

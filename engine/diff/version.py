"""The two versions that are compared, as they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from ..consultation import Fact, Reference
from ..inference import Inference
from ..rules import KnowledgeBase
from ..strata import Program
from ..values import Facts

Side = Literal["OLD", "NEW"]
Basis = Literal["all", "article"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: ``called`` as its author named it, and run by the engine of a consultation."""

    side: Side
    called: str
    program: Callable[[Basis], Program]
    infer: Callable[[Iterable[Fact], Basis], Inference]

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base of this version."""
        return self.program("all").knowledge


class Chained:
    """A version run by the reference chainer, for the many profiles that nobody is shown."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._references: dict[Basis, Reference] = {}

    def believe(self, told: Facts, basis: Basis = "all") -> Inference:
        """What follows from a profile."""
        if basis not in self._references:
            self._references[basis] = Reference(self._version.program(basis))
        return self._references[basis].believe(told)


def inferred(version: Version, told: Facts, basis: Basis = "all") -> Inference:
    """What follows from a profile, by the engine of a consultation."""
    facts = [Fact(name, value) for name, value in told.items() if value is not None]
    return version.infer(facts, basis)

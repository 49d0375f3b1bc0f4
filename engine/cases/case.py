"""A case and how it came out, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from ..conditions import Condition
from ..consultation import Fact
from ..diagnostics import Diagnostic, Location
from ..inference import Inference

Basis = Literal["all", "article"]
BASES: tuple[Basis, ...] = ("all", "article")
Outcome = Literal["as expected", "different", "could not run", "to do"]
OUTCOMES: tuple[Outcome, ...] = ("as expected", "different", "could not run", "to do")
Infer = Callable[[Iterable[Fact], Basis], Inference]

ROLES = ("because of", "not because of", "set aside", "counted once", "provided")


@dataclass(frozen=True, slots=True)
class Expected:
    """What an attribute should be; ``said`` is how the author wrote it."""

    attribute: str
    condition: Condition
    said: str


@dataclass(frozen=True, slots=True)
class Case:
    """One expectation; ``problems`` say why it cannot be run, if it cannot.

    ``rules`` are pairs of a role (of ``ROLES``) and the id of a rule. ``to_do`` is why nothing is
    expected yet. An example that stands in a rule has its id as ``example_of``.
    """

    name: str
    facts: tuple[Fact, ...]
    expected: tuple[Expected, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    clashes: tuple[str, ...] | None = None
    says: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    basis: Basis = "all"
    to_do: str | None = None
    example_of: str | None = None
    problems: tuple[Diagnostic, ...] = ()
    location: Location | None = field(default=None, compare=False)

    @property
    def names(self) -> frozenset[str]:
        """The rules that it speaks of."""
        own = {self.example_of} if self.example_of is not None else set()
        return frozenset({name for _, name in self.rules} | own)


@dataclass(frozen=True, slots=True)
class Decider:
    """A rule, or something computed, behind what was found; ``says`` is its part in it.

    ``missing`` is what kept it from what was expected: such a decider is the nearest miss.
    """

    name: str
    says: str
    missing: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as expected, and what decided it."""

    about: str
    expected: str
    found: str
    deciders: tuple[Decider, ...] = ()

    def __str__(self) -> str:
        return f"{self.about}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True, slots=True)
class Result:
    """How a case came out."""

    case: Case
    outcome: Outcome
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A result, the ids of the rules that fired, and the numbers of the aims that it reached.

    One that is ``kept`` is from an earlier run of the same case on the same knowledge.
    """

    result: Result
    fired: frozenset[str] = frozenset()
    marks: frozenset[int] = frozenset()
    kept: bool = False

"""The main path: facts of one person in, a verdict with its proof out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from .chaining import CompiledTests, ReferenceMatcher
from .diagnostics import Location
from .inference import Inference, Matcher, infer
from .outlook import Missing, look_ahead
from .proof import Proof, prove
from .rules import KnowledgeBase
from .strata import Program
from .values import Facts, Value
from .verdict import Verdict, judge

FactOrigin = Literal["told", "export", "assumed"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about the person; ``written`` is how they put it, where that differs."""

    attribute: str
    value: Value
    origin: FactOrigin = "told"
    written: str | None = None
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Consultation:
    """One verdict, and everything that explains it."""

    knowledge: KnowledgeBase
    basis: str
    facts: tuple[Fact, ...]
    run: Inference
    proof: Proof
    verdict: Verdict
    missing: tuple[Missing, ...]


def consult(
    program: Program,
    facts: Iterable[Fact],
    matcher: Matcher,
    basis: str = "all",
    *,
    outlook: bool = True,
) -> Consultation:
    """Facts, assumptions, inference, proof, verdict, outlook: the whole of a consultation.

    Without ``outlook`` nothing is said of what is missing, which takes most of the time.
    """
    facts = tuple(facts)
    told = {fact.attribute: fact.value for fact in facts}
    assumed = tuple(_assumed(program, told))
    run = infer(program, assume(program, told), matcher)
    attributes = [program.knowledge.vocabulary[fact.attribute] for fact in assumed]
    return Consultation(
        knowledge=program.knowledge,
        basis=basis,
        facts=(*facts, *assumed),
        run=run,
        proof=prove(run, attributes),
        verdict=judge(run),
        missing=look_ahead(run, told, Reference(program).believe) if outlook else (),
    )


def assume(program: Program, told: Facts) -> Facts:
    """``told``, with the assumptions that fill its gaps."""
    return {**told, **{fact.attribute: fact.value for fact in _assumed(program, told)}}


class Reference:
    """The reference chainer over one program, compiled once and asked many times."""

    __slots__ = ("_tests", "program")

    def __init__(self, program: Program) -> None:
        self.program = program
        self._tests = CompiledTests(program)

    def believe(self, told: Facts) -> Inference:
        """What follows from ``told`` and the assumptions that fill its gaps."""
        return infer(
            self.program, assume(self.program, told), ReferenceMatcher(self.program, self._tests)
        )


def _assumed(program: Program, told: Mapping[str, object]) -> Iterable[Fact]:
    for attribute in program.knowledge.vocabulary.asked:
        if attribute.assumption is not None and attribute.name not in told:
            yield Fact(attribute.name, attribute.assumption.value, "assumed")

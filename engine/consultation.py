"""The main path: facts of one person in, a verdict with its proof out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .chaining import CompiledTests, ReferenceMatcher
from .diagnostics import Location
from .importmap import Trust
from .inference import Inference, Matcher, assume, assumptions, infer
from .outlook import Missing, Reach, look_ahead, reach
from .proof import Proof, prove
from .rules import KnowledgeBase
from .strata import Program
from .values import Facts, Value
from .verdict import Verdict, judge

if TYPE_CHECKING:
    from .diagram import Diagram

FactOrigin = Literal["told", "export", "assumed"]


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Where a value was read: in which file of which export, how, and how far to trust it."""

    export: str
    file: str
    method: str
    trust: Trust
    value: Value


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about the person; ``written`` is how they put it, where that differs.

    ``read`` is where it was read; of what is told, what was read that differs from it.
    """

    attribute: str
    value: Value
    origin: FactOrigin = "told"
    written: str | None = None
    location: Location | None = field(default=None, compare=False)
    read: ReadFrom | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """One verdict, and everything that explains it."""

    knowledge: KnowledgeBase
    basis: str
    facts: tuple[Fact, ...]
    run: Inference = field(compare=False)  # all that it came to stands in proof and verdict
    proof: Proof
    verdict: Verdict
    missing: tuple[Missing, ...]
    reach: Reach | None = None


def consult(
    program: Program,
    facts: Iterable[Fact],
    matcher: Matcher,
    basis: str = "all",
    *,
    outlook: bool = True,
    diagram: Diagram | None = None,
) -> Consultation:
    """Facts, assumptions, inference, proof, verdict, outlook: the whole of a consultation.

    Without ``outlook`` nothing is said of what is missing, which takes most of the time; with a
    ``diagram`` it is also said what all that is missing could make of the verdict together.
    """
    facts = tuple(facts)
    told = {fact.attribute: fact.value for fact in facts}
    assumed = assumptions(program, told)
    run = infer(program, {**told, **assumed}, matcher)
    attributes = [program.knowledge.vocabulary[name] for name in assumed]
    return Consultation(
        knowledge=program.knowledge,
        basis=basis,
        facts=(*facts, *(Fact(name, value, "assumed") for name, value in assumed.items())),
        run=run,
        proof=prove(run, attributes),
        verdict=judge(run),
        missing=look_ahead(run, told, Reference(program).believe, diagram) if outlook else (),
        reach=_reach(program, diagram, told),
    )


def _reach(program: Program, diagram: Diagram | None, told: Facts) -> Reach | None:
    form = program.knowledge.verdict
    return None if form is None or diagram is None else reach(form, diagram, told)


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

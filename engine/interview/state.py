"""An interview as a value: what was told, asked and skipped; every answer makes a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..consultation import Fact
from ..diagram import Diagram, Exceeded
from ..strata import Program
from ..values import Value
from .aims import Aim, aims_of


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what came of it: a fact, or None where it was skipped."""

    attribute: str
    fact: Fact | None
    aim: str
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """``before`` was told at the start; ``answers`` stand in the order of asking."""

    program: Program
    diagram: Diagram | Exceeded
    aims: tuple[Aim, ...]
    before: tuple[Fact, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that is told, in the order of the vocabulary."""
        answered = (answer.fact for answer in self.answers)
        known = {fact.attribute: fact for fact in (*self.before, *answered) if fact is not None}
        return tuple(known[name] for name in self.program.order if name in known)

    @property
    def told(self) -> dict[str, Value]:
        """The told values by attribute."""
        return {fact.attribute: fact.value for fact in self.facts}

    @property
    def skipped(self) -> tuple[str, ...]:
        """What was asked and not answered; it stays untold."""
        return tuple(answer.attribute for answer in self.answers if answer.fact is None)

    @property
    def open(self) -> tuple[str, ...]:
        """What may still be asked, in the order of the vocabulary."""
        closed = {*self.told, *self.skipped}
        return tuple(name for name in self.program.asked if name not in closed)


def begin(
    program: Program,
    diagram: Diagram | Exceeded,
    until: str | None = None,
    facts: Iterable[Fact] = (),
) -> Interview:
    """An interview about which nothing was asked yet. Raises DunbarError for an unknown aim."""
    return Interview(program, diagram, aims_of(program, until), tuple(facts))


def answered(
    interview: Interview, fact: Fact, aim: str = "", gain: float | None = None
) -> Interview:
    """The interview with one more fact."""
    return _with(interview, Answer(fact.attribute, fact, aim, gain))


def skipped(interview: Interview, name: str, aim: str = "", gain: float | None = None) -> Interview:
    """The interview in which this attribute stays untold for good."""
    return _with(interview, Answer(name, None, aim, gain))


def back(interview: Interview) -> Interview | None:
    """The interview before its last answer or skip; None at the start."""
    return replace(interview, answers=interview.answers[:-1]) if interview.answers else None


def _with(interview: Interview, answer: Answer) -> Interview:
    return replace(interview, answers=(*interview.answers, answer))

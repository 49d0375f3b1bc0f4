"""The rules that fired: which stand and count, and which are set aside by which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..consultation import Consultation
from ..inference import Inference, Pull
from ..proof import fill, provisos
from ..rules import Rule

Spoken = tuple[int, str, str | None]  # the number of a rule, what it says, of which evidence


@dataclass(frozen=True, slots=True)
class Overrider:
    """A rule that fired and overrides another; where it does not stand, ``by`` says why."""

    rule: Rule
    because: str
    stands: bool
    by: tuple[Overrider, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A rule that did say so; ``stronger`` is the one of its factor that counts in its place."""

    rule: Rule
    says: str
    step: int
    pull: Pull | None
    stronger: Rule | None
    provided: tuple[str, ...]


def stands(consultation: Consultation, spoken: Iterable[Spoken]) -> Iterator[Stand]:
    """The rules that did say so, with what came of it."""
    run = consultation.run
    steps = {step.id: step.number for step in consultation.proof.steps if step.kind == "rule"}
    for number, says, evidence in spoken:
        if number in run.fired and run.stands(number):
            rule = run.program.rules[number]
            pulls = run.pulls.get(evidence, ()) if evidence is not None else ()
            pull = next((each for each in pulls if each.rule.id == rule.id), None)
            provided = tuple(provisos(run.program, run.rests_on(number)))
            yield Stand(rule, says, steps[rule.id], pull, stronger(pulls, pull), provided)


def stronger(pulls: Iterable[Pull], pull: Pull | None) -> Rule | None:
    """The rule of the same factor and side that counts instead of one that does not."""
    if pull is None or pull.counted or not pull.weight:
        return None
    return next(
        (
            other.rule
            for other in pulls
            if other.counted
            and other.rule.factor == pull.rule.factor
            and (other.weight > 0) is (pull.weight > 0)
        ),
        None,
    )


def overriders(run: Inference, number: int) -> tuple[Overrider, ...]:
    """The rules that fired and override this one; each with what overrides it, told once."""
    return tuple(_overriders(run, number, {number}))


def _overriders(run: Inference, number: int, seen: set[int]) -> Iterator[Overrider]:
    for by in run.program.overriders.get(number, ()):
        if by in run.fired:
            told = by in seen
            seen.add(by)
            further = () if told else tuple(_overriders(run, by, seen))
            rule = run.program.rules[by]
            yield Overrider(rule, fill(rule.because, run.memory), run.stands(by), further)

"""Two verdicts side by side, with the rules that make the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..consultation import Consultation
from ..inference import Clash, Inference
from ..proof import Step
from ..rules import Rule
from ..values import Facts
from ..verdict import Recommendation
from .edits import Edit, Edits, edits
from .fields import Difference, differences, flat

Standing = Literal["counts", "set aside", "silent"]
Rerun = Callable[[Facts], Inference]


@dataclass(frozen=True, slots=True)
class PullChange:
    """A rule whose pull on an attribute differs; None where it does not count."""

    rule: Rule
    attribute: str
    now: Decimal | None
    then: Decimal | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that counts, is set aside or is silent now, and does otherwise then.

    ``step`` is what it says where it counts, or else where it is set aside, ``by`` these rules. It
    ``rests_on`` the changed facts without which it would do as now; where any of several is
    enough, on these.
    """

    rule: Rule
    now: Standing
    then: Standing
    step: Step
    by: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advised:
    """A piece of advice and the title of its list."""

    title: str
    name: str
    advice: Recommendation


@dataclass(frozen=True, slots=True)
class Comparison:
    """All in which two verdicts differ; ``readers`` are the rules that read each changed fact."""

    now: Consultation
    then: Consultation
    edits: Edits
    differences: tuple[Difference, ...]
    unchanged: tuple[str, ...]
    pulls: tuple[PullChange, ...]
    rules: tuple[RuleChange, ...]
    gained: tuple[Advised, ...]
    lost: tuple[Advised, ...]
    remarks_gained: tuple[str, ...]
    remarks_lost: tuple[str, ...]
    clashes_gained: tuple[Clash, ...]
    clashes_lost: tuple[Clash, ...]
    readers: tuple[tuple[Edit, tuple[Rule, ...]], ...]

    @property
    def same(self) -> bool:
        """Whether no part of the verdict differs."""
        return not (
            self.differences
            or self.pulls
            or self.rules
            or self.gained
            or self.lost
            or self.remarks_gained
            or self.remarks_lost
            or self.clashes_gained
            or self.clashes_lost
            or self.now.verdict.headline != self.then.verdict.headline
        )


def compare(now: Consultation, then: Consultation, rerun: Rerun) -> Comparison:
    """What differs between two consultations of one program; ``rerun`` infers from other facts."""
    form, before, after = now.knowledge.verdict, now.verdict, then.verdict
    made = edits(now.knowledge.vocabulary, _told(now), _told(then))
    differing = differences(form, before.fields, after.fields) if form is not None else ()
    fields = [name for name, _ in flat(form, before.fields)] if form is not None else []
    return Comparison(
        now,
        then,
        made,
        differing,
        tuple(name for name in fields if name not in {each.field for each in differing}),
        tuple(_pulls(now, then)),
        tuple(
            sorted(
                _rules(now, then, _Causes(now, then, made, rerun)),
                key=lambda each: each.step.number,
            )
        ),
        tuple(_advised_only(then, now)),
        tuple(_advised_only(now, then)),
        tuple(text for text in after.remarks if text not in before.remarks),
        tuple(text for text in before.remarks if text not in after.remarks),
        tuple(clash for clash in after.clashes if clash not in before.clashes),
        tuple(clash for clash in before.clashes if clash not in after.clashes),
        tuple((edit, _readers(now, edit)) for edit in made),
    )


def _told(consultation: Consultation) -> Facts:
    return {each.attribute: each.value for each in consultation.facts if each.origin != "assumed"}


def _pulls(now: Consultation, then: Consultation) -> Iterator[PullChange]:
    before, after = _weights(now), _weights(then)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            rule, attribute = key
            found = now.knowledge.rule(rule)
            if found is not None:
                yield PullChange(found, attribute, before.get(key), after.get(key))


def _weights(consultation: Consultation) -> dict[tuple[str, str], Decimal]:
    """What each rule adds to which evidence; one that does not count adds nothing."""
    return {
        (pull.rule.id, pull.attribute): pull.weight
        for pull in consultation.verdict.pulls
        if pull.counted
    }


def _rules(now: Consultation, then: Consultation, causes: _Causes) -> Iterator[RuleChange]:
    before, after = _steps(now), _steps(then)
    for number, rule in enumerate(now.run.program.rules):
        was, becomes = _standing(now.run, number), _standing(then.run, number)
        if was != becomes:
            steps = [each[rule.id] for each in (before, after) if rule.id in each]
            told = min(steps, key=lambda step: len(step.set_aside))
            by = tuple(name for step in steps for name in step.set_aside)
            yield RuleChange(rule, was, becomes, told, by, causes.of(number, was, becomes))


def _steps(consultation: Consultation) -> dict[str, Step]:
    return {step.id: step for step in consultation.proof.steps if step.kind == "rule"}


def _standing(run: Inference, number: int) -> Standing:
    if number not in run.fired:
        return "silent"
    return "counts" if run.stands(number) else "set aside"


class _Causes:
    """Which of the changed facts make a rule do otherwise, found by leaving each out."""

    def __init__(self, now: Consultation, then: Consultation, made: Edits, rerun: Rerun) -> None:
        self._names = [edit.attribute.name for edit in made]
        self._before, self._after, self._rerun = _told(now), _told(then), rerun
        self._without: dict[str, Inference] = {}
        self._alone: dict[str, Inference] = {}

    def of(self, number: int, was: Standing, becomes: Standing) -> tuple[str, ...]:
        """The facts that are needed for it; where none is, those that are enough; else all."""
        if len(self._names) == 1:
            return tuple(self._names)
        needed = [n for n in self._names if _standing(self._left_out(n), number) != becomes]
        enough = needed or [n for n in self._names if _standing(self._only(n), number) != was]
        return tuple(enough or self._names)

    def _left_out(self, name: str) -> Inference:
        if name not in self._without:
            self._without[name] = self._rerun(_with(self._after, name, self._before))
        return self._without[name]

    def _only(self, name: str) -> Inference:
        if name not in self._alone:
            self._alone[name] = self._rerun(_with(self._before, name, self._after))
        return self._alone[name]


def _with(facts: Facts, name: str, others: Facts) -> Facts:
    """The facts, one of them as ``others`` have it."""
    kept = {each: value for each, value in facts.items() if each != name}
    return {**kept, name: others[name]} if name in others else kept


def _advised_only(one: Consultation, other: Consultation) -> Iterator[Advised]:
    """What is advised in one verdict and not in the other."""
    form = one.knowledge.verdict
    for name, title in form.advice.items() if form is not None else ():
        known = {each.id for each in other.verdict.advice.get(name, ())}
        for found in one.verdict.advice.get(name, ()):
            if found.id not in known:
                yield Advised(title, name, found)


def _readers(consultation: Consultation, edit: Edit) -> tuple[Rule, ...]:
    """The rules that read a fact, or what is computed from it."""
    names = {edit.attribute.name}
    program = consultation.run.program
    for name in program.order:
        if not names.isdisjoint(program.knowledge.vocabulary[name].reads()):
            names.add(name)
    return tuple(rule for rule in program.rules if not names.isdisjoint(rule.reads()))

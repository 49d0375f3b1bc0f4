"""The steps of a proof linked to what they rest on: told facts, earlier steps, what is untold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..conditions import support, truth
from ..consultation import Consultation, ReadFrom
from ..inference import Pull
from ..proof import Step
from ..rules import Rule
from ..values import UNKNOWN, State, Value
from ..vocabulary import Evidence
from .fired import stronger

NeedKind = Literal["derived", "clash", "told", "export", "not told", "nothing"]


@dataclass(frozen=True, slots=True)
class Need:
    """A value that a step rests on, and the steps that gave it.

    ``aside`` would have given another, had they not been set aside; *nothing* is what no rule
    concluded; an ``exception`` is what keeps an ``unless`` from holding.
    """

    attribute: str
    value: State
    kind: NeedKind
    steps: tuple[int, ...] = ()
    aside: tuple[int, ...] = ()
    written: str | None = None
    exception: bool = False
    read: ReadFrom | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A step with what it rests on.

    ``set_aside_by`` are the steps that undo it; ``spared`` would have, were they not undone
    themselves; ``pull`` is its evidence, ``stronger`` the rule that counts in its place.
    """

    step: Step
    needs: tuple[Need, ...]
    set_aside_by: tuple[int, ...] = ()
    spared: tuple[int, ...] = ()
    pull: Pull | None = None
    stronger: Rule | None = None

    @property
    def reaches(self) -> tuple[int, ...]:
        """Every step that it mentions."""
        needed = (number for need in self.needs for number in (*need.steps, *need.aside))
        return (*needed, *self.set_aside_by, *self.spared)


class Links:
    """The proof of one consultation, indexed."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.run = consultation.run
        self.vocabulary = consultation.knowledge.vocabulary
        self.steps = {step.number: step for step in consultation.proof.steps}
        self.by_id = {step.id: step for step in self.steps.values() if step.kind == "rule"}
        self.numbers = {rule.id: number for number, rule in enumerate(self.run.program.rules)}
        self._concluders: dict[str, list[Step]] = defaultdict(list)
        for step in self.steps.values():
            for name in dict.fromkeys(name for name, _ in step.concluded):
                self._concluders[name].append(step)
        self._facts = {fact.attribute: fact for fact in consultation.facts}
        self._pulls = {
            (pull.rule.id, pull.attribute): pull
            for pulls in self.run.pulls.values()
            for pull in pulls
        }

    def need(self, name: str, *, exception: bool = False) -> Need:
        """The value of an attribute, with where it comes from."""
        value = self.run.memory.get(name, UNKNOWN)
        fact = self._facts.get(name)
        if fact is not None and fact.origin != "assumed":
            read = fact.read if fact.origin == "export" else None
            return Need(
                name, value, fact.origin, written=fact.written, exception=exception, read=read
            )
        found = self._concluders.get(name, [])
        if isinstance(self.vocabulary[name].kind, Evidence):
            found = [step for step in found if step.kind == "evidence"]
        steps = tuple(step.number for step in found if not step.set_aside)
        aside = tuple(step.number for step in found if step.set_aside)
        return Need(name, value, self._kind(name, steps), steps, aside, exception=exception)

    def says(self, number: int, name: str, value: Value) -> bool:
        """Whether a step gives a list this word."""
        given = [said for each, said in self.steps[number].concluded if each == name]
        return any(value in said if isinstance(said, tuple) else value == said for said in given)

    def reason(self, number: int) -> Reason:
        """A step with what it rests on."""
        step = self.steps[number]
        if step.kind != "rule":
            return Reason(step, tuple(self._needs_of_reckoning(step)))
        pull = next((self._pulls[step.id, name] for name, _ in step.concluded
                     if (step.id, name) in self._pulls), None)  # fmt: skip
        overriders = self._overriders(step)
        rivals = self.run.pulls[pull.attribute] if pull is not None else ()
        return Reason(
            step,
            tuple(self._needs_of_rule(step)),
            tuple(by.number for by in overriders if not by.set_aside) if step.set_aside else (),
            tuple(by.number for by in overriders if by.set_aside),
            pull,
            stronger(rivals, pull),
        )

    def _kind(self, name: str, steps: tuple[int, ...]) -> NeedKind:
        if any(clash.attribute == name for clash in self.run.clashes):
            return "clash"
        if steps:
            return "derived"
        return "not told" if self.vocabulary[name].asked else "nothing"

    def _needs_of_rule(self, step: Step) -> Iterator[Need]:
        """What made the ``when`` true, and then what keeps the ``unless`` from being so."""
        for name, _ in step.matched:
            yield self.need(name)
        rule = self.run.program.rules[self.numbers[step.id]]
        if rule.unless is not None:
            kept = truth(rule.unless, self.run.memory)
            for name in dict.fromkeys(support(rule.unless, self.run.memory, kept)):
                yield self.need(name, exception=True)

    def _needs_of_reckoning(self, step: Step) -> Iterator[Need]:
        """What a formula or a lookup reads, or the pulls that evidence adds up."""
        for name, value in step.concluded:
            if step.kind == "evidence":
                found = [each for each in self._concluders[name] if each.kind == "rule"]
                yield Need(
                    name,
                    value,
                    "derived",
                    tuple(each.number for each in found if not each.set_aside),
                    tuple(each.number for each in found if each.set_aside),
                )
            else:
                yield from map(self.need, self.vocabulary[name].reads())

    def _overriders(self, step: Step) -> list[Step]:
        overriders = self.run.program.overriders.get(self.numbers[step.id], ())
        ids = {self.run.program.rules[by].id for by in overriders}
        return [each for each in self.by_id.values() if each.id in ids]

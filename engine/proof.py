"""The record of an inference as numbered steps, each with what it rests on and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from .conditions import describe
from .diagnostics import Location
from .inference import Inference
from .rules import Rule
from .sources import Source
from .strata import Program
from .values import UNKNOWN, Facts, Net, State, Value, show
from .vocabulary import Attribute, Evidence, Formula, Lookup
from .words import identifier

StepKind = Literal["rule", "formula", "lookup", "evidence", "assumption"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One inference: what was matched, what it concluded, on whose word.

    ``provided`` are the conditions that were taken not to hold because nobody told; a step that
    is ``set_aside`` names the rules that did so, and its conclusions do not count.
    """

    number: int
    id: str
    kind: StepKind
    matched: tuple[tuple[str, State], ...]
    concluded: tuple[tuple[str, Value | None], ...]
    because: str
    source: Source
    location: Location | None = field(default=None, compare=False)
    provided: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """All steps in the order of inference; those that count lead to every conclusion."""

    steps: tuple[Step, ...]

    @property
    def standing(self) -> tuple[Step, ...]:
        """The steps whose conclusions count."""
        return tuple(step for step in self.steps if not step.set_aside)


def prove(run: Inference, assumed: Iterable[Attribute] = ()) -> Proof:
    """The steps of a finished run, numbered from 1 in the order of strata and ids."""
    found = [*_assumptions(assumed), *_steps(run)]
    return Proof(tuple(_numbered(step, number) for number, step in enumerate(found, 1)))


def fill(text: str, memory: Facts) -> str:
    """A sentence of the author with the values of its ``{attributes}``."""
    if "{" not in text:
        return text
    filled = _PLACEHOLDER.sub(lambda found: show(_plain(memory.get(found[1], UNKNOWN))), text)
    return filled[:1].upper() + filled[1:] if text.startswith("{") else filled


def _plain(value: State) -> State:
    return value.word if isinstance(value, Net) else value


def _numbered(step: Step, number: int) -> Step:
    return Step(
        number,
        step.id,
        step.kind,
        step.matched,
        step.concluded,
        step.because,
        step.source,
        step.location,
        step.provided,
        step.set_aside,
        step.on_request,
    )


def _assumptions(assumed: Iterable[Attribute]) -> Iterator[Step]:
    for attribute in assumed:
        assumption = attribute.assumption
        if assumption is not None:
            yield Step(
                0,
                f"{identifier(attribute.name)}-if-not-told",
                "assumption",
                (),
                ((attribute.name, assumption.value),),
                assumption.because or f"{attribute.name} was not told.",
                assumption.source,
                assumption.location,
            )


def _steps(run: Inference) -> Iterator[Step]:
    aside: dict[int, list[str]] = {}
    for number, by in run.set_aside():
        aside.setdefault(number, []).append(run.program.rules[by].id)
    for stratum in run.program.strata:
        for number in stratum.rules:
            if number in run.fired:
                yield _rule_step(run, number, tuple(aside.get(number, ())))
        for name in stratum.closes:
            yield from _computed_step(run, run.program.knowledge.vocabulary[name])


def _rule_step(run: Inference, number: int, aside: tuple[str, ...]) -> Step:
    rule = run.program.rules[number]
    return Step(
        0,
        rule.id,
        "rule",
        _with_values(run, run.matcher.matched(number)),
        tuple(
            (entry.attribute, f"not {entry.value}" if entry.negated else entry.value)
            for entry in rule.conclusions
        ),
        fill(rule.because, run.memory),
        rule.source,
        rule.location,
        tuple(provisos(run.program, run.rests_on(number))),
        aside,
        rule.on_request,
    )


def provisos(program: Program, numbers: Iterable[int]) -> Iterator[str]:
    """What was taken not to hold, as phrases."""
    for number in sorted(numbers):
        rule: Rule = program.rules[number]
        if rule.unless is not None:
            yield describe(rule.unless, positive=False)


def _computed_step(run: Inference, attribute: Attribute) -> Iterator[Step]:
    value = run.memory.get(attribute.name)
    if value is None:
        return
    because, source, location = (
        fill(attribute.because, run.memory),
        attribute.source,
        attribute.location,
    )
    kind: StepKind
    match attribute.kind:
        case Formula():
            kind = "formula"
        case Lookup() as lookup:
            kind = "lookup"
            key = run.memory.get(lookup.by, UNKNOWN)
            row = lookup.row(key.figure if isinstance(key, Net) else key)
            if row is not None:
                source, location = row.source, row.location
        case Evidence(scale_name) if isinstance(value, Net) and value.pulls:
            scale = run.program.knowledge.scales[scale_name]
            kind, because, source, location = (
                "evidence",
                fill(scale.because, run.memory),
                scale.source,
                scale.location,
            )
        case _:
            return
    resting = run.provided.get(attribute.name, frozenset())
    yield Step(
        0,
        identifier(attribute.name),
        kind,
        _with_values(run, _read(run, attribute)),
        ((attribute.name, value),),
        because,
        source,
        location,
        tuple(provisos(run.program, resting)),
    )


def _read(run: Inference, attribute: Attribute) -> tuple[str, ...]:
    return tuple(name for name in attribute.reads() if run.memory.get(name) is not None)


def _with_values(run: Inference, names: Iterable[str]) -> tuple[tuple[str, State], ...]:
    return tuple((name, run.memory.get(name, UNKNOWN)) for name in names)

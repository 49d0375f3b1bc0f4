"""Interviews played through: with answers from a profile, and in every way there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import prod
from random import Random

from engine.conditions import ALWAYS
from engine.consultation import Fact
from engine.diagram import Diagram
from engine.diagram.classes import Input
from engine.interview import Interview, Question, Settled, answered, skipped
from engine.interview.asking import ask_next
from engine.presentation import Field, VerdictForm
from engine.strata import Program
from engine.values import Facts, Net, Value
from engine.verdict import shown_fields
from tests.diagram.profiles import random_value


def play(interview: Interview, answers: Facts) -> tuple[Interview, Settled, list[Question]]:
    """The interview to its end; what ``answers`` does not hold is skipped."""
    asked: list[Question] = []
    while isinstance(step := ask_next(interview), Question):
        asked.append(step)
        interview = replied(interview, step.attribute.name, answers.get(step.attribute.name))
    return interview, step, asked


def every_end(interview: Interview) -> Iterator[Interview]:
    """Every end that answers and silences can lead to, each class of answers by its example."""
    step = ask_next(interview)
    if isinstance(step, Settled):
        yield interview
        return
    for each in entry_of(interview, step.attribute.name).classes:
        yield from every_end(replied(interview, step.attribute.name, each.example))


def some_end(interview: Interview, rng: Random) -> Interview:
    """One of these ends: at each question every class is as likely as any other."""
    while isinstance(step := ask_next(interview), Question):
        each = rng.choice(entry_of(interview, step.attribute.name).classes)
        interview = replied(interview, step.attribute.name, each.example)
    return interview


def replied(interview: Interview, name: str, value: Value | None) -> Interview:
    return skipped(interview, name) if value is None else answered(interview, Fact(name, value))


def completions(
    interview: Interview, cone: frozenset[str], rng: Random, most: int | None = None
) -> Iterator[Facts]:
    """What is told, with every answer or silence to the rest of the cone.

    Of more than ``most`` so many are drawn. The others are answered at random or not at all,
    differently each time.
    """
    asked = {answer.attribute for answer in interview.answers}
    free = [entry_of(interview, name) for name in interview.program.asked if name in cone - asked]
    others = [one for one in interview.diagram.inputs if one.attribute.name not in cone]
    ways = product(*(entry.classes for entry in free))
    if most is not None and prod(len(entry.classes) for entry in free) > most:
        ways = (tuple(rng.choice(entry.classes) for entry in free) for _ in range(most))
    for chosen in ways:
        told = dict(interview.told)
        for entry, each in zip(free, chosen, strict=True):
            if each.example is not None:
                told[entry.attribute.name] = each.example
        told |= {
            entry.attribute.name: random_value(rng, entry) for entry in others if rng.random() < 0.5
        }
        yield told


def whole_profile(rng: Random, diagram: Diagram, share: float = 1.0) -> dict[str, Value]:
    """Everything told, or a share of it."""
    return {
        entry.attribute.name: random_value(rng, entry)
        for entry in diagram.inputs
        if rng.random() < share
    }


def entry_of(interview: Interview, name: str) -> Input:
    return next(one for one in interview.diagram.inputs if one.attribute.name == name)


def shown(run, aim) -> object:
    """What the verdict of a finished run shows as the aim; of a group every member."""
    entry = next(one for one in run.program.knowledge.verdict.fields if one.name == aim.name)
    members = entry.shows if isinstance(entry.shows, tuple) else (entry,)
    form = replace(run.program.knowledge.verdict, fields=members)
    return as_shown(shown_fields(form, run).values())


def as_shown(values: Iterable[object]) -> object:
    """Values, evidence without the number of its pulls."""
    found = [(one.word, one.figure) if isinstance(one, Net) else one for one in values]
    return found[0] if len(found) == 1 else tuple(found)


def with_field(program: Program, name: str, otherwise: str | None) -> Program:
    """The program with a verdict that shows one attribute."""
    form = VerdictForm((Field(name, name, otherwise),), ALWAYS, (), (), {})
    return replace(program, knowledge=replace(program.knowledge, verdict=form))

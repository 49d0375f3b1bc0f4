"""Profiles for the tests of the diagram, and what the reference chainer says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from random import Random

from engine.consultation import Reference
from engine.diagram import Diagram, Fires, Subject, compile_diagram
from engine.strata import Program
from engine.values import UNKNOWN, Facts, Value
from engine.vocabulary import ListOf, Number, OneOf


def diagram_of(program: Program, **more: object) -> Diagram:
    made = compile_diagram(program, **more)
    assert isinstance(made, Diagram), made
    return made


def subjects_of(program: Program) -> tuple[Subject, ...]:
    """Every derived attribute, every firing, every standing."""
    derived = [each.name for each in program.knowledge.vocabulary if not each.asked]
    rules = [Fires(rule.id, stands) for rule in program.rules for stands in (False, True)]
    return (*derived, *rules)


def believed(
    reference: Reference, subjects: Iterable[Subject], told: Facts
) -> dict[Subject, object]:
    """What the reference chainer makes of the same."""
    run = reference.believe(told)
    numbers = {rule.id: number for number, rule in enumerate(reference.program.rules)}
    found: dict[Subject, object] = {}
    for subject in subjects:
        if isinstance(subject, Fires):
            number = numbers[subject.rule]
            found[subject] = number in run.fired and (not subject.stands or run.stands(number))
        else:
            found[subject] = run.memory.get(subject, UNKNOWN)
    return found


def random_profile(rng: Random, diagram: Diagram) -> dict[str, Value]:
    """Some of what can be told; numbers mostly at the edges of classes."""
    share = rng.choice((0.2, 0.5, 0.8, 1, 1))
    told = {
        each.attribute.name: random_value(rng, each)
        for each in diagram.inputs
        if rng.random() < share
    }
    for test in diagram.joint_tests:  # near the edge of a joint test, which no class shows
        if all(name in told for name in test.inputs) and rng.random() < 0.5:
            first, second = test.inputs[0], test.inputs[-1]
            near = told[first] - rng.choice((590, 600, 605, 606, 607, 612, 700))
            low = diagram.program.knowledge.vocabulary[second].kind.low
            told[second] = max(low, near)
    return told


def random_value(rng: Random, entry) -> Value:
    match entry.attribute.kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case kind:
            return random_number(rng, entry, kind)


def random_number(rng: Random, entry, kind: Number) -> Decimal:
    if rng.random() < 0.3 and kind.high < 10**9:
        return Decimal(rng.randint(int(kind.low), int(kind.high)))
    chosen = rng.choice(entry.classes[1:])
    low, high = chosen.held.low[0], chosen.held.high[0]
    near = rng.choice((low, high, low + 1, high - 1, chosen.example, (low + high) / 2))
    return min(max(near, kind.low), kind.high)


def every_example(
    diagram: Diagram, names: Iterable[str], told: Facts, first: int = 1
) -> Iterator[Facts]:
    """Every completion of ``told`` over these inputs, one example of each class.

    From class 0 as ``first`` on, some of them stay untold.
    """
    entries = [each for each in diagram.inputs if each.attribute.name in set(names)]
    for chosen in product(*(range(first, len(each.classes)) for each in entries)):
        yield {
            **told,
            **{
                each.attribute.name: each.classes[number].example
                for each, number in zip(entries, chosen, strict=True)
                if number
            },
        }

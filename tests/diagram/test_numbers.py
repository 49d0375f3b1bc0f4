"""Whole numbers, sums of several, and numbers that only rise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from engine.consultation import Reference
from engine.diagram import View
from engine.diagram.changes import nearest_changes
from engine.vocabulary import Vocabulary
from tests.diagram.profiles import believed, diagram_of
from tests.knowledge import base
from tests.strategies import compiled

STEPS = """
attributes:
  steps: {number: 0 to 9, whole: yes, ask: How many?}
  height: {number: 0 to 9, ask: How high?}
  kind: {one of: [low, between, high]}
"""
RULES = """
rules:
  a: {when: {steps: at most 4}, then: {kind: low}}
  b: {when: {steps: more than 4.2, height: known}, then: {kind: high}, overrides: c}
  c: {when: {all: [{steps: more than 4}, {steps: fewer than 5}]}, then: {kind: between}}
"""


def test_between_two_cuts_without_a_whole_number_there_is_nothing(tmp_path):
    program = base(tmp_path, {"knowledge/x.yaml": STEPS, "rules/x.yaml": RULES})
    made, believe = diagram_of(program), Reference(program)

    steps = next(each for each in made.inputs if each.attribute.name == "steps")
    assert [(each.example, each.size) for each in steps.classes[1:]] == [
        (Decimal(0), 5), (Decimal(5), 5),
    ]  # fmt: skip
    assert View(made, {}).reachable("kind") == {"low", "high"}
    for count in range(10):
        told = {"steps": Decimal(count), "height": Decimal(1)}
        assert made.values(("kind",), told) == believed(believe, ("kind",), told)


SUM = """
attributes:
  a: {number: 0 to 10, whole: yes, ask: How many of a?}
  b: {number: 0 to 10, whole: yes, ask: How many of b?}
  c: {number: 0 to 10, whole: yes, ask: How many of c?}
  d: {number: 0 to 10, whole: yes, ask: How many of d?}
  e: {number: 0 to 10, whole: yes, ask: How many of e?}
  total: {formula: a + b + c + d + e, because: p, source: {convention: ours}}
  size: {one of: [small, large]}
"""
LARGE = "rules:\n  a: {when: {total: at least 40}, then: {size: large}}\n"


def sums(tmp_path):
    return base(tmp_path, {"knowledge/x.yaml": SUM, "rules/x.yaml": LARGE})


def test_four_of_five_numbers_that_must_change_together_are_found(tmp_path):
    made = diagram_of(sums(tmp_path))
    told = dict.fromkeys("abcde", Decimal(0))
    found = nearest_changes(made, told, "size", lambda it: it == "large", dict.fromkeys("abcde", 1))

    assert {frozenset(change.then.items()) for change in found.found} == {
        frozenset((name, Decimal(10)) for name in "abcde" if name != left) for left in "abcde"
    }
    assert (found.cost, found.complete) == (4, True)


def test_a_number_that_only_rises_is_not_lowered(tmp_path):
    program = base(tmp_path, {"knowledge/x.yaml": STEPS, "rules/x.yaml": RULES})
    rising = [replace(each, can_change="upwards") for each in program.knowledge.vocabulary]
    made = diagram_of(compiled(replace(program.knowledge, vocabulary=Vocabulary(rising))))
    told, costs = {"steps": Decimal(7), "height": Decimal(1)}, {"steps": 1, "height": 1}

    lower = nearest_changes(made, told, "kind", lambda it: it == "low", costs)
    higher = nearest_changes(
        made, {**told, "steps": Decimal(2)}, "kind", lambda it: it == "high", costs
    )

    assert (lower.found, lower.complete) == ((), True)
    assert [change.then for change in higher.found] == [{"steps": Decimal(5)}]

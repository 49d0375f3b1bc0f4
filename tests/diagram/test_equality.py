"""The diagram says of every profile what the reference chainer says."""

from __future__ import annotations

import os
from math import prod
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.api import open_knowledge
from engine.consultation import Reference
from engine.diagram import Diagram, compile_diagram
from engine.values import Net
from tests.diagram.profiles import (
    believed,
    diagram_of,
    every_example,
    random_profile,
    subjects_of,
)
from tests.knowledge import animals
from tests.strategies import profiles, programs

PROFILES = int(os.environ.get("DUNBAR_DIAGRAM_PROFILES", "2000"))  # 100,000 were run once
MOST_CELLS = 400
SLOW = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(st.data())
def test_random_rules_mean_the_same_for_random_profiles(data):
    program = data.draw(programs())
    made = compile_diagram(program)
    assume(isinstance(made, Diagram))
    subjects, reference = subjects_of(program), Reference(program)
    for _ in range(4):
        drawn = data.draw(profiles(program))
        told = {name: value for name, value in drawn.items() if value is not None}

        assert made.values(subjects, told) == believed(reference, subjects, told)


@SLOW
@given(programs())
def test_random_rules_mean_the_same_for_one_example_of_every_cell(program):
    made = compile_diagram(program)
    assume(isinstance(made, Diagram))
    names = [each.attribute.name for each in made.inputs]
    while (
        prod(len(each.classes) for each in made.inputs if each.attribute.name in names) > MOST_CELLS
    ):
        names.pop()
    subjects, reference = subjects_of(program), Reference(program)
    for told in every_example(made, names, {}, first=0):
        assert made.values(subjects, told) == believed(reference, subjects, told)


def test_the_shipped_rules_mean_the_same_for_random_partial_profiles(diagram, reference):
    subjects, rng = subjects_of(diagram.program), Random(20_260_101)
    for _ in range(PROFILES):
        told = random_profile(rng, diagram)

        assert diagram.values(subjects, told) == believed(reference, subjects, told)


def test_what_a_basis_leaves_of_the_shipped_rules_means_the_same():
    program = open_knowledge().program("article")
    made, reference = diagram_of(program), Reference(program)
    subjects, rng = subjects_of(program), Random(8)
    for _ in range(200):
        told = random_profile(rng, made)

        assert made.values(subjects, told) == believed(reference, subjects, told)


ANIMALS = """
a: {when: {covering: fur, legs: at least 4}, then: {danger: risky}, strength: 1, factor: f}
b: {when: {flies: yes}, unless: {tame: yes}, then: {danger: calm, group: bird}, strength: 0.5,
    factor: g}
c: {when: {habitats: includes water, weight: more than 20}, then: {group: fish}, overrides: b}
d: {when: {danger: [risky, deadly]}, then: {handling: expert, roles: guard}}
e: {when: {ration: at least 3.5}, then: {roles: cattle}}
f: {when: {cage: more than 5, covering: unknown}, then: {handling: careful}}
g: {when: {weight: fewer than legs}, then: {roles: pet}}
"""


@pytest.fixture
def creatures(tmp_path):
    return animals(tmp_path, ANIMALS)


def test_every_cell_of_a_small_base_means_the_same(creatures):
    made, reference = diagram_of(creatures), Reference(creatures)
    subjects = subjects_of(creatures)
    names = [each.attribute.name for each in made.inputs]
    count = 0
    for told in every_example(made, names, {}, first=0):
        assert made.values(subjects, told) == believed(reference, subjects, told)
        count += 1
    assert count == made.size.cells == 972


def test_a_net_keeps_its_figure_word_and_number_of_pulls(creatures):
    made = diagram_of(creatures)
    found = made.value("danger", {"flies": "yes", "tame": "no"})

    assert isinstance(found, Net)
    assert (str(found.figure), found.word, found.pulls) == ("-0.5", "calm", 1)


def test_another_order_of_inputs_changes_no_answer(creatures):
    order = tuple(reversed(creatures.asked))
    one, other = diagram_of(creatures), diagram_of(creatures, order=order)
    subjects, rng = subjects_of(creatures), Random(3)

    assert tuple(each.attribute.name for each in other.inputs) == order
    for _ in range(50):
        told = random_profile(rng, one)
        assert one.values(subjects, told) == other.values(subjects, told)

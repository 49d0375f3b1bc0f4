"""From classes to values: bounds that are excluded, lists, and ways that are told as one."""

from __future__ import annotations

import pytest

from engine.consultation import Reference
from engine.diagnostics import Findings
from engine.explain.targets import Target
from engine.intake.profile import read_facts
from engine.loader.conditions import ConditionReader
from engine.nodes import Text
from engine.render.what_if.alternatives import joined
from engine.render.what_if.saying import edit_text
from engine.what_if.granting import grant
from engine.what_if.sought import sought
from engine.what_if.wishing import NOWHERE, Wish
from tests.knowledge import animals

RULES = """
    light: {when: {weight: at most 10.25}, then: {group: bird}}
    heavy: {when: {weight: more than 10.5}, then: {group: mammal}}
    many: {when: {legs: more than 6}, then: {handling: careful}}
    few: {when: {legs: fewer than 3}, then: {handling: careful}}
    lonely: {when: {habitats: includes land}, then: {call: bark}}
    nowhere: {when: {habitats: none}, then: {call: song}}
    coated: {when: {covering: known}, then: {roles: pet}}
    leggy: {when: {legs: more than weight}, then: {roles: guard}}
    """


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return animals(tmp_path_factory.mktemp("animals"), RULES)


def asked(program, wanted, *told):
    """The proof, and every way as one text."""
    name, _, condition = wanted.partition("=")
    attribute = program.knowledge.vocabulary[name]
    reader = ConditionReader(
        program.knowledge.vocabulary, dict(program.knowledge.scales), Findings()
    )
    wish = Wish(
        Target("attribute", name, (name,)),
        attribute,
        reader.test(attribute, Text(condition, NOWHERE)),
    )
    facts = {
        fact.attribute: fact.value for fact in read_facts(program.knowledge.vocabulary, None, told)
    }
    believe = Reference(program).believe
    answer = grant(wish, facts, program, sought(wish.condition, program), believe)
    ways = [[edit_text(*choice) for choice in each.choices] for each in joined(answer.easiest)]
    return answer.proof, ways


@pytest.mark.parametrize(
    ("wanted", "told", "ways"),
    [
        ("group=mammal", ("weight=10",), [["weight: from 10 to 10.6 (0.6 more)"]]),
        ("group=bird", ("weight=10.4",), [["weight: from 10.4 to 10.25 (0.15 less)"]]),
        ("group=mammal", (), [["weight: 10.6 (now not told)"]]),
        ("handling=careful", ("legs=4",), [["legs: from 4 to 2.9 or 6.1"]]),
        ("call=bark", ("habitats=water,air",), [["habitats: add land (now water, air)"]]),
        ("call=song", ("habitats=water,air",), [["habitats: drop water and air (now water, air)"]]),
        ("call=none", ("habitats=land",),
         [["habitats: add water and drop land; or add air and drop land (now land)"]]),
        ("call=bark", (), [["habitats: land (now not told)"]]),
        ("roles=pet", (), [["covering: feathers, fur or scales (now not told)"]]),
    ],
)  # fmt: skip
def test_of_values_the_nearest_and_all_that_are_as_good(program, wanted, told, ways):
    assert asked(program, wanted, *told) == ("all", ways)


def test_a_number_that_is_weighed_against_another_is_not_proved_to_be_all(program):
    proof, ways = asked(program, "roles=guard", "legs=4", "weight=5.5")

    assert (proof, ways) == (
        "smallest",
        [["legs: from 4 to 5.6 (1.6 more)"], ["weight: from 5.5 to 3.9 (1.6 less)"]],
    )

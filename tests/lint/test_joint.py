"""What can hold together, against trying every input."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.conditions import AllOf, NoneOf, Test, truth
from engine.consultation import Reference
from engine.lint.joint import Joint, Mode, Spent
from engine.lint.subject import Subject
from engine.lint.trials import OPEN
from engine.strata import Program
from tests.lint.bases import ASKED, base, drawn, inputs, is_, number, one_of, rule, than
from tests.lint.bases import condition as drawn_condition
from tests.lint.finding import TODAY

SMALL = [one_of("skin", "fur", "feathers"), ASKED[2], number("weight", 0, 3), number("age", 1, 2)]
HOLDS = {
    Mode.TRUE: lambda value: value is True,
    Mode.FALSE: lambda value: value is False,
    Mode.NOT_TRUE: lambda value: value is not True,
    Mode.NOT_FALSE: lambda value: value is not False,
}


@pytest.mark.parametrize("mode", Mode)
@settings(max_examples=120, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_a_condition_is_possible_exactly_where_some_input_makes_it_so(mode, random):
    condition = drawn_condition(random, SMALL, 3)
    knowledge = base(SMALL, [rule("r", condition)])
    brute = any(HOLDS[mode](truth(condition, facts)) for facts in inputs(knowledge))
    joint = Joint(knowledge)
    assert joint.possible(joint.condition(condition, mode)) is brute


@pytest.mark.parametrize("seed", range(24))
def test_no_rule_that_fires_is_called_impossible_and_no_clash_is_missed(seed):
    knowledge = drawn(Random(seed), 8)
    subject = Subject(knowledge, TODAY)
    assert isinstance(subject.order, Program)
    fired, clashes = _everything(subject.order)
    impossible = {name for name, possible in subject.possible.items() if possible is False}
    assert not impossible & fired
    found = {
        (each.attribute, frozenset((each.first.id, each.second.id)))
        for each in subject.disagreements.found
    }
    assert clashes <= found
    tried = {
        (each.attribute, frozenset((each.first.id, each.second.id)))
        for each in subject.disagreements.found
        if each.example is not OPEN
    }
    assert tried <= clashes


def test_nearly_every_rule_that_never_fires_is_proved_to():
    never = proved = 0
    for seed in range(16):
        subject = Subject(drawn(Random(seed), 8), TODAY)
        assert isinstance(subject.order, Program)
        fired, _ = _everything(subject.order)
        never += len(subject.possible.keys() - fired)
        proved += sum(possible is False for possible in subject.possible.values())
    assert proved >= 0.85 * never


def test_numbers_that_are_compared_with_each_other_may_not_go_in_a_circle():
    attributes = [number("a", 0, 9), number("b", 0, 9), number("c", 0, 9)]
    circle = AllOf(
        (
            than("a", Test.FEWER_THAN, "b"),
            than("b", Test.AT_MOST, "c"),
            than("c", Test.AT_MOST, "a"),
        )
    )
    joint = Joint(base(attributes, [rule("r", circle)]))
    assert not joint.possible(joint.condition(circle))
    level = AllOf((than("a", Test.AT_MOST, "b"), than("b", Test.AT_MOST, "a")))
    assert joint.possible(joint.condition(level))


def test_numbers_that_are_compared_with_each_other_stay_within_what_they_can_be():
    attributes = [number("a", 5, 9), number("b", 0, 5)]
    below = than("a", Test.FEWER_THAN, "b")
    joint = Joint(base(attributes, [rule("r", below)]))
    assert not joint.possible(joint.condition(below))
    assert joint.possible(joint.condition(than("a", Test.AT_MOST, "b")))


def test_a_search_that_takes_too_long_says_so():
    names = [f"a{number}" for number in range(8)]
    attributes = [one_of(name, "x", "y", "z") for name in names]
    differ = [
        NoneOf((AllOf((is_(one, word), is_(other, word))),))
        for one, other in combinations(names, 2)
        for word in "xyz"
    ]
    known = [than(name, Test.KNOWN, 0) for name in names]
    more_pigeons_than_holes = AllOf((*differ, *known))
    joint = Joint(base(attributes, [rule("r", more_pigeons_than_holes)]))
    case = joint.condition(more_pigeons_than_holes)
    assert not joint.possible(case)
    with pytest.raises(Spent):
        joint.possible(case, budget=1)


def _everything(program):
    """What fires, and which pairs clash without one overriding the other, over all inputs."""
    reference, rules = Reference(program), {rule.id: rule for rule in program.rules}
    fired, clashes = set(), set()
    for facts in inputs(program.knowledge):
        run = reference.believe(facts)
        fired |= {program.rules[number].id for number in run.fired}
        for clash in run.clashes:
            sides = [{rule.id for rule in found} for _, found in clash.sides]
            clashes |= {
                (clash.attribute, frozenset((one, other)))
                for at, side in enumerate(sides)
                for later in sides[at + 1 :]
                for one in side
                for other in later
                if one not in rules[other].overrides and other not in rules[one].overrides
            }
    return fired, clashes

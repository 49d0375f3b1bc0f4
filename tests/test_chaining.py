"""The reference chainer: generated tests give what plain truth gives, with few rules or many."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.chaining import SCAN_AT_MOST, CompiledTests, ReferenceMatcher
from engine.conditions import AllOf, AnyOf, Comparison, NoneOf, Test
from engine.inference import infer, outcome
from engine.rules import Conclusion, Rule
from tests.knowledge import animals, believe, fired
from tests.strategies import (
    WORDS,
    NaiveMatcher,
    compiled,
    knowledge,
    list_of,
    number,
    one_of,
    profiles,
    programs,
    shuffled,
)

SLOW = settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(st.data())
def test_it_agrees_with_plain_truth_whatever_it_kept_from_earlier_profiles(data):
    program = data.draw(programs())
    tests = CompiledTests(program)
    for _ in range(4):
        told = data.draw(profiles(program))
        compared = outcome(infer(program, told, ReferenceMatcher(program, tests)))

        assert compared == outcome(infer(program, told, NaiveMatcher(program)))


@SLOW
@given(st.data())
def test_the_order_of_rules_and_facts_changes_nothing(data):
    program = data.draw(programs())
    told = data.draw(profiles(program))
    again = dict(data.draw(st.permutations(list(told.items()))))
    order = data.draw(st.permutations(range(len(program.rules))))
    other = compiled(shuffled(program.knowledge, order))

    assert outcome(infer(other, again, ReferenceMatcher(other))) == outcome(
        infer(program, told, ReferenceMatcher(program))
    )


tests_of = {
    "colour": st.sampled_from(WORDS).map(lambda word: Comparison("colour", Test.IS, word)),
    "goals": st.sampled_from(WORDS).map(lambda word: Comparison("goals", Test.INCLUDES, word)),
    "age": st.integers(0, 5).map(lambda age: Comparison("age", Test.IS, Decimal(age))),
    "old": st.integers(0, 5).map(lambda age: Comparison("age", Test.AT_LEAST, Decimal(age))),
}
single = st.one_of(*tests_of.values())
several = st.lists(tests_of["colour"], min_size=2, max_size=3).map(
    lambda found: AnyOf(tuple(found))
)
parts = single | several | single.map(lambda found: NoneOf((found,)))
whens = parts | st.lists(parts, max_size=3).map(lambda found: AllOf(tuple(found)))


@settings(SLOW, max_examples=12)
@given(st.lists(whens, min_size=SCAN_AT_MOST + 4, max_size=60), st.data())
def test_rules_found_through_tables_are_those_found_by_trying_each(conditions, data):
    attributes = [
        one_of("colour", WORDS), list_of("goals", WORDS), number("age"), number("weight"),
        one_of("open", ("yes", "no")), one_of("answer", ("yes",), asked=False),
    ]  # fmt: skip
    rules = [
        Rule(f"r{at:02}", (Conclusion("answer", "yes"),), when)
        for at, when in enumerate(conditions)
    ]
    program = compiled(knowledge(attributes, rules))
    tests = CompiledTests(program)
    for _ in range(3):
        told = data.draw(profiles(program))
        compared = outcome(infer(program, told, ReferenceMatcher(program, tests)))

        assert compared == outcome(infer(program, told, NaiveMatcher(program)))


def test_a_rule_that_two_of_its_words_lead_to_fires_once(tmp_path):
    listed = "\n".join(
        f"r{at:02}: {{when: {{habitats: [land, water]}}, then: {{roles: pet}}}}"
        for at in range(SCAN_AT_MOST + 4)
    )
    run = believe(animals(tmp_path, listed), "habitats=land,water,air")

    assert fired(run) == [f"r{at:02}" for at in range(SCAN_AT_MOST + 4)]
    assert run.concluded["roles"] == list(range(SCAN_AT_MOST + 4))


def test_values_never_become_code():
    evil = "'); import os; os.abort() #"
    attributes = [one_of("colour", (evil, "\\", '"""')), one_of("answer", ("yes",), asked=False)]
    rules = [
        Rule("r1", (Conclusion("answer", "yes"),), Comparison("colour", Test.IS, evil)),
        Rule("r2", (Conclusion("answer", "yes"),), Comparison("colour", Test.IS, "\\")),
    ]
    program = compiled(knowledge(attributes, rules))
    runs = [infer(program, {"colour": word}, ReferenceMatcher(program)) for word in (evil, '"""')]

    assert [fired(run) for run in runs] == [["r1"], []]


def test_matched_facts_are_those_that_made_it_fire_in_the_order_of_the_vocabulary(tmp_path):
    program = animals(
        tmp_path,
        """
        r:
          when:
            any: [{legs: at least 4}, {weight: at least 9}, {tame: yes}]
            covering: not scales
          then: {group: mammal}
        """,
    )
    run = believe(program, "legs=4", "weight=1", "covering=fur", "tame=yes")

    assert run.matcher.matched(0) == ("covering", "legs", "tame")

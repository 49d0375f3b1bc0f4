"""What is true of every explanation, over random rules and random people."""

from __future__ import annotations

import random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.chaining import ReferenceMatcher
from engine.conditions import truth
from engine.consultation import Consultation, Fact
from engine.explain import graph, how, why_not
from engine.explain.checks import Check, Checker, Cost
from engine.explain.targets import Target
from engine.inference import infer
from engine.proof import prove
from engine.render.explanations import (
    derivation_json,
    derivation_text,
    misses_json,
    misses_text,
)
from engine.render.graph import graph_text
from engine.values import UNKNOWN, Net
from engine.verdict import judge
from tests.strategies import profiles, programs

MANY = settings(max_examples=60, deadline=None)


@st.composite
def consultations(draw):
    program = draw(programs())
    told = draw(profiles(program))
    told = {name: value for name, value in told.items() if value is not None}
    facts = [Fact(name, value) for name, value in told.items()]
    run = infer(program, told, ReferenceMatcher(program))
    return Consultation(program.knowledge, "all", tuple(facts), run, prove(run), judge(run), ())


def derived(consultation):
    return [each.name for each in consultation.knowledge.vocabulary if not each.asked]


def grounded(need, told, memory):
    """Whether a value comes from steps, from the person, or is not there."""
    value = memory.get(need.attribute, UNKNOWN)
    match need.kind:
        case "told":
            return told[need.attribute] == need.value == value
        case "not told":
            return need.attribute not in told
        case "nothing":
            return value in (None, UNKNOWN, ()) or (isinstance(value, Net) and not value.pulls)
        case "clash":
            return len(need.steps) > 1 and value is UNKNOWN
        case _:
            return bool(need.steps)


@MANY
@given(consultations())
def test_every_step_rests_on_earlier_steps_or_ends(consultation):
    told = {fact.attribute: fact.value for fact in consultation.facts}
    run = consultation.run
    for name in derived(consultation):
        found = how(consultation, Target("attribute", name, (name,)))
        steps = {reason.step.number: reason.step for reason in found.reasons}
        for reason in found.reasons:
            for need in reason.needs:
                for number in need.steps:
                    assert number < reason.step.number
                    assert not steps[number].set_aside
                    assert need.attribute in dict(steps[number].concluded)
                assert all(steps[number].set_aside for number in need.aside)
                assert grounded(need, told, run.memory)
            assert bool(reason.set_aside_by) is bool(reason.step.set_aside)


@MANY
@given(consultations())
def test_an_attribute_with_a_value_has_steps_and_one_without_says_what_is_missing(consultation):
    for name in derived(consultation):
        found = how(consultation, Target("attribute", name, (name,)))
        clash = any(each.attribute == name for each in consultation.run.clashes)

        assert found.roots or found.open
        assert clash or bool(found.roots) is not bool(found.open)


@MANY
@given(consultations())
def test_a_rule_that_stands_is_no_miss_and_every_other_is(consultation):
    run, rules = consultation.run, consultation.knowledge.rules
    standing = {rules[number].id for number in run.fired if run.stands(number)}
    for name in derived(consultation):
        found = why_not(consultation, Target("attribute", name, (name,)))
        missed = [miss.rule.id for miss in found.misses]
        could = {rule.id for rule in rules if name in rule.writes()}

        assert standing.isdisjoint(missed)
        assert {*missed, *(each.rule.id for each in found.stands)} == could
        assert missed == sorted(missed, key=lambda each: _cost(found, each))
        for miss in found.misses:
            number = next(at for at, rule in enumerate(rules) if rule.id == miss.rule.id)
            assert (miss.reason == "set aside") is (number in run.fired)
            assert (miss.cost == Cost()) is (miss.reason == "set aside")


def _cost(found, name):
    return next((miss.cost, name) for miss in found.misses if miss.rule.id == name)


@MANY
@given(consultations())
def test_a_mark_is_the_truth_and_the_cost_agrees(consultation):
    checker = Checker(consultation.run)
    for rule in consultation.knowledge.rules:
        for condition in filter(None, (rule.when, rule.unless)):
            for positive in (True, False):
                check = checker.check(condition, positive=positive)
                value = truth(condition, consultation.run.memory)
                value = value if positive or value is None else not value

                assert check.mark == {True: "holds", False: "fails", None: "not known"}[value]
                _agrees(check)


def _agrees(check: Check):
    expected = {"holds": (0, 0), "fails": (1, 0), "not known": (0, 1)}[check.mark]
    assert (
        min(check.cost.failing, 1),
        0 if check.cost.failing else min(check.cost.unknown, 1),
    ) == (expected)
    assert bool(check.waits) <= (check.mark == "not known")
    for part in check.parts:
        _agrees(part)


@settings(max_examples=25, deadline=None)
@given(consultations())
def test_everything_can_be_shown(consultation):
    for name in derived(consultation)[-2:]:
        target = Target("attribute", name, (name,))
        found, missed = how(consultation, target), why_not(consultation, target)
        for depth in ("line", "paragraph", "tree"):
            assert derivation_text(found, depth, width=50)
        assert misses_text(missed, width=50)
        assert derivation_json(found)["schema"] == "dunbar.how/1"
        assert misses_json(missed)["schema"] == "dunbar.why-not/1"
        drawn = graph(found)
        ET.fromstring(graph_text(drawn, "svg"))
        assert graph_text(drawn, "mermaid").startswith("flowchart TD\n")
        assert graph_text(drawn, "dot").startswith("digraph {\n")


@pytest.mark.parametrize("seed", range(2))
def test_every_conclusion_of_the_shipped_base_can_be_questioned(ask, seed):
    rng = random.Random(seed)
    told = [
        f"career stage={rng.choice(('student', 'established', 'senior executive'))}",
        f"industry={rng.choice(('consulting', 'manufacturing', 'accounting', 'farming'))}",
        f"connections={rng.randrange(3000)}",
        f"personality={rng.choice(('introvert', 'extrovert'))}",
    ]
    consultation = ask("shipped", *rng.sample(told, 3))
    names = [each.name for each in consultation.knowledge.vocabulary]
    rules = [rule.id for rule in consultation.knowledge.rules]
    for target in (*consultation.verdict.fields, *names, *rules):
        assert derivation_text(how(consultation, target), "line")
        assert misses_json(why_not(consultation, target))

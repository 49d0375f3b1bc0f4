"""Every answer as data is valid against the schema that is shipped for it."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from engine.chaining import ReferenceMatcher
from engine.consultation import Fact, consult
from engine.explain import how, why_not
from engine.explain.checks import Mark
from engine.explain.links import NeedKind
from engine.explain.misses import Reason
from engine.explain.targets import Kind
from engine.proof import StepKind
from engine.render.explanations import derivation_json, misses_json
from engine.resources import data_root
from engine.sources import Origin
from engine.vocabulary import ListOf, Number, OneOf
from tests.explain.conftest import BASES, program
from tests.explain.test_laws import consultations
from tests.knowledge import animals, facts

PROFILES = {"shipped": 4, "faults": 6, "walks": 6}
TOLD = {
    "clash": ("walks", "breed=lapdog", "age=old", "hobbies=digging,chasing", "garden=yes"),
    "assumption": ("walks", "age=old", "breed=hound"),
    "exceptions": (
        "faults",
        "starter=turns slowly",
        "temperature=-5",
        "battery age=7",
    ),
    "executive": ("shipped", "industry=consulting", "career stage=senior executive"),
    "nothing": ("shipped",),
}


@cache
def schema(name):
    text = (data_root() / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text)


@cache
def validator(name):
    return Draft202012Validator(schema(name))


def errors(document, name):
    found = validator(name).iter_errors(json.loads(json.dumps(document)))
    return [(error.json_path, error.message) for error in found]


def every_target(consultation):
    """Every field, attribute, word of one, rule, entry of a list and step that can be asked for."""
    knowledge = consultation.knowledge
    for field in knowledge.verdict.fields:
        yield field.name
        if isinstance(field.shows, tuple):
            yield from (f"{field.name}.{member.name}" for member in field.shows)
    for attribute in knowledge.vocabulary:
        yield attribute.name
        if isinstance(attribute.kind, OneOf | ListOf) and not attribute.asked:
            yield from (f"{attribute.name}={value}" for value in attribute.kind.values)
    yield from (rule.id for rule in knowledge.rules)
    yield from (str(step.number) for step in consultation.proof.steps)


def hold(consultation, targets):
    for target in targets:
        assert errors(derivation_json(how(consultation, target)), "how") == [], target
        if not target.isdecimal():
            assert errors(misses_json(why_not(consultation, target)), "why-not") == [], target


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_the_answer_to_every_question_is_valid(ask, told):
    consultation = ask(*told)

    hold(consultation, every_target(consultation))


@pytest.mark.parametrize("base", BASES)
def test_answers_for_random_people_are_valid(base):
    found, rng = program(base), Random(5)
    for _ in range(PROFILES[base]):
        facts = [Fact(each.name, told(rng, each)) for each in found.knowledge.vocabulary.asked
                 if rng.random() < 0.7]  # fmt: skip
        consultation = consult(found, facts, ReferenceMatcher(found), outlook=False)

        hold(consultation, rng.sample(list(every_target(consultation)), 40))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(consultations())
def test_answers_of_random_rules_are_valid(consultation):
    derived = [each.name for each in consultation.knowledge.vocabulary if not each.asked]

    hold(consultation, (*derived, *(rule.id for rule in consultation.knowledge.rules)))


CHAIN = """
a: {when: {covering: fur}, then: {handling: free}}
b: {when: {legs: 4}, then: {handling: careful}, overrides: a}
c: {when: {tame: yes}, then: {roles: pet}, overrides: b}
"""


def test_a_rule_that_was_spared_is_in_its_valid_answer(tmp_path):
    found = animals(tmp_path, CHAIN)
    told = facts(found, "covering=fur", "legs=4", "tame=yes")
    document = derivation_json(how(consult(found, told, ReferenceMatcher(found)), "handling"))

    spared = {step["rule"]: step["spared"] for step in document["steps"]}
    aside = {step["rule"]: step["set_aside_by"] for step in document["steps"]}
    assert (spared, aside) == ({"a": [2], "b": [], "c": []}, {"a": [], "b": [3], "c": []})
    assert errors(document, "how") == []


def told(rng, attribute):
    match attribute.kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case Number(low, high):
            return rng.choice((low, high, (low + high) // 2, low + 1))


def test_the_answers_above_hold_all_that_a_schema_can_say(ask):
    """Clash, set aside, spared, not told, evidence, exception: none of it stays unseen."""
    seen = set()
    for told_ in TOLD.values():
        consultation = ask(*told_)
        for target in every_target(consultation):
            note(derivation_json(how(consultation, target)), seen)
            if not target.isdecimal():
                note(misses_json(why_not(consultation, target)), seen)

    assert {("kind", kind) for kind in (*get_args(Kind), *get_args(StepKind))} <= seen
    assert {("reason", reason) for reason in get_args(Reason)} <= seen
    assert {("mark", mark) for mark in get_args(Mark)} <= seen
    # What an export tells has its own tests, no file is read here.
    assert {("kind", kind) for kind in get_args(NeedKind)} - seen == {("kind", "export")}
    assert {"clash", "set_aside", "stronger", "unless", "short_by", "claims"} <= seen


def note(document, seen):
    if isinstance(document, list):
        for each in document:
            note(each, seen)
    elif isinstance(document, dict):
        for key, value in document.items():
            if isinstance(value, str):
                seen.add((key, value))
            if value:
                seen.add(key)
            note(value, seen)


def enums(name, definition):
    return {
        key: tuple(entry["enum"])
        for key, entry in schema(name)["$defs"][definition]["properties"].items()
        if "enum" in entry
    }


def test_the_words_of_the_schemas_are_those_of_the_engine():
    assert enums("how", "target") == {"kind": get_args(Kind)}
    assert enums("how", "need") == {"kind": get_args(NeedKind)}
    assert enums("how", "step") == {
        "kind": get_args(StepKind),
        "origin": tuple(origin.value for origin in Origin),
    }
    assert enums("why-not", "miss") == {"reason": get_args(Reason)}
    assert enums("why-not", "check") == {"mark": get_args(Mark)}


def test_both_schemas_say_the_same_of_a_miss():
    how_, why_not_ = schema("how")["$defs"], schema("why-not")
    alone = {key: value for key, value in why_not_["properties"].items() if key != "schema"}

    assert how_["misses"]["properties"] == alone
    assert {key: how_[key] for key in why_not_["$defs"]} == why_not_["$defs"]


@pytest.mark.parametrize("name", ["how", "why-not"])
def test_every_object_is_closed_and_complete(name):
    Draft202012Validator.check_schema(schema(name))

    for each in objects(schema(name)):
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])


def objects(part):
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from objects(inner)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"more": 1}, "$"),
        ({"schema": "dunbar.how/2"}, "$.schema"),
        ({"told": [{"attribute": "age"}]}, "$.told[0]"),
        ({"steps": [{"step": 0}]}, "$.steps[0]"),
    ],
)
def test_what_is_not_said_is_refused(ask, change, path):
    document = derivation_json(how(ask(*TOLD["clash"]), "target"))

    assert path in {where for where, _ in errors({**document, **change}, "how")}

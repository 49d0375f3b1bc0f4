"""What stands in a handbook: conditions, conclusions, formulas, promises, uses and cases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.conditions import ALWAYS, AllOf, AnyOf, Comparison, NoneOf, Other, Test
from engine.expressions import Arithmetic, Constant, Extreme, Name, Otherwise, Rounded
from engine.handbook import (
    Clause,
    Ref,
    clause_of,
    concluded,
    formula,
    plain,
    reckoning,
    sentence,
    when_of,
)
from engine.handbook.promises import promised
from engine.handbook.references import references
from engine.loader.formulas import parse
from engine.properties import Compared, Property
from tests.strategies import random_program

RED, GREEN = (Comparison("colour", Test.IS, word) for word in ("red", "green"))
HEAVY = Comparison("weight", Test.AT_LEAST, Decimal(5))


def told(clause: Clause) -> object:
    """A clause as plain lists: a phrase is a text, the parts of a title a pair."""
    parts = [told(part) for part in clause.parts]
    return (clause.title, parts) if parts else plain(clause.phrase)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (RED, "colour is red"),
        (AnyOf((RED, GREEN)), "colour is red or green"),
        (NoneOf((RED, GREEN)), "colour is neither red nor green"),
        (AllOf((RED, HEAVY)), ("all of these hold", ["colour is red", "weight is at least 5"])),
        (
            AllOf((RED, AllOf((HEAVY, AnyOf((GREEN, HEAVY)))))),
            (
                "all of these hold",
                [
                    "colour is red",
                    "weight is at least 5",
                    ("one of these holds", ["colour is green", "weight is at least 5"]),
                ],
            ),
        ),
        (
            NoneOf((AllOf((RED, HEAVY)),)),
            ("one of these holds", ["colour is not red", "weight is fewer than 5"]),
        ),
        (AllOf((ALWAYS, RED)), "colour is red"),
        (ALWAYS, "always"),
        (AnyOf(()), "never"),
    ],
)
def test_a_condition_is_told_in_clauses(condition, expected):
    assert told(clause_of(condition)) == expected


def test_attributes_in_a_clause_are_references_on_both_sides():
    clause = clause_of(Comparison("weight", Test.FEWER_THAN, Other("limit")))

    assert [(piece.text, piece.ref) for piece in clause.phrase] == [
        ("weight", Ref("attribute", "weight")),
        (" is fewer than ", None),
        ("limit", Ref("attribute", "limit")),
    ]


def test_a_row_says_that_no_row_above_it_fits(books):
    handbook = books("faults")[0]

    assert told(when_of(handbook.at["cause-battery"])) == (
        "all of these hold",
        [
            "battery doubt is at least 0.5",
            "no row above fits in the table likeliest-cause",
        ],
    )


def test_a_conclusion_says_how_strong_it_is(books):
    handbook = books("faults")[0]
    rule, knowledge = handbook.at["clicks-blame-the-battery"], handbook.knowledge
    pull, advice = rule.conclusions

    assert plain(concluded(pull, knowledge)) == "battery doubt is pulled towards likely"
    assert reckoning(pull, rule, knowledge) == "+1 × strength 0.75 = +0.75"
    assert plain(concluded(advice, knowledge)) == "checks gets charge-it and jump-leads"
    assert reckoning(advice, rule, knowledge) == ""


def test_a_sentence_keeps_braces_that_name_nothing(books):
    knowledge = books("faults")[0].knowledge
    pieces = sentence("At {battery voltage} of {nothing}.", knowledge)

    assert plain(pieces) == "At {battery voltage} of {nothing}."
    assert [piece.text for piece in pieces if piece.slot] == ["battery voltage"]


numbers = st.decimals(0, 1000, places=2).map(Constant)
names = st.sampled_from(["weight", "legs", "price of it"]).map(Name)
expressions = st.recursive(
    numbers | names,
    lambda inner: st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(Extreme, st.sampled_from(["min", "max"]), st.tuples(inner, inner)),
        st.builds(Rounded, inner, inner),
        st.builds(Otherwise, inner, inner),
    ),
    max_leaves=8,
)


@given(expressions)
def test_a_formula_that_is_read_again_is_the_same(expression):
    known = {"weight", "legs", "price of it"}
    text = plain(formula(expression))

    assert parse(text, lambda name: name if name in known else None) == expression


def test_what_is_promised_is_told_in_sentences_with_its_proof(books):
    promises = books("faults")[0].promises

    assert [
        (
            each.property.id,
            each.outcome,
            each.where and told(each.where),
            plain(each.says),
            each.clause and told(each.clause),
        )
        for each in promises
    ] == [
        (
            "nobody-tries-again-with-a-burning-smell",
            "proved",
            None,
            "It is never so that",
            (
                "all of these hold",
                [
                    "signs includes burning smell",
                    "safe to try again is yes",
                    "starter is silent or clicks",
                ],
            ),
        ),
        (
            "an-older-battery-never-takes-less-time",
            "proved",
            "battery age is more than 5",
            (
                "More battery age never lowers usual charge, charge likely, charge least"
                " or charge most."
            ),
            None,
        ),
    ]


def test_a_promise_that_fails_says_so(books):
    (promise,) = books("nasty")[0].promises

    assert promise.outcome == "fails"
    assert promise.failure.diagnostic.code == "property-fails"


def test_two_profiles_are_compared_in_one_sentence(books):
    claims = (("charge least", "not higher"), ("charge most", "not higher"), ("cause", "the same"))
    promise = Compared("starter", "clicks", "silent", claims)
    base = replace(books("faults")[0].knowledge, properties=(Property("compared", promise),))
    (found,) = promised(base, None)

    assert found.outcome == "not tried"
    assert plain(found.says) == (
        "Of two profiles that differ only in starter: with clicks, charge least and charge most are"
        " not higher, and cause is the same as with silent."
    )


@pytest.mark.parametrize("seed", range(20))
def test_whoever_reads_an_attribute_is_among_its_uses(seed):
    program = random_program(Random(seed))
    found = references(program)
    for rule in program.knowledge.rules:
        ref = Ref("rule", rule.id)
        for name in rule.reads():
            how = ("asks for it", "makes an exception of it")
            assert ref in found.by(Ref("attribute", name), *how)
        for name in rule.writes():
            assert ref in found.by(Ref("attribute", name), "concludes it")
        for other in rule.overrides:
            assert ref in found.by(Ref("rule", other), "sets it aside")
        for claim in rule.source.claims:
            assert ref in found.by(Ref("claim", claim), "cites it")
    for attribute in program.knowledge.vocabulary:
        for name in attribute.reads():
            assert Ref("attribute", attribute.name) in found.by(Ref("attribute", name))


def test_the_cases_of_a_rule_are_those_in_which_it_fires_or_nearly_does(books):
    casebook = books("faults")[0].casebook

    def names(found):
        return [casebook.runs[one.number].result.case.name for one in found]

    found = casebook.of("clicks-blame-the-battery")
    fired = [run for run in casebook.runs if "clicks-blame-the-battery" in run.fired]
    assert sorted(names(found.fires)) == sorted(run.result.case.name for run in fired)
    assert [
        (name, one.what) for name, one in zip(names(found.aside), found.aside, strict=True)
    ] == [("a burnt smell beats the clicks", "starter-stuck")]
    speaking = [one.number in found.speaking for one in found.fires]
    assert speaking == sorted(speaking, reverse=True)
    assert {one.what for one in found.missed} == {"starter is clicks", "starter is turns slowly"}

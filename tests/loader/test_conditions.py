"""Conditions in YAML: every form of a test, and every slip with its place and its mending."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.conditions import ALWAYS, AllOf, AnyOf, Comparison, NoneOf, Other, Test
from tests.knowledge import animal_files, animals, slips

FUR, SCALES = (Comparison("covering", Test.IS, word) for word in ("fur", "scales"))
LAND, WATER = (Comparison("habitats", Test.INCLUDES, word) for word in ("land", "water"))


def legs(test, operand):
    return Comparison("legs", test, operand)


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("always", ALWAYS),
        ("{covering: Fur}", FUR),
        ("{COAT: woolly-coat}", FUR),
        ("{covering: [fur, scales]}", AnyOf((FUR, SCALES))),
        ("{covering: [fur]}", FUR),
        ("{covering: not fur}", NoneOf((FUR,))),
        ("{covering: Not_Woolly_Coat}", NoneOf((FUR,))),
        ("{covering: not not fur}", NoneOf((NoneOf((FUR,)),))),
        ("{covering: [not fur, unknown]}",
         AnyOf((NoneOf((FUR,)), NoneOf((Comparison("covering", Test.KNOWN),))))),
        ("{covering: fur, legs: 4}", AllOf((FUR, legs(Test.IS, Decimal(4))))),
        ('{legs: "1,000"}', legs(Test.IS, Decimal(1000))),
        ("{legs: at least 4}", legs(Test.AT_LEAST, Decimal(4))),
        ("{legs: More than 4.5}", legs(Test.MORE_THAN, Decimal("4.5"))),
        ('{legs: "at most 1,000"}', legs(Test.AT_MOST, Decimal(1000))),
        ("{legs: fewer than 4}", legs(Test.FEWER_THAN, Decimal(4))),
        ("{legs: less than 40%}", legs(Test.FEWER_THAN, Decimal(40))),
        ("{legs: not at least 4}", NoneOf((legs(Test.AT_LEAST, Decimal(4)),))),
        ("{legs: between 2 and 4}",
         AllOf((legs(Test.AT_LEAST, Decimal(2)), legs(Test.AT_MOST, Decimal(4))))),
        ("{legs: [2, at least 6]}",
         AnyOf((legs(Test.IS, Decimal(2)), legs(Test.AT_LEAST, Decimal(6))))),
        ("{legs: fewer than weight}", legs(Test.FEWER_THAN, Other("weight"))),
        ("{legs: Weight}", legs(Test.IS, Other("weight"))),
        ("{legs: between ration and cage}",
         AllOf((legs(Test.AT_LEAST, Other("ration")), legs(Test.AT_MOST, Other("cage"))))),
        ("{legs: at least danger}", legs(Test.AT_LEAST, Other("danger"))),
        ("{legs: known}", Comparison("legs", Test.KNOWN)),
        ("{legs: not known}", NoneOf((Comparison("legs", Test.KNOWN),))),
        ("{legs: UNKNOWN}", NoneOf((Comparison("legs", Test.KNOWN),))),
        ("{group: none}", Comparison("group", Test.IS_NONE)),
        ("{group: not none}", NoneOf((Comparison("group", Test.IS_NONE),))),
        ("{tame: yes}", Comparison("tame", Test.IS, "yes")),
        ("{tame: TRUE}", Comparison("tame", Test.IS, "yes")),
        ("{tame: no}", Comparison("tame", Test.IS, "no")),
        ("{habitats: land}", LAND),
        ("{habitats: includes sea}", WATER),
        ("{habitats: not land}", NoneOf((LAND,))),
        ("{habitats: not includes land}", NoneOf((LAND,))),
        ("{habitats: [land, water]}", AnyOf((LAND, WATER))),
        ("{habitats: {includes all of: [land, sea]}}", AllOf((LAND, WATER))),
        ("{habitats: {includes all of: land}}", LAND),
        ('{habitats: "includes all of [land, sea]"}', AllOf((LAND, WATER))),
        ("{danger: risky}", Comparison("danger", Test.IS, "risky")),
        ("{danger: not deadly}", NoneOf((Comparison("danger", Test.IS, "deadly"),))),
        ("{danger: at least 0.5}", Comparison("danger", Test.AT_LEAST, Decimal("0.5"))),
        ("{danger: fewer than -0.5}", Comparison("danger", Test.FEWER_THAN, Decimal("-0.5"))),
        ("{all: [{covering: fur}, {legs: 4}]}", AllOf((FUR, legs(Test.IS, Decimal(4))))),
        ("{any: [{covering: fur, legs: 4}, {habitats: land}]}",
         AnyOf((AllOf((FUR, legs(Test.IS, Decimal(4)))), LAND))),
        ("{none: [{covering: fur}, {any: [{habitats: land}]}], legs: 4}",
         AllOf((NoneOf((FUR, AnyOf((LAND,)))), legs(Test.IS, Decimal(4))))),
    ],
)  # fmt: skip
def test_each_form_of_a_test_means_one_condition(tmp_path, written, condition):
    program = animals(tmp_path, f"r: {{when: {written}, then: {{call: bark}}}}")

    assert program.rules[0].when == condition


def test_unless_takes_the_same_forms(tmp_path):
    program = animals(
        tmp_path, "r: {when: always, unless: {covering: [fur, scales]}, then: {call: bark}}"
    )

    assert program.rules[0].unless == AnyOf((FUR, SCALES))


def test_a_comparison_knows_where_it_stands(tmp_path):
    program = animals(tmp_path, "r: {when: {covering: fur}, then: {call: bark}}")

    assert program.rules[0].when.location.exact == "rules/animals.yaml:2:24"


FORMS = (
    'write a number, "at least N", "more than N", "at most N", "fewer than N" or "between A and B"'
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{\u00abcoverin: fur}",
         [("unknown-attribute", '"coverin" is no attribute', 'did you mean "covering"?')]),
        ("{\u00abzzzz: fur}", [("unknown-attribute", '"zzzz" is no attribute', None)]),
        ("{covering: \u00abfurr}",
         [("unknown-value", '"furr" is not a value of covering', 'did you mean "fur"?')]),
        ("{covering: not \u00abfurr}".replace("not \u00ab", "\u00abnot "),
         [("unknown-value", '"furr" is not a value of covering', 'did you mean "fur"?')]),
        ("{covering: [fur, \u00abskin, \u00abfurr]}",
         [("unknown-value", '"skin" is not a value of covering',
           "it may be feathers, fur, scales, hair or woolly coat"),
          ("unknown-value", '"furr" is not a value of covering', 'did you mean "fur"?')]),
        ("{covering: \u00abat least 4}",
         [("unknown-value", '"at least 4" is not a value of covering',
           "it may be feathers, fur, scales, hair or woolly coat")]),
        ("{habitats: \u00abincludes lnad}",
         [("unknown-value", '"lnad" is not a value of habitats', 'did you mean "land"?')]),
        ("{tame: \u00abmaybe}",
         [("unknown-value", '"maybe" is not a value of tame', "it may be yes, no, y, true, n or false")]),
        ("{danger: \u00abriskyy}",
         [("unknown-value", '"riskyy" is not a word of the scale of danger', 'did you mean "risky"?')]),
        ("{legs: \u00abfour}", [("bad-test", '"four" is no test of a number', FORMS)]),
        ("{legs: \u00ab500+}", [("bad-test", '"500+" is no test of a number', 'write "at least 500"')]),
        ("{legs: \u00ab4 or more}",
         [("bad-test", '"4 or more" is no test of a number', 'write "at least 4"')]),
        ("{legs: \u00ab4 or fewer}",
         [("bad-test", '"4 or fewer" is no test of a number', 'write "at most 4"')]),
        ("{legs: \u00abover 4}", [("bad-test", '"over 4" is no test of a number', 'write "more than 4"')]),
        ("{legs: \u00abbelow 4}",
         [("bad-test", '"below 4" is no test of a number', 'write "fewer than 4"')]),
        ("{danger: \u00ababove 1}",
         [("bad-test", '"above 1" is no test of a number', 'write "more than 1"')]),
        ("{legs: \u00abat least wieght}",
         [("bad-test", '"wieght" is neither a number nor a number attribute', 'did you mean "weight"?')]),
        ("{legs: \u00abat least covering}",
         [("bad-test", '"covering" is neither a number nor a number attribute',
           "it may be weight, helpings, danger, ration or cage")]),
        ("{legs: \u00abat least 1.}",
         [("bad-test", '"1." is neither a number nor a number attribute', FORMS)]),
        ("{legs: \u00abat least legs}",
         [("bad-test", '"legs" is neither a number nor a number attribute',
           "it may be weight, helpings, danger, ration or cage")]),
        ("{legs: \u00abbetween 4 and 2}",
         [("bad-test", '"between 4 and 2" can never hold: 4 is more than 2',
           "write between 2 and 4")]),
        ("{covering: \u00ab[]}",
         [("empty-list", 'no value of "covering" is listed, so this could never hold', None)]),
        ("{covering: \u00ab{fur: yes}}",
         [("wrong-shape", 'the test of "covering" is a value or a list of values, not a mapping',
           None)]),
        ("{legs: \u00ab{includes all of: [2, 4]}}",
         [("wrong-shape", 'the test of "legs" is a value or a list of values, not a mapping', None)]),
        ("\u00ab[{covering: fur}]",
         [("list-of-conditions", "a list of conditions could mean all of them or any of them",
           'put it under "all:", "any:" or "none:"')]),
        ("\u00absometimes",
         [("wrong-shape", 'a condition is lines of "attribute: test", not text',
           'write "when: always" for a rule without conditions')]),
        ("{all: \u00ab{covering: fur}}",
         [("wrong-shape", '"all:" should hold a list of conditions',
           'start each condition on a line of its own with "- "')]),
        ("{any: \u00ab[]}",
         [("wrong-shape", '"any:" should hold a list of conditions',
           'start each condition on a line of its own with "- "')]),
        ("{none: \u00abfur}",
         [("wrong-shape", '"none:" as a key holds a list of conditions', None)]),
        ("{any: [\u00abfur]}",
         [("wrong-shape", 'a condition is lines of "attribute: test", not text',
           'write "when: always" for a rule without conditions')]),
        ("{none: [\u00ab[{covering: fur}]]}",
         [("list-of-conditions", "a list of conditions could mean all of them or any of them",
           'put it under "all:", "any:" or "none:"')]),
    ],
)  # fmt: skip
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, written, found):
    rule = f"r: {{when: {written}, then: {{call: bark}}}}"
    told, places, marked = slips(tmp_path, animal_files(rule))

    assert (told, places) == (found, marked)

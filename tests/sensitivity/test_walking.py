"""Numbers walked from end to end: the range on the way, and searches that are broken off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.render.sensitivity import sensitivity_document
from engine.render.terminal import to_text
from tests.knowledge import base
from tests.sensitivity.varied import examined

BASE = """
knowledge base: {name: waists, version: 1.0.0, about: Numbers that go down and up again.}
attributes:
  age: {number: 0 to 100, whole: WHOLE, ask: How old?}
  twice: {formula: age * 2, because: Two., source: {convention: ours}}
  sum: {formula: age + age, because: Two again., source: {convention: ours}}
  least: {formula: "max(age, 100 - age)", because: A waist., source: {convention: ours}}
  most: {formula: least + 10, because: Wider., source: {convention: ours}}
  part: {one of: [near, far]}
verdict:
  shows: {part: part, band: {least: least, most: most}}
  cannot tell: {part: none}
  range of: band
  headline: [{say: So it is.}]
"""
RULES = """
rules:
  far: {when: {age: at least 90}, then: {part: far}, because: Far., source: {convention: ours}}
  near: {when: NEAR, then: {part: near}, because: Near., source: {convention: ours}}
"""


@pytest.fixture
def made(tmp_path):
    def made(whole, near="{age: fewer than 90}"):
        return base(
            tmp_path,
            {
                "knowledge/waists.yaml": BASE.replace("WHOLE", whole),
                "rules/waists.yaml": RULES.replace("NEAR", near),
            },
        )

    return made


@pytest.mark.parametrize("whole", ["yes", "no"])
def test_a_range_that_is_narrowest_in_the_middle_is_told_in_full(made, whole):
    age = examined(made(whole), {"age": Decimal(95)}).facts[0]

    assert age.figures == (50, 110)
    assert (age.lower.last, age.higher) == (90, None)
    assert age.complete


def test_where_a_test_cannot_be_followed_the_search_says_that_it_was_broken_off(made):
    program = made("no", "{twice: at least sum}")
    found = examined(program, {"age": Decimal(50)})
    text = to_text(sensitivity_document(found, program.knowledge), width=80)

    assert not found.facts[0].complete
    assert "not all values could be tried" in " ".join(text.split())
    assert "no value changes a word" not in text


def test_where_numbers_are_whole_every_one_of_them_may_be_tried(made):
    found = examined(made("yes", "{twice: at least sum}"), {"age": Decimal(50)})

    assert found.facts[0].complete
    assert found.facts[0].higher.value == 90  # both speak from here on, and disagree

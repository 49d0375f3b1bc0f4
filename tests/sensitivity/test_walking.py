"""Numbers walked from end to end: the range on the way, and searches that are broken off."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from engine.render.sensitivity import sensitivity_document
from engine.render.terminal import to_text
from engine.sensitivity.budget import MOST_LOOKS, Budget
from engine.sensitivity.trails import Trail
from tests.knowledge import base
from tests.sensitivity.varied import examined
from tests.strategies import random_profile, random_program

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
    text = to_text(sensitivity_document(found), width=80)

    assert not found.facts[0].complete
    assert "not all values could be tried" in " ".join(text.split())
    assert "no value changes a word" not in text


def test_where_numbers_are_whole_every_one_of_them_may_be_tried(made):
    found = examined(made("yes", "{twice: at least sum}"), {"age": Decimal(50)})

    assert found.facts[0].complete
    assert found.facts[0].higher.value == 90  # both speak from here on, and disagree


CURVED = """
knowledge base: {name: curves, version: 1.0.0, about: Figures that are easy to overlook.}
attributes:
  n: {number: 0 to 100, whole: WHOLE, ask: How many?}
  f: {FIGURE, source: {convention: ours}}
  size: {one of: [small, large]}
verdict:
  shows: {size: size, band: {low: f, high: f}}
  range of: band
  cannot tell: {size: none}
  headline: [{say: So it is.}]
"""
LARGE = "rules: {a: {when: {n: known}, then: {size: large}, because: B., source: {convention: o}}}"


def curved(tmp_path, figure, whole="yes"):
    text = CURVED.replace("WHOLE", whole).replace("FIGURE", figure)
    return examined(
        base(tmp_path, {"knowledge/k.yaml": text, "rules/r.yaml": LARGE}), {"n": Decimal(2)}
    )


@pytest.mark.parametrize("whole", ["yes", "no"])
@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("lookup: {by: n, rows: {5: 100, 7: 1}, otherwise: 9}", (1, 100)),
        ('formula: "min(n, 100 - n)", because: A tent', (0, 50)),
        ('formula: "round n * (100 - n) to 7", because: Round', (0, 2499)),
    ],
)
def test_no_peak_and_no_row_between_the_ends_is_overlooked(tmp_path, figure, expected, whole):
    found = curved(tmp_path, figure, whole).facts[0]

    assert found.figures == expected
    assert found.complete


def test_what_is_divided_by_nearly_nought_is_looked_at_on_both_sides(tmp_path):
    found = curved(tmp_path, 'formula: "100 / (n - 50)", because: A pole').facts[0]

    assert found.figures == (-100, 100)
    assert found.complete


def test_every_figure_of_whole_numbers_is_found(tmp_path):
    formula = 'formula: "n * (n - 30) * (n - 70) / 100", because: A wave'
    found = curved(tmp_path, formula).facts[0]
    every = [Decimal(n * (n - 30) * (n - 70)) / 100 for n in range(101)]

    assert found.figures == (min(every), max(every))
    assert found.complete


def test_a_peak_that_cannot_be_proved_is_said_to_be_at_least_so_high(tmp_path):
    found = curved(tmp_path, 'formula: "n * (100 - n)", because: A hill', "no")
    fact = found.facts[0]

    assert fact.figures == (0, 2500)
    assert (fact.words_complete, fact.range_complete, fact.complete) == (True, False, False)
    assert "No value changes a word; band at least from 0 to 2,500." in to_text(
        sensitivity_document(found), width=80
    )


class Counted:
    """Looks that were made, whatever the shares."""

    def __init__(self, searches, left):
        self.budget, self.looks = Budget(searches, left), 0

    def search(self, wanted):
        self.budget.begin(least=10)
        for _ in range(wanted):
            self.looks += self.budget.look()
        return self.looks


def test_a_search_has_its_share_and_leaves_what_it_does_not_need():
    counted = Counted(3, 90)

    assert counted.search(5) == 5
    assert counted.search(100) == 5 + 42  # half of the 85 that are left
    assert counted.search(100) == 90
    assert counted.search(100) == 90


@pytest.mark.parametrize("seed", [242, 332, 518])
def test_a_report_never_looks_more_often_than_its_budget_allows(seed, monkeypatch):
    rng = Random(seed)
    program = random_program(rng)
    profile = random_profile(rng, program)
    told = {name: value for name, value in profile.items() if value is not None}
    looks, steady = [], Trail.steady
    monkeypatch.setattr(Trail, "steady", lambda *case: looks.append(1) or steady(*case))

    examined(program, told)

    assert 0 < len(looks) <= MOST_LOOKS

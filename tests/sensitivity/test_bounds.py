"""Bounds are never too narrow, and a test that is called steady is so all along the stretch."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from engine.conditions import Comparison, Other, Test, truth
from engine.expressions import Constant, Name
from engine.loader.formulas import parse
from engine.sensitivity.bounds import MIXED, of_expression, of_lookup, steady
from engine.sensitivity.constants import number_instead, places, replaced
from engine.sources import UNSOURCED
from engine.values import UNKNOWN
from engine.vocabulary import Lookup, LookupRow
from tests.strategies import NUMBERS, NUMERIC_TESTS, _expression

MEMORY = {"told": Decimal(7), "none": None}
NAMES = ["varied", "told", "none", "unknown"]


def formula(text):
    return parse(text, lambda word: word if word in NAMES else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("varied * 2 - told", (Decimal(-3), Decimal(5))),
        ("told / varied", (Decimal("1.166666666667"), Decimal("3.5"))),
        ("told / (varied - 3)", MIXED),
        ("max(5, varied)", (Decimal(5), Decimal(6))),
        ("round varied * 3 to 5", (Decimal(5), Decimal(20))),
        ("round told to varied", (Decimal(4), Decimal(10))),
        ("none or varied", (Decimal(2), Decimal(6))),
        ("unknown or none", UNKNOWN),
        ("varied + none", None),
        ("min(varied, unknown)", UNKNOWN),
    ],
)
def test_a_formula_lies_between_its_bounds(text, expected):
    varying = {"varied": (Decimal(2), Decimal(6))}

    assert of_expression(formula(text), MEMORY, varying) == expected


def test_no_value_of_a_random_formula_lies_outside_its_bounds():
    rng, certain = Random(1), 0
    for _ in range(2000):
        expression = _expression(rng, NAMES, 3)
        low, high = sorted(rng.choices(NUMBERS, k=2))
        bounds = of_expression(expression, MEMORY, {"varied": (low, high)})
        for share in (Decimal(0), Decimal("0.3"), Decimal(1)):
            found = expression.under({**MEMORY, "varied": low + (high - low) * share})
            if isinstance(bounds, tuple):
                assert bounds[0] <= found <= bounds[1], expression
                certain += 1
            elif bounds is not MIXED:
                assert found is bounds
    assert certain > 1000


def test_a_lookup_lies_between_the_rows_whose_keys_lie_within():
    lookup = Lookup("varied", (row(3, 30), row(None, 10)))

    assert of_lookup(lookup, MEMORY, {"varied": (Decimal(4), Decimal(9))}) == (10, 10)
    assert of_lookup(lookup, MEMORY, {"varied": (Decimal(2), Decimal(9))}) == (10, 30)
    without = Lookup("varied", lookup.rows[:1])
    assert of_lookup(without, MEMORY, {"varied": (Decimal(2), Decimal(9))}) is MIXED
    assert of_lookup(lookup, MEMORY, {"varied": (Decimal(3), Decimal(3))}) == (30, 30)
    assert of_lookup(Lookup("unknown", lookup.rows[:1]), MEMORY, {}) is UNKNOWN


def row(key, value):
    return LookupRow(None if key is None else Decimal(key), Decimal(value), UNSOURCED)


def test_what_is_called_steady_comes_out_the_same_all_along():
    rng, steady_ones, others = Random(2), 0, 0
    for _ in range(4000):
        low, high = sorted(rng.choices(NUMBERS, k=2))
        operand = rng.choice([*NUMBERS, *map(Other, NAMES)])
        test = rng.choice([*NUMERIC_TESTS, Test.KNOWN, Test.IS_NONE])
        plain = test in (Test.KNOWN, Test.IS_NONE)
        comparison = Comparison(rng.choice(NAMES), test, None if plain else operand)
        tried = [{**MEMORY, "varied": low + (high - low) * Decimal(at) / 8} for at in range(9)]
        outcomes = {truth(comparison, facts) for facts in tried}
        if steady(comparison, MEMORY, {"varied": (low, high)}):
            assert len(outcomes) == 1, comparison
            steady_ones += 1
        else:
            others += len(outcomes) > 1
    assert steady_ones > 1000
    assert others > 100


def test_every_number_of_a_formula_has_a_place_and_says_its_part():
    expression = formula("min(300, max(50, round told * 1.20 to 10), (none or 0) + 4 / 2)")
    found = places(expression)

    assert [place.says for place in found] == [
        "at most 300",
        "at least 50",
        "times 1.2",
        "rounded to 10",
        "4",
        "divided by 2",
    ]
    assert replaced(expression, found[1].path, Name("varied")) == formula(
        "min(300, max(varied, round told * 1.20 to 10), (none or 0) + 4 / 2)"
    )
    assert number_instead(expression, found[3], Decimal(5)) == formula(
        "min(300, max(50, round told * 1.20 to 5), (none or 0) + 4 / 2)"
    )
    assert number_instead(Constant(Decimal(3)), places(formula("3"))[0], Decimal(8)) == formula("8")

"""Formulas: what they mean."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import evaluate, names
from engine.loader.formulas import parse
from engine.values import UNKNOWN, Net
from engine.words import fold

NAMES = {"a": "a", "b": "b", "target low": "target low", "target": "target", "top 10": "top 10",
         "danger": "danger", "gone": "gone", "dark": "dark", "word": "word"}  # fmt: skip
FACTS = {
    "a": Decimal(3), "b": Decimal("0.5"), "target": Decimal(100), "target low": Decimal(80),
    "top 10": Decimal(10), "danger": Net(Decimal("-1.25"), "calm", 2), "gone": None, "word": "fur",
}  # fmt: skip


def find(name):
    return NAMES.get(fold(name))


def value(text):
    found = evaluate(parse(text, find), FACTS)
    return str(found) if isinstance(found, Decimal) else found


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("24 / 4 / 3", 2),
        ("2 - -3", 5),
        ("-2 * -(1 + 1)", 4),
        ("a * b", "1.5"),
        ("target low - target", -20),
        ("Target_Low", 80),
        ("target-low", 80),
        ("top 10 * 2", 20),
        ("danger", "-1.25"),
        ("min(a, b, 2)", "0.5"),
        ("max(a, min(7, 5))", 5),
        ("min(a)", 3),
        ("MIN(a, b) Or 1", "0.5"),
        ("round 14 to 10", 10),
        ("round 15 to 10", 20),
        ("round -15 to 10", -20),
        ("round -14.9 to 10", -10),
        ("round 2.5 to 1", 3),
        ("round -2.5 to 1", -3),
        ("round 0.25 to 0.1", "0.3"),
        ("round 7 to 2.5", "7.5"),
        ("round a + 4 * 3 to 10", 20),
        ("round round 14.6 to 1 to 10", 20),
        ("1 + round 14 to 10 + 1", 12),
        ("1 / 3", "0.333333333333"),
        ("2 / 3", "0.666666666667"),
        ("-2 / 3", "-0.666666666667"),
        ("0.1 + 0.2", "0.3"),
        ("gone or 4", 4),
        ("dark or 4", 4),
        ("a or gone", 3),
        ("gone or dark or 7", 7),
        ("gone or 2 + 3", 5),
        ("(gone or 2) + 3", 5),
        ("round 12 to 5 or 1", 10),
    ],
)
def test_a_formula_has_the_value_that_school_gives_it(formula, result):
    assert Decimal(value(formula)) == Decimal(result)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("gone + 1", None),
        ("word + 1", None),
        ("dark + 1", UNKNOWN),
        ("gone + dark", None),
        ("dark * 0", UNKNOWN),
        ("min(a, gone)", None),
        ("max(a, dark)", UNKNOWN),
        ("min(dark, gone)", None),
        ("round gone to 10", None),
        ("round a to dark", UNKNOWN),
        ("gone or gone", None),
        ("gone or dark", UNKNOWN),
        ("dark or gone", UNKNOWN),
        ("1 / 0", None),
        ("0 / (a - a)", None),
        ("round 5 to 0", None),
        ("(1 / 0) or 6", "6"),
    ],
)  # fmt: skip
def test_none_and_unknown_go_through_a_formula(formula, result):
    assert value(formula) == result


def test_a_number_beyond_all_bounds_is_none():
    square, quotient = parse("a * a", find), parse("a / 0.5", find)
    found = [
        evaluate(square, {"a": Decimal("1E+600000")}),
        evaluate(quotient, {"a": Decimal("1E+99")}),
    ]

    assert found == [None, None]


def test_names_come_in_order_of_writing_as_often_as_they_are_written():
    written = "max(b, a) * round target low - a to (gone or 1) / b + 2"

    assert list(names(parse(written, find))) == ["b", "a", "target low", "a", "gone", "b"]


numbers = st.decimals(-(10**6), 10**6, places=3)


def formulas():
    """Formulas without quotients, with their exact value."""
    leaf = numbers.map(
        lambda number: (f"({number})" if number < 0 else f"{number}", Fraction(number))
    )

    def grow(inner):
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda p: (f"({p[0][0]} + {p[1][0]})", p[0][1] + p[1][1])),
            pairs.map(lambda p: (f"({p[0][0]} - {p[1][0]})", p[0][1] - p[1][1])),
            pairs.map(lambda p: (f"{p[0][0]} * {p[1][0]}", p[0][1] * p[1][1])),
            pairs.map(lambda p: (f"min({p[0][0]}, {p[1][0]})", min(p[0][1], p[1][1]))),
            pairs.map(lambda p: (f"max({p[0][0]}, {p[1][0]})", max(p[0][1], p[1][1]))),
            inner.map(lambda p: (f"-{p[0]}" if p[0][0] != "-" else f"-({p[0]})", -p[1])),
        )

    return st.recursive(leaf, grow, max_leaves=5)


@settings(max_examples=200)
@given(formulas())
def test_arithmetic_is_exact(pair):
    written, exact = pair

    assert Fraction(value(written)) == exact


@given(numbers, numbers.filter(bool))
def test_a_quotient_is_exact_to_twelve_places_half_up(left, right):
    scaled = Fraction(left) / Fraction(right) * 10**12
    half_up = int(abs(scaled) + Fraction(1, 2)) * (1 if scaled > 0 else -1)

    assert Fraction(value(f"({left}) / ({right})")) == Fraction(half_up, 10**12)


@given(numbers, st.sampled_from(["0.1", "0.5", "1", "2.5", "10", "37"]))
def test_rounding_is_half_away_from_nought(number, step):
    count = Fraction(number) / Fraction(step)
    half_up = int(abs(count) + Fraction(1, 2)) * (1 if count > 0 else -1)

    assert Fraction(value(f"round ({number}) to {step}")) == half_up * Fraction(step)


@given(st.decimals(-1000, 1000, places=2))
def test_rounding_to_one_is_that_of_the_decimal_module(number):
    assert Decimal(value(f"round {number} to 1")) == number.to_integral_value(ROUND_HALF_UP)

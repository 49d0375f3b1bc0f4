"""Whatever is no formula is refused in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import evaluate
from engine.loader.formulas import DEEPEST, MOST_TOKENS, FormulaError, parse
from engine.values import UNKNOWN
from engine.words import fold

NAMES = {"a": "a", "b": "b", "target low": "target low", "target": "target", "top 10": "top 10"}
FACTS = {
    "a": Decimal(3), "b": Decimal("0.5"), "target": Decimal(100), "target low": Decimal(80),
}  # fmt: skip


def find(name):
    return NAMES.get(fold(name))


def value(text):
    return str(evaluate(parse(text, find), FACTS))


@pytest.mark.parametrize(
    ("formula", "message", "word"),
    [
        ("", "ends too early", None),
        ("1 +", "ends too early", None),
        ("1 2", 'has "2" left over', None),
        ("a b", 'has "b" left over', None),
        ("(1 + 2", 'needs ")" at its end', None),
        ("1 + 2)", 'has ")" left over', None),
        ("* 2", 'has "*" where a number or an attribute should be', None),
        ("1 + + 2", 'has "+" where a number or an attribute should be', None),
        ("round 3", 'needs "to" at its end', None),
        ("round 3, 10", 'needs "to" before ","', None),
        ("min 3", 'needs "(" before "3"', None),
        ("min()", 'has ")" where a number or an attribute should be', None),
        ("max(1,)", 'has ")" where a number or an attribute should be', None),
        ("1,000 + 1", 'has "," left over', None),
        ("2 ^ 3", 'has "^", which no formula knows', None),
        ("a > 3", 'has ">", which no formula knows', None),
        ("__import__('os')", 'has "_", which no formula knows', None),
        ("a ** 2", 'has "*" where a number or an attribute should be', None),
        ("traget low + 1", 'reads "traget low", which is no attribute', "traget low"),
        ("wieght or 0", 'reads "wieght", which is no attribute', "wieght"),
        ("round wieght to 10", 'reads "wieght", which is no attribute', "wieght"),
        ("9" * 31, f'has "{"9" * 31}", which is no number', None),
    ],
)
def test_whatever_is_no_formula_is_told_in_words(formula, message, word):
    with pytest.raises(FormulaError) as caught:
        parse(formula, find)

    assert (str(caught.value), caught.value.word) == (message, word)


@pytest.mark.parametrize(
    ("opening", "closing"), [("(", ")"), ("-", ""), ("round ", " to 1"), ("min(", ")")]
)
def test_a_formula_may_be_nested_only_so_deep(opening, closing):
    fine = opening * (DEEPEST - 1) + "8" + closing * (DEEPEST - 1)

    assert abs(Decimal(value(fine))) == 8

    with pytest.raises(FormulaError) as caught:
        parse(opening * 150 + "8", find)

    assert str(caught.value) == f"is nested more than {DEEPEST} deep"


def test_a_formula_may_be_only_so_long():
    longest = " + ".join(["1"] * (MOST_TOKENS // 2))

    assert value(longest) == str(MOST_TOKENS // 2)

    with pytest.raises(FormulaError) as caught:
        parse(longest + " + 1 + 1", find)

    assert str(caught.value) == f"has more than {MOST_TOKENS} words and signs"


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [*NAMES, *"()+-*/,", "round", "to", "or", "min", "max", "1", "2.5", "x", "  ", "%"]
            ),
            max_size=420,
        ).map(" ".join),
    )
)
def test_parsing_raises_nothing_but_a_formula_error(text):
    try:
        result = evaluate(parse(text, find), FACTS)
    except FormulaError:
        result = None

    assert result is None or result is UNKNOWN or isinstance(result, Decimal)

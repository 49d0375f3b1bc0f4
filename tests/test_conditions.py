"""Conditions: their three-valued truth, what they rest on, and how they read."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    Comparison,
    Literal,
    NoneOf,
    Other,
    Test,
    attributes,
    describe,
    literals,
    support,
    truth,
)
from engine.values import Net

T, F, U = True, False, None
FACTS = {"t": "x", "f": "y"}
LEAF = {value: Comparison(name, Test.IS, "x") for value, name in ((T, "t"), (F, "f"), (U, "u"))}


def leaves(*values):
    return tuple(LEAF[value] for value in values)


@pytest.mark.parametrize(
    ("left", "right", "both", "either", "neither"),
    [
        (T, T, T, T, F),
        (T, F, F, T, F),
        (T, U, U, T, F),
        (F, T, F, T, F),
        (F, F, F, F, T),
        (F, U, F, U, U),
        (U, T, U, T, F),
        (U, F, F, U, U),
        (U, U, U, U, U),
    ],
)
def test_combinations_follow_kleene(left, right, both, either, neither):
    parts = leaves(left, right)

    assert [truth(kind(parts), FACTS) for kind in (AllOf, AnyOf, NoneOf)] == [both, either, neither]


def test_combinations_without_parts_are_settled():
    assert [truth(kind(), {}) for kind in (AllOf, AnyOf, NoneOf)] == [T, F, T]


@pytest.mark.parametrize(("value", "opposite"), [(T, F), (F, T), (U, U)])
def test_none_of_one_is_its_opposite(value, opposite):
    assert truth(NoneOf(leaves(value)), FACTS) is opposite


HELD = {
    "word": "fur",
    "list": ("land", "air"),
    "empty": (),
    "none": None,
    "four": Decimal(4),
    "net": Net(Decimal("-0.5"), "calm", 2),
    "no pull": Net(Decimal(0), "average", 0),
    "balanced": Net(Decimal(0), "average", 2),
}


@pytest.mark.parametrize(
    ("name", "test", "operand", "expected"),
    [
        ("word", Test.IS, "fur", T),
        ("word", Test.IS, "scales", F),
        ("none", Test.IS, "fur", F),
        ("untold", Test.IS, "fur", U),
        ("list", Test.INCLUDES, "air", T),
        ("list", Test.INCLUDES, "water", F),
        ("empty", Test.INCLUDES, "water", F),
        ("none", Test.INCLUDES, "water", F),
        ("untold", Test.INCLUDES, "water", U),
        ("four", Test.IS, Decimal("4.0"), T),
        ("four", Test.AT_LEAST, Decimal(4), T),
        ("four", Test.AT_LEAST, Decimal("4.01"), F),
        ("four", Test.MORE_THAN, Decimal(4), F),
        ("four", Test.MORE_THAN, Decimal("3.99"), T),
        ("four", Test.AT_MOST, Decimal(4), T),
        ("four", Test.AT_MOST, Decimal(3), F),
        ("four", Test.FEWER_THAN, Decimal(4), F),
        ("four", Test.FEWER_THAN, Decimal(5), T),
        ("none", Test.FEWER_THAN, Decimal(5), F),
        ("none", Test.AT_LEAST, Decimal(-5), F),
        ("untold", Test.AT_LEAST, Decimal(0), U),
        ("net", Test.IS, "calm", T),
        ("net", Test.IS, "average", F),
        ("net", Test.IS, Decimal("-0.5"), T),
        ("net", Test.FEWER_THAN, Decimal(0), T),
        ("word", Test.KNOWN, None, T),
        ("none", Test.KNOWN, None, T),
        ("empty", Test.KNOWN, None, T),
        ("no pull", Test.KNOWN, None, T),
        ("untold", Test.KNOWN, None, F),
        ("word", Test.IS_NONE, None, F),
        ("none", Test.IS_NONE, None, T),
        ("empty", Test.IS_NONE, None, T),
        ("list", Test.IS_NONE, None, F),
        ("four", Test.IS_NONE, None, F),
        ("no pull", Test.IS_NONE, None, T),
        ("balanced", Test.IS_NONE, None, F),
        ("untold", Test.IS_NONE, None, U),
    ],
)
def test_a_comparison_is_true_false_or_unknown(name, test, operand, expected):
    assert truth(Comparison(name, test, operand), HELD) is expected


ORDERS = (Test.AT_LEAST, Test.MORE_THAN, Test.AT_MOST, Test.FEWER_THAN, Test.IS)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"a": Decimal(4), "b": Decimal(4)}, [T, F, T, F, T]),
        ({"a": Decimal(4), "b": Decimal(5)}, [F, F, T, T, F]),
        ({"a": Decimal(5), "b": Decimal(4)}, [T, T, F, F, F]),
        ({"a": Net(Decimal(1), "risky", 1), "b": Decimal("0.5")}, [T, T, F, F, F]),
        ({"a": Decimal(1), "b": Net(Decimal(1), "risky", 1)}, [T, F, T, F, T]),
        ({"a": None, "b": Decimal(4)}, [F] * 5),
        ({"a": Decimal(4), "b": None}, [F] * 5),
        ({"a": None, "b": None}, [F] * 5),
        ({"a": Decimal(4)}, [U] * 5),
        ({"b": Decimal(4)}, [U] * 5),
        ({}, [U] * 5),
    ],
)
def test_two_attributes_compare_as_their_numbers(facts, expected):
    found = [truth(Comparison("a", test, Other("b")), facts) for test in ORDERS]

    assert found == expected


def test_nothing_compares_with_an_attribute_that_is_none_even_when_the_other_is_untold():
    assert [truth(Comparison("a", test, Other("b")), {"a": None}) for test in ORDERS] == [F] * 5


words = st.sampled_from(["x", "y"])
names = st.sampled_from(["p", "q", "r"])
comparisons = st.builds(Comparison, names, st.just(Test.IS), words) | st.builds(
    Comparison, names, st.just(Test.KNOWN)
)
conditions = st.recursive(
    comparisons,
    lambda inner: st.builds(
        lambda kind, parts: kind(tuple(parts)),
        st.sampled_from((AllOf, AnyOf, NoneOf)),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
memories = st.dictionaries(names, words | st.none())


@given(conditions, memories)
def test_what_is_true_or_false_stays_so_whatever_else_is_told(condition, memory):
    monotone = not any(each.comparison.test is Test.KNOWN for each in literals(condition))
    before = truth(condition, memory)
    if before is None or not monotone:
        return
    missing = [name for name in "pqr" if name not in memory]
    for values in product(("x", "y", None), repeat=len(missing)):
        assert truth(condition, {**memory, **dict(zip(missing, values, strict=True))}) is before


@given(conditions, memories)
def test_the_negated_condition_has_the_opposite_truth(condition, memory):
    opposite = {True: False, False: True, None: None}

    assert truth(NoneOf((condition,)), memory) is opposite[truth(condition, memory)]


@given(conditions, memories)
def test_the_truth_rests_on_its_support_alone(condition, memory):
    now = truth(condition, memory)
    needed = set(support(condition, memory, now))
    for name in {"p", "q", "r"} - needed:
        for value in ("x", "y", None):
            assert truth(condition, {**memory, name: value}) is now


@pytest.mark.parametrize(
    ("condition", "wanted", "names"),
    [
        (AllOf(leaves(T, T)), T, ["t", "t"]),
        (AllOf(leaves(T, F, U)), F, ["f"]),
        (AllOf(leaves(T, U)), U, ["t", "u"]),
        (AnyOf(leaves(T, F, U)), T, ["t"]),
        (AnyOf(leaves(F, F)), F, ["f", "f"]),
        (AnyOf(leaves(F, U)), U, ["f", "u"]),
        (NoneOf(leaves(F, F)), T, ["f", "f"]),
        (NoneOf(leaves(T, F, U)), F, ["t"]),
        (AllOf((AnyOf(leaves(T, F)), NoneOf(leaves(F)))), T, ["t", "f"]),
        (Comparison("a", Test.AT_LEAST, Other("b")), T, ["a", "b"]),
        (ALWAYS, T, []),
    ],
)
def test_only_parts_with_the_deciding_value_count(condition, wanted, names):
    assert list(support(condition, FACTS, wanted)) == names


def test_literals_carry_the_sign_under_which_they_stand():
    known = Comparison("a", Test.KNOWN)
    condition = AllOf((LEAF[T], NoneOf((LEAF[F], AnyOf((NoneOf((known,)), LEAF[U]))))))

    assert list(literals(condition)) == [
        Literal(LEAF[T], True),
        Literal(LEAF[F], False),
        Literal(known, True),
        Literal(LEAF[U], False),
    ]


def test_the_attributes_of_a_comparison_are_both_its_sides():
    condition = AnyOf((Comparison("a", Test.AT_LEAST, Other("b")), LEAF[T]))

    assert list(attributes(condition)) == ["a", "b", "t"]


@pytest.mark.parametrize(
    ("condition", "said", "denied"),
    [
        (LEAF[T], "t is x", "t is not x"),
        (Comparison("places", Test.INCLUDES, "air"), "places includes air", "places does not include air"),
        (Comparison("legs", Test.IS, Decimal(1000)), "legs is 1,000", "legs is not 1,000"),
        (Comparison("legs", Test.AT_LEAST, Decimal(4)), "legs is at least 4", "legs is fewer than 4"),
        (Comparison("legs", Test.MORE_THAN, Decimal(4)), "legs is more than 4", "legs is at most 4"),
        (Comparison("legs", Test.AT_MOST, Other("arms")), "legs is at most arms", "legs is more than arms"),
        (Comparison("legs", Test.KNOWN), "legs is known", "legs is unknown"),
        (Comparison("legs", Test.IS_NONE), "legs is none", "legs is not none"),
        (AllOf(leaves(T, F)), "t is x and f is x", "t is not x or f is not x"),
        (AnyOf(leaves(T, F)), "t is x or f is x", "t is not x and f is not x"),
        (NoneOf(leaves(T, F)), "t is not x and f is not x", "t is x or f is x"),
        (AllOf(leaves(T, F, U)), "t is x, f is x and u is x", "t is not x, f is not x or u is not x"),
        (AllOf((AnyOf(leaves(T, F)), LEAF[U])), "(t is x or f is x) and u is x",
         "t is not x and f is not x or u is not x"),
        (AnyOf((AllOf(leaves(T, F)), LEAF[U])), "t is x and f is x or u is x",
         "(t is not x or f is not x) and u is not x"),
        (AllOf((AllOf(leaves(T, F)), NoneOf(leaves(U)))), "t is x and f is x and u is not x",
         "t is not x or f is not x or u is x"),
        (AllOf((AnyOf(leaves(T)), LEAF[U])), "t is x and u is x", "t is not x or u is not x"),
        (AllOf(), "always", "never"),
        (AnyOf(), "never", "always"),
        (NoneOf(), "always", "never"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_a_phrase_and_so_does_its_opposite(condition, said, denied):
    assert (describe(condition), describe(condition, positive=False)) == (said, denied)

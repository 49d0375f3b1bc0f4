"""Values: numbers read and shown exactly, and every kind of value as text and as JSON."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values import UNKNOWN, Net, as_json, read_number, show, show_number, show_signed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1,234,567.50", "1234567.50"),
        ("-1.5", "-1.5"),
        ("+2", "2"),
        (" 7 ", "7"),
        ("40%", "40"),
        ("40 %", "40"),
        ("007", "7"),
        ("9" * 30, "9" * 30),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "", "%", "40%%", "1,20", "12,00", ",200", "1,2000", "1_000", "1 200", "1.", ".5", "1e5",
        "inf", "NaN", "0x10", "--1", "\u0661\u0662", "1.2.3", "500+", "9" * 31,
    ],
)  # fmt: skip
def test_whatever_is_no_plain_number_is_none(text):
    assert read_number(text) is None


@given(st.text(max_size=40))
def test_reading_a_number_never_raises(text):
    assert read_number(text) is None or isinstance(read_number(text), Decimal)


@given(st.decimals(-(10**12), 10**12, places=6))
def test_a_number_that_is_shown_reads_back_as_itself(number):
    assert read_number(show_number(number)) == number


@pytest.mark.parametrize(
    ("value", "shown", "json"),
    [
        (UNKNOWN, "not known", None),
        (None, "none", None),
        ((), "none", []),
        (("land", "air"), "land, air", ["land", "air"]),
        ("fur", "fur", "fur"),
        (Decimal("1234.50"), "1,234.5", 1234.5),
        (Decimal("1E+3"), "1,000", 1000),
        (Decimal("-0.00"), "0", 0),
        (Decimal(100), "100", 100),
        (Net(Decimal("-0.50"), "calm", 1), "calm (-0.5)", -0.5),
        (Net(Decimal(2), "deadly", 3), "deadly (+2)", 2),
        (Net(Decimal(0), "average", 0), "average (0)", 0),
    ],
)
def test_every_value_has_a_text_and_a_json_form(value, shown, json):
    assert (show(value), as_json(value)) == (shown, json)


def test_whole_numbers_stay_whole_in_json():
    assert [type(as_json(Decimal(text))) for text in ("3", "3.0", "3.5")] == [int, int, float]


@pytest.mark.parametrize(
    ("number", "shown"), [("0.5", "+0.5"), ("-1", "-1"), ("0", "0"), ("1250", "+1,250")]
)
def test_signed_numbers_show_their_sign(number, shown):
    assert show_signed(Decimal(number)) == shown

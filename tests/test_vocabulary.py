"""The vocabulary: attributes by any of their names, and texts read as their values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import Arithmetic, Name
from engine.sources import UNSOURCED
from engine.vocabulary import (
    Attribute,
    Evidence,
    Formula,
    ListOf,
    Lookup,
    LookupRow,
    Misread,
    Number,
    OneOf,
    Vocabulary,
    read,
    read_list,
    shorten,
)

READINGS = {"fur": "fur", "woolly coat": "fur", "scales": "scales"}
PLACES = {"land": "land", "water": "water", "sea": "water", "air": "air"}

COVERING = Attribute("covering", OneOf(("fur", "scales"), READINGS), asked=True)
HABITATS = Attribute("habitats", ListOf(("land", "water", "air"), PLACES), asked=True)
LEGS = Attribute("legs", Number(Decimal(0), Decimal(1000)), asked=True, unit="legs")
DANGER = Attribute("danger", Evidence("danger"), asked=False)
RATION = Attribute("ration", Formula(Arithmetic("*", Name("legs"), Name("legs"))), asked=False)
CAGE = Attribute("cage", Lookup("covering", ()), asked=False)
ALL = (COVERING, HABITATS, LEGS, DANGER, RATION, CAGE)


@pytest.mark.parametrize("text", ["fur", " FUR ", "Woolly_Coat", "woolly-coat", "woolly  coat"])
def test_every_spelling_of_a_word_reads_as_that_word(text):
    assert read(COVERING, text) == "fur"


def test_one_text_for_a_list_is_its_only_element():
    assert [read(HABITATS, text) for text in ("Sea", "none")] == [("water",), ()]


def test_a_list_that_has_a_word_none_reads_it_as_that_word():
    listed = Attribute("x", ListOf(("none", "b"), {"none": "none", "b": "b"}), asked=True)

    assert read(listed, "none") == ("none",)


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (["air", "land"], ("land", "air")),
        (["sea", "WATER", "water"], ("water",)),
        ([], ()),
    ],
)
def test_a_list_is_in_the_order_of_the_vocabulary_each_word_once(texts, value):
    assert read_list(HABITATS, texts) == value


@given(st.lists(st.sampled_from(sorted(PLACES))))
def test_the_order_of_writing_does_not_matter(texts):
    assert read_list(HABITATS, texts) == read_list(HABITATS, sorted(texts, reverse=True))


@pytest.mark.parametrize(
    ("text", "number"), [("4", "4"), ("1,000", "1000"), ("0", "0"), ("2.50", "2.5"), ("5 %", "5")]
)
def test_numbers_within_the_bounds_are_read(text, number):
    assert read(LEGS, text) == Decimal(number)


@pytest.mark.parametrize(
    ("attribute", "text", "misread"),
    [
        (
            COVERING,
            "furr",
            Misread("unknown-value", '"furr" is not a value of covering', 'did you mean "fur"?'),
        ),
        (
            COVERING,
            "wooly coat",
            Misread(
                "unknown-value",
                '"wooly coat" is not a value of covering',
                'did you mean "woolly coat"?',
            ),
        ),
        (
            COVERING,
            "qqqq",
            Misread(
                "unknown-value",
                '"qqqq" is not a value of covering',
                "it may be fur, scales or woolly coat",
            ),
        ),
        (
            COVERING,
            "z" * 61,
            Misread(
                "unknown-value",
                f'"{"z" * 57}..." is not a value of covering',
                "it may be fur, scales or woolly coat",
            ),
        ),
        (
            COVERING,
            "none",
            Misread(
                "unknown-value",
                '"none" is not a value of covering',
                "it may be fur, scales or woolly coat",
            ),
        ),
        (
            HABITATS,
            "lnd",
            Misread("unknown-value", '"lnd" is not a value of habitats', 'did you mean "land"?'),
        ),
        (
            LEGS,
            "four",
            Misread(
                "not-a-number", '"four" is not a number of legs', "write a number from 0 to 1,000"
            ),
        ),
        (
            LEGS,
            "1001",
            Misread(
                "out-of-range",
                "1,001 is out of range: legs is 0 to 1,000 legs",
                "write a number from 0 to 1,000",
            ),
        ),
        (
            LEGS,
            "-0.5",
            Misread(
                "out-of-range",
                "-0.5 is out of range: legs is 0 to 1,000 legs",
                "write a number from 0 to 1,000",
            ),
        ),
        *(
            (
                attribute,
                "1",
                Misread(
                    "not-asked",
                    f'"{attribute.name}" is worked out by the rules and cannot be told',
                ),
            )
            for attribute in (DANGER, RATION, CAGE)
        ),
    ],
)
def test_a_text_that_is_no_value_says_why(attribute, text, misread):
    assert read(attribute, text) == misread


def test_only_list_attributes_take_lists():
    wrong = Misread("one-value", '"covering" takes one value, not a list')
    unknown = Misread("unknown-value", '"none" is not a value of habitats',
                      "it may be land, water, air or sea")  # fmt: skip

    assert [read_list(COVERING, ["fur"]), read_list(HABITATS, ["land", "none"])] == [wrong, unknown]


@given(st.sampled_from(ALL), st.text(max_size=80))
def test_reading_never_raises(attribute, text):
    assert isinstance(read(attribute, text), str | Decimal | tuple | Misread)


def test_attributes_know_what_they_are_made_of():
    made = [(each.name, each.numeric, each.computed, each.reads()) for each in ALL]

    assert made == [
        ("covering", False, False, ()),
        ("habitats", False, False, ()),
        ("legs", True, False, ()),
        ("danger", True, False, ()),
        ("ration", True, True, ("legs",)),
        ("cage", True, True, ("covering",)),
    ]


def test_an_attribute_is_found_by_any_of_its_names():
    coat = Attribute("covering", COVERING.kind, asked=True, also_called=("coat", "Out-Side"))
    vocabulary = Vocabulary([coat, LEGS, DANGER])
    found = [vocabulary.find(name) for name in ("COVERING", "coat", "out side", "danger", "color")]

    assert found == [coat, coat, coat, DANGER, None]
    assert (vocabulary["legs"], "legs" in vocabulary, "coat" in vocabulary) == (LEGS, True, False)
    assert (list(vocabulary), vocabulary.asked) == ([coat, LEGS, DANGER], (coat, LEGS))


def test_the_row_of_a_lookup_is_the_first_that_fits():
    fur = LookupRow("fur", Decimal(1), UNSOURCED)
    every = LookupRow(None, Decimal(9), UNSOURCED)
    lookup, strict = Lookup("covering", (fur, every)), Lookup("covering", (fur,))

    assert [lookup.row("fur"), lookup.row("scales"), lookup.row(None)] == [fur, every, every]
    assert [strict.row("fur"), strict.row("scales")] == [fur, None]


@pytest.mark.parametrize(
    ("text", "short"), [("a" * 60, "a" * 60), ("a" * 61, "a" * 57 + "..."), ("", "")]
)
def test_long_texts_are_quoted_in_part(text, short):
    assert shorten(text) == short

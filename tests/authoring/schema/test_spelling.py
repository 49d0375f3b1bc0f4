"""A pattern fits a text exactly where the loader takes it for the same word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.authoring.schema.spelling import otherwise_spelled, spelled, whole
from engine.words import fold

WORDS = (
    "career stage", "Software & IT Services", "and", "rock and roll", "R&D", "& sons", "x and",
    "Straße", "Élan vital", "İstanbul", "-5 degrees", "5-10", "a.b*c", "(none)", "[x]|{y}$",
    "100 %", "ǰoin", "Σίσυφος", "don't", "ant", 'b"e\\e', "dog 🐕", "^caret", "and and and",
)  # fmt: skip
GAPS = (" ", "  ", "_", "-", " - ", "_-_")


@st.composite
def written(draw, word: str) -> str:
    """The word as somebody may write it, and now and then another word."""
    gap = draw(st.sampled_from(GAPS))
    text = gap.join(re.split(r"[\s_-]+", word)) if not re.match(r"[-+]\d", word) else word
    for old, new in (("&", draw(st.sampled_from(("&", " and ", " & ")))),):
        text = text.replace(old, new)
    text = draw(st.sampled_from((str.upper, str.lower, str.title, str)))(text)
    slip = draw(st.integers(0, 4 * len(text)))
    text = text[:slip] + draw(st.sampled_from(("x", "", " "))) + text[slip + 1 :]
    return draw(st.sampled_from(("", " ", "_"))) + text + draw(st.sampled_from(("", " ", "-")))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_pattern_fits_what_folds_to_the_same(data) -> None:
    word = data.draw(st.sampled_from(WORDS))
    text = data.draw(written(data.draw(st.sampled_from((word, *WORDS)))))

    same = fold(text) == fold(word)

    assert bool(re.search(whole(spelled([word])), text)) is same, (word, text)


def test_several_words_are_alternatives() -> None:
    pattern = whole(spelled(["early career", "-5", "none"]))

    texts = ("EARLY_career", " -5", "None", "5", "early", "")
    assert [text for text in texts if re.search(pattern, text)] == ["EARLY_career", " -5", "None"]


def test_a_sign_before_a_figure_is_no_dash() -> None:
    assert re.search(whole(spelled(["-5"])), "5") is None
    assert re.search(whole(spelled(["+5"])), " +5") is not None


def test_no_word_fits_no_text() -> None:
    assert re.search(whole(spelled([])), "") is None


def test_a_word_can_be_left_out_as_it_stands() -> None:
    pattern = whole(otherwise_spelled(["because", "since"], ["because"]))

    assert [text for text in ("because", "Because", "since") if re.search(pattern, text)] == [
        "Because",
        "since",
    ]


@pytest.mark.parametrize("word", WORDS)
def test_a_pattern_has_no_sign_that_javascript_refuses(word) -> None:
    """With its flag ``u``, JavaScript takes a backslash only before what has a meaning."""
    for escaped in re.findall(r"\\(.)", spelled([word])):
        assert escaped in r"s^$\.*+?()[]{}|/"

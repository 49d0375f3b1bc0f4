"""Words: two spellings that are one word, the nearest word, and lists that read well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.words import did_you_mean, fold, join, nearest, plural, slip_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Senior_Executive", "senior executive"),
        ("senior-executive", "senior executive"),
        ("  SENIOR \t executive\n", "senior executive"),
        ("Media & Entertainment", "media and entertainment"),
        ("media&entertainment", "media and entertainment"),
        ("Stra\u00dfe", "strasse"),
        ("Cafe\u0301", "caf\u00e9"),
        ("-1.5", "-1.5"),
        ("+2", "+2"),
        ("-dash", "dash"),
        ("1,000", "1,000"),
        ("", ""),
        (" -_ ", ""),
    ],
)
def test_case_spaces_underscores_and_dashes_are_ignored(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1, max_size=4))
def test_all_ways_to_join_words_fold_to_one(words):
    ways = {fold(sign.join(words)) for sign in (" ", "_", "-", "  ", " _ ")}

    assert len(ways) == 1


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("senority", "seniority"),
        ("LEGS ", "legs"),
        ("leg", "legs"),
        ("qwerty", None),
        ("nonexistent", None),
        ("x" * 61, None),
        ("", None),
    ],
)
def test_only_a_near_word_is_offered(word, found):
    assert nearest(word, ["seniority", "legs", "weight"]) == found


def test_the_nearest_word_is_given_as_its_author_spells_it():
    assert nearest("senior executiv", ["Senior-Executive", "student"]) == "Senior-Executive"


@pytest.mark.parametrize(
    ("word", "choices", "hint"),
    [
        ("furr", ["fur", "scales"], 'did you mean "fur"?'),
        ("qwerty", ["fur", "scales"], "it may be fur or scales"),
        ("qwerty", ["fur"], "it may be fur"),
        ("qwerty", [], None),
        ("qwerty", [f"value {n}" for n in range(12)], "it may be " + ", ".join(
            f"value {n}" for n in range(11)) + " or value 11"),
        ("qwerty", [f"value {n}" for n in range(13)], None),
    ],
)  # fmt: skip
def test_a_hint_is_the_nearest_word_or_a_short_list_or_nothing(word, choices, hint):
    assert did_you_mean(word, choices) == hint


def test_a_hint_may_draw_on_choices_that_can_be_read_only_once():
    assert did_you_mean("qwerty", iter(["fur", "scales"])) == "it may be fur or scales"


@pytest.mark.parametrize(
    ("parts", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_joined_as_people_write_them(parts, joined):
    assert join(parts) == joined


def test_the_last_joining_word_can_be_another():
    assert join(["a", "b", "c"], "or") == "a, b or c"


def test_nouns_agree_with_their_number():
    said = [plural(0, "rule"), plural(1, "rule"), plural(1234, "rule"), plural(2, "loss", "losses")]

    assert said == ["0 rules", "1 rule", "1,234 rules", "2 losses"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("studnet", "student"),
        ("Student", "student"),
        ("stdent", "student"),
        ("establishhedd", "established"),
        ("early_carreer", "early career"),
        ("mid", None),
        ("retired", None),
        ("row-2", None),
        ("stat", None),
        ("", None),
    ],
)
def test_a_slip_is_of_one_word_only_and_never_in_a_digit(word: str, meant: str | None) -> None:
    choices = ("student", "early career", "established", "mid career", "row-1", "star", "stay")

    assert slip_of(word, choices) == meant

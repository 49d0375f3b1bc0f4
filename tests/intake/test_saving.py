"""Profiles as text read back as just what was told."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import DunbarError, Findings
from engine.intake.profile import facts_of
from engine.intake.saving import profile_text
from engine.vocabulary import Vocabulary
from engine.yamltext import parse
from tests.strategies import WORDS, list_of, number, one_of

FOUR = Decimal(4)
VOCABULARY = Vocabulary(
    [one_of("colour", WORDS), list_of("goals", WORDS), number("age"), one_of("key: #1", WORDS)]
)


def facts(vocabulary, text):
    findings = Findings()
    found = facts_of(parse(text.encode(), "profile", findings), vocabulary, findings)
    assert findings.all == ()
    return {fact.attribute: fact.value for fact in found}


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "colour": st.sampled_from(WORDS),
            "goals": st.sets(st.sampled_from(WORDS)).map(
                lambda chosen: tuple(word for word in WORDS if word in chosen)
            ),
            "age": st.decimals(-1000, 1000, places=3),
            "key: #1": st.sampled_from(WORDS),
        },
    ).filter(bool)
)
def test_whatever_is_told_reads_back_the_same(told):
    assert facts(VOCABULARY, profile_text(VOCABULARY, told)) == told


@given(st.text(min_size=1, max_size=12))
def test_any_word_reads_back_the_same_or_is_refused(word):
    vocabulary = Vocabulary([one_of("word", (word,))])
    try:
        text = profile_text(vocabulary, {"word": word})
    except DunbarError:  # no quotes help: it means nothing, or the reader takes it for a slip
        findings = Findings()
        node = parse(f"word: {json.dumps(word)}\n".encode(), "profile", findings)
        assert findings.all or facts_of(node, vocabulary, findings) == ()
    else:
        assert facts(vocabulary, text) == {"word": word}


def test_what_stands_in_the_file_is_kept_and_only_what_changed_is_replaced():
    before = "# me\nage: 4  # soon 5\ncolour: ant\ngoals: [ant,\n  'b\"e\\e']\n# the end\n"
    told = {"age": FOUR, "colour": WORDS[3], "goals": ()}
    text = profile_text(VOCABULARY, told, ["key: #1"], before)

    assert text == (
        "# me\nage: 4  # soon 5\ncolour: dog 🐕\ngoals: none\n# the end\n"
        "# Asked and left open: key: #1.\n"
    )
    assert profile_text(VOCABULARY, told, [], text) == text
    now = profile_text(VOCABULARY, {**told, "key: #1": "ant"}, [], text)
    assert "Asked and left open" not in now


def test_comments_stay_where_a_value_changes():
    before = (
        "age: 4 # counted twice\n"
        "goals: # mine\n  # all of them\n  - ant # first\n\n  - 'b\"e\\e' # a # b\n"
        "colour: 'ant' # it's \"red\"\n"
    )
    told = {"age": Decimal(5), "colour": "ant", "goals": ("ant",)}

    assert profile_text(VOCABULARY, told, [], before) == (
        "age: 5 # counted twice\n"
        "goals: [ant] # mine\n# all of them\n# first\n# a # b\n"
        "colour: 'ant' # it's \"red\"\n"
    )
    assert profile_text(VOCABULARY, {"age": FOUR}, [], before) == (
        "age: 4 # counted twice\n"
        "goals: unknown # mine\n# all of them\n# first\n# a # b\n"
        'colour: unknown # it\'s "red"\n'
    )


def test_what_was_left_open_before_stays_named_until_it_is_told():
    before = "age: 4\n# Asked and left open: colour, goals and key: #1.\n"

    text = profile_text(VOCABULARY, {"age": FOUR, "colour": "ant"}, [], before)
    assert text == "age: 4\ncolour: ant\n# Asked and left open: goals and key: #1.\n"
    assert profile_text(VOCABULARY, {"age": FOUR}, ["colour"], text) == (
        "age: 4\ncolour: unknown\n# Asked and left open: colour, goals and key: #1.\n"
    )


@pytest.mark.parametrize(
    "before", ["{age: 4}\n", "{age: 3,\n colour: ant}\n", "  age: 4\n", "age: 4\n...\n",
               "colour: |-\n  ant\n", "goals: [ant,\n  ant\n  ]\n",
               "{age: 4}\n# Asked and left open: goals.\n"]
)  # fmt: skip
def test_a_form_that_takes_no_more_lines_is_written_anew(before):
    text = profile_text(VOCABULARY, {"age": FOUR, "colour": "ant", "goals": ()}, [], before)

    assert facts(VOCABULARY, text) == {"age": FOUR, "colour": "ant", "goals": ()}
    assert "open" not in text


def test_line_ends_are_those_of_the_file():
    text = profile_text(VOCABULARY, {"age": FOUR, "colour": "ant"}, [], "age: 4\r\n")

    assert text == "age: 4\r\ncolour: ant\r\n"


def test_what_is_no_longer_told_is_unknown():
    assert profile_text(VOCABULARY, {"age": FOUR}, [], "age: 4\ncolour: ant\n") == (
        "age: 4\ncolour: unknown\n"
    )


@pytest.mark.parametrize("before", ["{age: 4} # mine\n", "age: 4\nage: 5\n", "speed: 4\n"])
def test_a_file_that_cannot_take_it_is_left_alone(before):
    with pytest.raises(DunbarError) as caught:
        profile_text(VOCABULARY, {"age": FOUR, "colour": "ant"}, [], before)

    assert "save it to a new file" in str(caught.value)


def test_nothing_is_not_saved():
    with pytest.raises(DunbarError):
        profile_text(VOCABULARY, {})

"""What editors may make of a word is foreseen."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.authoring.schema.scalars import typed
from tests.authoring.schema.reading import Yaml11, Yaml12

TEXTS = st.from_regex(r"[-+]?[0-9][0-9_.:xobeEF+-]{0,6}", fullmatch=True)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("0x1F")
@example("0o17")
@example("017")
@example("12:30")
@example("1_000")
@example("1e5")
@example("1.10")
def test_every_reading_of_a_figure_is_foreseen(text) -> None:
    for reader in (Yaml11, Yaml12):
        try:
            value = yaml.load(text, reader)
        except (ValueError, yaml.YAMLError):
            continue
        if not isinstance(value, str | dict):
            assert value in typed([text])


@pytest.mark.parametrize("word", ["yes", "Yes", "NO", "on", "Off", "true", "FALSE", "null", "~"])
def test_every_reading_of_a_word_is_foreseen(word) -> None:
    for reader in (Yaml11, Yaml12):
        value = yaml.load(word, reader)
        assert isinstance(value, str) or any(value is one for one in typed([word]))


def test_most_words_are_words() -> None:
    assert typed(["early career", "none", "known", "1.2.3"]) == ()


def test_true_is_not_one() -> None:
    assert typed(["1", "yes"]) == (1, True)

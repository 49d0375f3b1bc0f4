"""Texts sorted into classes by the words that they hold, as an import map lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..importmap import WordClass

MOST_REMEMBERED = 50_000
LONGEST_TEXT = 300
WORDS_BETWEEN = 5

_SIGNS = re.compile(r"[\W_]+")


class Sorter:
    """Finds the first class of which a text holds a word; remembers what it has sorted."""

    __slots__ = ("_classes", "_known", "_words")

    def __init__(self, classes: Sequence[WordClass]) -> None:
        self._classes = [
            (each.name, _any_of(each.words), _any_of(each.unless) if each.unless else None)
            for each in classes
        ]
        self._words = {each.name: each.words for each in classes}
        self._known: dict[str, str | None] = {}

    def class_of(self, text: str) -> str | None:
        """The name of the class, or None."""
        try:
            return self._known[text]
        except KeyError:
            found = self._sort(text)
            if len(self._known) < MOST_REMEMBERED:
                self._known[text] = found
            return found

    def word_in(self, text: str, name: str) -> str:
        """The word of the map by which a text is of the class ``name``."""
        plain = plain_words(text)
        words = self._words[name]
        return next((word for word in words if _any_of((word,)).search(plain)), name)

    def _sort(self, text: str) -> str | None:
        plain = plain_words(text)
        for name, holds, unless in self._classes:
            if holds.search(plain) and not (unless is not None and unless.search(plain)):
                return name
        return None


def plain_words(text: str) -> str:
    """Small letters and figures, with one space between words and one at either end."""
    return f" {_SIGNS.sub(' ', text[:LONGEST_TEXT].casefold()).strip()} "


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, words)))


@lru_cache(maxsize=2_000)
def _pattern(words: str) -> str:
    """One entry: words in a row, ``*`` for any letters, ``...`` for a few words."""
    parts = (
        rf"(?: [^ ]+){{0,{WORDS_BETWEEN}}}" if part == "..." else f" {_word(part)}"
        for part in words.split()
    )
    return f"{''.join(parts)}(?= )"


def _word(part: str) -> str:
    return "[^ ]*".join(re.escape(plain_words(letters).strip()) for letters in part.split("*"))

"""Spellings as patterns: all ways to write a word that ``words.fold`` takes for the same.

The patterns mean the same to Python, to editors written in JavaScript and to those in Java: no
flags, and a backslash only before what has a meaning of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ...words import fold

GAP = r"[\s_-]+"
EDGE = r"[\s_-]*"
MOST_LETTERS = 3  # into so many may one letter fold

_ONLY_SPACE = r"\s*"
_SIGNED = re.compile(r"-[0-9]")
_SYNTAX = frozenset(r"^$\.*+?()[]{}|/")
_AND = "and"


def whole(pattern: str) -> str:
    """The pattern, which is to fit the whole text."""
    return f"^(?:{pattern})$"


def spelled(words: Iterable[str]) -> str:
    """A pattern of every spelling of these words, with what may stand around them."""
    folded = tuple(dict.fromkeys(map(fold, words)))
    signed = [word for word in folded if _SIGNED.match(word)]
    plain = [word for word in folded if word not in signed]
    parts = [f"{EDGE}(?:{'|'.join(map(_words, plain))}){EDGE}"] if plain else []
    if signed:
        parts.append(f"{_ONLY_SPACE}(?:{'|'.join(map(letters, signed))}){_ONLY_SPACE}")
    return "|".join(parts) if parts else "(?!)"


def otherwise_spelled(words: Iterable[str], but: Iterable[str]) -> str:
    """The same, but for these words as they stand here."""
    exactly = "|".join(map(_escaped, but))
    return f"(?!(?:{exactly})$)(?:{spelled(words)})"


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """A pattern of a text whose letters may be large or small."""
    one, several = _unfolded()
    parts, at = [], 0
    while at < len(text):
        here = text[at : at + MOST_LETTERS]
        found = next(
            (here[:size] for size in range(len(here), 1, -1) if here[:size] in several), here[:1]
        )
        each = "".join(_letter(letter, one) for letter in found)
        parts.append(f"(?:{each}|[{several[found]}])" if found in several else each)
        at += len(found)
    return "".join(parts)


def _words(folded: str) -> str:
    """Words with gaps between them; ``&`` stands for "and" and needs none."""
    tokens = folded.split(" ")
    if tokens == [_AND]:
        return f"(?:{letters(_AND)}|&)"
    pattern, gap = "", ""
    for at, token in enumerate(tokens):
        if token != _AND:
            pattern, gap = pattern + gap + letters(token), GAP
            continue
        before, after = gap, GAP if at < len(tokens) - 1 else ""
        loose = [EDGE if found else "" for found in (before, after)]
        pattern += f"(?:{before}{letters(_AND)}{after}|{loose[0]}&{loose[1]})"
        gap = ""
    return pattern


def _letter(letter: str, unfolded: Mapping[str, str]) -> str:
    ways = dict.fromkeys((letter, *unfolded.get(letter, "")))
    apart = [
        unicodedata.normalize("NFD", way)
        for way in ways
        if unicodedata.normalize("NFD", way) != way
    ]
    alike = f"[{''.join(ways)}]" if len(ways) > 1 else _escaped(letter)
    return f"(?:{'|'.join((alike, *apart))})" if apart else alike


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _SYNTAX else letter for letter in text)


@lru_cache(maxsize=1)
def _unfolded() -> tuple[dict[str, str], dict[str, str]]:
    """The letters that fold to another letter, and those that fold to several.

    Ligatures and the like, which nobody types, are left out.
    """
    one: dict[str, str] = defaultdict(str)
    several: dict[str, str] = defaultdict(str)
    for number in range(0x10000):
        letter = chr(number)
        folded = letter.casefold()
        rare = unicodedata.decomposition(letter).startswith("<")
        if folded != letter and letter.isalpha() and not rare:
            (one if len(folded) == 1 else several)[folded] += letter
    return one, several

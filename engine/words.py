"""Words as people write them: folded to compare, joined to read, matched when nearly right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LONGEST_LIST_SHOWN = 12
NEARNESS = 0.72  # measured: finds "senority", offers nothing for "qwerty" or "nonexistent"
LONGEST_WORD_COMPARED = 60


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form in which two spellings of one word are equal.

    Case, ``_``, ``-`` and repeated spaces are ignored and ``&`` is read as "and".
    """
    plain = unicodedata.normalize("NFC", text).casefold().strip()
    if plain[:1] in ("-", "+") and plain[1:2].isdigit():
        return plain  # the sign of a number is no dash
    return " ".join(plain.replace("_", " ").replace("-", " ").replace("&", " and ").split())


def identifier(text: str) -> str:
    """The form in which a rule, a table or a step is named: ``some-words``."""
    return fold(text).replace(" ", "-")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` was probably meant to be, or None when nothing is near."""
    if len(word) > LONGEST_WORD_COMPARED:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip pays for it

    spelled = {fold(choice): choice for choice in choices}
    found = get_close_matches(fold(word), list(spelled), n=1, cutoff=NEARNESS)
    return spelled[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A hint for an unknown word: the nearest choice, or all of them when they are few."""
    listed = tuple(choices)
    near = nearest(word, listed)
    if near is not None:
        return f'did you mean "{near}"?'
    if 0 < len(listed) <= LONGEST_LIST_SHOWN:
        return f"it may be {join(listed, 'or')}"
    return None


def join(parts: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 rule``, ``2 rules``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"

"""Words as people write them: folded to compare, joined to read, matched when nearly right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LONGEST_LIST_SHOWN = 12
NEARNESS = 0.72  # measured: finds "senority", offers nothing for "qwerty" or "nonexistent"
LONGEST_WORD_COMPARED = 60
SHORTEST_SURE = 4
LONG = 8  # words of so many letters may have two slips


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


def slip_of(word: str, choices: Iterable[str]) -> str | None:
    """The one choice of which ``word`` is surely a slip, or None: digits are never slips."""
    listed = tuple(choices)
    near = nearest(word, listed)
    if near is None:
        return None
    written = fold(word)
    allowed = 0 if len(written) < SHORTEST_SURE else 1 if len(written) < LONG else 2
    others = [_distance(written, fold(other)) for other in listed if fold(other) != fold(near)]
    distance = _distance(written, fold(near))
    same_digits = [letter for letter in written if letter.isdigit()] == [
        letter for letter in fold(near) if letter.isdigit()
    ]
    alone = all(other > max(distance, allowed) for other in others)
    return near if same_digits and distance <= allowed and alone else None


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


def _distance(one: str, other: str) -> int:
    """How many letters are to be put in, left out, replaced or swapped with the next."""
    if abs(len(one) - len(other)) > 2:  # noqa: PLR2004 - more than anyone asks for
        return LONGEST_WORD_COMPARED
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]

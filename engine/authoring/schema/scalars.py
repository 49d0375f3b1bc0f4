"""What other readers of YAML make of a word without quotes: ``yes`` may be true, ``010`` eight.

This project reads every scalar as text. Editors do not, so a schema must take both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...words import fold

Typed = bool | int | float | None

_WORDS: dict[str, Typed] = {
    **dict.fromkeys(("true", "yes", "y", "on"), True),
    **dict.fromkeys(("false", "no", "n", "off"), False),
    **dict.fromkeys(("null", "~"), None),
}
_BASES = (("0x", 16), ("0o", 8), ("0b", 2))
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?")
_OCTAL = re.compile(r"[-+]?0[0-7]+")
_SIXTIES = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")


def typed(words: Iterable[str]) -> tuple[Typed, ...]:
    """All that spellings of these words may be read as, in YAML 1.1 or 1.2, but for text."""
    found: list[Typed] = []
    for word in words:
        folded = fold(word)
        for text in dict.fromkeys((folded, folded.replace(" ", "_"), folded.replace(" ", "-"))):
            found += (one for one in _readings(text) if not _among(one, found))
    return tuple(found)


def _readings(text: str) -> Iterator[Typed]:
    if text in _WORDS:
        yield _WORDS[text]
    plain = text.replace("_", "")
    sign, digits = (-1 if plain.startswith("-") else 1), plain.lstrip("+-")
    for start, base in _BASES:
        if digits.startswith(start):
            yield from _whole(digits.removeprefix(start), base, sign)
    if _OCTAL.fullmatch(plain):
        yield from _whole(digits, 8, sign)
    if _DECIMAL.fullmatch(plain):
        number = float(plain)
        yield int(plain) if plain.lstrip("+-").isdigit() else number
    if _SIXTIES.fullmatch(plain):
        yield sign * _of_sixties(digits)


def _whole(digits: str, base: int, sign: int) -> Iterator[int]:
    try:
        yield sign * int(digits, base)
    except ValueError:
        return


def _of_sixties(digits: str) -> float:
    total = 0.0
    for part in digits.split(":"):
        total = total * 60 + float(part or 0)
    return int(total) if total.is_integer() else total


def _among(one: Typed, found: Iterable[Typed]) -> bool:
    """Whether it is there already; true is not one."""
    return any(one == other and isinstance(one, bool) == isinstance(other, bool) for other in found)

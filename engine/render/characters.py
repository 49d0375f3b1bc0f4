"""Text that a terminal can be trusted with."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[\t\n\r\f\v ]+")
_IN_ASCII = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": "...",
        "\u00a0": " ",
        "\u00d7": "x",
        "\u2212": "-",
        "\ufffd": "?",
    }
)


def safe(text: str) -> str:
    """``text`` without characters that steer a terminal or turn the direction of reading."""
    return _CONTROL.sub("\ufffd", text)


def flowing(text: str, *, ascii_only: bool = False) -> str:
    """``text`` as part of a paragraph: safe, line ends and runs of spaces being one space."""
    joined = safe(_SPACE.sub(" ", text))
    return joined.translate(_IN_ASCII) if ascii_only else joined

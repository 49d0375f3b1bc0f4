"""When a text needs quotes, and the text in them."""

from __future__ import annotations

import re

_SPECIAL_ANYWHERE = re.compile(r"[:#]")
_SPECIAL_IN_BRACKETS = re.compile(r"[\[\]{},?]")  # some readers of YAML stumble over ? there


def can_be_plain(value: str, *, flow: bool) -> bool:
    """Whether the text means itself without quotes; careful rather than exact."""
    if not value or value != value.strip() or not value.isprintable():
        return False
    if not (value[0].isalnum() or value[0] == "(") or _SPECIAL_ANYWHERE.search(value):
        return False
    return not (flow and _SPECIAL_IN_BRACKETS.search(value))


def in_quotes(value: str) -> str:
    """The text in double quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_written(value: str, *, flow: bool) -> str:
    """The text, in quotes where it needs them."""
    return value if can_be_plain(value, flow=flow) else in_quotes(value)

"""A case as its author would write it: lines of YAML to put below ``tests:``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from ..values import Facts, Value
from ..words import fold

INDENT = "    "
_SPECIAL = set("{}[],&*#?|<>=!%@`\"'\\:")


def case_text(name: str, given: Facts, expect: Mapping[str, str]) -> str:
    """The lines of one case: ``- name``, ``given`` and ``expect``."""
    told = ", ".join(f"{_quoted(key)}: {_written(value)}" for key, value in given.items())
    lines = [f"  - name: {_quoted(name)}", f"{INDENT}given: {{{told}}}"]
    wanted = ", ".join(f"{key}: {value}" for key, value in expect.items())
    return "\n".join([*lines, f"{INDENT}expect: {{{wanted}}}"]) + "\n"


def _written(value: Value | None) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case ():
            return "none"
        case tuple():
            return f"[{', '.join(map(_quoted, value))}]"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """The text, in double quotes where YAML would read it otherwise."""
    plain = text.isprintable() and _SPECIAL.isdisjoint(text) and text == text.strip()
    safe = plain and bool(fold(text)) and not text.startswith("-")
    return text if safe else json.dumps(text, ensure_ascii=False)

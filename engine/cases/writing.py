"""A case as its author would write it: lines of YAML to put below ``tests:``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..values import Facts, Value
from ..yamltext.quoting import as_written

INDENT = "    "


def case_text(name: str, given: Facts, expect: Mapping[str, str]) -> str:
    """The lines of one case: ``- name``, ``given`` and ``expect``."""
    told = ", ".join(f"{_flow(key)}: {_written(value)}" for key, value in given.items())
    lines = [f"  - name: {as_written(name, flow=False)}", f"{INDENT}given: {{{told}}}"]
    wanted = ", ".join(f"{key}: {value}" for key, value in expect.items())
    return "\n".join([*lines, f"{INDENT}expect: {{{wanted}}}"]) + "\n"


def _written(value: Value | None) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case ():
            return "none"
        case tuple():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return _flow(str(value))


def _flow(text: str) -> str:
    return as_written(text, flow=True)

"""A text as it is best written: plain where nothing can be misread, else in double quotes."""

from __future__ import annotations

from collections.abc import Sequence

from ..yamltext.quoting import can_be_plain, in_quotes
from ..yamltext.written import Scalar


def scalar_text(scalar: Scalar, lines: Sequence[str], *, flow: bool) -> str:
    """A text of one line, as it is written or in the form of the house."""
    line = lines[scalar.start.line]
    raw = line[scalar.start.column : scalar.end.column]
    if scalar.own and not scalar.style:
        return raw
    if can_be_plain(scalar.value, flow=flow):
        return scalar.value
    if scalar.own and (scalar.style == '"' or '"' in scalar.value or "\\" in scalar.value):
        return raw
    return in_quotes(scalar.value)

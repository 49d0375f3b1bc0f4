"""Where what was told stands: in columns as it is, or as small codes."""

from __future__ import annotations

from dataclasses import dataclass

from ..vocabulary import Attribute, ListOf, OneOf
from .terms import Term, column

MOST_CODES = 1 << 12


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of codes below ``size``: 0 for untold, the place of a word, 1 + a list's mask."""

    column: str
    size: int

    def code(self) -> Term:
        """The code."""
        return column(self.column)


Told = str | Coded
"""The column with an attribute's told value, or with its code."""


def coded(attribute: Attribute, name: str) -> Told:
    """How a column ``name`` holds it: as a code where there are not too many."""
    match attribute.kind:
        case OneOf(values) if len(values) < MOST_CODES:
            return Coded(name, len(values) + 1)
        case ListOf(values) if 1 << len(values) < MOST_CODES:
            return Coded(name, (1 << len(values)) + 1)
        case _:
            return name

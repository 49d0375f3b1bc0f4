"""Exports of data, read into figures: archives, tables of text, aggregates, facts.

Whatever leaves this package is a number, or a word of the import map or of the vocabulary.
"""

from __future__ import annotations

from .reading import read_export
from .report import Export, FileRead, Reading, Suggestion
from .telling import facts_of, suggestions_of, with_read

__all__ = [
    "Export",
    "FileRead",
    "Reading",
    "Suggestion",
    "facts_of",
    "read_export",
    "suggestions_of",
    "with_read",
]

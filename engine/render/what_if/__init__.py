"""Comparisons and answers to wishes, as text and as JSON."""

from .comparison import comparison_document
from .data import COMPARISON, WISH, comparison_json, wish_json
from .wish import wish_document

__all__ = [
    "COMPARISON",
    "WISH",
    "comparison_document",
    "comparison_json",
    "wish_document",
    "wish_json",
]

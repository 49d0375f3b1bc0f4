"""Explanations as text, as JSON and as graphs."""

from .data import derivation_json, misses_json
from .derivation import Depth, derivation_document, derivation_text
from .misses import misses_document, misses_text

__all__ = [
    "Depth",
    "derivation_document",
    "derivation_json",
    "derivation_text",
    "misses_document",
    "misses_json",
    "misses_text",
]

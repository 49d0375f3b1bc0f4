"""What became of a batch, in words and as data."""

from __future__ import annotations

from .data import batch_json
from .words import batch_document

__all__ = ["batch_document", "batch_json"]

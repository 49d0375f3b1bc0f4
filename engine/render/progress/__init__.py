"""Progress as a document and as data."""

from .data import progress_json
from .page import progress_document

__all__ = ["progress_document", "progress_json"]

"""Two versions compared, as a page, as Markdown for a pull request, and as data."""

from .data import diff_json
from .markdown import diff_markdown
from .page import diff_document

__all__ = ["diff_document", "diff_json", "diff_markdown"]

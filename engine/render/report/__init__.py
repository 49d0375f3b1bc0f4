"""A consultation as a report, and the report as one HTML page."""

from .content import report_document
from .page import to_html

__all__ = ["report_document", "to_html"]

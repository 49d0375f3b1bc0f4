"""How far a verdict is from tipping, as a document and as JSON."""

from .data import sensitivity_json
from .page import sensitivity_document

__all__ = ["sensitivity_document", "sensitivity_json"]

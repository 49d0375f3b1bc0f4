"""What was read of an export: the report as text and as data."""

from .data import import_json
from .page import import_document
from .profile import profile_of

__all__ = ["import_document", "import_json", "profile_of"]

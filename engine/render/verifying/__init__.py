"""What verification found, as a page, as data and as annotations."""

from .data import verification_json
from .page import verification_document, verification_github

__all__ = ["verification_document", "verification_github", "verification_json"]

"""What reads what, as an outline, as JSON and as a picture."""

from .data import dependencies_json
from .page import base_text, thing_text
from .picture import picture

__all__ = ["base_text", "dependencies_json", "picture", "thing_text"]

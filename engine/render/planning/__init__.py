"""Plans: as part of the verdict document, as data, and as a calendar."""

from .data import plan_json
from .page import plan_blocks

__all__ = ["plan_blocks", "plan_json"]

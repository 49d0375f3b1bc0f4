"""A folder of YAML to a checked knowledge base, with every problem found in one run."""

from __future__ import annotations

from ..rules import KnowledgeBase
from .assemble import Loaded, load

__all__ = ["KnowledgeBase", "Loaded", "load"]

"""What became of mutants, as a page and as data."""

from .data import mutation_json
from .page import mutation_text

__all__ = ["mutation_json", "mutation_text"]

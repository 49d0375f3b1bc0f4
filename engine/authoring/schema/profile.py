"""A profile: what one person tells, a line for each attribute."""

from __future__ import annotations

from .forms import Schema, described
from .lexicon import Lexicon
from .references import by_attribute


def profile_file(lexicon: Lexicon) -> Schema:
    """The whole file."""
    return described(
        by_attribute(lexicon.asked, lexicon, "answer"), "What one person tells; all of it optional."
    )

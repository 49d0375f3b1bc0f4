"""``when:`` and whatever else is a condition; and ``then:``, what a rule concludes."""

from __future__ import annotations

from ...loader.conditions import COMBINATIONS
from .forms import Schema, any_of, described, list_of, ref, words
from .lexicon import Lexicon
from .references import CONDITION, by_attribute

_SAYS = {
    "all": "All of these conditions must hold.",
    "any": "One of these conditions must hold.",
    "none": "Not one of these conditions may hold.",
}


def condition(lexicon: Lexicon) -> Schema:
    """``always``, or attributes and their tests."""
    combined = {
        key: described(list_of(ref(CONDITION), least=1), _SAYS[key], key) for key in COMBINATIONS
    }
    lines = by_attribute(lexicon.vocabulary, lexicon, "test", combined)
    error = 'Write "always", or lines of "attribute: test".'
    return any_of({**lines, "minProperties": 1}, *words(("always",), error))


def conclusions(lexicon: Lexicon) -> Schema:
    """Attributes and what they get."""
    return {**by_attribute(lexicon.concludable, lexicon, "value"), "minProperties": 1}

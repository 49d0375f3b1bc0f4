"""``plan:`` of a knowledge file: what is counted, how fast it grows, what it leads to."""

from __future__ import annotations

from ...loader.plan import (
    PACE_KEYS,
    PLAN_KEYS,
    REACHED_KEYS,
    REMARK_KEYS,
    STAGE_KEYS,
    YIELD_KEYS,
)
from ...vocabulary import Evidence
from .forms import Schema, described, keyed, noted, number, record, text
from .lexicon import Lexicon
from .references import CONDITION, SENTENCE, SOURCE, attributes
from .verdicts import several

_PARTS: dict[str, Schema] = {
    "when": noted(CONDITION, "For whom; without it, for everyone."),
    "because": noted(SENTENCE, "The reason, one sentence to the person."),
    "say": noted(SENTENCE, "A sentence to the person; {attribute} stands for its value."),
    "source": noted(SOURCE, "Claims by their ids, or {convention: why we chose this}."),
    "a week": number("How much of the effort is made in a week."),
    "share": number("How much is counted for each piece of the effort."),
    "gain": number("How much is gained before a rest."),
    "rest": number("For how many weeks to rest after it."),
}


def plan(lexicon: Lexicon) -> Schema:
    """The form of a plan."""
    counted = [each for each in lexicon.asked if each.numeric]
    parts: dict[str, Schema] = {
        "counts": attributes(counted, lexicon, "The number that grows."),
        "effort": text("What is done for it, in the plural."),
        "paces": _entries(PACE_KEYS, ("a week", "because", "source"), "The first that holds."),
        "yields": described(_entry(YIELD_KEYS, YIELD_KEYS), "What the effort brings."),
        "aims": described(_aims(lexicon), "The figures to reach, and a text for each."),
        "stages": _entries(STAGE_KEYS, STAGE_KEYS[1:], "For whom it goes in steps."),
        "remarks": _entries(REMARK_KEYS, ("say", "source"), "Each that holds is said."),
        "reached": _entries(REACHED_KEYS, ("say",), "What is said when nothing is left to do."),
    }
    return record(PLAN_KEYS, parts, ("counts", "effort", "paces", "yields", "aims"))


def _entries(keys: tuple[str, ...], required: tuple[str, ...], says: str) -> Schema:
    return described(several(_entry(keys, required)), says)


def _entry(keys: tuple[str, ...], required: tuple[str, ...]) -> Schema:
    return record(keys, {key: _PARTS[key] for key in keys}, required)


def _aims(lexicon: Lexicon) -> Schema:
    figures = [each for each in lexicon.numeric if not isinstance(each.kind, Evidence)]
    texts = {each.name: noted(SENTENCE, "What it means to be there.") for each in figures}
    found = keyed(texts, {each.name: lexicon.names(each) for each in figures})
    return {**found, "minProperties": 1}

"""``attributes:`` of a knowledge file: what an attribute may hold, how it is asked, why."""

from __future__ import annotations

from ...loader.attributes import ASSUMPTION_KEYS, CAN_CHANGE, EFFORTS, KEYS
from ...loader.kinds import FIGURE_KEYS, KINDS, LOOKUP_KEYS, WORDED, YES_NO
from .forms import (
    ANYTHING,
    SCALAR,
    Schema,
    any_of,
    choice,
    described,
    excluding,
    list_of,
    mapping,
    needing_one,
    noted,
    number,
    record,
    text,
    texts,
)
from .lexicon import Lexicon
from .references import NAME, SENTENCE, SOURCE
from .spelling import whole

_SAYS = {
    "one of": "It holds one of these words.",
    "list of": "It holds any number of these words.",
    "number": "It holds a number: 0 to 100, both ends included.",
    "kind": "It holds yes or no.",
    "evidence": "It adds up pulls along a scale, which stands under `scales`.",
    "formula": "It is computed: numbers and attributes with + - * / min max round to or.",
    "lookup": "It is a number found by the value of another attribute.",
    "whole": "Yes: only whole numbers are taken.",
    "unit": "What the number counts.",
    "also called": "Other names of the attribute.",
    "also written": "Other spellings of its values.",
    "ask": "The question. An attribute without one is worked out by rules.",
    "why we ask": "What the person reads who wonders about the question.",
    "can change": "Whether the person can change it. A number may go upwards alone.",
    "effort": "What an answer costs the person, from 1 (known at once) to 5 (an evening's work).",
    "if not told": "The value that is assumed until somebody tells another.",
    "because": "What the person reads about how it is worked out.",
    "source": "On whose word: claims by their ids, or {convention: why we chose this}.",
    "note": "A note for other authors.",
}


def attribute(lexicon: Lexicon) -> Schema:
    """One attribute of the vocabulary."""
    several = texts(least=1)
    parts: dict[str, Schema] = {
        "one of": described(several, _SAYS["one of"]),
        "list of": described(several, _SAYS["list of"]),
        "number": described(_range(), _SAYS["number"]),
        "kind": choice((YES_NO,), _SAYS["kind"]),
        "evidence": choice((scale.name for scale in lexicon.scales.values()), _SAYS["evidence"]),
        "formula": text(_SAYS["formula"]),
        "lookup": described(_lookup(), _SAYS["lookup"]),
        "whole": choice(("yes", "no"), _SAYS["whole"]),
        "unit": text(_SAYS["unit"]),
        "also called": texts(_SAYS["also called"]),
        "also written": described(mapping(texts()), _SAYS["also written"]),
        "ask": text(_SAYS["ask"]),
        "why we ask": text(_SAYS["why we ask"]),
        "can change": choice(CAN_CHANGE, _SAYS["can change"]),
        "effort": choice(EFFORTS, _SAYS["effort"]),
        "if not told": described(_assumption(), _SAYS["if not told"]),
        "because": noted(SENTENCE, _SAYS["because"]),
        "source": noted(SOURCE, _SAYS["source"]),
        "note": described(ANYTHING, _SAYS["note"]),
    }
    return {**record(KEYS, parts), **needing_one(KINDS), "dependencies": _exclusive()}


def _range() -> Schema:
    error = "Write a range of numbers, such as 0 to 100."
    pattern = whole(r".*\S.* to .*\S.*")
    return {"type": "string", "pattern": pattern, "errorMessage": error}


def _lookup() -> Schema:
    source = noted(SOURCE, _SAYS["source"])
    figure = record(FIGURE_KEYS, {"is": number("The number."), "source": source}, ("is",))
    row = any_of(number(), figure)
    parts = {
        "by": noted(NAME, "The attribute whose value finds the row."),
        "rows": described(mapping(row), "A number for each of its values."),
        "otherwise": described(row, "The number for every other value."),
    }
    return record(LOOKUP_KEYS, parts, ("by", "rows"))


def _assumption() -> Schema:
    told: Schema = any_of(SCALAR, list_of(SCALAR))
    parts = {
        "assume": described(told, "The value."),
        "because": text("Why this is a fair guess."),
        "source": noted(SOURCE, _SAYS["source"]),
    }
    return any_of(SCALAR, list_of(SCALAR), record(ASSUMPTION_KEYS, parts, ("assume",)))


def _exclusive() -> dict[str, Schema]:
    """Of the keys that say what it holds there is one; some others go only with some of them."""
    found: dict[str, Schema] = {}
    for kind in KINDS:
        others = [other for other in KINDS if other != kind]
        others += [] if kind in WORDED else ["also written"]
        others += [] if kind == "number" else ["whole"]
        found[kind] = excluding(others, f'This does not go with "{kind}".')
    return found

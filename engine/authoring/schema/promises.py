"""``properties:`` of a knowledge file: what the author promises of the whole."""

from __future__ import annotations

from ...loader.properties import FORMS, KEYS, MOTIONS, RELATIONS, WITH
from .forms import (
    Schema,
    choice,
    described,
    excluding,
    keyed,
    needing_one,
    noted,
    one_or_more,
    record,
    ref,
)
from .lexicon import Lexicon
from .references import ASKED, CONDITION, FIGURE, NAME, SENTENCE, SOURCE

_SAYS = {
    "when": "For whom it is promised; without it, for everyone.",
    "never": "What is true for nobody.",
    "always": "What is true for everyone, or wherever `when` holds.",
    "same person": "Two persons who differ in one attribute: [the one, the other].",
    "then": "How the figures of the one stand to those of the other.",
    "more": "The number that grows, or the list that gets longer.",
    "whatever": "The attribute that may be told in any way.",
    "never raises": "What does not become higher by that.",
    "never lowers": "What does not become lower by that.",
    "never changes": "What stays the same.",
    "because": "Why this should hold.",
    "source": "On whose word: claims by their ids, or {convention: why we chose this}.",
}


def promise(lexicon: Lexicon) -> Schema:
    """One promise; it has exactly one form."""
    figures = one_or_more((ref(FIGURE),))
    parts: dict[str, Schema] = {
        "when": noted(CONDITION, _SAYS["when"]),
        "never": noted(CONDITION, _SAYS["never"]),
        "always": noted(CONDITION, _SAYS["always"]),
        "same person": described(_two(lexicon), _SAYS["same person"]),
        "then": described(_claims(lexicon), _SAYS["then"]),
        "more": noted(ASKED, _SAYS["more"]),
        "whatever": noted(ASKED, _SAYS["whatever"]),
        "never raises": described(figures, _SAYS["never raises"]),
        "never lowers": described(figures, _SAYS["never lowers"]),
        "never changes": described(one_or_more((ref(NAME),)), _SAYS["never changes"]),
        "because": noted(SENTENCE, _SAYS["because"]),
        "source": noted(SOURCE, _SAYS["source"]),
    }
    found = record(KEYS, parts, ("because", "source"))
    return {**found, "allOf": [needing_one(FORMS)], "dependencies": _exclusive()}


def _two(lexicon: Lexicon) -> Schema:
    """One attribute and two of its values."""
    values = {
        each.name: {
            "type": "array",
            "items": ref(lexicon.numbered("answer", each)),
            "minItems": 2,
            "maxItems": 2,
        }
        for each in lexicon.asked
    }
    spellings = {each.name: lexicon.names(each) for each in lexicon.asked}
    return {**keyed(values, spellings), "minProperties": 1, "maxProperties": 1}


def _claims(lexicon: Lexicon) -> Schema:
    relations = choice(RELATIONS)
    values = {each.name: relations for each in lexicon.vocabulary}
    spellings = {each.name: lexicon.names(each) for each in lexicon.vocabulary}
    return {**keyed(values, spellings), "minProperties": 1}


def _exclusive() -> dict[str, Schema]:
    """A form goes with no other form, and with its own keys alone."""
    spare = ("then", *MOTIONS)
    return {
        form: {
            **excluding(
                [key for key in (*FORMS, *spare) if key != form and key not in WITH[form]],
                f'This does not go with "{form}".',
            ),
            **({"allOf": [needing_one(WITH[form])]} if WITH[form] else {}),
        }
        for form in FORMS
    }

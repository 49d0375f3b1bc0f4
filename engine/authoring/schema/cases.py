"""A file of cases: what is given, and what is to be expected of it."""

from __future__ import annotations

from ...cases.case import BASES, ROLES
from ...cases.expectations import CANNOT_TELL, NO_ADVICE
from ...cases.reading import CASE_FILE, CASE_KEYS
from ...vocabulary import Attribute
from .forms import (
    Schema,
    any_of,
    choice,
    described,
    lacking,
    list_of,
    needing,
    noted,
    one_or_more,
    record,
    ref,
    text,
    texts,
    words,
)
from .lexicon import Lexicon, about
from .references import NAME, RULES, by_attribute
from .spelling import spelled, whole

CASE, EXAMPLE, GIVEN, EXPECTED = "case", "example", "given", "expected"

_SAYS = {
    "name": "What the case shows, in a sentence.",
    "shows": "What it stands for: a worked example, a passage, a tension.",
    "basis": "Which rules run: all of them, or those of the article alone.",
    "given": "What the person tells: a line for each attribute.",
    "expect": "What should come out: attributes, and which rules had a say.",
    "to do": "Why nothing is expected yet.",
    "because of": "Rules that must have had a say.",
    "not because of": "Rules that must not have had a say.",
    "set aside": "Rules that must have been set aside.",
    "counted once": "Rules whose evidence must not have counted, since another said the same.",
    "provided": "Rules that must speak only provided that their exception does not hold.",
    "clashes": 'Attributes that two rules must disagree about; or "none".',
    "says": "Words that must stand in the verdict.",
}


def cases_file(_: Lexicon) -> Schema:
    """The whole file."""
    says = "Made-up people, and what they should be told."
    return record(CASE_FILE, {"tests": described(list_of(ref(CASE), least=1), says)}, CASE_FILE)


def case_definitions(lexicon: Lexicon) -> dict[str, Schema]:
    """What a case is, and an example beside a rule, which needs no name."""
    return {
        GIVEN: {**by_attribute(lexicon.asked, lexicon, "answer"), "description": _SAYS["given"]},
        EXPECTED: described(_expected(lexicon), _SAYS["expect"]),
        **{
            lexicon.numbered("expected", each): described(
                _expectation(each, lexicon), about(each), each.name
            )
            for each in lexicon.vocabulary
        },
        CASE: {"allOf": [_case(), needing(("name",))]},
        EXAMPLE: _case(),
    }


def _case() -> Schema:
    parts = {
        "name": text(_SAYS["name"]),
        "shows": texts(_SAYS["shows"]),
        "basis": choice(BASES, _SAYS["basis"]),
        "given": ref(GIVEN),
        "expect": ref(EXPECTED),
        "to do": text(_SAYS["to do"]),
    }
    given = {"if": lacking("to do"), "then": needing(("given",))}
    return {**record(CASE_KEYS, parts), "allOf": [given]}


def _expected(lexicon: Lexicon) -> Schema:
    more = {role: noted(RULES, _SAYS[role]) for role in ROLES}
    more["clashes"] = described(one_or_more((ref(NAME), *words(("none",), ""))), _SAYS["clashes"])
    more["says"] = texts(_SAYS["says"])
    found = by_attribute(lexicon.vocabulary, lexicon, "expected", more)
    return {**found, "minProperties": 1}


def _expectation(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """What may be expected of an attribute: a test, or that there is nothing to find."""
    test = ref(lexicon.numbered("test", attribute))
    denied = {
        "type": "object",
        "patternProperties": {whole(spelled(("not",))): one_or_more((test,))},
        "properties": {"not": one_or_more((test,))},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    pattern, offered = words((NO_ADVICE, CANNOT_TELL), "")
    nothing = (pattern, {"title": "nothing", **offered})
    return any_of(test, *nothing, list_of(test), denied)

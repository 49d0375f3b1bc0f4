"""Texts for people: every placeholder is an attribute, by its own name."""

from __future__ import annotations

import pytest

from engine.diagnostics import Findings, Location
from engine.loader.sentences import SentenceReader
from engine.vocabulary import Attribute, OneOf, Vocabulary

COAT = Attribute("covering", OneOf((), {}), asked=True, also_called=("coat",))
AT = Location("x.yaml", 3, 5)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A {Coat} and a {COVERING}.", "A {covering} and a {covering}."),
        ("Nothing {} here {{coat}}", "Nothing {} here {{covering}}"),
        ("{odd}", "{odd}"),
        ("", ""),
    ],
)
def test_placeholders_take_the_own_name_of_their_attribute(text, named):
    reader = SentenceReader(Vocabulary([COAT]), Findings(), {"odd"})

    assert reader.sentence(text, "say", AT) == named


def test_an_unknown_placeholder_is_told_with_the_nearest():
    findings = Findings()
    SentenceReader(Vocabulary([COAT]), findings, set()).sentence("{odd} {covring} {odd}", "say", AT)

    assert [(each.code, each.message, each.hint, each.location) for each in findings.all] == [
        (
            "unknown-attribute",
            '"{covring}" in "say" is no attribute',
            'did you mean "covering"?',
            AT,
        ),
        ("unknown-attribute", '"{odd}" in "say" is no attribute', "it may be covering", AT),
    ]


@pytest.mark.parametrize(
    "text", ["You have {coat people.", "You have coat} people.", "A { and a {coat}."]
)
def test_a_brace_without_its_partner_is_told(text):
    findings = Findings()
    SentenceReader(Vocabulary([COAT]), findings, set()).sentence(text, "because", AT)

    assert [(each.code, each.message) for each in findings.all] == [
        ("unknown-attribute", 'a brace in "because" has no partner')
    ]

"""The vocabulary in YAML: names, questions, assumptions, and every slip in them."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.sources import UNSOURCED, Origin, Source
from engine.vocabulary import Assumption, Attribute, ListOf, OneOf
from tests.knowledge import base, beside_animals, slips


def attribute(tmp_path, text, name="it"):
    program = base(tmp_path, beside_animals(f"attributes:\n  {text}\n"))
    return program.knowledge.vocabulary[name]


def test_everything_that_is_said_of_an_attribute_is_kept(tmp_path):
    found = attribute(
        tmp_path,
        """Colour_Name:
    one of: [red, blue]
    also called: [hue, shade of it]
    ask: Which colour?
    why we ask: It matters.
    can change: Slowly
    unit: shades
    because: Seen as {Colour Name}.
    source: [B01, X01]
    if not told: {assume: RED, because: Most are., source: {convention: ours}}
    note: for us""",
        "Colour_Name",
    )

    assert found == Attribute(
        name="Colour_Name",
        kind=OneOf(("red", "blue"), {}),
        asked=True,
        question="Which colour?",
        why_we_ask="It matters.",
        can_change="slowly",
        unit="shades",
        because="Seen as {Colour_Name}.",
        source=Source(("B01", "X01"), None, Origin.EXTERNAL),
        assumption=Assumption("red", "Most are.", Source((), "ours", Origin.CONVENTION)),
        also_called=("hue", "shade of it"),
    )
    assert (found.location.exact, found.assumption.location.exact) == (
        "knowledge/more.yaml:2:3",
        "knowledge/more.yaml:11:18",
    )


def test_an_attribute_is_asked_where_it_has_a_question(tmp_path):
    asked = attribute(tmp_path / "a", "it: {kind: yes or no, ask: Is it?}")
    derived = attribute(tmp_path / "b", "it: {kind: yes or no}")

    assert [(each.asked, each.question, each.can_change) for each in (asked, derived)] == [
        (True, "Is it?", "yes"), (False, "", "yes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{list of: [a, b], ask: X?, if not told: [b, A]}", ("a", "b")),
        ("{list of: [a, b], ask: X?, if not told: b}", ("b",)),
        ("{list of: [a, b], ask: X?, if not told: none}", ()),
        ("{list of: [a, b], ask: X?, if not told: {assume: [b]}}", ("b",)),
        ("{number: 0 to 9, ask: X?, if not told: 2.50}", Decimal("2.5")),
        ("{kind: yes or no, ask: X?, if not told: n}", "no"),
    ],
)
def test_an_assumption_is_read_like_an_answer(tmp_path, text, value):
    assert attribute(tmp_path, f"it: {text}").assumption == Assumption(value, "", UNSOURCED)


def test_advice_makes_a_derived_list(tmp_path):
    text = "advice:\n  care: {feed: {say: Feed it.}, walk: {say: Walk it.}}\n"
    found = base(tmp_path, beside_animals(text)).knowledge.vocabulary["care"]

    assert (found, dict(found.kind.readings), found.location.exact) == (
        Attribute("care", ListOf(("feed", "walk"), {}), asked=False),
        {"feed": "feed", "walk": "walk"},
        "knowledge/more.yaml:2:3",
    )


RESERVED = "cannot name an attribute: it is a word of the rule language"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it: {kind: yes or no, \u00abwhy we aks: It?}",
         [("unknown-key", '"why we aks" is not a key of attribute "it"',
           'did you mean "why we ask"?')]),
        ("it: \u00abyes or no",
         [("wrong-shape", 'attribute "it" should be a mapping (lines of "key: value"), not text', None)]),
        ("\u00abround: {kind: yes or no}", [("reserved-word", f'"round" {RESERVED}', None)]),
        ("\u00abNone: {kind: yes or no}", [("reserved-word", f'"None" {RESERVED}', None)]),
        ("\u00abnot tame: {kind: yes or no}", [("reserved-word", f'"not tame" {RESERVED}', None)]),
        ("it: {kind: yes or no, also called: [\u00abor]}", [("reserved-word", f'"or" {RESERVED}', None)]),
        ("\u00abCoat: {kind: yes or no}",
         [("duplicate-id", 'the name "Coat" already belongs to attribute "covering"', None)]),
        ("it: {kind: yes or no, also called: \u00ablegs}",
         [("duplicate-id", 'the name "legs" already belongs to attribute "legs"', None)]),
        ("it: {formula: legs * 2, ask: \u00abHow many?}",
         [("bad-kind", '"it" is worked out, so it cannot be asked', 'delete "ask"')]),
        ("it: {evidence: danger, ask: \u00abHow?}",
         [("bad-kind", '"it" is worked out, so it cannot be asked', 'delete "ask"')]),
        ("it: {kind: yes or no, if not told: \u00abyes}",
         [("bad-kind", '"it" is derived, so nothing can be assumed of it', None)]),
        ("it: {kind: yes or no, ask: X?, if not told: \u00abmaybe}",
         [("unknown-value", '"maybe" is not a value of it', "it may be yes, no, y, true, n or false")]),
        ("it: {number: 0 to 9, ask: X?, if not told: {assume: \u00ab10}}",
         [("out-of-range", "10 is out of range: it is 0 to 9", "write a number from 0 to 9")]),
        ("it: {number: 0 to 9, ask: X?, if not told: \u00ab{because: so}}",
         [("missing-key", '"if not told" has no "assume"', 'add a line "assume: ..."')]),
        ("it: {number: 0 to 9, ask: X?, if not told: \u00ab[1, 2]}",
         [("one-value", '"it" takes one value, not a list', None)]),
        ("it: {kind: yes or no, can change: \u00abquickly}",
         [("unknown-value", '"quickly" is not a value of "can change"', "it may be no, slowly, upwards or yes")]),
        ("it: {kind: yes or no, can change: \u00abupwards}",
         [("unknown-value", 'only a number can change "upwards"', "write yes, slowly or no")]),
        ("it: {kind: yes or no, source: \u00abB99}",
         [("unknown-claim", '"B99" is no claim', "it may be B01, B02, B03 or X01")]),
        ("it: {kind: yes or no, ask: \u00ab[a]}",
         [("wrong-shape", '"ask" should be text, not a list', None)]),
        ('it: {formula: legs * 2, because: \u00ab"{lges} legs."}',
         [("unknown-attribute", '"{lges}" in "because" is no attribute', 'did you mean "legs"?')]),
    ],
)  # fmt: skip
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, text, found):
    told, places, marked = slips(tmp_path, beside_animals(f"attributes:\n  {text}\n"))

    assert (told, places) == (found, marked)


def test_an_advice_list_may_not_take_the_name_of_an_attribute(tmp_path):
    text = "advice:\n  \u00abCoat: {feed: {say: Feed it.}}\n"
    told, places, marked = slips(tmp_path, beside_animals(text))

    assert (told, places) == (
        [("duplicate-id", 'the name "Coat" already belongs to attribute "covering"', None)],
        marked,
    )

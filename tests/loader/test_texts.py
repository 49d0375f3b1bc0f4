"""Advice and the form of the verdict in YAML, and every slip in them."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

import pytest

from engine.conditions import ALWAYS, Comparison, NoneOf, Test
from engine.presentation import Advice, Field, NumberLine, Saying, VerdictForm, Waterfall
from engine.sources import UNSOURCED, Origin, Source
from tests.knowledge import base, beside_animals, slips

BIRD = Comparison("group", Test.IS, "bird")
VERDICT = """
advice:
  care:
    feed: {say: "Feed the {Coat} one.", because: It eats., source: B01}
    walk: {say: Walk it., after: FEED}
  notes: {rare: {say: Rare.}}
verdict:
  shows:
    kind: Group
    food: {amount: ration, bird: {group: bird}}
    size: cage
  if no value: {Kind: cannot tell}
  cannot tell: {group: unknown}
  range of: food
  headline:
    - {when: {group: bird}, say: A bird.}
    - {say: "A {COAT} thing."}
  remarks: {when: {group: not bird}, say: No bird.}
  number line: {unit: kg, you: weight, Ration: ration, span: food}
  waterfall: {stages: [ration, Cage], pulls: danger}
  advice: {notes: Remarks, Care: What to do}
"""


def test_everything_that_the_verdict_declares_is_kept(tmp_path):
    knowledge = base(tmp_path, beside_animals(VERDICT)).knowledge

    assert knowledge.verdict == VerdictForm(
        fields=(
            Field("kind", "group", "cannot tell"),
            Field("food", (Field("amount", "ration"), Field("bird", BIRD))),
            Field("size", "cage"),
        ),
        cannot_tell=NoneOf((Comparison("group", Test.KNOWN),)),
        headline=(Saying(BIRD, "A bird."), Saying(ALWAYS, "A {covering} thing.")),
        remarks=(Saying(NoneOf((BIRD,)), "No bird."),),
        advice={"notes": "Remarks", "care": "What to do"},
        range_of="food",
        number_line=NumberLine("kg", {"you": "weight", "Ration": "ration"}, "food"),
        waterfall=Waterfall(("ration", "cage"), "danger"),
    )
    assert list(knowledge.verdict.advice) == ["notes", "care"]
    assert knowledge.advice == {
        "care": {
            "feed": Advice("feed", "Feed the {covering} one.", (), "It eats.",
                           Source(("B01",), None, Origin.ARTICLE)),
            "walk": Advice("walk", "Walk it.", ("feed",), "", UNSOURCED),
        },
        "notes": {"rare": Advice("rare", "Rare.", (), "", UNSOURCED)},
    }  # fmt: skip
    assert [entry.location.exact for entry in knowledge.verdict.headline] == [
        "knowledge/more.yaml:16:7",
        "knowledge/more.yaml:17:7",
    ]


def test_the_least_that_a_verdict_needs_is_enough(tmp_path):
    text = "verdict: {shows: {kind: group}, cannot tell: {group: none}, headline: {say: Hello.}}\n"
    found = base(tmp_path, beside_animals(text)).knowledge.verdict

    assert found == VerdictForm(
        (Field("kind", "group"),),
        Comparison("group", Test.IS_NONE),
        (Saying(ALWAYS, "Hello."),),
        (),
        {},
    )


CHANGES = [
    ("    kind: Group", "    kind: \u00abGruop",
     [("unknown-attribute", '"Gruop" is no attribute', 'did you mean "group"?')]),
    ("{amount: ration,", "{amount: \u00abratoin,",
     [("unknown-attribute", '"ratoin" is no attribute', 'did you mean "ration"?')]),
    ("{amount: ration,", "{amount: \u00ab[ration],",
     [("wrong-shape", "an attribute should be text, not a list", None)]),
    ("bird: {group: bird}}", "bird: {group: \u00abbrid}}",
     [("unknown-value", '"brid" is not a value of group', 'did you mean "bird"?')]),
    ("{Kind: cannot tell}", "{\u00abknid: cannot tell}",
     [("unknown-key", '"knid" is no single field of "shows"', 'did you mean "kind"?')]),
    ("{Kind: cannot tell}", "{\u00abfood: cannot tell}",
     [("unknown-key", '"food" is no single field of "shows"', "it may be kind or size")]),
    ("range of: food", "range of: \u00absize",
     [("unknown-group", '"size" is no group of "shows"', "it may be food")]),
    ("span: food", "span: \u00abfoood",
     [("unknown-group", '"foood" is no group of "shows"', 'did you mean "food"?')]),
    ("number line: {unit: kg, you: weight, Ration: ration, span: food}",
     "number line: \u00ab{unit: kg, you: weight}",
     [("missing-key", '"number line" has no "span"',
       'add a line "span: ..." that names a group of "shows"')]),
    ("you: weight", "you: \u00abcovering", [("bad-kind", '"covering" is no number', None)]),
    ("you: weight", "you: \u00abwieght",
     [("unknown-attribute", '"wieght" is no attribute', 'did you mean "weight"?')]),
    ("stages: [ration, Cage]", "stages: \u00ab[ration]",
     [("wrong-shape", '"stages" should list two or more number attributes',
       "the first is where the figure begins, the last where it ends")]),
    ("stages: [ration, Cage]", "stages: [ration, \u00abgroup]",
     [("bad-kind", '"group" is no number', None)]),
    ("pulls: danger", "pulls: \u00abcage", [("bad-kind", '"cage" takes no evidence', None)]),
    ("{stages: [ration, Cage], pulls: danger}", "\u00ab{stages: [ration, Cage]}",
     [("missing-key", '"waterfall" has no "pulls"', 'add a line "pulls: ..."')]),
    ("Care: What to do", "\u00abcaer: What to do",
     [("unknown-attribute", '"caer" is no attribute', 'did you mean "care"?')]),
    ("Care: What to do", "\u00abgroup: What to do",
     [("bad-kind", '"group" is no list, so it holds no advice', None)]),
    ("Care: What to do", "Care: \u00ab[a]",
     [("wrong-shape", 'the title of "Care" should be text, not a list', None)]),
    ('- {say: "A {COAT} thing."}', '- {say: \u00ab"A {COATS} thing."}',
     [("unknown-attribute", '"{COATS}" in "say" is no attribute', None)]),
    ("- {when: {group: bird}, say: A bird.}", "- \u00ab{when: {group: bird}}",
     [("missing-key", 'an entry of "headline" has no "say"', 'add a line "say: ..."')]),
    ("- {when: {group: bird}, say: A bird.}", "- {when: {group: bird}, \u00absya: A., say: A bird.}",
     [("unknown-key", '"sya" is not a key of an entry of "headline"', "it may be when or say")]),
    ("  range of: food", "  \u00abrange: food",
     [("unknown-key", '"range" is not a key of the verdict', 'did you mean "range of"?')]),
    ("  cannot tell: {group: unknown}\n", "",
     [("missing-key", 'the verdict has no "cannot tell"', 'add a line "cannot tell: ..."')]),
    ("after: FEED", "after: feeed",
     [("unknown-value", 'advice "walk" comes after "feeed", which is not in its list',
       'did you mean "feed"?')]),
    ("source: B01}", "source: B01, after: walk}",
     [("advice-loop", 'advice "feed" and "walk" each come after the other', None),
      ("advice-loop", 'advice "walk" and "feed" each come after the other', None)]),
    ("after: FEED", "after: walk",
     [("advice-loop", 'advice "walk" and "walk" each come after the other', None)]),
    ("walk: {say: Walk it., after: FEED}", "walk: \u00ab{after: feed}",
     [("missing-key", 'advice "walk" has no "say"', 'add a line "say: ..."')]),
    ("walk: {say: Walk it., after: FEED}", "walk: {say: Walk it., \u00abbefore: feed}",
     [("unknown-key", '"before" is not a key of advice "walk"',
       "it may be say, after, because or source")]),
    ("notes: {rare: {say: Rare.}}", "notes: \u00abrare",
     [("wrong-shape", 'advice "notes" should be a mapping (lines of "key: value"), not text', None)]),
]  # fmt: skip
PLACES = {"after: FEED": "    \u00abwalk", "source: B01}": "    \u00abfeed|    \u00abwalk"}


@pytest.mark.parametrize(("before", "after", "found"), CHANGES, ids=[each[1] for each in CHANGES])
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, before, after, found):
    text = VERDICT.replace(before, after)
    if "\u00ab" not in text and after:  # about the order of advice: told of its id
        for name in PLACES[before].split("|"):
            text = text.replace(name.replace("\u00ab", "") + ":", name + ":")
    if not after:
        text = text.replace("  shows:", "  \u00abshows:")
    told, places, marked = slips(tmp_path, beside_animals(text))

    assert (told, places) == (found, marked)


def test_a_verdict_and_a_piece_of_advice_may_stand_only_once(tmp_path):
    files = beside_animals(VERDICT)
    files["knowledge/zoo.yaml"] = (
        "verdict: \u00ab{shows: {kind: group}, cannot tell: {group: none}, headline: {say: Hello.}}\n"
        "advice: {care: {\u00abfeed: {say: Feed it.}}}\n"
    )
    told, places, marked = slips(tmp_path, files)

    assert places == marked
    assert told == [
        ("duplicate-id", '"verdict" stands in two files', None),
        (
            "duplicate-id",
            'advice "feed" stands twice among the care',
            "give one of them another name",
        ),
    ]

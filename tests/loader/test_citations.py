"""Claims, strengths, scales, tensions and sources in YAML, and every slip in them."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.rules import Scale, ScaleWord, Tension
from engine.sources import UNSOURCED, Claim, Origin, Source
from tests.knowledge import animals, base, beside_animals, slips


def knowledge(tmp_path, text):
    return base(tmp_path, beside_animals(text)).knowledge


def test_a_claim_keeps_what_is_said_of_it(tmp_path):
    found = knowledge(
        tmp_path,
        """
claims:
  C01: {section: Zoo, says: Said., hedge: May, kind: figure, value: 9, note: n, "not a rule": background,
        from: A book, confidence: A, restates: B01, tensions: [T1]}
outside claims:
  Y01: {says: Outside., hedge: states, from: A zoo}
""",
    ).claims

    assert (found["C01"], found["Y01"]) == (
        Claim("C01", "Said.", "may", Origin.ARTICLE, "Zoo", "figure", "n", "A book", "background"),
        Claim("Y01", "Outside.", "states", Origin.EXTERNAL, cited_from="A zoo"),
    )
    assert found["C01"].location.exact == "knowledge/more.yaml:3:3"


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("B01", Source(("B01",), None, Origin.ARTICLE)),
        ("b01", Source(("B01",), None, Origin.ARTICLE)),
        ("[B01, B01, B02]", Source(("B01", "B02"), None, Origin.ARTICLE)),
        ("X01", Source(("X01",), None, Origin.EXTERNAL)),
        ("[B01, X01]", Source(("B01", "X01"), None, Origin.EXTERNAL)),
        ("{convention: ours}", Source((), "ours", Origin.CONVENTION)),
        ("[B01, X01, {convention: ours}]", Source(("B01", "X01"), "ours", Origin.CONVENTION)),
        ("[{convention: a}, {convention: b}]", Source((), "a; b", Origin.CONVENTION)),
        ("[]", UNSOURCED),
    ],
)
def test_the_weakest_part_of_a_source_names_its_origin(tmp_path, written, source):
    program = animals(tmp_path, f"r: {{when: always, then: {{call: bark}}, source: {written}}}")

    assert program.rules[0].source == source


def test_tensions_and_strengths_are_kept(tmp_path):
    found = knowledge(
        tmp_path, "strengths: {Now And Then: 0.50}\ntensions: {T1: {what: a, treatment: b}}\n"
    )

    assert found.tensions == {"T1": Tension("T1", "a", "b")}
    assert found.strengths["now and then"] == Decimal("0.5")


def test_a_scale_is_kept_with_its_words(tmp_path):
    text = """
scales:
  Warm_th:
    kept within: 1.5
    words: {cold: {steps: -1, from: -1}, mild: {steps: 0}, hot: {steps: 1, from: 0.75}}
    because: From {legs}.
    source: B01
"""
    found = knowledge(tmp_path, text).scales["warm th"]

    assert found == Scale(
        "Warm_th",
        (
            ScaleWord("cold", Decimal(-1), Decimal(-1)),
            ScaleWord("mild", Decimal(0), Decimal(0)),
            ScaleWord("hot", Decimal(1), Decimal("0.75")),
        ),
        Decimal("1.5"),
        "From {legs}.",
        Source(("B01",), None, Origin.ARTICLE),
    )
    assert [found.word(Decimal(figure)) for figure in ("-1.5", "-1", "-0.99", "0.74", "0.75")] == [
        "cold", "cold", "mild", "mild", "hot",
    ]  # fmt: skip


QUARTERS = "write 0, 0.25, 0.5, 0.75 or 1"
HEDGES = "it may be states, tends, likely, may or helps"
SCALE = "scales:\n  warmth: {{kept within: {limit}, words: {words}}}\n"
WORDS = "{cold: {steps: -1, from: -1}, mild: {steps: 0}}"


def scale(words=WORDS, limit="2"):
    return SCALE.format(words=words, limit=limit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("strengths: {weak: \u00ab0.3}\n", [("bad-strength", '"weak" is no strength', QUARTERS)]),
        ("strengths: {weak: \u00ab-0.25}\n", [("bad-strength", '"weak" is no strength', QUARTERS)]),
        ("strengths: {weak: \u00ab1.25}\n", [("bad-strength", '"weak" is no strength', QUARTERS)]),
        ("strengths: {weak: \u00ablittle}\n",
         [("not-a-number", 'strength "weak" should be a number, not "little"', None)]),
        ("strengths: {\u00abTENDS: 0.5}\n", [("duplicate-id", 'strength "TENDS" stands twice', None)]),
        ("strengths: \u00ab[a]\n",
         [("wrong-shape", 'strengths should be a mapping (lines of "key: value"), not a list', None)]),
        ("claims: {C1: \u00ab{hedge: may}}\n",
         [("missing-key", 'claim C1 has no "says"', 'add a line "says: ..."')]),
        ("claims: {C1: \u00ab{says: A.}}\n",
         [("missing-key", 'claim C1 has no "hedge"', 'add a line "hedge: ..."')]),
        ("claims: {C1: {says: A., hedge: \u00abmight}}\n",
         [("unknown-value", '"might" is not a value of "hedge"', HEDGES)]),
        ("claims: {C1: {says: A., hedge: may, \u00absectoin: B}}\n",
         [("unknown-key", '"sectoin" is not a key of claim C1', 'did you mean "section"?')]),
        ("claims: {\u00abB01: {says: A., hedge: may}}\n", [("duplicate-id", "claim B01 stands twice", None)]),
        ("outside claims: {\u00abB01: {says: A., hedge: may}}\n",
         [("duplicate-id", "claim B01 stands twice", None)]),
        ("tensions: {T1: \u00ab{what: a}}\n",
         [("missing-key", 'tension T1 has no "treatment"', 'add a line "treatment: ..."')]),
        (scale("{cold: {steps: -1, from: -1}}").replace("warmth", "\u00abwarmth"),
         [("bad-scale", 'scale "warmth" needs exactly one word of 0 steps', None)]),
        (scale("{cold: {steps: 0}, mild: {steps: 0}}").replace("warmth", "\u00abwarmth"),
         [("bad-scale", 'scale "warmth" needs exactly one word of 0 steps', None)]),
        (scale("{cold: \u00ab{steps: -1}, mild: {steps: 0}}"),
         [("missing-key", 'scale word "cold" has no "from"', 'add a line "from: ..."')]),
        (scale("{cold: \u00ab{from: -1}, mild: {steps: 0}}"),
         [("missing-key", 'scale word "cold" has no "steps"', 'add a line "steps: ..."')]),
        (scale("{cold: {steps: \u00abone, from: -1}, mild: {steps: 0}}"),
         [("not-a-number", '"steps" should be a number, not "one"', None)]),
        (scale(limit="\u00ab0"),
         [("bad-scale", 'scale "warmth" is kept within 0, so nothing could move on it',
           "write how far it reaches either way, such as 2")]),
        (scale(limit="\u00ab-2"),
         [("bad-scale", 'scale "warmth" is kept within -2, so nothing could move on it',
           "write how far it reaches either way, such as 2")]),
        (f"scales:\n  warmth: \u00ab{{words: {WORDS}}}\n",
         [("missing-key", 'scale "warmth" has no "kept within"', 'add a line "kept within: ..."')]),
        (scale().replace("warmth", "\u00abDanger"), [("duplicate-id", 'scale "Danger" stands twice', None)]),
        (scale().replace("warmth", "\u00abwarmth").replace("}}}", '}}, because: "{lges}"}'),
         [("unknown-attribute", '"{lges}" in "because" is no attribute', 'did you mean "legs"?')]),
    ],
)  # fmt: skip
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, text, found):
    told, places, marked = slips(tmp_path, beside_animals(text))

    assert (told, places) == (found, marked)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("\u00abB10", [("unknown-claim", '"B10" is no claim', "it may be B01, B02, B03 or X01")]),
        ("[B01, \u00ab[B02]]", [("wrong-shape", "a source should be text, not a list", None)]),
        ("{\u00abbecause: x}", [("unknown-key", '"because" is not a key of a source',
                           "it may be convention")]),
    ],
)  # fmt: skip
def test_a_source_that_names_nothing_is_told(tmp_path, source, found):
    files = beside_animals("tensions: {T1: {what: a, treatment: b}}\n")
    files["rules/two.yaml"] = (
        f"rules:\n  r: {{when: always, then: {{call: bark}}, source: {source}}}\n"
    )
    told, places, marked = slips(tmp_path, files)

    assert (told, places) == (found, marked)


def test_tensions_may_stand_only_once(tmp_path):
    files = beside_animals("tensions: {T1: {what: a, treatment: b}}\n")
    files["knowledge/zoo.yaml"] = "tensions: {\u00abT1: {what: c, treatment: d}}\n"
    told, places, marked = slips(tmp_path, files)

    assert (told, places) == ([("duplicate-id", "tension T1 stands twice", None)], marked)

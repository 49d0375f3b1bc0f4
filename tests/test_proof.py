"""The proof: every firing as a step, with what it rests on, its place and its provisos."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.proof import fill, prove
from engine.values import Net
from tests.knowledge import animals, base, believe, derived

RULES = """
    a-bird:
      when: {covering: feathers}
      then: {group: bird, roles: pet}
      because: A {covering} coat makes a bird.
      source: B01
    b-mammal:
      when: {covering: fur}
      unless: {flies: yes}
      then: {group: mammal, danger: not deadly}
      strength: 0.5
      because: "{covering} means mammal."
      source: [B02, {convention: ours}]
    c-handling:
      when: {any: [{group: mammal}, {legs: at least 6}], weight: at most cage}
      then: {handling: careful}
      show: on request
    d-tame:
      when: {tame: yes}
      then: {handling: free}
      overrides: c-handling
    """


def steps(run, assumed=()):
    return [
        (
            step.number,
            step.kind,
            step.id,
            dict(step.matched),
            dict(step.concluded),
            step.because,
            step.source.cited,
            str(step.location),
            step.provided,
            step.set_aside,
        )
        for step in prove(run, assumed).steps
    ]


def test_each_inference_is_one_step_in_the_order_of_strata_and_ids(tmp_path):
    run = believe(animals(tmp_path, RULES), "covering=fur", "weight=20", "tame=yes", "legs=4")
    at, open_unless = "rules/animals.yaml", ("flies is not yes",)
    danger = Net(Decimal("-1.0"), "calm", 1)

    assert steps(run) == [
        (1, "rule", "b-mammal", {"covering": "fur"}, {"group": "mammal", "danger": "not deadly"},
         "Fur means mammal.", ["B02", "convention: ours"], f"{at}:7", open_unless, ()),
        (2, "rule", "d-tame", {"tame": "yes"}, {"handling": "free"}, "", [], f"{at}:18", (), ()),
        (3, "evidence", "danger", {}, {"danger": danger}, "Hints are added up.",
         ["convention: ours"], "knowledge/animals.yaml:11", open_unless, ()),
        (4, "formula", "ration", {"weight": 20}, {"ration": 2}, "20 kg eat 2.", ["convention: ours"],
         "knowledge/animals.yaml:38", (), ()),
        (5, "lookup", "cage", {"group": "mammal"}, {"cage": 30}, "", ["convention: ours"],
         "knowledge/animals.yaml:43", open_unless, ()),
        (6, "rule", "c-handling", {"weight": 20, "group": "mammal", "cage": 30},
         {"handling": "careful"}, "", [], f"{at}:14", (), ("d-tame",)),
    ]  # fmt: skip


def concluding(proof, attribute):
    return [step for step in proof.standing if attribute in dict(step.concluded)]


def test_the_row_of_a_lookup_names_its_own_source_and_place(tmp_path):
    run = believe(animals(tmp_path, RULES), "covering=feathers")
    (step,) = concluding(prove(run), "cage")

    assert (step.concluded, step.source.cited, str(step.location)) == (
        (("cage", 2),),
        ["B01"],
        "knowledge/animals.yaml:43",
    )


def test_what_was_set_aside_counts_for_no_conclusion(tmp_path):
    run = believe(animals(tmp_path, RULES), "covering=fur", "weight=20", "tame=yes")
    proof = prove(run)

    assert [step.id for step in concluding(proof, "handling")] == ["d-tame"]
    assert [step.id for step in proof.steps if step not in proof.standing] == ["c-handling"]
    assert [step.on_request for step in proof.steps if step.id == "c-handling"] == [True]


def test_what_has_no_value_and_evidence_without_pulls_are_no_steps(tmp_path):
    run = believe(animals(tmp_path, RULES), "tame=yes")

    assert [step.id for step in prove(run).steps] == ["d-tame", "cage"]


def test_a_proviso_is_told_of_every_step_that_rests_on_it(tmp_path):
    run = believe(animals(tmp_path, RULES), "covering=fur", "weight=20", "tame=no")
    told = {step.id: step.provided for step in prove(run).steps}

    assert told == {
        "b-mammal": ("flies is not yes",),
        "danger": ("flies is not yes",),
        "cage": ("flies is not yes",),
        "ration": (),
        "c-handling": ("flies is not yes",),
    }


def test_assumptions_come_first_with_their_reason(tmp_path):
    files = {
        "knowledge/x.yaml": """
attributes:
  Leg_Count: {number: 0 to 9, ask: Legs?, if not told: {assume: 4, because: Most have four., source: {convention: ours}}}
  tame: {kind: yes or no, ask: Tame?, if not told: no}
  call: {one of: [bark]}
""",
        "rules/x.yaml": "rules:\n  a: {when: {leg count: 4}, then: {call: bark}}\n",
    }  # fmt: skip
    run = believe(base(tmp_path, files))
    vocabulary = run.program.knowledge.vocabulary

    assert [entry[:8] for entry in steps(run, vocabulary.asked)] == [
        (1, "assumption", "leg-count-if-not-told", {}, {"Leg_Count": 4}, "Most have four.",
         ["convention: ours"], "knowledge/x.yaml:3"),
        (2, "assumption", "tame-if-not-told", {}, {"tame": "no"}, "tame was not told.", [],
         "knowledge/x.yaml:4"),
        (3, "rule", "a", {"Leg_Count": 4}, {"call": "bark"}, "", [], "rules/x.yaml:2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{coat} with {legs} legs", "Fur with 1,000 legs"),
        ("A {coat}", "A fur"),
        ("about {danger}, {places}, {nothing}, {dark}", "about calm, land, sea, none, not known"),
        ("{brace}", "{coat}"),
        ("no braces, { coat }", "no braces, not known"),
        ("", ""),
    ],
)
def test_a_sentence_is_filled_with_values_as_people_read_them(text, filled):
    memory = {
        "coat": "fur", "legs": Decimal("1000.0"), "danger": Net(Decimal(-1), "calm", 1),
        "places": ("land", "sea"), "nothing": None, "brace": "{coat}",
    }  # fmt: skip

    assert fill(text, memory) == filled


def test_the_proof_leads_to_every_derived_value(tmp_path):
    run = believe(animals(tmp_path, RULES), "covering=feathers", "weight=2", "legs=6", "tame=yes")
    proof = prove(run)
    shown = derived(run, "group", "roles", "handling", "ration", "cage")

    assert {name: bool(concluding(proof, name)) for name in shown} == dict.fromkeys(shown, True)

"""The verdict: fields and groups, sentences, advice in its order, the build-up of a figure."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.verdict import judge, ranking
from tests.knowledge import ANIMALS, animals, base, believe

VERDICT = (
    ANIMALS
    + """
  allowance: {formula: round ration * 10 to 5, because: "{ration} a day for ten days."}
  budget: {formula: "max(allowance + danger * 10, 40)", because: Never below 40.}
  total: {formula: budget + (helpings or 0), because: "With {helpings} helpings."}
  low: {formula: total * 0.8}
  high: {formula: total * 1.2}
advice:
  care:
    meet: {say: "Meet the {covering} animal.", source: B01}
    feed: {say: Feed it., after: meet, because: "It eats {ration}."}
    walk: {say: Walk it., after: feed}
    vet: {say: See a vet.}
  notes:
    rare: {say: It is rare.}
verdict:
  shows:
    kind: group
    call: call
    budget: {low: low, likely: total, high: high, heavy: {weight: more than 100}}
    cage: {size: cage, bird: {group: bird}}
    empty: {first: helpings, second: group}
    roles: roles
    danger: danger
  if no value: {kind: cannot tell, call: silent}
  cannot tell: {group: [none, unknown]}
  range of: budget
  headline:
    - {when: {group: bird, tame: yes}, say: A tame bird.}
    - {when: {group: bird}, say: "A bird of {weight} kg."}
    - {say: Some animal.}
  remarks:
    - {when: {danger: risky}, say: "It is {danger}."}
    - {when: {flies: yes}, say: It flies.}
    - {when: {flies: unknown}, say: "Whether it flies is {flies}."}
  waterfall: {stages: [allowance, budget, total], pulls: danger}
  advice: {notes: Remarks, care: What to do}
"""
)

RULES = """
rules:
  a-bird: {when: {covering: feathers}, then: {group: bird, care: [feed, walk]}, because: "{covering}!", source: B02}
  b-scales: {when: {covering: scales}, then: {danger: risky, care: vet}, because: Scales hint., source: B03, strength: 1}
  c-fur: {when: {covering: fur}, then: {care: [walk, meet, feed]}, because: Fur., source: X01}
  d-legs: {when: {legs: at least 6}, then: {danger: risky, care: feed}, because: Legs., strength: 0.5, factor: legs}
  e-legs: {when: {legs: at least 8}, then: {danger: risky}, because: More legs., strength: 0.25, factor: legs}
  f-tame: {when: {tame: yes}, then: {danger: calm, helpings: 3, care: vet}, because: Tame., strength: 0.25, overrides: c-fur}
"""


@pytest.fixture
def program(tmp_path):
    return base(tmp_path, {"knowledge/animals.yaml": VERDICT, "rules/animals.yaml": RULES})


def test_fields_show_values_and_groups_need_their_first_member(program):
    verdict = judge(believe(program, "covering=feathers", "weight=200", "tame=yes", "legs=2"))

    assert verdict.fields == {
        "kind": "bird",
        "call": "silent",
        "budget": {
            "low": Decimal("184.4"), "likely": Decimal("230.5"), "high": Decimal("276.6"),
            "heavy": True,
        },
        "cage": {"size": 2, "bird": True},
        "empty": {"first": 3, "second": "bird"},
        "roles": (),
        "danger": believe(program, "tame=yes").memory["danger"],
    }  # fmt: skip
    assert verdict.cannot_tell is False


def test_a_field_without_value_shows_what_stands_for_it(program):
    verdict = judge(believe(program))

    assert verdict.fields == {
        "kind": "cannot tell",
        "call": "silent",
        "budget": None,
        "cage": {"size": 9, "bird": False},
        "empty": None,
        "roles": (),
        "danger": believe(program).memory["danger"],
    }
    assert verdict.cannot_tell is True


@pytest.mark.parametrize(
    ("told", "headline", "remarks"),
    [
        (["covering=feathers", "tame=yes", "flies=no"], "A tame bird.", ()),
        (
            ["covering=feathers", "weight=1,200"],
            "A bird of 1,200 kg.",
            ("Whether it flies is not known.",),
        ),
        (
            ["covering=scales", "flies=yes"],
            "Some animal.",
            ("It is risky.", "It flies."),
        ),
    ],
)
def test_the_first_headline_that_holds_is_said_and_every_remark(program, told, headline, remarks):
    verdict = judge(believe(program, *told))

    assert (verdict.headline, verdict.remarks) == (headline, remarks)


def advice(run):
    return {
        name: [(each.id, each.text, each.because, [rule.id for rule in each.rules], each.source)
               for each in found]
        for name, found in judge(run).advice.items()
    }  # fmt: skip


def test_advice_tells_who_called_for_it_and_why(program):
    assert advice(believe(program, "covering=feathers", "weight=10", "legs=6")) == {
        "notes": [],
        "care": [
            ("feed", "Feed it.", "It eats 1. Feathers! Legs.", ["a-bird", "d-legs"], ("B02",)),
            ("walk", "Walk it.", "Feathers!", ["a-bird"], ("B02",)),
        ],
    }


def test_advice_cites_its_own_source_and_that_of_its_rules(program):
    found = advice(believe(program, "covering=fur"))["care"]

    assert [(name, text, source) for name, text, _, _, source in found] == [
        ("meet", "Meet the fur animal.", ("B01", "X01")),
        ("feed", "Feed it.", ("X01",)),
        ("walk", "Walk it.", ("X01",)),
    ]


def test_a_rule_that_is_set_aside_calls_for_no_advice(program):
    found = advice(believe(program, "covering=fur", "tame=yes"))["care"]

    assert [name for name, *_ in found] == ["vet"]


RANKED = """
advice:
  care:
    a: {say: A., after: b}
    b: {say: B., after: [c]}
    c: {say: C.}
    d: {say: D.}
"""


@pytest.mark.parametrize(
    ("calls", "order"),
    [
        (["[a, b, c, d]"], "cbad"),
        (["[a, b, c, d]", "d"], "dcba"),
        (["a", "a", "a", "c", "d"], "cad"),
        (["a", "a", "b", "d", "d"], "dba"),
        (["a", "d"], "ad"),
        (["[c, d]", "d"], "dc"),
        (["[b, a]", "a", "d"], "bad"),
    ],
)
def test_advice_is_ranked_by_calls_but_never_before_what_comes_first(tmp_path, calls, order):
    rules = "\n".join(
        f"  r{at}: {{when: always, then: {{care: {call}}}}}" for at, call in enumerate(calls)
    )
    files = {"knowledge/x.yaml": RANKED, "rules/x.yaml": f"rules:\n{rules}\n"}
    run = believe(base(tmp_path, files))

    assert "".join(ranking(run, "care")) == order


def test_advice_that_the_facts_call_for_comes_before_what_holds_for_all(tmp_path):
    rules = """
rules:
  r1: {when: always, then: {care: c}}
  r2: {when: always, then: {care: c}}
  r3: {when: {legs: 4}, then: {care: d}}
"""
    vocabulary = "attributes: {legs: {number: 0 to 9, ask: Legs?}}\n"
    program = base(tmp_path, {"knowledge/x.yaml": vocabulary + RANKED, "rules/x.yaml": rules})
    orders = ["".join(ranking(believe(program, told), "care")) for told in ("legs=4", "legs=2")]

    assert orders == ["dc", "c"]


def test_the_build_up_goes_pull_by_pull_from_the_first_stage_to_the_last(program):
    run = believe(program, "covering=scales", "weight=20", "tame=yes", "legs=8")
    stages = [
        (stage.id, stage.text, stage.before, stage.after, stage.source, stage.pull is not None)
        for stage in judge(run).stages
    ]

    assert stages == [
        ("allowance", "5 a day for ten days.", None, 50, (), False),
        ("b-scales", "Scales hint.", 50, 60, ("B03",), True),
        ("d-legs", "Legs.", 60, 65, (), True),
        ("f-tame", "Tame.", 65, Decimal("62.5"), (), True),
        ("total", "With 3 helpings.", Decimal("62.5"), Decimal("65.5"), (), False),
    ]


def test_a_build_up_without_pulls_has_only_the_stages_that_change_something(program):
    run = believe(program, "covering=feathers", "weight=0")
    stages = [(stage.id, stage.before, stage.after) for stage in judge(run).stages]

    assert stages == [("allowance", None, 0), ("budget", 0, 40)]


def test_without_a_figure_there_is_no_build_up(program):
    assert judge(believe(program, "covering=feathers")).stages == ()


def test_pulls_and_clashes_are_part_of_the_verdict(program):
    run = believe(program, "covering=scales", "legs=8")
    verdict = judge(run)

    assert [(pull.rule.id, pull.counted) for pull in verdict.pulls] == [
        ("b-scales", True), ("d-legs", True), ("e-legs", False),
    ]  # fmt: skip
    assert verdict.clashes == tuple(run.clashes) == ()


def test_without_a_form_of_the_verdict_nothing_is_shown(tmp_path):
    program = animals(tmp_path, "a: {when: always, then: {danger: risky, call: bark}, strength: 1}")
    verdict = judge(believe(program))

    assert (verdict.headline, verdict.remarks, verdict.fields, verdict.advice, verdict.stages) == (
        "", (), {}, {}, (),
    )  # fmt: skip
    assert (verdict.cannot_tell, [pull.rule.id for pull in verdict.pulls]) == (False, ["a"])

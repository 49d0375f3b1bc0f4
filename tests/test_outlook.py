"""The outlook: what is untold, whether it matters, and how far it could move the figures."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product

import pytest

from engine.api import open_knowledge
from engine.consultation import Reference
from engine.diagram import compile_diagram
from engine.outlook import Missing, Reach, look_ahead, reach
from engine.verdict import judge
from tests.knowledge import animals, base, facts

PUMP = {
    "knowledge/pump.yaml": """
scales:
  wear:
    kept within: 2
    words: {light: {steps: -1, from: -0.5}, usual: {steps: 0}, heavy: {steps: 1, from: 0.5}}
    because: Signs are added up.
attributes:
  noise: {one of: [none heard, hum, grinding, squeal], ask: What does it sound like?}
  leaks: {list of: [seal, pipe, housing, drain], ask: Where does it leak?}
  pressure: {number: 0 to 12, unit: bar, ask: How high is the pressure?}
  hours: {number: 0 to 12, ask: How many hours did it run?}
  running: {kind: yes or no, ask: Does it run?, if not told: {assume: yes, source: {convention: ours}}}
  colour: {one of: [red, blue], ask: Which colour?}
  fault: {one of: [seal, bearing, blockage]}
  wear: {evidence: wear}
  load: {formula: pressure * hours / 2}
  likely: {formula: 100 + wear * 10 + (pressure or 5)}
  low: {formula: likely - 5}
  high: {formula: likely + 5}
advice:
  steps:
    stop: {say: Stop it.}
    open: {say: "Open it at {hours} hours.", after: stop}
verdict:
  shows:
    fault: fault
    cost: {low: low, high: high}
    state: {wear: wear, old: {hours: at least 11}}
  cannot tell: {fault: unknown}
  range of: cost
  headline:
    - {when: {fault: seal}, say: The seal.}
    - {when: {noise: known}, say: Some noise.}
    - {say: A pump.}
  remarks:
    - {when: {load: between 20 and 22}, say: Right at the edge.}
  advice: {steps: What to do}
""",
    "rules/pump.yaml": """
rules:
  a-seal: {when: {leaks: seal, pressure: at least 3}, then: {fault: seal, steps: stop}}
  b-bearing: {when: {noise: [grinding, squeal], leaks: not seal}, then: {fault: bearing, wear: heavy}, strength: 0.5}
  c-band: {when: {hours: more than 0.2}, unless: {hours: at least 0.4}, then: {wear: light}, strength: 0.5}
  d-dry: {when: {leaks: none}, then: {wear: light}, strength: 0.25}
  e-high: {when: {pressure: more than low}, then: {fault: blockage}}
  f-stop: {when: {running: no, hours: between 5 and 6}, then: {steps: [open, stop]}}
  g-pipe: {when: {leaks: {includes all of: [pipe, housing]}}, then: {wear: heavy}, strength: 1, overrides: d-dry}
""",
}  # fmt: skip

EVERY = {
    "noise": ("none heard", "hum", "grinding", "squeal"),
    "leaks": tuple(
        chosen
        for size in range(5)
        for chosen in combinations(("seal", "pipe", "housing", "drain"), size)
    ),
    "pressure": tuple(Decimal(at) / 10 for at in range(121)),
    "hours": tuple(Decimal(at) / 10 for at in range(121)),
    "running": ("yes", "no"),
    "colour": ("red", "blue"),
}


def visible(run):
    """All of a verdict that a person can see."""
    verdict = judge(run)
    return (
        verdict.headline,
        verdict.remarks,
        verdict.fields,
        verdict.cannot_tell,
        [(pull.rule.id, pull.counted) for pull in verdict.pulls],
        {name: [each.text for each in found] for name, found in verdict.advice.items()},
        [clash.attribute for clash in verdict.clashes],
        run.set_aside(),
    )


def tried_all(program, told):
    """The outlook by brute force."""
    believe = Reference(program).believe
    now = visible(believe(told))
    for attribute in program.knowledge.vocabulary.asked:
        if attribute.name in told:
            continue
        runs = [believe({**told, attribute.name: value}) for value in EVERY[attribute.name]]
        reached = [run for run in runs if isinstance(run.memory.get("low"), Decimal)]
        yield Missing(
            attribute,
            any(visible(run) != now for run in runs),
            min((run.memory["low"] for run in reached), default=None),
            max((run.memory["high"] for run in reached), default=None),
        )


@pytest.mark.parametrize(
    "told",
    [
        [],
        ["colour=red"],
        ["pressure=2"],
        ["pressure=4", "hours=1"],
        ["pressure=4", "leaks=seal"],
        ["leaks=none", "hours=0.3"],
        ["leaks=pipe,housing", "noise=hum"],
        ["noise=grinding", "running=no"],
        ["noise=grinding", "running=no", "pressure=7", "hours=3"],
        ["noise=hum", "leaks=drain", "pressure=4", "running=no", "colour=blue"],
        ["noise=hum", "leaks=drain", "hours=5.5", "colour=blue"],
    ],
)
def test_it_is_what_trying_every_answer_finds(tmp_path, told):
    program = base(tmp_path, PUMP)
    known = {fact.attribute: fact.value for fact in facts(program, *told)}
    believe = Reference(program).believe
    found = look_ahead(believe(known), known, believe)

    assert found == tuple(tried_all(program, known))


ONE = """
attributes:
  size: {{number: 0 to 100, ask: How large?}}
  parts: {{list of: [wing, leg], ask: Which parts?}}
  shade: {{one of: [dark, light], ask: Which shade?}}
  kind: {{one of: [ant, bee]}}
  double: {{formula: size * 2}}
verdict:
  shows: {{kind: kind, group: {{kind: kind, seen: {{{seen}}}}}}}
  cannot tell: {{kind: unknown}}
  headline:
    - {{when: {{{first}}}, say: First.}}
    - {{say: {last}}}
"""


def matters(tmp_path, rule="shade: dark", seen="kind: ant", first="kind: ant", last="Last."):
    files = {
        "knowledge/x.yaml": ONE.format(seen=seen, first=first, last=last),
        "rules/x.yaml": f"rules:\n  a: {{when: {{{rule}}}, then: {{kind: ant}}}}\n",
    }
    program = base(tmp_path, files)
    believe = Reference(program).believe
    return [each.attribute.name for each in look_ahead(believe({}), {}, believe) if each.matters]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("shade: dark", ["shade"]),
        ("shade: known", ["shade"]),
        ("size: more than 40, shade: unknown", ["size", "shade"]),
        ("size: between 40.2 and 40.3", ["size"]),
        ("size: 40.25", ["size"]),
        ("size: at most 0", ["size"]),
        ("size: at least 100", ["size"]),
        ("double: between 60 and 70", ["size"]),
        ("all: [{double: more than 60}, {double: fewer than 60.5}]", ["size"]),
        ("parts: not none", ["parts"]),
        ("parts: none", ["parts"]),
        ("parts: {includes all of: [wing, leg]}", ["parts"]),
        ("parts: not wing", ["parts"]),
    ],
)
def test_an_attribute_matters_where_some_answer_changes_something(tmp_path, rule, names):
    assert matters(tmp_path, rule) == names


def test_a_condition_that_the_verdict_shows_matters(tmp_path):
    assert matters(tmp_path, seen="size: between 30 and 31") == ["shade"]
    assert "size" not in matters(tmp_path)


def test_a_figure_that_a_sentence_quotes_matters(tmp_path):
    assert matters(tmp_path, last='"Of {size}."') == ["size", "shade"]


def test_a_headline_behind_one_that_holds_does_not_matter(tmp_path):
    files = {
        "knowledge/x.yaml": """
attributes:
  shade: {one of: [dark, light], ask: Which shade?}
  kind: {one of: [ant, bee]}
verdict:
  shows: {kind: kind}
  cannot tell: {kind: unknown}
  headline: [{say: Always this.}, {when: {shade: dark}, say: Never this.}]
""",
        "rules/x.yaml": "rules:\n  a: {when: always, then: {kind: ant}}\n",
    }
    program = base(tmp_path, files)
    believe = Reference(program).believe
    found = look_ahead(believe({}), {}, believe)

    assert [(each.attribute.name, each.matters) for each in found] == [("shade", False)]


def test_without_a_form_of_the_verdict_what_stands_decides(tmp_path):
    program = animals(tmp_path, "a: {when: {legs: at least 4}, then: {call: bark}}")
    believe = Reference(program).believe
    found = look_ahead(believe({}), {}, believe)

    assert [(each.attribute.name, each.matters, each.low, each.high) for each in found] == [
        (name, name == "legs", None, None)
        for name in ("covering", "habitats", "legs", "weight", "tame", "flies")
    ]


def test_an_assumption_is_not_told(tmp_path):
    program = base(tmp_path, PUMP)
    believe = Reference(program).believe
    known = {"hours": Decimal("5.5")}
    found = {
        each.attribute.name: each.matters for each in look_ahead(believe(known), known, believe)
    }

    assert (found["running"], "hours" in found) == (True, False)


def test_a_fact_that_only_adds_a_reason_matters(tmp_path):
    files = {
        "knowledge/x.yaml": """
attributes:
  wet: {kind: yes or no, ask: Is it wet?}
  dark: {kind: yes or no, ask: Is it dark?}
advice:
  care: {slow-down: {say: Drive slowly., source: {convention: x}}}
verdict:
  shows: {care: care}
  cannot tell: {care: none}
  headline: [{say: Take care.}]
  advice: {care: Take care}
""",
        "rules/x.yaml": """
rules:
  wet-roads: {when: {wet: yes}, then: {care: slow-down}, because: Wet roads are slippery.}
  dark-roads: {when: {dark: yes}, then: {care: slow-down}, because: In the dark one sees little.}
""",
    }
    believe = Reference(base(tmp_path, files)).believe
    found = look_ahead(believe({"wet": "yes"}), {"wet": "yes"}, believe)

    assert [(each.attribute.name, each.matters) for each in found] == [("dark", True)]


REACH = """
attributes:
  colour: {one of: [red, green, blue], ask: Which colour?}
  size: {number: 0 to 100, whole: yes, ask: How large?}
  spare: {number: 0 to 10, whole: yes, ask: How many to spare?}
  mood: {one of: [bright, calm]}
  least: {formula: size + 2, because: x, source: {convention: x}}
  most: {formula: size + spare * 3, because: x, source: {convention: x}}
verdict:
  shows: {mood: mood, span: {low: least, high: most}}
  if no value: {mood: dull}
  range of: span
  cannot tell: {mood: none}
  headline: [{say: So it is.}]
"""
MOODS = """
rules:
  red-bright: {when: {colour: red, size: more than 50}, then: {mood: bright}}
  blue-calm: {when: {colour: blue}, then: {mood: calm}}
"""


@pytest.mark.parametrize(
    ("told", "reached"),
    [
        ({}, Reach(("bright", "calm", "dull"), Decimal(2), Decimal(130))),
        ({"colour": "blue", "size": Decimal(7)}, Reach(("calm",), Decimal(9), Decimal(37))),
        ({"colour": "red", "spare": Decimal(0)}, Reach(("bright", "dull"), Decimal(2), Decimal(100))),
        ({"colour": "red", "size": Decimal(50)}, Reach(("dull",), Decimal(52), Decimal(80))),
    ],
)  # fmt: skip
def test_the_reach_is_that_of_all_completions(tmp_path, told, reached):
    program = base(tmp_path, {"knowledge/x.yaml": REACH, "rules/x.yaml": MOODS})
    asked = {
        "colour": ["red", "green", "blue"],
        "size": [Decimal(number) for number in range(101)],
        "spare": [Decimal(number) for number in range(11)],
    }
    believe = Reference(program).believe
    words, lows, highs = set(), set(), set()
    for values in product(*([told[name]] if name in told else asked[name] for name in asked)):
        memory = believe(dict(zip(asked, values, strict=True))).memory
        words.add(memory.get("mood") or "dull")
        lows.add(memory["least"])
        highs.add(memory["most"])

    assert reach(program.knowledge.verdict, compile_diagram(program), told) == reached
    assert (set(reached.words), reached.low, reached.high) == (words, min(lows), max(highs))


def test_the_shipped_reach_is_that_of_all_completions():
    program = open_knowledge().program()
    diagram = compile_diagram(program, only=program.knowledge.verdict.reaches)
    believe = Reference(program).believe
    told = {"industry": "consulting", "career stage": "early career", "personality": "introvert"}
    goals = program.knowledge.vocabulary["goals"].kind.values
    runs = [
        believe({**told, "networks online": online, "goals": chosen}).memory
        for online in ("yes", "no")
        for count in range(len(goals) + 1)
        for chosen in combinations(goals, count)
    ]
    found = reach(program.knowledge.verdict, diagram, told)

    assert set(found.words) == {run["size"] for run in runs}
    assert found.low == min(run["target low"] for run in runs)
    assert found.high == max(run["target high"] for run in runs)


def test_a_form_without_a_range_reaches_nothing(tmp_path):
    bare = REACH.replace("  range of: span\n", "")
    program = base(tmp_path, {"knowledge/x.yaml": bare, "rules/x.yaml": MOODS})

    assert reach(program.knowledge.verdict, compile_diagram(program), {}) is None

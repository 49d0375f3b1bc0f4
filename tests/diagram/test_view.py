"""Ranges, counts, gains and what still matters, against brute force over whole sub-spaces."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from math import log2
from random import Random

import pytest

from engine.chaining import ReferenceMatcher
from engine.consultation import Fact, consult
from engine.diagram import Fires, View
from engine.diagram.gains import information_gain
from engine.diagram.witnesses import witness
from engine.outlook import essence
from tests.diagram.profiles import believed, every_example, random_profile

FIELDS = ("size", "target low", "target high", "pace", "approach", "gap", "floor", "average")
TRIPLES = (
    ("industry", "career stage", "personality"),
    ("goals", "networks online", "personality"),
    ("career stage", "connections", "account type"),
)


def whole_profile(rng, diagram, leaving):
    """Everything told but a few attributes."""
    told = {}
    while len(told) < len(diagram.inputs):
        told = random_profile(rng, diagram)
    return {name: value for name, value in told.items() if name not in leaving}


@pytest.mark.parametrize("open_attributes", TRIPLES)
def test_what_is_reachable_is_what_all_completions_give(diagram, reference, open_attributes):
    rng = Random(5)
    told = whole_profile(rng, diagram, open_attributes)
    runs = [
        believed(reference, FIELDS, each) for each in every_example(diagram, open_attributes, told)
    ]
    view = View(diagram, told)
    found = view.value_range("size", "target low", "target high")

    for field in FIELDS:
        assert view.reachable(field) == {run[field] for run in runs}
    lows = [run["target low"] for run in runs if isinstance(run["target low"], Decimal)]
    highs = [run["target high"] for run in runs if isinstance(run["target high"], Decimal)]
    assert set(found.words) == {run["size"] for run in runs}
    assert (found.low, found.high) == (min(lows, default=None), max(highs, default=None))


@pytest.mark.parametrize("open_attributes", TRIPLES)
def test_counts_and_gains_are_those_of_all_completions(diagram, reference, open_attributes):
    told = whole_profile(Random(6), diagram, open_attributes)
    view, sizes, by_answer = View(diagram, told), Counter(), defaultdict(Counter)
    total = 0
    for each in every_example(diagram, open_attributes, told):
        size = believed(reference, ("size",), each)["size"]
        sizes[size] += 1
        total += 1
        for name in open_attributes:
            by_answer[name, each[name]][size] += 1
    counted, gains = view.count("size"), information_gain(view, "size")

    assert {value: entry.cells for value, entry in counted.items()} == sizes
    assert all(entry.exact for entry in counted.values())
    for name in open_attributes:
        left = sum(
            entropy(table) * table.total() / total
            for (asked, _), table in by_answer.items()
            if asked == name
        )
        assert gains.get(name, 0.0) == pytest.approx(entropy(sizes) - left, abs=1e-9)


def test_what_still_depends_is_what_some_answer_changes(diagram, reference):
    rng = Random(7)
    for _ in range(5):
        names = ("career stage", "personality", "networks online")
        told = whole_profile(rng, diagram, names)
        runs = {
            tuple(each[name] for name in names): believed(reference, FIELDS, each)
            for each in every_example(diagram, names, told)
        }
        changing = {
            name
            for at, name in enumerate(names)
            for one, run in runs.items()
            for other, its in runs.items()
            if run != its and one[:at] + one[at + 1 :] == other[:at] + other[at + 1 :]
        }

        assert View(diagram, told).depends_on(*FIELDS) == changing


def test_what_no_longer_matters_changes_no_verdict(diagram, reference):
    rng = Random(8)
    names = ("accepts strangers", "groups joined", "target companies", "account type")
    for _ in range(6):
        told = whole_profile(rng, diagram, names)
        verdicts = {
            tuple(each[name] for name in names): tuple(essence(reference.believe(each)))
            for each in every_example(diagram, names, told)
        }
        changing = {
            name
            for at, name in enumerate(names)
            for one, its in verdicts.items()
            for other, others in verdicts.items()
            if its != others and one[:at] + one[at + 1 :] == other[:at] + other[at + 1 :]
        }

        assert View(diagram, told).matters() == changing


def test_one_answer_matters_where_the_outlook_says_so(diagram, program):
    rng = Random(9)
    for _ in range(8):
        told = random_profile(rng, diagram)
        facts = [Fact(name, value) for name, value in told.items()]
        consultation = consult(program, facts, ReferenceMatcher(program))
        for missing in consultation.missing:
            name = missing.attribute.name
            now_and_then = View(diagram, told, "either", asking=[name])
            then = View(diagram, told, "told later", asking=[name])
            found = then.value_range("size", "target low", "target high")

            assert (name in now_and_then.matters()) == missing.matters, (name, told)
            assert (found.low, found.high) == (missing.low, missing.high)


def test_a_joint_test_is_settled_as_soon_as_its_inputs_leave_one_answer(diagram):
    rule = Fires("grows-too-fast")
    few = View(diagram, {"connections": Decimal(606), "connections a year ago": Decimal(1)})
    many = View(diagram, {"connections": Decimal(606), "connections a year ago": Decimal(0)})
    never = View(diagram, {"connections": Decimal(605)})
    perhaps = View(diagram, {"connections": Decimal(606)})

    assert few.reachable(rule) == {False}
    assert many.reachable(rule) == {True}
    assert never.reachable(rule) == {False}
    assert perhaps.reachable(rule) == {True, False}
    assert perhaps.depends_on(rule) == {"connections a year ago"}
    assert not next(iter(perhaps.count(rule).values())).exact


def test_a_witness_is_a_profile_that_reaches_what_was_wanted(diagram, reference):
    for rule in diagram.program.rules:
        subject = Fires(rule.id)
        root = diagram.root(subject)
        wanted = {
            leaf for leaf in View(diagram, {}).leaves(root) if diagram.nodes.value[leaf] is True
        }
        found = witness(View(diagram, {}), root, frozenset(wanted))
        if found is not None:
            assert believed(reference, (subject,), found) == {subject: True}
        else:
            assert not wanted


def entropy(table):
    return -sum(n / table.total() * log2(n / table.total()) for n in table.values())


def test_a_figure_among_several_subjects_depends_on_what_makes_it(diagram):
    told = {"industry": "consulting", "career stage": "established", "goals": ()}
    together = View(diagram, {**told, "personality": "ambivert"})

    assert together.depends_on("still missing") == {"connections"}
    assert together.depends_on(("size", "still missing")) == {"connections"}


def test_the_support_of_a_diagram_has_all_that_it_may_depend_on(diagram):
    for subject in ("size", "gap", "still missing", "growth a month", "pace"):
        found = View(diagram, {}, "either").depends_on(subject)

        assert found <= diagram.support(diagram.root(subject)), subject
    assert diagram.support(diagram.root("growth a month")) == {
        "connections", "connections a year ago",
    }  # fmt: skip

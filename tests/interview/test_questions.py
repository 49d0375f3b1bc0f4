"""Which question comes next, and how many more there may be."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise, product
from math import log2
from random import Random

import pytest

from engine.consultation import Reference
from engine.diagnostics import DunbarError
from engine.diagram import compile_diagram
from engine.interview import Question, aims_of, back, begin, question, skipped
from engine.interview.asking import ask_next
from engine.interview.choosing import UNANSWERED, gained, weights
from engine.interview.left import Left
from engine.values import UNKNOWN
from tests.interview.playing import entry_of, play, replied, whole_profile
from tests.knowledge import base

XOR = {
    "knowledge/lamp.yaml": (
        "attributes:\n"
        "  upstairs: {kind: yes or no, ask: Is the switch upstairs on?, effort: 3}\n"
        "  downstairs: {kind: yes or no, ask: And the other?}\n"
        "  hours: {number: 0 to 9, ask: For how long?}\n"
        "  light: {one of: [on, off]}\n"
        "  cost: {formula: hours * 2, because: Two for an hour., source: {convention: ours}}\n"
        "verdict:\n"
        "  shows: {light: light, cost: cost}\n"
        "  cannot tell: {light: unknown}\n"
        "  headline:\n    - say: It is lit or not.\n"
    ),
    "rules/lamp.yaml": (
        "rules:\n"
        "  odd:\n    when: {any: [{all: [{upstairs: yes}, {downstairs: no}]},"
        " {all: [{upstairs: no}, {downstairs: yes}]}]}\n    then: {light: on}\n"
        "  even:\n    when: {any: [{all: [{upstairs: yes}, {downstairs: yes}]},"
        " {all: [{upstairs: no}, {downstairs: no}]}]}\n    then: {light: off}\n"
    ),
}


@pytest.fixture
def lamp(tmp_path):
    program = base(tmp_path, XOR)
    return program, compile_diagram(program)


def test_the_gain_is_that_of_all_completions_under_the_prior(opened, reference):
    """Brute force over what is open when all but three attributes are told."""
    rng, diagram = Random(1), opened.diagram()
    interview = begin(opened.program(), diagram)
    (aim,) = interview.aims
    names = sorted(Left(interview).depends(aim))[-3:]
    for _ in range(4):
        told = {k: v for k, v in whole_profile(rng, diagram).items() if k not in names}
        at = interview
        for name, value in told.items():
            at = replied(at, name, value)
        entries = [entry_of(at, name) for name in names]
        total, by_answer = Counter(), defaultdict(Counter)
        for numbers in product(*(range(len(entry.classes)) for entry in entries)):
            share, facts = 1.0, dict(told)
            for entry, number in zip(entries, numbers, strict=True):
                share *= weights(entry)[number] / sum(weights(entry))
                if number:
                    facts[entry.attribute.name] = entry.classes[number].example
            value = reference.believe(facts).memory.get(aim.attributes[0], UNKNOWN)
            total[value] += share
            for name, number in zip(names, numbers, strict=True):
                by_answer[name, number][value] += share

        gains = gained(Left(at).view, aim)

        for name in names:
            left = sum(
                entropy(table) * table.total()
                for (asked, _), table in by_answer.items()
                if asked == name
            )
            assert gains.get(name, 0.0) == pytest.approx(entropy(total) - left, abs=1e-9)


def test_a_question_goes_unanswered_one_time_in_ten(opened):
    for entry in opened.diagram().inputs:
        found = weights(entry)
        assert found[0] / sum(found) == pytest.approx(UNANSWERED)


def test_the_question_has_the_most_gain_for_its_effort(opened):
    rng, diagram = Random(2), opened.diagram()
    for _ in range(4):
        whole = whole_profile(rng, diagram)
        interview = begin(opened.program(), diagram)
        while isinstance(step := ask_next(interview), Question):
            left = Left(interview)
            gains = gained(left.view, step.aim)
            efforts = {one.name: one.effort for one in opened.knowledge.vocabulary}
            best = max(gains[name] / efforts[name] for name in left.depends(step.aim))
            assert step.worth == pytest.approx(best)
            assert step.gain == gains[step.attribute.name]
            interview = replied(interview, step.attribute.name, whole[step.attribute.name])


def test_what_costs_less_is_asked_first_where_it_tells_as_much(lamp):
    first = question(begin(*lamp))

    assert first.attribute.name == "downstairs"


def test_two_facts_that_tell_nothing_alone_are_both_asked(lamp):
    interview, settled, asked = play(begin(*lamp), {"upstairs": "yes", "downstairs": "yes"})

    assert [one.attribute.name for one in asked] == ["downstairs", "upstairs"]
    assert settled.unasked == ("hours",)
    assert Reference(lamp[0]).believe(interview.told).memory["light"] == "off"


def test_a_silence_that_settles_it_ends_the_interview(lamp):
    _, settled, asked = play(begin(*lamp), {"upstairs": "yes"})

    assert [one.attribute.name for one in asked] == ["downstairs"]
    assert settled.proved


def test_a_figure_that_moves_within_one_class_is_asked_for(lamp):
    _, settled, asked = play(begin(*lamp, "cost"), {})

    assert [one.attribute.name for one in asked] == ["hours"]
    assert settled.unasked == ("upstairs", "downstairs")


@pytest.mark.parametrize("until", [None, "all"])
def test_at_most_never_rises_and_is_never_passed(opened, until):
    rng, diagram = Random(7), opened.diagram()
    for _ in range(3):
        whole = whole_profile(rng, diagram, rng.choice((0.7, 1)))
        _, _, asked = play(begin(opened.program(), diagram, until), whole)
        promised = [one.at_most for one in asked]

        assert all(later < earlier for earlier, later in pairwise(promised))
        followed = range(len(asked))[::-1]
        assert all(done <= most for done, most in zip(followed, promised, strict=True))


def test_about_lies_between_nothing_and_at_most_and_is_the_same_each_time(opened):
    first = question(begin(opened.program(), opened.diagram()))

    assert first.about is not None
    assert 0 < first.about <= first.at_most
    assert question(begin(opened.program(), opened.diagram())) == first


def test_about_is_what_interviews_take(opened):
    rng, diagram = Random(8), opened.diagram()
    start = begin(opened.program(), diagram)
    asked = [len(play(start, whole_profile(rng, diagram))[2]) - 1 for _ in range(30)]

    assert question(start).about == pytest.approx(sum(asked) / len(asked), abs=1)


def test_what_is_told_or_skipped_is_not_asked(opened):
    start = begin(opened.program(), opened.diagram())
    first = question(start)
    value = first.attribute.kind.values[0]

    told = replied(start, first.attribute.name, value)
    left_open = skipped(start, first.attribute.name)

    for interview in (told, left_open):
        assert first.attribute.name not in interview.open
        assert question(interview).attribute != first.attribute
        assert back(interview) == start
    assert back(start) is None


def test_aims_are_the_fields_and_then_the_whole_verdict(opened):
    program = opened.program()
    fields = [entry.name for entry in program.knowledge.verdict.fields]

    assert [aim.name for aim in aims_of(program)] == fields[:1]
    assert [aim.name for aim in aims_of(program, "ALL")] == [*fields, "verdict"]
    assert [aim.name for aim in aims_of(program, fields[-1].upper())] == fields[-1:]


def test_an_unknown_aim_is_an_error_with_the_nearest_name(lamp):
    with pytest.raises(DunbarError) as caught:
        aims_of(lamp[0], "lihgt")

    assert str(caught.value) == 'the verdict has no "lihgt" to ask for; did you mean "light"?'


def entropy(table):
    return -sum(n / table.total() * log2(n / table.total()) for n in table.values() if n)

"""What each answer leads to, and the ladder from a question up to the verdict."""

from __future__ import annotations

from itertools import pairwise, product
from random import Random

from engine.interview import begin, effects, ladder, question
from engine.interview.asking import Question
from engine.interview.left import Left
from engine.vocabulary import OneOf
from tests.interview.playing import entry_of, replied, shown, whole_profile


def test_each_answer_leads_to_what_its_completions_give(opened, reference):
    rng, diagram, checked = Random(11), opened.diagram(), 0
    start = begin(opened.program(), diagram)
    (aim,) = start.aims
    names = sorted(Left(start).depends(aim))[-3:]
    while checked < 3:
        interview = start
        for name, value in whole_profile(rng, diagram).items():
            interview = interview if name in names else replied(interview, name, value)
        step = question(interview)
        if not isinstance(step, Question) or not isinstance(step.attribute.kind, OneOf):
            continue
        checked += 1
        rest = [entry_of(interview, name) for name in names if name != step.attribute.name]
        for effect in effects(interview, step):
            for answer in effect.answers:
                told = replied(
                    interview, step.attribute.name, None if answer == "no answer" else answer
                ).told
                found = set()
                for chosen in product(*(entry.classes for entry in rest)):
                    more = {
                        entry.attribute.name: each.example
                        for entry, each in zip(rest, chosen, strict=True)
                        if each.example is not None
                    }
                    found.add(shown(reference.believe({**told, **more}), aim))
                assert found == set(effect.possible.values), (told, answer)


def test_the_answers_are_all_there_are(opened):
    interview = begin(opened.program(), opened.diagram())
    step = question(interview)

    said = [answer for effect in effects(interview, step) for answer in effect.answers]

    assert sorted(said) == sorted([*step.attribute.kind.values, "no answer"])


def test_the_ladder_begins_with_the_question_and_ends_at_the_verdict(opened):
    rng, diagram = Random(12), opened.diagram()
    whole, interview = whole_profile(rng, diagram), begin(opened.program(), diagram, "all")
    while isinstance(step := question(interview), Question):
        rungs = ladder(interview, step)
        rules = [each.rule.id for rung in rungs for each in rung.rules]

        assert rungs[0].wanted == (step.attribute.name,)
        assert len(rules) == len(set(rules))
        for below, above in pairwise(rungs):
            concluded = {name for each in below.rules for name in each.rule.writes()}
            concluded |= {attribute.name for attribute in below.computed}
            assert not concluded.isdisjoint(above.wanted) or not below.rules
        for waiting in rungs[0].rules:
            assert step.attribute.name in waiting.rule.reads()
        interview = replied(interview, step.attribute.name, whole[step.attribute.name])

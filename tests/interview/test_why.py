"""What each answer leads to, and the ladder from a question up to the verdict."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product
from random import Random

from engine.api import open_knowledge
from engine.consultation import Reference
from engine.diagram import View
from engine.interview import begin, effects, ladder, question, skipped
from engine.interview.asking import Question
from engine.interview.left import Left
from engine.vocabulary import OneOf
from tests.interview.conftest import BASES
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


def test_a_range_of_numbers_leads_to_all_that_its_numbers_lead_to():
    """Each number told by itself gives a part of what its range gives, and one gives the most."""
    opened = open_knowledge(BASES["faults"])
    diagram, reference = opened.diagram(), Reference(opened.program())
    age = opened.knowledge.vocabulary["battery age"]
    _, low, high = opened.knowledge.verdict.reaches
    for told in ({"starter": "turns slowly"}, {"starter": "turns slowly", "lights left on": "no"}):
        interview = begin(opened.program(), diagram)
        for name, value in told.items():
            interview = replied(interview, name, value)
        interview = skipped(interview, "signs")
        step = replace(question(interview), attribute=age)
        found = effects(interview, step)
        ranges = [one for one in found if one.answers != ("no answer",)]
        assert len(ranges) > 1

        for years in range(21):
            (span,) = [one.possible.span for one in ranges if covers(one.answers[0], years)]
            then = View(diagram, {**told, "battery age": Decimal(years)}, "either")
            alone = then.value_range(*opened.knowledge.verdict.reaches)
            assert span.low <= alone.low
            assert alone.high <= span.high
            assert years not in {2, 5, 20} or alone.high == span.high

        rng = Random(13)
        for _ in range(60):
            whole = {**whole_profile(rng, diagram, 0.6), **told}
            if "battery age" in whole:
                memory = reference.believe(whole).memory
                years = whole["battery age"]
                (span,) = [one.possible.span for one in ranges if covers(one.answers[0], years)]
                for name in (low, high):
                    figure = memory.get(name)
                    assert figure is None or span.low <= figure <= span.high, whole


def covers(said, number):
    """Whether ``0 to 2``, ``more than 2 to 5`` or ``7`` has the number in it."""
    low, _, high = said.removeprefix("more than ").partition(" to ")
    above = number > Decimal(low) if said.startswith("more") else number >= Decimal(low)
    return above and number <= Decimal(high or low)

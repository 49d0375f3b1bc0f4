"""An interview ends with the verdict that the whole profile has."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.consultation import Reference
from engine.diagram import Exceeded, View, compile_diagram
from engine.interview import begin
from engine.outlook import essence
from engine.values import UNKNOWN
from tests.interview.playing import as_shown, play, shown, whole_profile, with_field
from tests.strategies import random_program

PROFILES = 15


@pytest.mark.parametrize("until", [None, "target", "charge"])
def test_it_ends_with_what_the_whole_profile_gives(opened, reference, until):
    names = [entry.name for entry in opened.knowledge.verdict.fields]
    if until not in {None, *names}:
        pytest.skip("a field of the other knowledge base")
    rng, diagram = Random(3), opened.diagram()
    for _ in range(PROFILES):
        whole = whole_profile(rng, diagram, rng.choice((0.6, 1, 1)))

        interview, settled, asked = play(begin(opened.program(), diagram, until), whole)

        (aim,) = interview.aims
        assert settled.proved
        assert len(asked) == len(interview.answers) == len({one.attribute.name for one in asked})
        then = shown(reference.believe(interview.told), aim)
        assert then == shown(reference.believe(whole), aim), whole


def test_until_all_it_ends_with_the_whole_verdict_of_the_whole_profile(opened, reference):
    rng, diagram = Random(4), opened.diagram()
    for _ in range(4):
        whole = whole_profile(rng, diagram)

        interview, _, _ = play(begin(opened.program(), diagram, "all"), whole)

        assert list(essence(reference.believe(interview.told))) == list(
            essence(reference.believe(whole))
        )


def test_durable_rules_gives_what_the_diagram_promised(opened):
    rng, diagram = Random(5), opened.diagram()
    for _ in range(15):
        whole = whole_profile(rng, diagram, 0.9)
        interview, _, _ = play(begin(opened.program(), diagram), whole)
        (aim,) = interview.aims

        consultation = opened.consult(interview.facts, outlook=False)

        promised = diagram.values(aim.attributes, interview.told)
        missing = (None, UNKNOWN)
        said = [aim.otherwise if one in missing else one for one in promised.values()]
        assert shown(consultation.run, aim) == as_shown(said)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_it_does_so_for_any_knowledge_base(rng):
    program = random_program(rng)
    derived = [each.name for each in program.knowledge.vocabulary if not each.asked]
    program = with_field(program, rng.choice(derived), rng.choice((None, "unclear")))
    diagram = compile_diagram(program, 20_000)
    if isinstance(diagram, Exceeded):
        return
    reference, whole = Reference(program), whole_profile(rng, diagram, 0.8)

    interview, _, _ = play(begin(program, diagram), whole)

    (aim,) = interview.aims
    for silent in (False, True):
        more = {} if silent else {name: whole[name] for name in interview.open if name in whole}
        then = reference.believe({**interview.told, **more})
        assert shown(then, aim) == shown(reference.believe(interview.told), aim)


def test_without_a_diagram_it_asks_all_that_is_read_and_says_so(opened, reference):
    nothing = Exceeded("more than 10 nodes", 10)
    whole = whole_profile(Random(6), opened.diagram())

    interview, settled, asked = play(begin(opened.program(), nothing), whole)

    (aim,) = interview.aims
    assert not settled.proved
    assert [one.gain for one in asked] == [None] * len(asked)
    assert [one.at_most for one in asked] == list(range(len(asked)))[::-1]
    order = opened.program().asked
    assert [one.attribute.name for one in asked] == [
        name for name in order if name not in settled.unasked
    ]
    assert shown(reference.believe(interview.told), aim) == shown(reference.believe(whole), aim)


def test_without_a_diagram_all_means_everything_that_is_read_or_said(opened):
    settled = play(begin(opened.program(), Exceeded("", 1), "all"), {})[1]
    matters = View(opened.diagram(), {}, "either").matters()

    assert matters.isdisjoint(settled.unasked)
    assert len(matters) + len(settled.unasked) == len(opened.program().asked)

"""What can still be: without what was skipped, and with it told after all."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from engine.diagram import compile_diagram
from engine.interview import begin
from engine.interview.left import DISAGREED, Left
from tests.interview.clashing import CLASHING
from tests.interview.playing import entry_of, play, replied, shown, whole_profile
from tests.knowledge import base


def test_reopened_it_is_as_if_nothing_had_been_skipped(opened):
    rng, diagram = Random(21), opened.diagram()
    for _ in range(5):
        whole = whole_profile(rng, diagram, 0.4)
        interview, _, _ = play(begin(opened.program(), diagram), whole)
        told = begin(opened.program(), diagram, None, interview.facts)
        (aim,) = interview.aims

        reopened, never_asked = Left(interview, reopened=True), Left(told)

        assert reopened.possible(aim) == never_asked.possible(aim)
        assert reopened.depends(aim) == never_asked.depends(aim)
        assert reopened.moving() == never_asked.moving()


def test_what_was_left_open_and_could_change_it_is_exactly_what_is_named(opened, reference):
    """Each skipped fact by itself, in all its classes: who changes the aim is among the named."""
    rng, diagram, changed = Random(22), opened.diagram(), 0
    for _ in range(6):
        interview, _, _ = play(begin(opened.program(), diagram), whole_profile(rng, diagram, 0.5))
        (aim,) = interview.aims
        named = Left(interview, reopened=True).depends(aim)
        settled = shown(reference.believe(interview.told), aim)
        for name in interview.skipped:
            for each in entry_of(interview, name).classes[1:]:
                told = {**interview.told, name: each.example}
                if shown(reference.believe(told), aim) != settled:
                    assert name in named
                    changed += 1
    assert changed


def test_a_disagreement_is_a_value_of_its_own(tmp_path):
    program = base(tmp_path, CLASHING)
    interview = replied(begin(program, compile_diagram(program)), "rainy", "yes")
    (aim,) = interview.aims

    possible = Left(interview).possible(aim).values
    assert possible == ("light", "thick", "cannot tell", DISAGREED)
    both = replied(replied(interview, "windy", "yes"), "degrees", Decimal(16))
    assert Left(both).possible(aim).values == (DISAGREED,)

"""The promise of an interview, proved by trying everything: nothing unasked could change it.

Every way of answering, silence among them, is played to its end, and there every completion of
what was not asked has to come out the same. ``DUNBAR_EXHAUST=1`` does all of it, which takes
minutes; without it a part is done, chosen by chance but always the same.
"""

from __future__ import annotations

import os
from math import prod
from random import Random

import pytest

from engine.consultation import Reference
from engine.diagram import compile_diagram
from engine.interview import begin
from engine.interview.left import Left
from tests.interview.clashing import CLASHING
from tests.interview.playing import completions, entry_of, every_end, shown, some_end
from tests.knowledge import base

WHOLE = bool(os.environ.get("DUNBAR_EXHAUST"))
ENDS = 40
OF_EACH = 40


def test_no_completion_of_any_end_changes_what_was_settled(opened, reference):
    interview = begin(opened.program(), opened.diagram())
    (aim,) = interview.aims
    cone = Left(interview).depends(aim)
    cells = prod(len(entry_of(interview, name).classes) for name in cone)
    rng, checked, ends = Random(1), 0, 0
    chosen = every_end(interview) if WHOLE else (some_end(interview, rng) for _ in range(ENDS))

    for end in chosen:
        ends += 1
        settled = shown(reference.believe(end.told), aim)
        for told in completions(end, cone, rng, None if WHOLE else OF_EACH):
            assert shown(reference.believe(told), aim) == settled, (end.told, told)
            checked += 1

    print(f"{ends} ends, {checked} of {cells} cells of {sorted(cone)}")  # noqa: T201
    assert not WHOLE or checked == cells
    assert checked >= ends


@pytest.mark.parametrize("until", ["coat", "layers"])
def test_silence_and_rules_that_disagree_are_not_the_same_end(tmp_path, until):
    program = base(tmp_path, CLASHING)
    reference, start = Reference(program), begin(program, compile_diagram(program), until)
    (aim,) = start.aims
    cone, rng, seen = Left(start).depends(aim), Random(1), set()

    for end in every_end(start):
        settled = shown(reference.believe(end.told), aim)
        for told in completions(end, cone, rng):
            assert shown(reference.believe(told), aim) == settled, (end.told, told)
            seen.add(settled)

    # three values, "cannot tell" and None, or one value and None
    assert len(seen) == (5 if until == "coat" else 2)

"""A diagram from the cache answers as the one that was put there."""

from __future__ import annotations

import pickle
from io import BytesIO
from random import Random

import pytest

from engine import api, cache
from engine.api import open_knowledge
from engine.diagram import Diagram, Exceeded, View, compile_diagram, restored, stored
from engine.diagram.gains import information_gain
from tests.diagram.profiles import random_profile, subjects_of
from tests.test_second_knowledge_base import FAULTS

ENDS = ("size", "target low", "target high")


def kept(made):
    """What the cache would give back."""
    return cache._Unpickler(BytesIO(pickle.dumps(stored(made), protocol=5))).load()


def test_every_question_has_the_same_answer(diagram):
    found = restored(diagram.program, kept(diagram))
    assert isinstance(found, Diagram)
    assert (found.size, found.inputs, found.joint_tests) == (
        diagram.size, diagram.inputs, diagram.joint_tests,
    )  # fmt: skip
    subjects, rng = subjects_of(diagram.program), Random(2)
    for _ in range(50):
        told = random_profile(rng, diagram)
        one, other = View(diagram, told), View(found, told)

        assert found.values(subjects, told) == diagram.values(subjects, told)
        assert other.value_range(*ENDS) == one.value_range(*ENDS)
        assert other.depends_on("gap", "actions") == one.depends_on("gap", "actions")
        assert information_gain(other, "size") == information_gain(one, "size")
    assert View(found, {}).matters() == View(diagram, {}).matters()


def test_that_it_would_be_too_large_is_kept_too(program):
    assert restored(program, kept(compile_diagram(program, budget=300))) == Exceeded(
        "more than 300 nodes", 300
    )


def test_a_part_answers_as_the_whole(diagram, program):
    part = compile_diagram(program, only=ENDS)
    assert isinstance(part, Diagram)
    assert part.size.nodes * 10 < diagram.size.nodes
    rng = Random(4)
    for _ in range(200):
        told = random_profile(rng, diagram)

        assert part.values(ENDS, told) == diagram.values(ENDS, told)
        assert View(part, told).value_range(*ENDS) == View(diagram, told).value_range(*ENDS)
    with pytest.raises(KeyError):
        part.root("gap")


@pytest.fixture
def compilations(monkeypatch, tmp_path):
    """What was compiled, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    from engine.diagram import making

    made, real = [], making.make_diagram

    def noted(program, budget, order, only):
        made.append(only)
        return real(program, budget, order, only)

    monkeypatch.setattr(making, "make_diagram", noted)
    return made


def test_it_is_compiled_once_and_cached_after(compilations):
    first, second = open_knowledge(FAULTS), open_knowledge(FAULTS)

    assert [first.diagram().size, first.diagram().size] == [second.diagram().size] * 2
    assert second.diagram("article").size != first.diagram().size
    first.consult([])
    second.consult([])
    assert compilations == [None, None, ("cause", "charge least", "charge most")]


def test_a_verdict_without_outlook_needs_no_diagram(compilations):
    api.open_knowledge(FAULTS).consult([], outlook=False)

    assert compilations == []

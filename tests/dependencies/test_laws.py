"""No arrow is missing: what a change of one answer changes lies downstream of it; and more laws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.api import open_knowledge
from engine.chaining import ReferenceMatcher
from engine.dependencies import (
    around,
    bundled,
    dependencies,
    drawn,
    folded,
    gathered,
    observed,
    part,
)
from engine.dependencies.mattering import spared
from engine.diagram import Exceeded, compile_diagram
from engine.diagram.diagram import DEFAULT_BUDGET
from engine.inference import assume, infer
from tests.strategies import compiled, profiles, programs, random_profile

FAULTS = Path(__file__).parents[1] / "faults"


def inferred(program, told):
    return infer(program, assume(program, told), ReferenceMatcher(program))


def changed(program, one, other):
    """The ids of all attributes and rules of which two runs say something else."""
    names = {*one.memory, *other.memory} - {*program.asked}
    differ = {f"attribute:{n}" for n in names if one.memory.get(n, n) != other.memory.get(n, n)}
    rules = {*one.fired} ^ {*other.fired}
    return differ | {f"rule:{program.rules[number].id}" for number in rules}


def downstream(graph, name):
    return set(part(graph, f"attribute:{name}", "downstream").things)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_what_an_answer_changes_lies_downstream_of_it(data):
    program = data.draw(programs())
    graph = dependencies(program)
    told = data.draw(profiles(program))
    name = data.draw(st.sampled_from(program.asked))
    other = {**told, name: data.draw(profiles(program)).get(name)}

    found = changed(program, inferred(program, told), inferred(program, other))

    assert found <= downstream(graph, name)


@settings(deadline=None, max_examples=25)
@given(programs())
def test_a_coarser_form_leads_from_everything_to_the_same(program):
    graph = dependencies(program)
    forms = (folded(graph), gathered(graph, ()), bundled(graph), drawn(graph))

    for name in program.asked:
        wanted = {each for each in downstream(graph, name) if each.startswith("attribute:")}
        for form in forms:
            assert {n for n in downstream(form, name) if n.startswith("attribute:")} == wanted


@settings(deadline=None, max_examples=25)
@given(programs())
def test_upstream_is_downstream_the_other_way_round(program):
    graph = dependencies(program)

    for name in graph.things:
        for other in part(graph, name, "downstream").things:
            assert name in part(graph, other, "upstream").things


@settings(deadline=None, max_examples=25)
@given(programs(), st.integers(1, 4))
def test_with_more_depth_comes_more_and_in_the_end_everything(program, depth):
    graph = dependencies(program)

    for name in graph.things:
        near, far = (set(part(graph, name, depth=n).things) for n in (depth, depth + 1))
        assert near <= far <= set(part(graph, name).things)
        assert set(part(graph, name, depth=99).things) == set(part(graph, name).things)


@settings(deadline=None, max_examples=25)
@given(programs(), st.randoms(use_true_random=False))
def test_nobody_notices_where_an_arrow_that_never_matters_is_taken_away(program, random):
    hold_without_idle_links(program, random, 6)


def test_nobody_notices_it_in_a_whole_base():
    program = open_knowledge(FAULTS).program()
    assert hold_without_idle_links(program, Random(1), 12, DEFAULT_BUDGET) > 1


def hold_without_idle_links(program, random, most, budget=20_000):
    """How many of the arrows that never matter were taken away, one by one."""
    diagram = compile_diagram(program, budget)
    if isinstance(diagram, Exceeded):
        return 0
    idle = [
        link
        for link in observed(dependencies(program), diagram).links
        if link.how in {"reads", "unless"} and "for the same people" in link.idle
    ][:most]
    for link in idle:
        name = link.source.removeprefix("attribute:")
        rules = tuple(
            spared(rule, link.how, name) if rule.id in link.rules else rule
            for rule in program.rules
        )
        other = compiled(replace(program.knowledge, rules=rules))
        for _ in range(10):
            told = tellable(random_profile(random, program))
            assert inferred(program, told).memory == inferred(other, told).memory
    return len(idle)


def tellable(told):
    """Nobody can tell that a word or a number is none."""
    return {name: value for name, value in told.items() if value is not None}


@settings(deadline=None, max_examples=25)
@given(programs())
def test_everything_can_be_drawn_around_everything(program):
    graph = observed(dependencies(program), Exceeded("too large", 1))

    for thing in list(graph.things.values())[::3]:
        found = around(graph, thing)
        assert found.centre.id in found.drawn.things
        for form in (found.near, found.drawn, found.reached):
            assert {end for link in form.links for end in (link.source, link.target)} <= set(
                form.things
            )

"""Limits are told, not hidden."""

from __future__ import annotations

from engine.diagram import Diagram, Exceeded, compile_diagram
from tests.strategies import compiled, knowledge, list_of


def test_too_many_nodes_are_an_honest_answer(program):
    assert compile_diagram(program, budget=500) == Exceeded("more than 500 nodes", 500)


def test_a_list_of_many_words_that_matter_is_too_much():
    from engine.conditions import AllOf, Comparison, Test
    from engine.rules import Conclusion, Rule
    from tests.strategies import one_of

    words = [f"w{number}" for number in range(12)]
    every = AllOf(tuple(Comparison("many", Test.INCLUDES, word) for word in words))
    rule = Rule("r", (Conclusion("mood", "good"),), every)
    base = knowledge([list_of("many", words), one_of("mood", ["good"], asked=False)], [rule])
    made = compile_diagram(compiled(base))

    assert made == Exceeded("more than 10 words of many matter", 1_000_000)


def test_the_shipped_base_stays_far_below_the_budget(diagram):
    made = compile_diagram(diagram.program)

    assert isinstance(made, Diagram)
    assert made.size.nodes < 60_000
    assert made.size.rounds == 2

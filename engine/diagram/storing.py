"""Diagrams as plain values, for the cache: nodes as rows, attributes by name."""

from __future__ import annotations

from typing import Any

from ..strata import Program
from .classes import Input
from .diagram import DEFAULT_BUDGET, Diagram, Exceeded
from .nodes import LEAF, Nodes

Stored = tuple[Any, ...]


def stored(made: Diagram | Exceeded) -> Stored:
    """What ``restored`` needs besides the program."""
    if isinstance(made, Exceeded):
        return made.reason, made.budget
    nodes = made.nodes
    inputs = [
        (each.attribute.name, each.classes, each.index, each.ends, each.mentioned)
        for each in made.inputs
    ]
    rows = [
        value if level == LEAF else (level, children)
        for level, children, value in zip(nodes.level, nodes.children, nodes.value, strict=True)
    ]
    leaves = [number for number, level in enumerate(nodes.level) if level == LEAF]
    rest = made.roots, made.words, made.essence, made.rounds
    return inputs, made.joint_tests, rows, leaves, *rest


def restored(program: Program, found: Stored) -> Diagram | Exceeded:
    """The diagram of a program, as it was stored."""
    match found:
        case (str() as reason, int() as budget):
            return Exceeded(reason, budget)
        case (inputs, joint_tests, rows, leaves, *rest):
            vocabulary = program.knowledge.vocabulary
            read = (Input(vocabulary[name], *more) for name, *more in inputs)
            return Diagram(program, tuple(read), joint_tests, _nodes(rows, set(leaves)), *rest)
    raise ValueError(found)


def _nodes(rows: list[Any], leaves: set[int]) -> Nodes:
    nodes = Nodes(DEFAULT_BUDGET)
    for number, row in enumerate(rows):
        if number in leaves:
            nodes.terminal(row)
        else:
            nodes.node(*row)
    return nodes

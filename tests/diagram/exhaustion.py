"""A diagram held against what the rules mean, in every cell of spaces of profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from engine.diagram import Diagram, Fires, Subject
from engine.diagram.diagram import exact
from engine.diagram.figures import Figure
from engine.diagram.nodes import LEAF
from engine.expressions import names as names_of
from engine.values import UNKNOWN
from tests.diagram.columns import Column, combine, constant, yes_or_no
from tests.diagram.vectorised import Cells, cone


@dataclass(frozen=True, slots=True)
class Part:
    """Of a derived list: whether it holds a word; without a word, whether it is unknown."""

    name: str
    word: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """How many cells were seen, how many values were compared in them, and which differ."""

    cells: int
    compared: int
    differ: Mapping[Subject | Part, int]


def subjects_of(diagram: Diagram) -> tuple[Subject | Part, ...]:
    """Every derived attribute (lists word by word), every firing, every standing."""
    program, lists = diagram.program, diagram.words
    derived = [each.name for each in program.knowledge.vocabulary if not each.asked]
    parts = [Part(name, word) for name in lists for word in (*lists[name].words, None)]
    rules = [Fires(rule.id, stands) for rule in program.rules for stands in (False, True)]
    return (*(name for name in derived if name not in lists), *parts, *rules)


def inputs_of(diagram: Diagram, subject: Subject | Part) -> frozenset[str]:
    """The asked attributes that can have a say in a subject, as its rules are written."""
    program = diagram.program
    numbers = {rule.id: number for number, rule in enumerate(program.rules)}
    match subject:
        case Fires(rule, stands):
            return cone(program, numbers[rule], stands=stands)
        case Part(name, str() as word):
            gives = [
                number
                for number, rule in enumerate(program.rules)
                if any(
                    each.attribute == name and (each.value == word or word in each.value)
                    for each in rule.conclusions
                )
            ]
            return frozenset[str]().union(*(cone(program, number) for number in gives))
        case Part(name):
            return cone(program, name)
        case _:
            return cone(program, subject)


def groups(diagram: Diagram) -> Mapping[tuple[str, ...], list[Subject | Part]]:
    """The subjects by the inputs that can have a say in them, these in the order of the levels."""
    found: dict[tuple[str, ...], list[Subject | Part]] = {}
    for subject in subjects_of(diagram):
        names = inputs_of(diagram, subject)
        ordered = [each.attribute.name for each in diagram.inputs if each.attribute.name in names]
        found.setdefault(tuple(ordered), []).append(subject)
    return found


def compare(
    diagram: Diagram, subjects: Iterable[Subject | Part], spaces: Iterable[Mapping[str, Column]]
) -> Report:
    """The diagram against the vectorised rules, in every cell of some spaces."""
    subjects, count = tuple(subjects), 0
    differ = dict.fromkeys(subjects, 0)
    for told in spaces:
        shape = np.broadcast_shapes(*(column.codes.shape for column in told.values()))
        count += prod(shape)
        meant, path = Cells(diagram.program, told), _path(diagram, told)
        for subject in subjects:
            leaves = _followed(diagram, root(diagram, subject), path)
            same = _same(diagram, leaves, _meaning(meant, subject), told)
            wrong = ~np.array(same.values, bool)[same.codes]
            differ[subject] += int(np.count_nonzero(np.broadcast_to(wrong, shape)))
    return Report(count, count * len(subjects), {s: n for s, n in differ.items() if n})


def root(diagram: Diagram, subject: Subject | Part) -> int:
    if not isinstance(subject, Part):
        return diagram.root(subject)
    listed = diagram.words[subject.name]
    return listed.open if subject.word is None else listed.words[subject.word]


def looks_at(diagram: Diagram, at: int) -> frozenset[str]:
    """The inputs at which a diagram looks, alone or in joint tests."""
    found = set[str]()
    for level in _levels(diagram, at):
        if level < len(diagram.inputs):
            found.add(diagram.inputs[level].attribute.name)
        else:
            found.update(diagram.joint_tests[level - len(diagram.inputs)].inputs)
    return frozenset(found)


def _path(diagram: Diagram, told: Mapping[str, Column]) -> list[Column]:
    """The child to take at each level: classes of inputs, then the answers of joint tests."""
    path = []
    for entry in diagram.inputs:
        column = told.get(entry.attribute.name, constant(UNKNOWN))
        path.append(combine(lambda v, e=entry: 0 if v is UNKNOWN else e.find(v), column))
    meant = Cells(diagram.program, told)  # for what is assumed where nothing is told
    for test in diagram.joint_tests:
        columns = [meant.attribute(name) for name in test.inputs]
        path.append(combine(lambda *values, t=test: _answer(t, values), *columns))
    return path


def _answer(test, values: tuple[object, ...]) -> int:
    """Never asked where an input is not told."""
    if UNKNOWN in values:
        return 0
    return int(test.holds(dict(zip(test.inputs, values, strict=True))))


def _followed(diagram: Diagram, at: int, path: list[Column]) -> Column:
    """The leaf of each cell."""
    nodes = diagram.nodes
    reached = constant(at)
    for level in _levels(diagram, at):
        reached = combine(
            lambda node, way, level=level: (
                nodes.children[node][way] if nodes.level[node] == level else node
            ),
            reached,
            path[level],
        )
    return reached


def _levels(diagram: Diagram, at: int) -> list[int]:
    nodes, seen, todo = diagram.nodes, set[int](), [at]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(nodes.children[node])
    return sorted({nodes.level[node] for node in seen} - {LEAF})


def _meaning(meant: Cells, subject: Subject | Part) -> Column:
    match subject:
        case Fires(rule, stands):
            number = next(n for n, each in enumerate(meant.program.rules) if each.id == rule)
            return yes_or_no(meant.stands(number) if stands else meant.fires(number))
        case Part(name, str() as word):
            return yes_or_no(meant.given(name)[word])
        case Part(name):
            given = np.logical_or.reduce(np.broadcast_arrays(*meant.given(name).values()))
            return yes_or_no(meant.may_yet(name) & ~given)
        case _:
            return meant.attribute(subject)


def _same(diagram: Diagram, leaves: Column, meant: Column, told: Mapping[str, Column]) -> Column:
    """Whether the leaf of each cell has the value that is meant; figures are worked out."""
    value = diagram.nodes.value
    figures = [value[leaf] for leaf in leaves.values if isinstance(value[leaf], Figure)]
    names = tuple(dict.fromkeys(name for each in figures for name in names_of(each.expression)))
    known = Cells(diagram.program, told)

    def alike(leaf: int, wanted: object, *values: object) -> bool:
        facts = {n: v for n, v in zip(names, values, strict=True) if v is not UNKNOWN}
        found = exact(value[leaf], facts)
        return type(found) is type(wanted) and found == wanted

    return combine(alike, leaves, meant, *map(known.attribute, names))

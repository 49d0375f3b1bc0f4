"""Brute force: the diagram says in every cell what the rules mean.

The suite takes every cell where they are few, and some of the larger spaces. With
DUNBAR_BRUTE_FORCE=1 in the environment it takes them whole, up to half a billion cells each, in
ten minutes of one core and 650 MB.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.api import open_knowledge
from engine.conditions import AllOf, Comparison, Condition
from engine.consultation import Reference
from engine.diagram import Diagram, Fires, compile_diagram
from engine.diagram.nodes import LEAF
from engine.strata import Program, stratify
from engine.values import UNKNOWN
from tests.diagram.columns import Column
from tests.diagram.exhaustion import Report, compare, groups, inputs_of, looks_at, root, subjects_of
from tests.diagram.grids import axes, cells, profile, some, whole
from tests.diagram.profiles import diagram_of
from tests.diagram.vectorised import Cells
from tests.strategies import programs

FAULTS = Path(__file__).parent.parent / "faults"
LOG = logging.getLogger(__name__)  # --log-cli-level=INFO shows how much was compared
FULL = os.environ.get("DUNBAR_BRUTE_FORCE") == "1"
MOST_CELLS = 500_000_000 if FULL else 200_000
SAMPLE = 2_000_000 if FULL else 50_000
FEW = 2_000
MORE_NUMBERS = 20


@pytest.fixture(scope="module")
def faults():
    return diagram_of(open_knowledge(FAULTS).program())


@pytest.fixture(scope="module")
def article():
    return diagram_of(open_knowledge().program("article"))


@pytest.fixture(params=["diagram", "faults", "article"])
def made(request):
    return request.getfixturevalue(request.param)


def all_of(diagram: Diagram) -> list[Report]:
    """Every subject in every cell of its inputs, where memory and patience bear it."""
    found = []
    for at, (names, subjects) in enumerate(groups(diagram).items()):
        along = axes(diagram, names)
        if cells(along) <= FEW:
            along = axes(diagram, names, MORE_NUMBERS)
        spaces = whole(along) if cells(along) <= MOST_CELLS else [some(along, SAMPLE, seed=at)]
        found.append(compare(diagram, subjects, spaces))
    return found


def test_the_diagram_is_right_in_every_cell(made):
    reports = all_of(made)
    compared = sum(report.compared for report in reports)
    seen = sum(report.cells for report in reports)
    LOG.info("%s values compared in %s cells", f"{compared:,}", f"{seen:,}")

    assert compared > 10_000
    assert [report.differ for report in reports if report.differ] == []


def test_a_diagram_looks_at_nothing_that_its_rules_do_not_read(made):
    for subject in subjects_of(made):
        assert looks_at(made, root(made, subject)) <= inputs_of(made, subject), subject


def agree(program: Program, told: dict[str, Column], many: int) -> None:
    """The vectorised rules believe of the first ``many`` profiles what the reference believes."""
    meant, reference = Cells(program, told), Reference(program)
    names = program.order
    columns = {name: values_of(meant.attribute(name), told) for name in names}
    fired = [np.broadcast_to(meant.fires(n), (many,)) for n in range(len(program.rules))]
    stood = [np.broadcast_to(meant.stands(n), (many,)) for n in range(len(program.rules))]
    for at in range(many):
        run = reference.believe(profile(told, at))
        numbers = range(len(program.rules))

        assert {name: columns[name](at) for name in names} == {
            name: run.memory.get(name, UNKNOWN) for name in names
        }
        assert [n for n in numbers if fired[n][at]] == sorted(run.fired)
        assert [n for n in numbers if stood[n][at]] == [
            n for n in sorted(run.fired) if run.stands(n)
        ]


def values_of(column: Column, told: dict[str, Column]):
    many = next(iter(told.values())).codes.shape
    codes = np.broadcast_to(column.codes, many)
    return lambda at: column.values[codes[at]]


def every_input(diagram: Diagram, more: int = 0):
    return axes(diagram, [each.attribute.name for each in diagram.inputs], more)


def test_the_vectorised_rules_mean_what_the_reference_chainer_means(made):
    agree(made.program, some(every_input(made, MORE_NUMBERS), 1_000, seed=7), 1_000)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(programs(), st.integers(0, 2**32 - 1))
def test_random_rules_are_the_same_in_cells_of_all_inputs(program, seed):
    made = compile_diagram(program)
    assume(isinstance(made, Diagram))
    told = some(every_input(made), 500, seed)

    assert compare(made, subjects_of(made), [told]).differ == {}
    agree(program, {name: Column(it.values, it.codes[:10]) for name, it in told.items()}, 10)


def test_one_wrong_branch_of_a_diagram_is_found(faults):
    rng = Random(11)
    nodes = faults.nodes
    for _ in range(20):
        subject = rng.choice([s for s in subjects_of(faults) if looks_at(faults, root(faults, s))])
        below = [at for at in reached(faults, root(faults, subject)) if nodes.level[at] != LEAF]
        at = rng.choice(below)
        children = list(nodes.children[at])
        wrong = rng.randrange(len(children))
        children[wrong] = rng.choice([child for child in children if child != children[wrong]])
        broken, _ = nodes.only(range(len(nodes)))
        assert broken.children == nodes.children
        broken.children[at] = tuple(children)
        along = axes(faults, sorted(inputs_of(faults, subject)))

        assert compare(replace(faults, nodes=broken), [subject], whole(along)).differ


def reached(diagram: Diagram, at: int) -> list[int]:
    seen, todo = set(), [at]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(diagram.nodes.children[node])
    return sorted(seen)


def test_a_diagram_of_other_rules_is_found(faults):
    """A condition forgotten, an edge one off: inputs and classes are then too few, or misplaced."""
    program, missed, tried = faults.program, [], 0
    for at, rule in enumerate(program.rules):
        for when in slips_of(rule.when):
            rules = (*program.rules[:at], replace(rule, when=when), *program.rules[at + 1 :])
            other = stratify(replace(program.knowledge, rules=rules))
            wrong = replace(diagram_of(other), program=program)
            tried += 1
            along = axes(wrong, sorted(inputs_of(wrong, Fires(rule.id))))
            if not compare(wrong, [Fires(rule.id)], whole(along)).differ:
                missed.append(rule.id)

    # These change nothing: doubt about fuel implies both earlier rows, the last row has no
    # condition of its own to forget, and no battery is younger than 0.
    assert missed == ["cause-fuel", "cause-unclear", "young-battery"]
    assert tried > 10


def slips_of(condition: Condition) -> Iterator[Condition]:
    """The condition without one of its parts, and with one of its figures one more."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    for at, part in enumerate(parts):
        before, after = parts[:at], parts[at + 1 :]
        if len(parts) > 1:
            yield AllOf((*before, *after))
        if isinstance(part, Comparison) and isinstance(part.operand, Decimal):
            yield AllOf((*before, replace(part, operand=part.operand + 1), *after))

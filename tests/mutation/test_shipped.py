"""The cases of both knowledge bases notice every change that can be noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.api import open_knowledge
from engine.cases import every_case
from engine.diagnostics import Findings
from engine.mutation import mutants, mutate, put
from engine.resources import data_root

FAULTS = Path(__file__).parent.parent / "faults"
EVERY = 12


def judged(root: Path, every: int):
    opened = open_knowledge(root)
    programs = {basis: opened.program(basis) for basis in ("all", "article")}
    cases = every_case(root, opened.knowledge, Findings())
    made = mutants(opened.knowledge)[::every]
    return mutate(programs, made, cases, opened.diagram, opened.infer)


def test_a_sample_of_changes_in_our_own_rules_has_no_survivor():
    report = judged(data_root(), EVERY)
    assert report.survivors == ()
    assert len(report.those("killed")) > 60


def test_the_cases_that_are_ready_leave_no_survivor_in_the_second_knowledge_base(tmp_path):
    root = Path(shutil.copytree(FAULTS, tmp_path / "faults"))
    before = judged(root, 1)
    assert before.percent() < 100
    assert all(one.ready is not None for one in before.survivors)

    opened = open_knowledge(root)
    for file in put(before.ready, root, opened.knowledge, opened.infer):
        file.path.write_text(file.text, encoding="utf-8")

    after = judged(root, 1)
    assert after.survivors == ()
    assert after.percent() == 100
    assert after.those("equivalent") == before.those("equivalent")

"""The benchmarks measure the right thing: our chainer decides their workload as the oracle does."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.chaining import ReferenceMatcher
from engine.inference import infer

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.mark.parametrize("markets", [1, 3])
def test_the_chainer_decides_the_workload_of_the_benchmarks_as_its_oracle_does(
    monkeypatch, markets
):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import demo
    import workload

    records = demo.rules(markets)
    profiles = list(demo.profiles(100, markets))
    program = workload.program_of(records, profiles[0])

    assert len(records) == 60 * markets
    for profile in profiles:
        run = infer(program, workload.facts_of(profile), ReferenceMatcher(program))
        expected = demo.reference(records, profile)
        assert demo.normal(workload.decision_of(run)) == demo.normal(expected)
        for rule, facts in workload.trace_of(run):
            asked = next(record["when"] for record in records if record["id"] == rule)
            assert {name for name, _ in facts} == {name for _, name, _ in asked}


def test_the_generated_bases_have_nothing_to_mend_and_their_cases_hold(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    import authoring

    from engine.api import open_knowledge
    from engine.cases import every_case, run_case
    from engine.diagnostics import Findings

    root, findings = authoring.generated(tmp_path / "base", 120), Findings()
    opened = open_knowledge(root)
    cases = every_case(root, opened.knowledge, findings)

    assert len(opened.knowledge.rules) == 120
    assert (opened.examined(), findings.all) == ((), ())
    assert len(cases) == authoring.CASES
    assert {run_case(case, opened.infer).outcome for case in cases[:20]} == {"as expected"}
    assert open_knowledge(tmp_path / "base-old").knowledge.rules != opened.knowledge.rules

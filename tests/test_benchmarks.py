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

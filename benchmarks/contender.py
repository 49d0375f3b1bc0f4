"""One engine in one process: ``contender.py NAME MARKETS CHECKED``; started by ``run.py``.

It loads the rules, compares CHECKED decisions with the oracle, and says so in a line of JSON. Then
it answers every line on its standard input (a number of seconds) with the processor time, in
microseconds, that a decision took over that long. ``peers`` on the path brings their ``spec.py``
and engines; their native rule files are in the current folder.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable
from itertools import cycle

import demo
import workload

from engine.chaining import CompiledTests, ReferenceMatcher
from engine.durable_adapter import DurableMatcher, DurableProgram
from engine.inference import Inference, infer
from engine.strata import Program
from engine.values import Facts

try:
    import spec
except ImportError:
    spec = demo

PROFILES = 500
WARMING = 2  # seconds at most, so that everything that is made once has been made
Run = Callable[[Facts], Inference]


def main(name: str, markets: int, checked: int) -> None:
    records = spec.rules(markets)
    profiles = list(spec.profiles(max(PROFILES, checked), markets))
    if name.startswith("dunbar"):
        decide, ask = ours(name, workload.program_of(records, profiles[0]))
        asked = list(map(workload.facts_of, profiles))
    else:
        decide = ask = theirs(name, markets, records)
        asked = profiles
    for profile, given in zip(profiles[:checked], asked, strict=False):
        expected = spec.normal(spec.reference(records, profile))
        if spec.normal(decide(given)) != expected:
            sys.exit(f"{name} decides differently on {profile}: {decide(given)}, not {expected}")
    warm = time.process_time() + WARMING
    for given in asked[:PROFILES]:
        if time.process_time() < warm:
            ask(given)
    gc.collect()
    gc.freeze()
    print(json.dumps({"checked": checked}), flush=True)
    serve(ask, asked[:PROFILES])


def serve(ask: Callable[..., object], asked: list[object]) -> None:
    turns = cycle(asked)
    for line in sys.stdin:
        seconds, count, before = float(line), 0, time.process_time()
        while (spent := time.process_time() - before) < seconds:
            for _ in range(10):
                ask(next(turns))
            count += 10
        print(json.dumps(spent / count * 1e6), flush=True)


def ours(name: str, program: Program) -> tuple[Callable[..., object], Callable[..., object]]:
    """What gives the decision, and what is timed."""
    run = by_durable(program) if "durable" in name else by_reference(program)

    def decide(facts: Facts) -> workload.Decision:
        return workload.decision_of(run(facts))

    def trace(facts: Facts) -> object:
        return workload.trace_of(run(facts))

    return decide, trace if "trace" in name else decide


def by_reference(program: Program) -> Run:
    tests = CompiledTests(program)
    return lambda facts: infer(program, facts, ReferenceMatcher(program, tests))


def by_durable(program: Program) -> Run:
    compiled = DurableProgram(program)

    def run(facts: Facts) -> Inference:
        with DurableMatcher(compiled) as matcher:
            return infer(program, facts, matcher)

    return run


def theirs(name: str, markets: int, records: list[workload.Record]) -> Callable[..., object]:
    if name == "oracle":
        return lambda profile: spec.reference(records, profile)
    engine = importlib.import_module(f"engines.{name}")
    decide: Callable[..., object] = engine.load(f"build/{60 * markets}")
    return decide


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

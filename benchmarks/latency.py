"""How long a question about a verdict takes in process, over random profiles of our own base.

    python benchmarks/latency.py [--profiles 1000]

Processor time, median and worst, once knowledge base and diagram are there; and what it takes to
make the diagram, and to read it from the cache.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.api import Fact, Opened, open_knowledge  # noqa: E402
from engine.diagram import View, compile_diagram, restored, stored  # noqa: E402
from engine.explain import why_not  # noqa: E402
from engine.values import Value  # noqa: E402
from engine.vocabulary import ListOf, Number  # noqa: E402

SEED = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=1000)
    options = parser.parse_args()
    opened = open_knowledge()
    profiles = list(random_profiles(opened, options.profiles))
    print(f"\n| over {len(profiles):,} random profiles | median ms | worst ms |\n|---|--:|--:|")
    for name, times in questions(opened, profiles).items():
        print(f"| {name} | {median(times) * 1000:.2f} | {max(times) * 1000:.1f} |")


def questions(opened: Opened, profiles: list[dict[str, Value]]) -> dict[str, list[float]]:
    """The seconds of each question."""
    program, diagram = opened.program(), opened.diagram()
    ends = opened.knowledge.verdict.reaches
    rules, rng = [rule.id for rule in program.rules], Random(SEED)
    kept = stored(diagram)
    consulted = [opened.consult(facts(told), outlook=False) for told in profiles]
    return {
        "the diagram, compiled (3 times)": [
            timed(lambda: compile_diagram(program)) for _ in range(3)
        ],
        "the diagram, from what the cache holds (3 times)": [
            timed(lambda: restored(program, kept)) for _ in range(3)
        ],
        "the range of all completions": [
            timed(lambda told=told: View(diagram, told).value_range(*ends)) for told in profiles
        ],
        "what of the untold matters": [
            timed(lambda told=told: View(diagram, told).matters()) for told in profiles
        ],
        "why-not a random rule": [
            timed(lambda each=each: why_not(each, rng.choice(rules))) for each in consulted
        ],
        "why-not size=larger": [
            timed(lambda each=each: why_not(each, "size=larger")) for each in consulted
        ],
        "a whole consultation, with its outlook": [
            timed(lambda told=told: opened.consult(facts(told))) for told in profiles
        ],
    }


def timed(question: Callable[[], object]) -> float:
    start = time.process_time()
    question()
    return time.process_time() - start


def facts(told: dict[str, Value]) -> list[Fact]:
    return [Fact(name, value) for name, value in told.items()]


def random_profiles(opened: Opened, count: int) -> Iterator[dict[str, Value]]:
    """Each attribute told or not, evenly; each of its values as likely as any other."""
    rng = Random(SEED)
    for _ in range(count):
        share = rng.random()
        yield {
            attribute.name: value
            for attribute in opened.knowledge.vocabulary.asked
            if (value := random_value(rng, attribute.kind)) is not None and rng.random() < share
        }


def random_value(rng: Random, kind: object) -> Value:
    match kind:
        case Number(low, high):
            return low + rng.randint(0, int(high - low))
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 1 / 3)
        case _:
            return rng.choice(kind.values)


if __name__ == "__main__":
    main()

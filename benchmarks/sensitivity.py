"""Processor time, in milliseconds, to examine random profiles of our own knowledge base.

    python benchmarks/sensitivity.py [PROFILES]

Each profile is examined once, by an examiner that has been made ready before and has examined one
other. What is not in the figures: opening the knowledge base, and the check of what was found by
durable-rules, which the command makes besides.
"""

from __future__ import annotations

import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.api import open_knowledge
from engine.consultation import Fact
from engine.sensitivity import Examiner
from engine.vocabulary import Attribute, ListOf, Number, OneOf


def main(profiles: int) -> None:
    program, rng = open_knowledge().program(), Random(1)
    before = time.process_time()
    examiner = Examiner(program)
    examiner.examine([])
    ready = (time.process_time() - before) * 1e3
    times = []
    for _ in range(profiles):
        facts = random_facts(rng, program.knowledge.vocabulary.asked)
        before = time.process_time()
        examiner.examine(facts)
        times.append((time.process_time() - before) * 1e3)
    times.sort()
    print(f"made ready     {ready:6.1f} ms, once")
    print(f"median         {statistics.median(times):6.1f} ms of {profiles:,} profiles")
    print(f"99 in 100      {times[len(times) * 99 // 100 - 1]:6.1f} ms")
    print(f"worst          {times[-1]:6.1f} ms")


def random_facts(rng: Random, asked: tuple[Attribute, ...]) -> list[Fact]:
    share = rng.choice((0.2, 0.5, 0.8, 1))
    told = [attribute for attribute in asked if rng.random() < share]
    return [Fact(attribute.name, random_value(rng, attribute)) for attribute in told]


def random_value(rng: Random, attribute: Attribute) -> object:
    match attribute.kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case Number(low, high):
            return Decimal(rng.randint(int(low), min(int(high), rng.choice((100, 2000, 30000)))))
        case kind:
            raise TypeError(kind)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

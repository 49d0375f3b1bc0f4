"""How many questions an interview takes, and how long each takes to find.

    PYTHONPATH=. python benchmarks/interview.py [PROFILES] [--kb DIR]

Profiles are random: every word as likely as any other, a list takes each of its words by the toss
of a coin, a number is drawn evenly from a random class, so that all thresholds are met.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import fmean, median, quantiles
from time import process_time

from engine.api import Opened, open_knowledge
from engine.consultation import Fact
from engine.diagram import Diagram
from engine.diagram.classes import Input
from engine.interview import Interview, Question, answered, begin, question
from engine.interview.asking import ask_next
from engine.interview.left import Left
from engine.values import Value
from engine.vocabulary import ListOf, OneOf

Step = Callable[[Interview], str | None]


def main() -> None:
    """The table of questions, then that of times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("profiles", nargs="?", type=int, default=1000)
    parser.add_argument("--kb", type=Path)
    options = parser.parse_args()
    opened = open_knowledge(options.kb)
    rng = Random(1)
    profiles = [profile(rng, opened) for _ in range(options.profiles)]
    every = len(opened.program().asked)
    first = opened.knowledge.verdict.fields[0].name
    print(f"{len(profiles)} random profiles, {every} questions in all\n")
    print("| until | questions | mean | of all | median | 9 of 10 within |")
    print("|---|---|---|---|---|---|")
    for until in (first, "all"):
        start = begin(opened.program(), opened.diagram(), until)
        for name, step in STRATEGIES.items():
            counts = [sum(1 for _ in asked(start, each, step)) for each in profiles]
            tenth = quantiles(counts, n=10)[-1] if len(counts) > 1 else counts[0]
            mean = fmean(counts)
            print(f"| {until} | {name} | {mean:.2f} | {mean / every:.0%} | {median(counts):.0f} "
                  f"| {tenth:.0f} |")  # fmt: skip
    print("\n| until | questions timed | median | 99 of 100 | worst |")
    print("|---|---|---|---|---|")
    for until in (first, "all"):
        start = begin(opened.program(), opened.diagram(), until)
        question(start)
        times = sorted(time for each in profiles[:200] for time in timed(start, each))
        print(
            f"| {until} | {len(times)} | {median(times) * 1e3:.1f} ms | "
            f"{times[len(times) * 99 // 100] * 1e3:.1f} ms | {times[-1] * 1e3:.1f} ms |"
        )


def asked(interview: Interview, whole: dict[str, Value], step: Step) -> Iterator[str]:
    """The attributes that are asked for, one after the other."""
    while (name := step(interview)) is not None:
        yield name
        interview = answered(interview, Fact(name, whole[name]))


def greedy(interview: Interview) -> str | None:
    """What the interview asks."""
    step = ask_next(interview)
    return step.attribute.name if isinstance(step, Question) else None


def blind(interview: Interview) -> str | None:
    """The next of the vocabulary, until everything is settled."""
    left = Left(interview)
    settled = not any(left.depends(goal) for goal in interview.aims)
    return None if settled else interview.open[0]


def in_turn(interview: Interview) -> str | None:
    """The next of the vocabulary on which something still depends."""
    left = Left(interview)
    depends = frozenset[str]().union(*map(left.depends, interview.aims))
    return next((name for name in interview.open if name in depends), None)


def timed(interview: Interview, whole: dict[str, Value]) -> Iterator[float]:
    """Seconds of processor time for each question, its progress among them."""
    while True:
        start = process_time()
        step = question(interview)
        yield process_time() - start
        if not isinstance(step, Question):
            return
        name = step.attribute.name
        interview = answered(interview, Fact(name, whole[name]))


def profile(rng: Random, opened: Opened) -> dict[str, Value]:
    """Everything told."""
    diagram = opened.diagram()
    assert isinstance(diagram, Diagram)
    return {entry.attribute.name: value(rng, entry) for entry in diagram.inputs}


def value(rng: Random, entry: Input) -> Value:
    """One answer."""
    match entry.attribute.kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(word for word in values if rng.random() < 0.5)
        case _:
            chosen = rng.choice(entry.classes[1:])
            assert chosen.example is not None
            return chosen.example


STRATEGIES = {
    "most gain for the effort": greedy,
    "in order of the vocabulary, with the same stop": blind,
    "in that order, only what still matters": in_turn,
}

if __name__ == "__main__":
    main()

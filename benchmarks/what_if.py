"""How long the answer to a wish takes in processor time, for random people and our own base."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.api import open_knowledge
from engine.consultation import Fact
from engine.vocabulary import ListOf, OneOf
from engine.what_if.granting import grant
from engine.what_if.sought import sought
from engine.what_if.wishing import read_wish

WISHES = ("size=larger", "target=at least 700", "approach=curated", "gap=within", "pace=fast",
          "actions=comment-on-leaders")  # fmt: skip
PEOPLE = 1000


def main() -> None:
    """A line a wish: compiling it, and then answering it for everyone, in milliseconds."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    opened = open_knowledge()
    program = opened.program()
    rng = Random(1)
    told = [profile(rng, program.knowledge.vocabulary) for _ in range(people)]
    now = opened.consult((), outlook=False)

    def infer(facts):
        return opened.infer([Fact(name, value) for name, value in facts.items()])

    print("| wish | compiled | median | worst | most ways | so already | no change does |")
    print("|---|---|---|---|---|---|---|")
    for written in WISHES:
        wish = read_wish(now, written)
        start = process_time()
        diagram = sought(wish.condition, program)
        compiled = process_time() - start
        times, ways, already, never = [], [], 0, 0
        for facts in told:
            start = process_time()
            found = grant(wish, facts, program, diagram, infer)
            times.append(process_time() - start)
            ways.append(len(found.easiest) + len(found.slower) + len(found.undecided))
            already += found.already
            never += not (found.already or found.easiest)
        cells = (ms(compiled), ms(median(times)), ms(max(times)), max(ways), already, never)
        print(f"| {written} | {' | '.join(map(str, cells))} |", flush=True)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def profile(rng: Random, vocabulary) -> dict[str, object]:
    """Some of what can be told, of sizes that occur."""
    share = rng.choice((0.2, 0.5, 0.8, 1))
    return {each.name: value(rng, each) for each in vocabulary.asked if rng.random() < share}


def value(rng: Random, attribute):
    match attribute.kind:
        case OneOf(words):
            return rng.choice(words)
        case ListOf(words):
            return tuple(word for word in words if rng.random() < 0.3)
        case kind:
            return Decimal(rng.randint(int(kind.low), min(int(kind.high), 1500)))


if __name__ == "__main__":
    main()

"""A workload of our own with the shape of the peers': for when their folder is not at hand.

60 rules in three layers: 30 from what is told to facts of one value, 20 from these to evidence, 10
from evidence to a verdict, actions and warnings. ``rules(k)`` copies them for ``k`` markets, of
which a profile has one. The functions are those of the peers' ``spec.py``, so either can be used.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

Record = Mapping[str, Any]
Condition = tuple[str, str, Any]
Decision = tuple[str, list[str], list[str], list[str]]

FLAGS = ("old", "meets", "writes", "mass", "strangers")
WISHES = ("work", "sales", "brand", "staff", "study", "funds")
SIGNS = ("large", "medium", "small", "risk", "idle", "hidden")
SINGLE = ("culture", "rank", "size", "reach", "energy", "drive", "verdict")
MULTI = ("evidence", "actions", "warnings")

OPS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda held, value: held == value,
    "in": lambda held, value: held in value,
    "ge": lambda held, value: held >= value,
    "lt": lambda held, value: held < value,
    "has": lambda held, value: value in held,
    "hasnt": lambda held, value: value not in held,
}


def rules(k: int = 1) -> list[Record]:
    """60 rules for each of ``k`` markets."""
    found: list[Record] = []
    for market in range(k):
        guard = [("eq", "market", f"m{market}")] if k > 1 else []
        for layer, when, then in _sixty(market % 40):
            name = f"R{len(found) + 1:04d}"
            found.append({"id": name, "layer": layer, "when": guard + when, "then": then})
    return found


def profiles(n: int, k: int = 1, seed: int = 7) -> Iterator[Record]:
    """Random profiles that tell everything."""
    chance = random.Random(seed)
    for _ in range(n):
        profile: dict[str, Any] = {
            "trade": f"t{chance.randrange(20)}",
            "stage": f"s{chance.randrange(5)}",
            "manner": f"p{chance.randrange(3)}",
            "wishes": [wish for wish in WISHES if chance.random() < 0.35],
            "count": int(5000 * chance.random() ** 2),
            "years": chance.randrange(41),
            **{flag: chance.random() < 0.5 for flag in FLAGS},
        }
        yield {**profile, "market": f"m{chance.randrange(k)}"} if k > 1 else profile


def reference(records: Sequence[Record], profile: Record) -> Decision:
    """Rules in order, layer by layer: the oracle."""
    facts: dict[str, Any] = {**profile, **dict.fromkeys(SINGLE, ""), **{name: [] for name in MULTI}}
    fired = []
    for layer in (1, 2, 3):
        for record in (record for record in records if record["layer"] == layer):
            if all(OPS[op](facts[name], value) for op, name, value in record["when"]):
                fired.append(record["id"])
                for kind, name, value in record["then"]:
                    if kind == "set":
                        facts[name] = value
                    else:
                        facts[name].append(value)
    return facts["verdict"], facts["actions"], facts["warnings"], fired


def normal(decision: Decision) -> Decision:
    """A decision as it is compared."""
    verdict, actions, warnings, fired = decision
    return verdict, sorted(set(actions)), sorted(set(warnings)), sorted(set(fired))


def _sixty(shift: int) -> Iterator[tuple[int, list[Condition], list[Condition]]]:
    yield from _facts(shift)
    yield from _evidence()
    yield from _verdicts()


def _facts(shift: int) -> Iterator[tuple[int, list[Condition], list[Condition]]]:
    for at in range(10):
        trades = [f"t{2 * at}", f"t{2 * at + 1}"]
        yield 1, [("in", "trade", trades)], [("set", "culture", f"c{at // 2}")]
    for at in range(5):
        yield 1, [("eq", "stage", f"s{at}")], [("set", "rank", f"r{at // 2}")]
    cuts = (0, 50 + shift, 300 + shift, 800 + shift, 2000 + shift, 10**6)
    for at in range(5):
        between = [("ge", "count", cuts[at]), ("lt", "count", cuts[at + 1])]
        yield 1, between, [("set", "size", f"z{at}")]
    for name, one, other in (("reach", "mass", "strangers"), ("energy", "meets", "writes")):
        for left, right in product((True, False), repeat=2):
            word = f"{name[0]}{2 * left + right}"
            yield 1, [("eq", one, left), ("eq", other, right)], [("set", name, word)]
    driven = [("has", "wishes", "sales"), ("eq", "manner", "p2")]
    yield 1, driven, [("set", "drive", "high")]
    yield 1, [("eq", "old", True), ("ge", "years", 35 + shift % 5)], [("set", "drive", "high")]


def _evidence() -> Iterator[tuple[int, list[Condition], list[Condition]]]:
    for at in range(20):
        culture = ("in", "culture", [f"c{at % 5}", f"c{(at + 2) % 5}"])
        rank = ("eq", "rank", f"r{at % 3}")
        wish = ("has", "wishes", WISHES[at % 6])
        size = ("in", "size", [f"z{at % 5}", f"z{(at + 1) % 5}"])
        drive = ("eq", "drive", "high")
        when = [[culture, wish], [rank, size], [wish, rank, size], [culture, drive]][at % 4]
        yield 2, when, [("add", "evidence", SIGNS[at % 6])]


def _verdicts() -> Iterator[tuple[int, list[Condition], list[Condition]]]:
    large, medium, small, risk, idle, hidden = (("has", "evidence", sign) for sign in SIGNS)
    no_large, no_medium, no_risk = (("hasnt", "evidence", SIGNS[at]) for at in (0, 1, 3))
    below = ("in", "size", ["z0", "z1", "z2"])
    above = ("in", "size", ["z3", "z4"])
    for when, verdict, action in (
        ([large, below, no_risk], "grow", "add"),
        ([large, above, no_risk], "hold", "keep"),
        ([no_large, medium, below, no_risk], "slowly", "add"),
        ([no_large, medium, above, no_risk], "hold", "keep"),
        ([no_large, no_medium, no_risk], "select", "choose"),
        ([risk], "mend", "prune"),
    ):
        yield 3, when, [("set", "verdict", verdict), ("add", "actions", action)]
    yield 3, [idle], [("add", "warnings", "quiet")]
    yield 3, [hidden, no_risk], [("add", "warnings", "unseen"), ("add", "actions", "publish")]
    yield 3, [small], [("add", "actions", "engage")]
    yield 3, [idle, ("eq", "old", True)], [("add", "actions", "lead")]

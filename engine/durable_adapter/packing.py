"""Internal rules packed into rulesets, each well within what durable-rules was measured to bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

# Limits of one ruleset as measured, with our margin. Beyond them durable-rules answers with an
# error at best; the 256th use of one condition and the 513th test under one node crash or hang it.
MOST_CONDITIONS = 14  # of 16 in one rule
MOST_USES = 200  # of 255 of one condition
MOST_KEYS = 400  # of 511 attribute keys
MOST_TESTS = 400  # of 511 distinct tests under one key
MOST_ORDERINGS = 50  # of 64 inequalities that one fact may satisfy
MOST_RULES = 400  # of 4,096; each firing scans the ruleset: 2 us with 200 rules, 7 us with 2,000
ENOUGH_RULES = 16  # to be worth a ruleset; a session costs 2.4 us a condition, and 10 us at all


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition: a fact under ``key`` whose number is (``sign``: at least, at most) this."""

    key: int
    number: int
    sign: str = ""

    def __str__(self) -> str:
        test = f'"n":{self.number}'
        test = f'"{self.sign}":{{{test}}}' if self.sign else test
        return f'{{"$and":[{{"k":"{self.key}"}},{{{test}}}]}}'


Conjunction = tuple[Atom, ...]


@dataclass(slots=True)
class Chunk:
    """The rules of one ruleset, and what they use up."""

    rules: list[tuple[str, Conjunction]] = field(default_factory=list)
    uses: Counter[Atom] = field(default_factory=Counter)
    keys: set[int] = field(default_factory=set)
    gates: dict[Atom, None] = field(default_factory=dict)

    def takes(self, atoms: Conjunction) -> bool:
        return (
            len(self.rules) < MOST_RULES
            and len(self.keys) + len(atoms) < MOST_KEYS
            and all(self.uses[atom] < MOST_USES for atom in atoms)
        )

    def add(self, name: str, atoms: Conjunction, gate: Atom) -> None:
        self.gates[gate] = None
        self.rules.append((name, atoms))
        self.uses.update(atoms)
        self.keys.update(atom.key for atom in atoms)

    def __str__(self) -> str:
        # The start rule fires first: deleting a session in which nothing has fired is a crash.
        # dist 0, since by default one fact may not satisfy two conditions of a rule.
        rules = ['"s":{"all":[{"c0":{"k":"0"}}],"dist":0,"pri":0}']
        for name, atoms in self.rules:
            listed = ",".join(f'{{"c{at}":{atom}}}' for at, atom in enumerate(atoms))
            rules.append(f'"{name}":{{"all":[{listed}],"dist":0,"pri":1}}')
        return f"{{{','.join(rules)}}}"


def pack(
    rules: Iterable[tuple[str, Conjunction]], rank: Callable[[Atom], tuple[int, ...]]
) -> list[Chunk]:
    """Rulesets of rules that wait for the same facts.

    No rule fires without its gate, the atom of highest rank; so a ruleset of which no gate has
    been asserted need not even be opened, and most of the time most of them stay closed.
    """
    gated = [(max(atoms, key=rank), name, atoms) for name, atoms in rules]
    gated.sort(key=lambda entry: (entry[0].key, entry[0].number))
    chunks = [Chunk()]
    for gate, name, atoms in gated:
        done = len(chunks[-1].rules) >= ENOUGH_RULES and gate not in chunks[-1].gates
        if done or not chunks[-1].takes(atoms):
            chunks.append(Chunk())
        chunks[-1].add(name, atoms, gate)
    return chunks

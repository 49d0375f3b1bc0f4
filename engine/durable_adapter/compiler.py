"""Rules rewritten as a network that durable-rules matches soundly: positive, small, cut in chunks.

Every ``when`` and ``unless`` becomes an internal rule over atoms, and an atom holds when one fact
stands in memory. Negation is pushed down to single comparisons, so nothing is ever tested for
absence; an ``any`` is a token fact that each of its branches asserts. The same network answers
two questions: fed with what is certain it says what is true, fed with what is not excluded it
says what is not false.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ..conditions import (
    ORDER,
    AnyOf,
    Comparison,
    Condition,
    Literal,
    NoneOf,
    Test,
    attributes,
    literals,
)
from ..rules import Rule
from ..strata import Program
from .network import START, Fact, Gauge, Network, Probe

# Limits of one ruleset as measured, with our margin. Beyond them durable-rules answers with an
# error at best; the 256th use of one condition and the 513th test under one node crash or hang it.
MOST_CONDITIONS = 14  # of 16 in one rule
MOST_USES = 200  # of 255 of one condition
MOST_KEYS = 400  # of 511 attribute keys
MOST_TESTS = 400  # of 511 distinct tests under one key
MOST_ORDERINGS = 50  # of 64 inequalities that one fact may satisfy
MOST_RULES = 400  # of 4,096; each firing scans the ruleset: 2 us with 200 rules, 7 us with 2,000


def build(program: Program) -> Network:
    """The network of a program; internal rules are called w3, u3 (``when``, ``unless`` of rule 3)
    and h7.2 (the second way to assert token fact 7).
    """
    draft = _Draft(_thresholds(program.rules))
    for number, rule in enumerate(program.rules):
        draft.add(f"w{number}", rule.when)
        if rule.unless is not None:
            draft.add(f"u{number}", rule.unless)
    return draft.finish()


def _thresholds(rules: Iterable[Rule]) -> dict[str, tuple[Decimal, ...]]:
    found: dict[str, set[Decimal]] = defaultdict(set)
    for rule in rules:
        for condition in (rule.when, rule.unless):
            for literal in literals(condition) if condition is not None else ():
                comparison = literal.comparison
                if comparison.test in ORDER and isinstance(comparison.operand, Decimal):
                    found[comparison.attribute].add(comparison.operand)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


@dataclass(frozen=True, slots=True)
class _Atom:
    """One condition: a fact under ``key`` whose number is (``sign``: at least, at most) this."""

    key: int
    number: int
    sign: str = ""

    def __str__(self) -> str:
        test = f'"n":{self.number}'
        test = f'"{self.sign}":{{{test}}}' if self.sign else test
        return f'{{"$and":[{{"k":"{self.key}"}},{{{test}}}]}}'


_Conjunction = tuple[_Atom, ...]
_Family = tuple[str, str]


@dataclass(slots=True)
class _Chunk:
    """The rules of one ruleset, and what they use up."""

    rules: list[tuple[str, _Conjunction]] = field(default_factory=list)
    uses: Counter[_Atom] = field(default_factory=Counter)
    keys: set[int] = field(default_factory=set)

    def takes(self, atoms: _Conjunction) -> bool:
        return (
            len(self.rules) < MOST_RULES
            and len(self.keys) + len(atoms) < MOST_KEYS
            and all(self.uses[atom] < MOST_USES for atom in atoms)
        )

    def add(self, name: str, atoms: _Conjunction) -> None:
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


class _Draft:
    """A network under construction: hands out keys and numbers, collects rules."""

    def __init__(self, thresholds: Mapping[str, tuple[Decimal, ...]]) -> None:
        self.thresholds = thresholds
        self.values: dict[str, dict[tuple[Test, object], _Atom]] = defaultdict(dict)
        self.orderings: dict[str, dict[tuple[str, int], _Atom]] = defaultdict(dict)
        self.decided: dict[Literal, _Atom] = {}
        self.tokens: dict[tuple[_Conjunction, ...], _Atom] = {}
        self.always: _Atom | None = None
        self.chunks = [_Chunk()]
        self.about: dict[_Atom, tuple[str, ...]] = {}  # in the order of fact numbers, from 1
        self.numbers: dict[_Atom, int] = {}
        self._keys: dict[tuple[_Family, int], int] = {}
        self._handed_out: Counter[_Family] = Counter()

    def add(self, name: str, condition: Condition) -> None:
        self._rule(name, self._conjunction(condition, positive=True) or (self._always(),))

    def finish(self) -> Network:
        reached = self._reached()
        facts = [START]
        for number, (atom, about) in enumerate(self.about.items(), start=1):
            chunks = tuple(reached[atom.key, atom.number])
            facts.append(Fact(number, atom.key, atom.number, chunks, about))
        gauges = {name: self._gauge(name, facts, reached) for name in self.orderings}
        decided: dict[str, list[tuple[Literal, Fact]]] = defaultdict(list)
        for literal, atom in self.decided.items():
            for name in self.about[atom]:
                decided[name].append((literal, facts[self.numbers[atom]]))
        names = dict.fromkeys((*self.values, *gauges, *decided))
        probes = {
            name: Probe(
                {key: facts[self.numbers[atom]] for key, atom in self.values[name].items()},
                gauges.get(name),
                tuple(decided[name]),
            )
            for name in names
        }
        always = None if self.always is None else facts[self.numbers[self.always]]
        size = sum(len(chunk.rules) for chunk in self.chunks)
        return Network(tuple(map(str, self.chunks)), tuple(facts), probes, always, size)

    def _conjunction(self, condition: Condition, *, positive: bool) -> _Conjunction:
        """The atoms that must all hold for the condition to be true (or, negated, false)."""
        if isinstance(condition, Comparison):
            return (self._literal(Literal(condition, positive)),)
        sign = positive is not isinstance(condition, NoneOf)
        parts = [self._conjunction(part, positive=sign) for part in condition.parts]
        if positive is not isinstance(condition, AnyOf):
            return tuple(dict.fromkeys(atom for part in parts for atom in part))
        branches = tuple(dict.fromkeys(part or (self._always(),) for part in parts))
        return branches[0] if len(branches) == 1 else (self._token(branches),)

    def _literal(self, literal: Literal) -> _Atom:
        name, test = literal.comparison.attribute, literal.comparison.test
        operand = literal.comparison.operand
        if literal.positive and test in ORDER and isinstance(operand, Decimal):
            return self._ordering(name, test, operand)
        if literal.positive and test not in ORDER and isinstance(operand, str | Decimal):
            values = self.values[name]
            return values.get((test, operand)) or values.setdefault(
                (test, operand), self._atom((name, "value"), (name,))
            )
        about = tuple(dict.fromkeys(attributes(literal.comparison)))
        return self.decided.get(literal) or self.decided.setdefault(
            literal, self._atom((name, "decided"), about)
        )

    def _ordering(self, name: str, test: Test, threshold: Decimal) -> _Atom:
        exactly = 2 * bisect_left(self.thresholds[name], threshold) + 1
        sign, number = {
            Test.AT_LEAST: ("$gte", exactly),
            Test.MORE_THAN: ("$gte", exactly + 1),
            Test.AT_MOST: ("$lte", exactly),
            Test.FEWER_THAN: ("$lte", exactly - 1),
        }[test]
        orderings = self.orderings[name]
        if (sign, number) not in orderings:
            key, _ = self._place((name, "ordering"), MOST_ORDERINGS)
            orderings[sign, number] = _Atom(key, number, sign)
        return orderings[sign, number]

    def _token(self, branches: tuple[_Conjunction, ...]) -> _Atom:
        """The token that each branch asserts; without branches, one that never stands."""
        found = self.tokens.get(branches)
        if found is None:
            found = self.tokens[branches] = self._atom(("", "token"), ())
            for at, branch in enumerate(branches):
                self._rule(f"h{self.numbers[found]}.{at}", branch)
        return found

    def _always(self) -> _Atom:
        self.always = self.always or self._atom(("", "always"), ())
        return self.always

    def _rule(self, name: str, atoms: _Conjunction) -> None:
        while len(atoms) > MOST_CONDITIONS:
            starts = range(0, len(atoms), MOST_CONDITIONS)
            groups = [atoms[at : at + MOST_CONDITIONS] for at in starts]
            atoms = tuple(self._token((group,)) for group in groups)
        if not self.chunks[-1].takes(atoms):
            self.chunks.append(_Chunk())
        self.chunks[-1].add(name, atoms)

    def _atom(self, family: _Family, about: tuple[str, ...]) -> _Atom:
        atom = _Atom(*self._place(family, MOST_TESTS))
        self.about[atom] = about
        self.numbers[atom] = len(self.about)
        return atom

    def _place(self, family: _Family, most: int) -> tuple[int, int]:
        """The next number of a family, and its key: a new one after every ``most`` numbers."""
        block, number = divmod(self._handed_out[family], most)
        self._handed_out[family] += 1
        return self._keys.setdefault((family, block), len(self._keys) + 1), number

    def _reached(self) -> Mapping[tuple[int, int | None], list[int]]:
        """The chunks that a fact may match in; for ordered keys the number does not matter."""
        reached: dict[tuple[int, int | None], dict[int, None]] = defaultdict(dict)
        for at, chunk in enumerate(self.chunks):
            for atom in chunk.uses:
                reached[atom.key, None if atom.sign else atom.number][at] = None
        return defaultdict(list, {where: list(chunks) for where, chunks in reached.items()})

    def _gauge(
        self, name: str, facts: list[Fact], reached: Mapping[tuple[int, int | None], list[int]]
    ) -> Gauge:
        ends: tuple[list[Fact], list[Fact]] = ([], [])
        for key in dict.fromkeys(atom.key for atom in self.orderings[name].values()):
            for end, number in zip(ends, (0, 2 * len(self.thresholds[name])), strict=True):
                end.append(Fact(len(facts), key, number, tuple(reached[key, None]), (name,)))
                facts.append(end[-1])
        return Gauge(self.thresholds[name], tuple(ends[0]), tuple(ends[1]))

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
from collections.abc import Iterable, Mapping, Sequence
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
from .packing import (
    MOST_CONDITIONS,
    MOST_ORDERINGS,
    MOST_TESTS,
    Atom,
    Chunk,
    Conjunction,
    pack,
)


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


_Family = tuple[str, str]
_RANKS = {"always": 0, "decided": 1, "ordering": 1, "token": 2, "value": 3}


class _Draft:
    """A network under construction: hands out keys and numbers, collects rules."""

    def __init__(self, thresholds: Mapping[str, tuple[Decimal, ...]]) -> None:
        self.thresholds = thresholds
        self.values: dict[str, dict[tuple[Test, object], Atom]] = defaultdict(dict)
        self.orderings: dict[str, dict[tuple[str, int], Atom]] = defaultdict(dict)
        self.decided: dict[Literal, Atom] = {}
        self.tokens: dict[tuple[Conjunction, ...], Atom] = {}
        self.always: Atom | None = None
        self.rules: list[tuple[str, Conjunction]] = []
        self.about: dict[Atom, tuple[str, ...]] = {}  # in the order of fact numbers, from 1
        self.numbers: dict[Atom, int] = {}
        self._keys: dict[tuple[_Family, int], int] = {}
        self._families: dict[int, _Family] = {}
        self._handed_out: Counter[_Family] = Counter()

    def add(self, name: str, condition: Condition) -> None:
        self._rule(name, self._conjunction(condition, positive=True) or (self._always(),))

    def finish(self) -> Network:
        chunks = pack(self.rules, self._rank)
        reached, woken = _where(chunk.uses for chunk in chunks), _where(c.gates for c in chunks)
        facts = [START]
        for number, (atom, about) in enumerate(self.about.items(), start=1):
            at = atom.key, atom.number
            facts.append(Fact(number, *at, tuple(reached[at]), frozenset(woken[at]), about))
        gauges = {name: self._gauge(name, facts, reached, woken) for name in self.orderings}
        return Network(
            chunks=tuple(map(str, chunks)), facts=tuple(facts), probes=self._probes(facts, gauges),
            always=None if self.always is None else facts[self.numbers[self.always]],
            needs=self._needs(chunks), size=len(self.rules),
        )  # fmt: skip

    def _probes(self, facts: Sequence[Fact], gauges: Mapping[str, Gauge]) -> dict[str, Probe]:
        decided: dict[str, list[tuple[Literal, Fact]]] = defaultdict(list)
        for literal, atom in self.decided.items():
            for name in self.about[atom]:
                decided[name].append((literal, facts[self.numbers[atom]]))
        return {
            name: Probe(
                {key: facts[self.numbers[atom]] for key, atom in self.values[name].items()},
                gauges.get(name),
                tuple(decided[name]),
            )
            for name in dict.fromkeys((*self.values, *gauges, *decided))
        }

    def _needs(self, chunks: Sequence[Chunk]) -> dict[str, frozenset[int]]:
        """The chunks that decide a rule: its own, and those that assert the tokens it tests."""
        home = {name: at for at, chunk in enumerate(chunks) for name, _ in chunk.rules}
        tokens: dict[Atom, frozenset[int]] = {}
        needs: dict[str, frozenset[int]] = {}
        makes = {number: atom for atom, number in self.numbers.items()}
        for name, atoms in self.rules:  # a token's rules stand before all that test it
            inner = (tokens[atom] for atom in atoms if atom in tokens)
            needs[name] = frozenset({home[name]}).union(*inner)
            if name.startswith("h"):
                token = makes[int(name[1:].partition(".")[0])]
                tokens[token] = tokens.get(token, frozenset()) | needs[name]
        return needs

    def _conjunction(self, condition: Condition, *, positive: bool) -> Conjunction:
        """The atoms that must all hold for the condition to be true (or, negated, false)."""
        if isinstance(condition, Comparison):
            return (self._literal(Literal(condition, positive)),)
        sign = positive is not isinstance(condition, NoneOf)
        parts = [self._conjunction(part, positive=sign) for part in condition.parts]
        if positive is not isinstance(condition, AnyOf):
            return tuple(dict.fromkeys(atom for part in parts for atom in part))
        branches = tuple(dict.fromkeys(part or (self._always(),) for part in parts))
        return branches[0] if len(branches) == 1 else (self._token(branches),)

    def _literal(self, literal: Literal) -> Atom:
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

    def _ordering(self, name: str, test: Test, threshold: Decimal) -> Atom:
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
            orderings[sign, number] = Atom(key, number, sign)
        return orderings[sign, number]

    def _token(self, branches: tuple[Conjunction, ...]) -> Atom:
        """The token that each branch asserts; without branches, one that never stands."""
        found = self.tokens.get(branches)
        if found is None:
            found = self.tokens[branches] = self._atom(("", "token"), ())
            for at, branch in enumerate(branches):
                self._rule(f"h{self.numbers[found]}.{at}", branch)
        return found

    def _always(self) -> Atom:
        self.always = self.always or self._atom(("", "always"), ())
        return self.always

    def _rule(self, name: str, atoms: Conjunction) -> None:
        while len(atoms) > MOST_CONDITIONS:
            starts = range(0, len(atoms), MOST_CONDITIONS)
            groups = [atoms[at : at + MOST_CONDITIONS] for at in starts]
            atoms = tuple(self._token((group,)) for group in groups)
        self.rules.append((name, atoms))

    def _atom(self, family: _Family, about: tuple[str, ...]) -> Atom:
        atom = Atom(*self._place(family, MOST_TESTS))
        self.about[atom] = about
        self.numbers[atom] = len(self.about)
        return atom

    def _place(self, family: _Family, most: int) -> tuple[int, int]:
        """The next number of a family, and its key: a new one after every ``most`` numbers."""
        block, number = divmod(self._handed_out[family], most)
        self._handed_out[family] += 1
        key = self._keys.setdefault((family, block), len(self._keys) + 1)
        self._families[key] = family
        return key, number

    def _rank(self, atom: Atom) -> tuple[int, ...]:
        """How rarely a fact is likely to stand: one word of many, the rarest."""
        family = self._families[atom.key]
        return _RANKS[family[1]], self._handed_out[family]

    def _gauge(self, name: str, facts: list[Fact], reached: _Where, woken: _Where) -> Gauge:
        ends: tuple[list[Fact], list[Fact]] = ([], [])
        for key in dict.fromkeys(atom.key for atom in self.orderings[name].values()):
            chunks, wakes = tuple(reached[key, None]), frozenset(woken[key, None])
            for end, value in zip(ends, (0, 2 * len(self.thresholds[name])), strict=True):
                end.append(Fact(len(facts), key, value, chunks, wakes, (name,)))
                facts.append(end[-1])
        return Gauge(self.thresholds[name], tuple(ends[0]), tuple(ends[1]))


_Where = Mapping[tuple[int, int | None], Mapping[int, None]]


def _where(atoms_of: Iterable[Iterable[Atom]]) -> _Where:
    """The chunks in which a fact may match; for ordered keys its number does not matter."""
    found: dict[tuple[int, int | None], dict[int, None]] = defaultdict(dict)
    for chunk, atoms in enumerate(atoms_of):
        for atom in atoms:
            found[atom.key, None if atom.sign else atom.number][chunk] = None
    return found

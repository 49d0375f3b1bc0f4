"""What standing rules say of an attribute: agreed, gathered or weighed, as in ``inference``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import partial, reduce

from ..inference import NOUGHT
from ..rules import Rule, Scale
from ..strata import Closing, Program
from ..values import EXACT, UNKNOWN, Net, Value
from .testing import Testing
from .words import Words
from .workspace import Workspace


class _Said(Enum):
    NOTHING = "nothing"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class _Sum:
    figure: Decimal
    pulls: int


_NO_PULL = _Sum(NOUGHT, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a rule pulls one way: ``weight`` and ``pulls`` if it is the strongest of its factor."""

    strongest: Decimal
    number: int
    weight: Decimal
    pulls: int

    def beats(self, other: Candidate) -> bool:
        """Whether it counts instead of another of its factor and side: stronger, or first."""
        return (self.strongest, -self.number) > (other.strongest, -other.number)


@dataclass(slots=True)
class Settling:
    """The diagrams of rules (``fired``, ``may_fire``, ``standing``), and of what they conclude."""

    program: Program
    workspace: Workspace
    fired: dict[int, int] = field(default_factory=dict)
    may_fire: dict[int, int] = field(default_factory=dict)
    clashes: dict[str, int] = field(default_factory=dict)
    _standing: dict[int, int] = field(default_factory=dict)

    def forget(self, levels: frozenset[int]) -> None:
        """Drop what looks at these inputs, and all that rests on a rule that is dropped."""
        mentions = self.workspace.nodes.mentions
        gone = {
            number
            for number, fired in self.fired.items()
            if mentions(fired, levels) or mentions(self.may_fire[number], levels)
        }
        for number in gone:
            del self.fired[number], self.may_fire[number]
        self._standing.clear()

    def fire(self, number: int, testing: Testing) -> None:
        """When a rule fires (its ``when`` true, its ``unless`` not), and when it still may."""
        rule, nodes = self.program.rules[number], self.workspace.nodes
        fired, may_fire = testing.holds(rule.when), testing.is_open(rule.when)
        if rule.unless is not None:
            stopped = testing.holds(rule.unless)
            fired = nodes.choose(stopped, nodes.false, fired)
            may_fire = nodes.choose(stopped, nodes.false, may_fire)
        self.fired[number], self.may_fire[number] = fired, may_fire

    def standing(self, number: int) -> int:
        """When a rule fires and no standing rule overrides it."""
        found = self._standing.get(number)
        if found is None:
            nodes, found = self.workspace.nodes, self.fired[number]
            for by in self.program.overriders.get(number, ()):
                found = nodes.choose(self.standing(by), nodes.false, found)
            self._standing[number] = found
        return found

    def agree(self, closing: Closing) -> int:
        """The one value that standing rules give; two values are a clash, and unknown."""
        nodes = self.workspace.nodes
        made = nodes.terminal(_Said.NOTHING)
        for value, given in self._given(closing).items():
            too = nodes.map(("say", value), partial(_say, value), made)
            made = nodes.choose(given, too, made)
        self.clashes[closing.name] = nodes.map("clash", lambda said: said is _Said.CLASH, made)
        unsettled = self._nobody_yet(closing)
        nobody = nodes.choose(unsettled, nodes.terminal(UNKNOWN), nodes.terminal(None))
        nothing = nodes.map("nothing", lambda said: said is _Said.NOTHING, made)
        settled = nodes.map("settled", _settled, made)
        return nodes.choose(nothing, nobody, settled)

    def gather(self, closing: Closing, values: Iterable[str]) -> Words:
        """Every word that standing rules give."""
        nodes = self.workspace.nodes
        found = self._given(closing)
        some = reduce(nodes.either, found.values(), nodes.false)
        words = {word: found[word] for word in values if word in found}
        unsettled = self._nobody_yet(closing)
        return Words(words, some, nodes.choose(some, nodes.false, unsettled))

    def weigh(self, closing: Closing, scale: Scale) -> int:
        """The net of the strongest pulls each way of every factor, kept within the limit."""
        nodes = self.workspace.nodes
        sides: dict[tuple[str, bool], list[Candidate]] = defaultdict(list)
        for number in closing.writers:
            rule = self.program.rules[number]
            for side, candidate in candidates(rule, number, closing.name, scale):
                sides[side].append(candidate)
        made = [self._strongest(found) for found in sides.values()]
        total = _balanced(self, made) if made else nodes.terminal(_NO_PULL)
        return nodes.map(("net", scale), partial(_net, scale), total)

    def _strongest(self, found: list[Candidate]) -> int:
        """The pull that counts: the strongest, of equals the first."""
        nodes = self.workspace.nodes
        made = nodes.terminal(_NO_PULL)
        for each in sorted(found, key=lambda each: (each.strongest, -each.number)):
            pull = nodes.terminal(_Sum(each.weight, each.pulls))
            made = nodes.choose(self.standing(each.number), pull, made)
        return made

    def _given(self, closing: Closing) -> Mapping[Value, int]:
        """For each value (of a list: each word) where some standing rule gives it."""
        nodes, given = self.workspace.nodes, dict[Value, int]()
        for number in closing.writers:
            for value in self.program.concludes[number][closing.name]:
                for word in value if isinstance(value, tuple) else (value,):
                    standing = self.standing(number)
                    given[word] = nodes.either(given.get(word, nodes.false), standing)
        return given

    def _nobody_yet(self, closing: Closing) -> int:
        """Where a rule that could conclude it may still fire."""
        nodes = self.workspace.nodes
        return reduce(nodes.either, (self.may_fire[n] for n in closing.writers), nodes.false)


def candidates(
    rule: Rule, number: int, name: str, scale: Scale
) -> Iterator[tuple[tuple[str, bool], Candidate]]:
    """What a rule pulls up, and down, with the factor that it does so in."""
    weights: dict[tuple[str, bool], list[Decimal]] = defaultdict(list)
    for entry in rule.conclusions:
        if entry.attribute == name:
            steps = scale.steps(str(entry.value))
            weight = EXACT.multiply(-steps if entry.negated else steps, rule.strength or NOUGHT)
            if weight:
                weights[rule.factor, weight > 0].append(weight)
    for side, found in weights.items():
        strongest, total = max(map(abs, found)), reduce(EXACT.add, found, NOUGHT)
        yield side, Candidate(strongest, number, total, len(found))


def _balanced(settling: Settling, parts: list[int]) -> int:
    """The sum of parts, halves first, so that partial sums stay small."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = _balanced(settling, parts[:middle]), _balanced(settling, parts[middle:])
    return settling.workspace.nodes.combine("add pulls", _add, left, right)


def _add(left: object, right: object) -> object:
    if not isinstance(left, _Sum) or not isinstance(right, _Sum):
        raise TypeError
    return _Sum(EXACT.add(left.figure, right.figure), left.pulls + right.pulls)


def _net(scale: Scale, total: object) -> Net:
    if not isinstance(total, _Sum):
        raise TypeError
    figure = max(-scale.limit, min(scale.limit, total.figure))
    return Net(figure, scale.word(figure), total.pulls)


def _say(value: object, said: object) -> object:
    return value if said is _Said.NOTHING else _Said.CLASH


def _settled(said: object) -> object:
    return UNKNOWN if isinstance(said, _Said) else said

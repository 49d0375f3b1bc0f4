"""What the cases try out of the rules: every aim of coverage, and which of them a run reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..conditions import ALWAYS, AllOf, AnyOf, Condition, NoneOf, describe, truth
from ..diagnostics import Location
from ..inference import Inference
from ..rules import KnowledgeBase, Rule
from ..values import Facts
from .parts import parts_of

Kind = Literal["fires", "true", "false", "alone", "excepted", "overrides", "claim"]
KINDS: tuple[Kind, ...] = ("fires", "true", "false", "alone", "excepted", "overrides", "claim")


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that some case should show.

    A rule *fires*; a condition of it is made *true*, is made *false*, is *alone* responsible that
    the rule does not fire; its ``unless`` holds while its ``when`` does (*excepted*); it
    *overrides* another one that fired; a *claim* is cited by a rule or an advice that has a say.
    ``said`` is the condition, the other rule, or the claim; ``rules`` could show it.

    It is reached where ``when`` is true and ``unless`` is not true, as of a rule; for those who
    override and for claims, whether a rule stands is asked besides.
    """

    kind: Kind
    said: str
    rules: tuple[Rule, ...]
    when: Condition = field(default=ALWAYS, repr=False)
    unless: Condition | None = field(default=None, repr=False)
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Covered:
    """A aim, and how many cases reach it."""

    aim: Aim
    cases: int


@dataclass(frozen=True, slots=True)
class Tally:
    """All aims with their counts; ``impossible`` are the numbers of those no input can reach.

    That is proved, not guessed: what could not be decided counts as open.
    """

    covered: tuple[Covered, ...]
    impossible: frozenset[int] = frozenset()

    @property
    def open(self) -> tuple[int, ...]:
        """The numbers of the aims that no case reaches, though some input may."""
        return tuple(
            number
            for number, one in enumerate(self.covered)
            if not one.cases and number not in self.impossible
        )

    def share(self, kind: Kind | None = None) -> tuple[int, int]:
        """How many aims are reached, of how many that can be; of one kind or of all."""
        counted = [
            one
            for number, one in enumerate(self.covered)
            if kind in (None, one.aim.kind) and (one.cases or number not in self.impossible)
        ]
        return sum(bool(one.cases) for one in counted), len(counted)

    def percent(self, kind: Kind | None = None) -> int:
        """The share in whole hundredths, rounded down: 100 only if every aim is reached."""
        reached, aims = self.share(kind)
        return 100 * reached // aims if aims else 100


@dataclass(frozen=True, slots=True)
class Ready:
    """What is known of an open aim: a ``case`` that reaches it, or that nothing can.

    Where neither is known, ``case`` is empty and ``impossible`` false; where nobody has looked,
    ``searched`` is false. ``given`` are the facts.
    """

    aim: Aim
    given: Facts
    case: str = ""
    impossible: bool = False
    searched: bool = True


def aims_of(knowledge: KnowledgeBase) -> tuple[Aim, ...]:
    """Every aim of a knowledge base: those of its rules by file and line, then the claims."""
    rules = {rule.id: rule for rule in knowledge.rules}
    ordered = sorted(knowledge.rules, key=_place)
    own = (aim for rule in ordered for aim in _aims(rule, rules))
    return (*own, *_claims(knowledge))


def marks_of(aims: Sequence[Aim]) -> Callable[[Inference], frozenset[int]]:
    """What tells the numbers of the aims that a run reaches."""

    def marks(run: Inference) -> frozenset[int]:
        reached = _Reached(run)
        return frozenset([number for number, aim in enumerate(aims) if reached.by(aim)])

    return marks


def tally(aims: Sequence[Aim], marks: Iterable[frozenset[int]]) -> Tally:
    """How many runs reach each aim."""
    counts = [0] * len(aims)
    for found in marks:
        for number in found:
            counts[number] += 1
    return Tally(tuple(Covered(*each) for each in zip(aims, counts, strict=True)))


class _Reached:
    """One run, asked for aims."""

    def __init__(self, run: Inference) -> None:
        rules, self._memory = run.program.rules, run.memory
        self._there = {rule.id for rule in rules}
        self._fired = {rules[number].id for number in run.fired}
        self._aside = {(rules[number].id, rules[by].id) for number, by in run.set_aside()}
        self._standing = self._fired - {name for name, _ in self._aside}
        self._listed = {
            (name, word)
            for name, value in run.memory.items()
            if isinstance(value, tuple)
            for word in value
        }
        self._advice = run.program.knowledge.advice

    def by(self, aim: Aim) -> bool:
        match aim.kind:
            case "fires":
                return aim.rules[0].id in self._fired
            case "overrides":
                return (aim.said, aim.rules[0].id) in self._aside
            case "claim":
                return self._cited(aim)
            case _:
                return aim.rules[0].id in self._there and self._holds(aim)

    def _holds(self, aim: Aim) -> bool:
        """Whether the aim's conditions do; a rule that fires has no condition alone in its way."""
        if aim.kind == "alone" and aim.rules[0].id in self._fired:
            return False
        if truth(aim.when, self._memory) is not True:
            return False
        return aim.unless is None or truth(aim.unless, self._memory) is not True

    def _cited(self, aim: Aim) -> bool:
        if any(rule.id in self._standing for rule in aim.rules):
            return True
        return any(
            aim.said in text.source.claims and (name, word) in self._listed
            for name, texts in self._advice.items()
            for word, text in texts.items()
        )


def _aims(rule: Rule, rules: dict[str, Rule]) -> Iterator[Aim]:
    at = rule.location
    yield Aim("fires", rule.id, (rule,), rule.when, rule.unless, at)
    for part in parts_of(rule):
        here = part.location or at
        yield Aim("true", part.said, (rule,), part.condition, None, here)
        yield Aim("false", part.said, (rule,), NoneOf((part.condition,)), None, here)
        yield Aim("alone", part.said, (rule,), part.granted, _either(rule.when, rule.unless), here)
    if rule.unless is not None:
        held = AllOf((rule.when, rule.unless))
        said = describe(rule.unless)
        yield Aim("excepted", said, (rule,), held, None, at)
    for name in rule.overrides:
        other = rules.get(name)
        if other is not None:
            both, either = AllOf((rule.when, other.when)), _either(rule.unless, other.unless)
            yield Aim("overrides", name, (rule,), both, either, at)


def _either(*conditions: Condition | None) -> Condition | None:
    given = tuple(condition for condition in conditions if condition is not None)
    return AnyOf(given) if given else None


def _claims(knowledge: KnowledgeBase) -> Iterator[Aim]:
    """The claims that rules cite, or advice texts which rules call for."""
    for name, claim in knowledge.claims.items():
        words = {
            word
            for texts in knowledge.advice.values()
            for word, text in texts.items()
            if name in text.source.claims
        }
        citing = tuple(
            rule
            for rule in sorted(knowledge.rules, key=_place)
            if name in rule.source.claims or not words.isdisjoint(_words(rule))
        )
        if citing:
            yield Aim("claim", name, citing, location=claim.location)


def _words(rule: Rule) -> set[str]:
    given = [one.value for one in rule.conclusions]
    return {word for value in given if isinstance(value, tuple) for word in value}


def _place(rule: Rule) -> tuple[str, int, str]:
    at = rule.location
    return (at.path, at.line, rule.id) if at is not None else ("", 0, rule.id)

"""Random small knowledge bases and profiles, and the plainest matcher that can judge them.

The generators choose by a ``random.Random``: a seeded one makes thousands of bases in a minute,
Hypothesis's own (``programs``, ``profiles``) shrinks what fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from engine.conditions import (
    ORDER,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    NoneOf,
    Other,
    Test,
    support,
    truth,
)
from engine.expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from engine.rules import Conclusion, KnowledgeBase, Rule, Scale, ScaleWord
from engine.sources import UNSOURCED
from engine.strata import Program, Stratum, stratify
from engine.values import Facts, Value
from engine.vocabulary import (
    Attribute,
    Evidence,
    Formula,
    Kind,
    ListOf,
    Lookup,
    LookupRow,
    Number,
    OneOf,
    Vocabulary,
)
from engine.words import fold

WORDS = ("ant", 'b"e\\e', "cät\n", "dog 🐕")
PULLS = ("far down", "down", "level", "up", "far up")
NUMBERS = tuple(map(Decimal, ("-1", "0", "0.1", "2", "2.0000000000001", "7", "1e15")))
NUMERIC_TESTS = (Test.IS, *sorted(ORDER))
DERIVED = ("mood", "size", "tags", "verdict", "lean", "tilt", "sum", "worth", "rank", "last")
SCALE = Scale(
    "scale",
    tuple(
        ScaleWord(word, Decimal(steps), Decimal(start))
        for word, steps, start in zip(
            PULLS, (-2, -1, 0, 1, 2), ("-1.5", "-.5", 0, ".5", "1.5"), strict=True
        )
    ),
    Decimal(2),
)


class NaiveMatcher:
    """Tries every rule of a stratum with ``truth``."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.memory: Facts = {}

    def settle(self, names: Iterable[str], memory: Facts) -> None:  # noqa: ARG002
        self.memory = memory

    def fire(self, stratum: Stratum) -> list[int]:
        return [number for number in stratum.rules if self._fires(self.program.rules[number])]

    def unless_open(self, number: int) -> bool:
        unless = self.program.rules[number].unless
        return unless is not None and truth(unless, self.memory) is None

    def possible(self, number: int) -> bool:
        rule = self.program.rules[number]
        stopped = rule.unless is not None and truth(rule.unless, self.memory) is True
        return truth(rule.when, self.memory) is not False and not stopped

    def matched(self, number: int) -> tuple[str, ...]:
        found = set(support(self.program.rules[number].when, self.memory))
        return tuple(a.name for a in self.program.knowledge.vocabulary if a.name in found)

    def _fires(self, rule: Rule) -> bool:
        if truth(rule.when, self.memory) is not True:
            return False
        return rule.unless is None or truth(rule.unless, self.memory) is not True


def knowledge(
    attributes: Iterable[Attribute], rules: Iterable[Rule], scales: Iterable[Scale] = (SCALE,)
) -> KnowledgeBase:
    """A knowledge base without texts; its rules in the order given."""
    return KnowledgeBase(
        "random", "1", "", "", Vocabulary(attributes), tuple(rules),
        {scale.name: scale for scale in scales}, {}, {}, {}, {}, None,
    )  # fmt: skip


def one_of(name: str, values: Iterable[str], *, asked: bool = True) -> Attribute:
    values = tuple(values)
    return Attribute(name, OneOf(values, {fold(value): value for value in values}), asked)


def list_of(name: str, values: Iterable[str], *, asked: bool = True) -> Attribute:
    values = tuple(values)
    return Attribute(name, ListOf(values, {fold(value): value for value in values}), asked)


def number(name: str, *, asked: bool = True) -> Attribute:
    return Attribute(name, Number(Decimal("-1e30"), Decimal("1e30")), asked)


def compiled(base: KnowledgeBase) -> Program:
    """Its program; it must have one."""
    program = stratify(base)
    assert isinstance(program, Program), program
    return program


def shuffled(base: KnowledgeBase, order: list[int]) -> KnowledgeBase:
    """The same base with its rules in another order."""
    return replace(base, rules=tuple(base.rules[at] for at in order))


def programs() -> st.SearchStrategy[Program]:
    """Programs that Hypothesis may shrink."""
    return st.randoms(use_true_random=False).map(random_program)


def profiles(program: Program) -> st.SearchStrategy[dict[str, Value | None]]:
    """Partial profiles that Hypothesis may shrink."""
    return st.randoms(use_true_random=False).map(lambda rng: random_profile(rng, program))


def random_program(rng: Random) -> Program:
    """A program of up to 14 rules over 5 asked and 2 to 10 derived attributes."""
    attributes = _vocabulary(rng)
    derived = [a for a in attributes if not a.asked and not a.computed]
    rules: list[Rule] = []
    for at in range(rng.randint(1, 14)):
        rule = _rule(rng, f"r{at:02}", attributes, derived)
        overrides = tuple(other.id for other in rules if rng.random() < 0.7 / (at + 1))
        # What closes a cycle, by reading or by overriding, is left out: it is refused elsewhere.
        for candidate in (replace(rule, overrides=overrides), rule):
            if isinstance(stratify(knowledge(attributes, [*rules, candidate])), Program):
                rules.append(candidate)
                break
    return compiled(knowledge(attributes, rules))


def random_profile(rng: Random, program: Program) -> dict[str, Value | None]:
    """Some of what can be told, in any order."""
    asked = list(program.knowledge.vocabulary.asked)
    rng.shuffle(asked)
    share = rng.choice((0.2, 0.5, 0.8, 1))
    return {a.name: _told(rng, a) for a in asked if rng.random() < share}


def _vocabulary(rng: Random) -> list[Attribute]:
    attributes = [
        one_of("colour", WORDS), one_of("open", ("yes", "no")), list_of("goals", WORDS),
        number("age"), number("weight"),
    ]  # fmt: skip
    for name in DERIVED[: rng.randint(2, len(DERIVED))]:
        attributes.append(Attribute(name, _kind(rng, attributes), asked=False))
    return attributes


def _kind(rng: Random, before: list[Attribute]) -> Kind:
    words = one_of("", WORDS).kind, list_of("", WORDS).kind
    match rng.randrange(6):
        case 0 | 1 as at:
            return words[at]
        case 2:
            return number("").kind
        case 3:
            return Evidence("scale")
        case 4:
            return Formula(_expression(rng, [a.name for a in before if a.numeric], 3))
        case _:
            by = rng.choice([a.name for a in before if not isinstance(a.kind, ListOf)])
            rows = (_row(rng) for _ in range(rng.randrange(4)))
            return Lookup(by, tuple(rows))


def _row(rng: Random) -> LookupRow:
    return LookupRow(rng.choice((None, *WORDS, *NUMBERS)), rng.choice(NUMBERS), UNSOURCED)


def _expression(rng: Random, names: list[str], depth: int) -> Expression:
    def inner() -> Expression:
        return _expression(rng, names, depth - 1)

    match rng.randrange(6 if depth else 2):
        case 0:
            return Name(rng.choice(names))
        case 1:
            return Constant(rng.choice(NUMBERS))
        case 2:
            return Arithmetic(rng.choice(("+", "-", "*", "/")), inner(), inner())
        case 3:
            return Extreme(rng.choice(("min", "max")), (inner(), inner()))
        case 4:
            return Rounded(inner(), Constant(rng.choice((Decimal(1), Decimal(10)))))
        case _:
            return Otherwise(inner(), inner())


def _rule(rng: Random, name: str, attributes: list[Attribute], derived: list[Attribute]) -> Rule:
    chosen = rng.sample(derived, min(len(derived), rng.randint(1, 2)))
    # Reading mostly what comes before keeps most random bases free of cycles.
    limit = min((attributes.index(attribute) for attribute in chosen), default=len(attributes))
    readable = attributes if rng.random() < 0.1 else attributes[:limit]
    return Rule(
        name,
        tuple(_conclusion(rng, attribute) for attribute in chosen),
        _condition(rng, readable, 3),
        _condition(rng, readable, 2) if rng.random() < 0.4 else None,
        factor=rng.choice("fg"),
        strength=rng.choice((None, Decimal("0.25"), Decimal("0.75"), Decimal(1))),
    )


def _conclusion(rng: Random, attribute: Attribute) -> Conclusion:
    if isinstance(attribute.kind, Evidence):
        return Conclusion(attribute.name, rng.choice(PULLS), rng.random() < 0.3)
    choices = NUMBERS if isinstance(attribute.kind, Number) else WORDS
    return Conclusion(attribute.name, rng.choice(choices))


def _condition(rng: Random, attributes: list[Attribute], depth: int) -> Condition:
    if not depth or rng.random() < 0.3:
        return _comparison(rng, rng.choice(attributes), attributes)
    parts = tuple(
        _condition(rng, attributes, depth - 1) for _ in range(rng.choice((0, 1, 2, 2, 3, 4)))
    )
    return rng.choice((AllOf, AnyOf, NoneOf))(parts)


def _comparison(rng: Random, attribute: Attribute, attributes: list[Attribute]) -> Comparison:
    name = attribute.name
    if rng.random() < 0.25:
        return Comparison(name, rng.choice((Test.IS_NONE, Test.KNOWN)))
    match attribute.kind:
        case OneOf(values):
            return Comparison(name, Test.IS, rng.choice(values))
        case ListOf(values):
            return Comparison(name, Test.INCLUDES, rng.choice(values))
        case Evidence() if rng.random() < 0.5:
            return Comparison(name, Test.IS, rng.choice(PULLS))
    if rng.random() < 0.4:
        other = rng.choice([a.name for a in attributes if a.numeric])
        return Comparison(name, rng.choice(NUMERIC_TESTS), Other(other))
    return Comparison(name, rng.choice(NUMERIC_TESTS), rng.choice(NUMBERS))


def _told(rng: Random, attribute: Attribute) -> Value | None:
    if rng.random() < 0.1:
        return () if isinstance(attribute.kind, ListOf) else None
    match attribute.kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case _:
            return rng.choice((*NUMBERS, Decimal("5e-30"), Decimal(8)))

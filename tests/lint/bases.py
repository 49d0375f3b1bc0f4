"""Small knowledge bases about animals, drawn at random or written down, without any YAML."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from engine.conditions import ALWAYS, AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test
from engine.diagnostics import Location
from engine.loader.formulas import parse
from engine.presentation import Field, Saying, VerdictForm
from engine.rules import Conclusion, KnowledgeBase, Rule, Scale, ScaleWord
from engine.sources import Claim, Origin, Source
from engine.values import Facts
from engine.vocabulary import (
    Attribute,
    Evidence,
    Formula,
    ListOf,
    Lookup,
    LookupRow,
    Number,
    OneOf,
    Vocabulary,
)
from engine.words import fold

CITED = Source(("A1",), None, Origin.ARTICLE)
CLAIM = Claim("A1", "Animals differ.", "states", Origin.ARTICLE)
SCALE = Scale(
    "tameness",
    (
        ScaleWord("wild", Decimal(-1), Decimal("-0.5")),
        ScaleWord("even", Decimal(0), Decimal(0)),
        ScaleWord("tame", Decimal(1), Decimal("0.5")),
    ),
    Decimal(2),
    "Pulls add up.",
    CITED,
)


def one_of(name: str, *values: str, asked: bool = True) -> Attribute:
    return Attribute(
        name, OneOf(values, {fold(value): value for value in values}), asked, location=at(1)
    )


def list_of(name: str, *values: str, asked: bool = True) -> Attribute:
    return Attribute(
        name, ListOf(values, {fold(value): value for value in values}), asked, location=at(2)
    )


def number(name: str, low: int, high: int, *, asked: bool = True) -> Attribute:
    return Attribute(name, Number(Decimal(low), Decimal(high)), asked, location=at(3))


def evidence(name: str) -> Attribute:
    return Attribute(name, Evidence("tameness"), asked=False, location=at(4))


def formula(name: str, text: str, *others: str) -> Attribute:
    known = {fold(other): other for other in others}
    kind = Formula(parse(text, lambda word: known.get(fold(word))))
    return Attribute(name, kind, asked=False, because="Reckoned.", source=CITED, location=at(5))


def lookup(name: str, by: str, rows: dict[str, int], otherwise: int | None = None) -> Attribute:
    found = [LookupRow(key, Decimal(value), CITED, at(6)) for key, value in rows.items()]
    if otherwise is not None:
        found.append(LookupRow(None, Decimal(otherwise), CITED, at(6)))
    return Attribute(
        name,
        Lookup(by, tuple(found)),
        asked=False,
        because="Looked up.",
        source=CITED,
        location=at(6),
    )


def at(line: int, path: str = "rules/animals.yaml") -> Location:
    return Location(path, line, 3)


def is_(attribute: str, value: object) -> Comparison:
    test = Test.IS
    return Comparison(attribute, test, Decimal(value) if isinstance(value, int) else value, at(9))  # type: ignore[arg-type]


def includes(attribute: str, value: str) -> Comparison:
    return Comparison(attribute, Test.INCLUDES, value, at(9))


def than(attribute: str, test: Test, value: int | str) -> Comparison:
    operand = Other(value) if isinstance(value, str) else Decimal(value)
    return Comparison(attribute, test, operand, at(9))


def rule(
    name: str, when: Condition = ALWAYS, unless: Condition | None = None, **more: object
) -> Rule:
    """A rule; what it concludes stands in ``then``, a list value as a tuple."""
    then = more.pop("then", {})
    assert isinstance(then, dict)
    conclusions = tuple(
        Conclusion(attribute, Decimal(value) if isinstance(value, int) else value, location=at(8))
        for attribute, value in then.items()
    )
    given = {
        "because": "So it is.",
        "source": CITED,
        "factor": name,
        "location": at(abs(hash(name)) % 900 + 10),
        **more,
    }
    return Rule(name, conclusions, when, unless, **given)  # type: ignore[arg-type]


def base(attributes: list[Attribute], rules: list[Rule], **more: object) -> KnowledgeBase:
    """A knowledge base of these; a verdict that shows every derived attribute."""
    derived = [attribute.name for attribute in attributes if not attribute.asked]
    fields = tuple(Field(name, name) for name in derived)
    told = VerdictForm(fields, NoneOf((ALWAYS,)), (Saying(ALWAYS, "So it is."),), (), {})
    given: dict[str, object] = {
        "claims": {"A1": CLAIM},
        "advice": {},
        "verdict": told,
        "scales": {"tameness": SCALE},
        **more,
    }
    return KnowledgeBase(
        name="animals",
        version="1",
        digest="",
        about="",
        vocabulary=Vocabulary(attributes),
        rules=tuple(sorted(rules, key=lambda each: each.id)),
        strengths={},
        tensions={},
        **given,  # type: ignore[arg-type]
    )


ASKED = [
    one_of("skin", "fur", "feathers", "scales"),
    one_of("legs", "two", "four"),
    list_of("food", "meat", "grass"),
    number("weight", 0, 3),
]
COMPUTED = [
    lookup("litter", "skin", {"fur": 2, "feathers": 1}),
    lookup("value", "manners", {"-1": 1, "1": 3}, otherwise=2),
    formula("size", "weight + (litter or 0)", "weight", "litter"),
    formula("worth", "max(value, litter)", "value", "litter"),
]
DERIVED = [
    one_of("class", "mammal", "bird", "fish", asked=False),
    number("age", 0, 20, asked=False),
    evidence("manners"),
    list_of("care", "brush", "fly", asked=False),
    one_of("home", "house", "wood", asked=False),
]


def drawn(random: random.Random, count: int = 8) -> KnowledgeBase:
    """A base whose derived attributes rest on those before them."""
    keyed = [
        replace(
            each,
            kind=Lookup(
                "manners",
                tuple(
                    replace(row, key=None if row.key is None else Decimal(row.key))
                    for row in each.kind.rows
                ),
            ),
        )
        if each.name == "value" and isinstance(each.kind, Lookup)
        else each
        for each in COMPUTED
    ]
    attributes = [*ASKED, *DERIVED[:3], *keyed, *DERIVED[3:]]
    rules: list[Rule] = []
    for name in range(count):
        target = random.choice(DERIVED)
        readable = attributes[: attributes.index(target)]
        unless = condition(random, readable, 1) if random.random() < 0.3 else None
        above = [
            each.id for each in rules if target.name in each.writes() and random.random() < 0.25
        ]
        rules.append(
            rule(
                f"r{name}",
                condition(random, readable, 2),
                unless,
                overrides=tuple(above),
                then={target.name: _value(random, target)},
                strength=Decimal(random.choice(["0.5", "1"])),
                factor=random.choice("ab"),
                location=at(10 + name),
            )
        )
    return base(attributes, rules)


def _value(random: random.Random, attribute: Attribute) -> object:
    match attribute.kind:
        case OneOf(values) | ListOf(values):
            word = random.choice(values)
            return (word,) if isinstance(attribute.kind, ListOf) else word
        case Evidence():
            return random.choice(["wild", "tame"])
        case _:
            return random.choice([5, 10])


def condition(random: random.Random, readable: list[Attribute], depth: int) -> Condition:
    kind = random.random()
    if not depth or kind < 0.35:
        return comparison(random, readable)
    parts = tuple(condition(random, readable, depth - 1) for _ in range(random.choice([2, 2, 3])))
    return AllOf(parts) if kind < 0.65 else AnyOf(parts) if kind < 0.85 else NoneOf(parts)


def comparison(random: random.Random, readable: list[Attribute]) -> Comparison:
    attribute = random.choice(readable)
    special = random.random()
    if special < 0.12:
        return Comparison(attribute.name, Test.KNOWN)
    if special < 0.2:
        return Comparison(attribute.name, Test.IS_NONE)
    match attribute.kind:
        case OneOf(values):
            return Comparison(attribute.name, Test.IS, random.choice(values))
        case ListOf(values):
            return Comparison(attribute.name, Test.INCLUDES, random.choice(values))
        case Evidence() if random.random() < 0.6:
            return Comparison(attribute.name, Test.IS, random.choice(["wild", "even", "tame"]))
        case _:
            return _compared(random, attribute, readable)


def _compared(random: random.Random, attribute: Attribute, readable: list[Attribute]) -> Comparison:
    test = random.choice([Test.IS, Test.AT_LEAST, Test.MORE_THAN, Test.AT_MOST, Test.FEWER_THAN])
    others = [each.name for each in readable if each.numeric and each is not attribute]
    if others and random.random() < 0.3:
        return Comparison(attribute.name, test, Other(random.choice(others)))
    return Comparison(attribute.name, test, Decimal(random.choice([0, 1, 2, 3])))


def inputs(knowledge: KnowledgeBase) -> Iterator[Facts]:
    """Every profile; numbers at all whole and half figures."""
    choices = [_told(attribute) for attribute in knowledge.vocabulary.asked]
    names = [attribute.name for attribute in knowledge.vocabulary.asked]
    for values in product(*choices):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _told(attribute: Attribute) -> list[object]:
    match attribute.kind:
        case OneOf(values):
            return [None, *values]
        case ListOf(values):
            return [
                None,
                *(
                    tuple(v for v, kept in zip(values, bits, strict=True) if kept)
                    for bits in product([0, 1], repeat=len(values))
                ),
            ]
        case Number(low, high):
            return [None, *(low + Decimal(step) / 2 for step in range(int(2 * (high - low)) + 1))]
        case _:
            raise AssertionError

"""Random small bases with everything that a verdict may have, and random edits of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random

from engine.chaining import CompiledTests, ReferenceMatcher
from engine.diff import Version
from engine.diff.common import holds
from engine.inference import assume, infer
from engine.presentation import Advice, Field, Saying, VerdictForm
from engine.rules import KnowledgeBase, Rule
from engine.sources import UNSOURCED
from engine.strata import Program, above, stratify
from engine.vocabulary import Assumption, ListOf, Number, OneOf, Vocabulary
from tests.lint.bases import ASKED, DERIVED, condition, drawn, one_of
from tests.lint.bases import at as place

EVERYTHING = [*ASKED, *DERIVED]


def base(random: Random) -> KnowledgeBase:
    """A base with whole weights, a group, remarks, figures in sentences and advice."""
    knowledge = drawn(random, 7)
    vocabulary = Vocabulary(
        replace(each, kind=Number(Decimal(0), Decimal(3), whole=True))
        if each.name == "weight"
        else each
        for each in knowledge.vocabulary
    )
    return replace(
        knowledge,
        vocabulary=vocabulary,
        verdict=form(random),
        advice={"care": {word: Advice(word, f"{word} {{age}}.") for word in ("brush", "fly")}},
    )


def form(random: Random) -> VerdictForm:
    fields = (
        Field("class", "class", "unclear"),
        Field("manners", "manners"),
        Field("big", condition(random, EVERYTHING, 1)),
        Field("costs", (Field("size", "size"), Field("worth", "worth"), Field("skin", "skin"))),
        Field("home", "home"),
    )
    return VerdictForm(
        fields,
        condition(random, EVERYTHING, 1),
        (
            Saying(condition(random, EVERYTHING, 1), "A {class} of {value}.", place(3)),
            Saying(condition(random, EVERYTHING, 1), "Some {litter}.", place(4)),
        ),
        (Saying(condition(random, EVERYTHING, 1), "It eats.", place(5)),),
        {"care": "Care"},
    )


def edited(random: Random, knowledge: KnowledgeBase) -> KnowledgeBase:
    """The base after one to three edits; one that leaves it without an order is left out."""
    for _ in range(random.choice((1, 1, 2, 3))):
        after = random.choice(EDITS)(random, knowledge)
        if program_of(after) is not None:
            knowledge = after
    return knowledge


def program_of(knowledge: KnowledgeBase) -> Program | None:
    found = stratify(knowledge)
    if not isinstance(found, Program):
        return None
    return None if any(at in above(found.overriders, at) for at in found.overriders) else found


def version(side, knowledge: KnowledgeBase) -> Version:
    """The base as a version, run by the reference chainer."""
    program = program_of(knowledge)
    assert program is not None
    tests = CompiledTests(program)

    def run(facts, _basis):
        told = {fact.attribute: fact.value for fact in facts}
        return infer(program, assume(program, told), ReferenceMatcher(program, tests))

    return Version(side, side.lower(), lambda _basis: program, run)


def profiles(attributes):
    """Every profile of what both versions ask."""
    choices = [[None, *values(each)] for each in attributes]
    names = [each.name for each in attributes]
    for told in product(*choices):
        yield {name: it for name, it in zip(names, told, strict=True) if it is not None}


def values(attribute):
    match attribute.kind:
        case OneOf(words):
            return list(words)
        case ListOf(words):
            return [
                tuple(w for w, kept in zip(words, bits, strict=True) if kept)
                for bits in product((0, 1), repeat=len(words))
            ]
        case Number(low, high):
            whole = (Decimal(each) for each in range(int(low), int(high) + 1))
            return [each for each in whole if holds(attribute, each)]


def _dropped(random, knowledge):
    gone = random.choice(knowledge.rules)
    return _ruled(knowledge, [one for one in knowledge.rules if one is not gone])


def _added(random, knowledge):
    other = random.choice(drawn(random, 7).rules)
    return _ruled(knowledge, [*knowledge.rules, replace(other, id="new", overrides=())])


def _renamed(random, knowledge):
    chosen = random.choice(knowledge.rules)

    def again(rule: Rule) -> Rule:
        by = tuple("other" if name == chosen.id else name for name in rule.overrides)
        return replace(rule, id="other" if rule is chosen else rule.id, overrides=by)

    return _ruled(knowledge, map(again, knowledge.rules))


def _bent(random, knowledge):
    chosen = random.choice(knowledge.rules)
    readable = [*ASKED, *DERIVED[: random.randint(0, 2)]]
    parts = {
        "when": condition(random, readable, 1),
        "unless": random.choice((None, condition(random, readable, 1))),
        "strength": Decimal(random.choice(("0.25", "0.5", "1"))),
        "factor": random.choice("abc"),
        "overrides": (),
    }
    name = random.choice(tuple(parts))
    bent = replace(chosen, **{name: parts[name]})
    return _ruled(knowledge, [bent if one is chosen else one for one in knowledge.rules])


def _ruled(knowledge, rules):
    return replace(knowledge, rules=tuple(sorted(rules, key=lambda one: one.id)))


def _assumed(random, knowledge):
    name, value = random.choice((("skin", "fur"), ("weight", Decimal(2)), ("legs", "two")))
    return _attributed(
        knowledge, name, lambda each: replace(each, assumption=Assumption(value, "So.", UNSOURCED))
    )


def _narrowed(random, knowledge):
    def fewer(each):
        match each.kind:
            case OneOf(words, readings) if len(words) > 1:
                return replace(each, kind=OneOf(words[1:], readings))
            case Number(low, high, whole):
                return replace(each, kind=Number(low + 1, high, whole))
            case _:
                return each

    return _attributed(knowledge, random.choice(("skin", "weight")), fewer)


def _asked_more(_, knowledge):
    more = one_of("fur colour", "red", "grey")
    return replace(knowledge, vocabulary=Vocabulary([*knowledge.vocabulary, more]))


def _attributed(knowledge, name, edit):
    found = (edit(each) if each.name == name else each for each in knowledge.vocabulary)
    return replace(knowledge, vocabulary=Vocabulary(found))


def _scaled(random, knowledge):
    scale = knowledge.scales["tameness"]
    starts = [replace(word, start=word.start * 2) for word in scale.words]
    changed = random.choice((replace(scale, words=tuple(starts)), replace(scale, limit=Decimal(1))))
    return replace(knowledge, scales={"tameness": changed})


def _looked_up(_, knowledge):
    def dearer(each):
        rows = tuple(replace(row, value=row.value + 1) for row in each.kind.rows)
        return replace(each, kind=replace(each.kind, rows=rows))

    return _attributed(knowledge, "litter", dearer)


def _reformed(random, knowledge):
    return replace(knowledge, verdict=form(random))


def _reworded(_, knowledge):
    rules = [replace(one, because=f"{one.because} Truly.") for one in knowledge.rules]
    return replace(knowledge, rules=tuple(rules))


def _unadvised(_, knowledge):
    texts = dict(knowledge.advice["care"])
    texts.pop("fly", None)
    return replace(knowledge, advice={"care": texts})


EDITS: tuple[Callable[[Random, KnowledgeBase], KnowledgeBase], ...] = (
    _dropped, _added, _renamed, _bent, _bent, _bent, _assumed, _narrowed, _asked_more, _scaled,
    _looked_up, _reformed, _reworded, _unadvised,
)  # fmt: skip

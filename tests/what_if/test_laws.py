"""Wishes on random knowledge bases, held against brute force."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.conditions import Comparison, Test, truth
from engine.consultation import Reference
from engine.diagram import Diagram
from engine.explain.targets import Target
from engine.values import Net
from engine.vocabulary import ListOf, Number, OneOf, Vocabulary
from engine.what_if.granting import grant
from engine.what_if.sought import sought
from engine.what_if.wishing import Wish
from tests import strategies

NUMBERS = tuple(map(Decimal, ("-2", "-1", "-0.5", "0", "0.1", "1", "2", "3", "7", "8", "1000")))
BOUND = Decimal(1000)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_every_way_grants_the_wish_and_brute_force_finds_no_other(rng):
    program, told, wish = question(rng)
    diagram = sought(wish.condition, program, 50_000)
    assume(isinstance(diagram, Diagram))
    reference = Reference(program)

    answer = grant(wish, told, program, diagram, reference.believe)

    def granted(then):
        return truth(wish.condition, reference.believe({**told, **then}).memory) is True

    assert answer.already == granted({})
    for way in (*answer.easiest, *answer.slower, *answer.undecided):
        for edit in way.edits:
            assert edit.then == fitting(edit.attribute, edit.then)
            if edit.attribute.can_change == "upwards" and edit.now is not None:
                assert edit.then > edit.now
        assert granted({edit.attribute.name: edit.then for edit in way.edits})
    if answer.already or answer.proof == "none":
        return
    fewest = [way.edits for way in answer.slower or answer.easiest]
    for then in changes(told, answer.changeable, at_most=2):
        if granted(then):
            named = covered(answer.easiest, told, then) if answer.proof == "all" else None
            assert named or price(then, answer) >= price_of(answer), then
            assert named is not False or price(then, answer) > price_of(answer), then
            assert len(then) >= len(fewest[0]), then


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_where_nothing_can_change_only_answers_to_what_is_open_are_given(rng):
    program, told, wish = question(rng, can_change=("no",))
    diagram = sought(wish.condition, program, 50_000)
    assume(isinstance(diagram, Diagram))

    answer = grant(wish, told, program, diagram, Reference(program).believe)

    assert answer.easiest == answer.slower == ()
    named = {edit.attribute.name for way in answer.undecided for edit in way.edits}
    assert named.isdisjoint(told)


def question(rng: Random, can_change=("yes", "yes", "slowly", "no", "upwards")):
    """A program, a profile and a wish, all random."""
    program = strategies.random_program(rng)
    knowledge = program.knowledge
    attributes = [
        replace(
            each,
            can_change=rng.choice([each for each in can_change if each != "upwards"]),
            kind=bounded(each, rng),
        )
        for each in knowledge.vocabulary
    ]
    if "upwards" in can_change:
        attributes = [upwards(each, rng) for each in attributes]
    program = strategies.compiled(
        replace(knowledge, vocabulary=Vocabulary(attributes), verdict=None)
    )
    told = profile(rng, program)
    derived = [each for each in attributes if not each.asked]
    chosen = rng.choice(derived)
    condition = reached(rng, program, chosen) or strategies._comparison(rng, chosen, derived)
    wish = Wish(Target("attribute", chosen.name, (chosen.name,)), chosen, condition)
    return program, told, wish


def profile(rng, program):
    """What the command line could tell: numbers of everyday size."""
    told = strategies.random_profile(rng, program).items()
    return {
        name: fitting(program.knowledge.vocabulary[name], value)
        for name, value in told
        if value is not None
    }


def fitting(attribute, value):
    if not isinstance(value, Decimal):
        return value
    value = min(value, BOUND)
    return value.to_integral_value() if attribute.kind.whole else value


def reached(rng, program, attribute):
    """What an attribute is for someone else, as a condition; None where it has no value."""
    someone = profile(rng, program)
    value = Reference(program).believe(someone).memory.get(attribute.name)
    match value:
        case None | ():
            return None
        case tuple():
            return Comparison(attribute.name, Test.INCLUDES, value[0])
        case Net():
            return Comparison(attribute.name, Test.IS, value.word)
        case _:
            return Comparison(attribute.name, Test.IS, value)


def bounded(attribute, rng):
    """Numbers of everyday size, some of them whole: nobody is asked for more."""
    if not isinstance(attribute.kind, Number):
        return attribute.kind
    return Number(-BOUND, BOUND, whole=attribute.asked and rng.random() < 0.4)


def upwards(attribute, rng):
    rises = isinstance(attribute.kind, Number) and rng.random() < 0.3
    return replace(attribute, can_change="upwards" if rises else attribute.can_change)


def changes(told, changeable, at_most):
    """Every change of up to so many facts, numbers and lists by way of example."""
    for count in range(1, at_most + 1):
        for chosen in combinations(changeable, count):
            names = [each.name for each in chosen]
            for then in product(*(allowed(each, told.get(each.name)) for each in chosen)):
                yield dict(zip(names, then, strict=True))


def allowed(attribute, now):
    """What it may become, brute force not asking the code under test."""
    for value in values(attribute, now):
        number = isinstance(value, Decimal)
        if number and attribute.kind.whole and value != value.to_integral_value():
            continue
        falls = number and now is not None and value < now
        if not (falls and attribute.can_change == "upwards"):
            yield value


def values(attribute, now):
    match attribute.kind:
        case OneOf(words):
            return [word for word in words if word != now]
        case ListOf(words):
            lists = [(), *((word,) for word in words), words[:2], words]
            return [chosen for chosen in lists if chosen != now]
        case _:
            return [number for number in NUMBERS if number != now]


def price(names, answer):
    slow = {each.name for each in answer.changeable if each.can_change == "slowly"}
    return len(slow & set(names)), len(names)


def price_of(answer):
    """What the easiest ways cost; there must be one."""
    return price([edit.attribute.name for edit in answer.easiest[0].edits], answer)


def covered(ways, told, then):
    """Whether one of the ways does the same with as little or less."""
    return any(no_more(way.edits, told, then) for way in ways)


def no_more(edits, told, then):
    if {edit.attribute.name for edit in edits} != set(then):
        return False
    return all(as_little(edit, told.get(edit.attribute.name), then) for edit in edits)


def as_little(edit, now, then):
    value = then[edit.attribute.name]
    match edit.then:
        case Decimal() if now is None:
            return edit.then <= value
        case Decimal():
            same_way = (edit.then > now) is (value > now)
            return same_way and abs(edit.then - now) <= abs(value - now)
        case tuple():
            if now is None:
                return set(edit.then or ("",)) <= set(value or ("",))
            return set(now) ^ set(edit.then) <= set(now) ^ set(value)
        case word:
            return word == value

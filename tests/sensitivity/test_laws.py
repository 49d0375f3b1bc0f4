"""What is said to tip a verdict does, and nothing nearer does: against the reference chainer."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from engine.api import open_knowledge
from engine.sensitivity import NumberFact, Stretch
from engine.vocabulary import ListOf, Number, OneOf
from tests.sensitivity.varied import Oracle, examined
from tests.strategies import random_profile, random_program

FAULTS = Path(__file__).parents[1] / "faults"


RANDOM, OURS, SHIPPED = 30, 5, 1  # so many random programs, and so many cases of two others
CASES = [
    *(f"random {at}" for at in range(RANDOM)),
    *(f"faults {at}" for at in range(OURS)),
    *(f"shipped {at}" for at in range(SHIPPED)),
]


def made(name):
    """A random program without a verdict, or one of ours with its own; some facts told of it."""
    base, seed = name.split()
    rng = Random(int(seed))
    if base != "random":
        program = opened(base)
        return program, _told(rng, program), rng
    program = random_program(rng)
    return program, _without_none(random_profile(rng, program)), rng


@cache
def opened(base):
    return open_knowledge(FAULTS if base == "faults" else None).program()


def _without_none(told):
    return {name: value for name, value in told.items() if value is not None}


def _told(rng, program):
    told = {}
    for attribute in program.knowledge.vocabulary.asked:
        if rng.random() < 0.7:
            told[attribute.name] = _value(rng, attribute)
    return told


def _value(rng, attribute):
    match attribute.kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case Number(low, high, whole):
            tenths = Decimal(rng.randint(int(low) * 10, int(high) * 10)) / 10
            return tenths.to_integral_value() if whole else tenths


@pytest.fixture(scope="module", params=CASES)
def case(request):
    program, told, rng = made(request.param)
    return told, rng, examined(program, told), Oracle(program, told)


def between(rng, one, other, unit):
    """Values of the grid between two, the ends among them."""
    low, high = sorted((int(one / unit), int(other / unit)))
    if low >= high:
        return [one]
    return [one, other, *(rng.randint(low, high) * unit for _ in range(4))]


def test_a_number_tips_where_it_is_said_to_and_nowhere_nearer(case):
    told, rng, found, oracle = case
    for each in found.facts:
        if not isinstance(each, NumberFact):
            continue
        name, kind = each.attribute.name, each.attribute.kind
        for tip, end in ((each.lower, kind.low), (each.higher, kind.high)):
            if tip is not None:
                assert oracle.told_as(name, tip.value) == tip.changes != ()
                assert abs(tip.value - tip.last) == each.unit
            if tip is not None or each.complete:
                last = end if tip is None else tip.last
                for value in between(rng, told[name], last, each.unit):
                    assert oracle.told_as(name, value) == (), (name, value)


def test_each_other_answer_changes_what_it_is_said_to_change(case):
    _, _, found, oracle = case
    for each in found.facts:
        if isinstance(each, NumberFact):
            continue
        for group in each.others:
            for value in group.values:
                assert oracle.told_as(each.attribute.name, value) == group.changes


def test_facts_of_which_nothing_is_said_change_nothing(case):
    _, _, found, oracle = case
    for each in found.facts:
        if not isinstance(each, NumberFact) and not each.others:
            values = each.attribute.kind.values
            lists = isinstance(each.attribute.kind, ListOf)
            for value in [(value,) for value in values] if lists else values:
                assert oracle.told_as(each.attribute.name, value) == ()


def test_each_answer_to_what_was_not_told_changes_what_it_is_said_to_change(case):
    _, _, found, oracle = case
    for each in found.untold:
        name, seen = each.attribute.name, []
        for answer in each.answers:
            for value in answer.values:
                tried = [value]
                if isinstance(value, Stretch):
                    span = value.high - value.low
                    tried = [
                        value.low,
                        *(value.low + span * at / 7 for at in (1, 3, 6)),
                        value.high,
                    ]
                seen += tried
                for one in tried:
                    assert oracle.told_as(name, one) == answer.changes, (name, one)
        match each.attribute.kind:
            case OneOf(values):
                assert all(oracle.told_as(name, v) == () for v in values if v not in seen)
            case ListOf(values):
                singles = [(), *((value,) for value in values)]
                quiet = [value for value in singles if value not in seen]
                assert all(oracle.told_as(name, value) == () for value in quiet)


def test_a_convention_holds_as_far_as_it_is_said_to_and_tips_beyond(case):
    _, rng, found, oracle = case
    for each in islice(found.conventions, 12):
        figure = each.figure
        for tip, last in ((each.lower, each.low), (each.higher, each.high)):
            if tip is not None:
                assert oracle.with_figure(figure, tip.value) in (None, tip.changes)
                assert tip.changes or tip.upside_down
                assert abs(tip.value - last) == figure.unit
            for value in between(rng, figure.value, last, figure.unit):
                assert oracle.with_figure(figure, value) in (None, ()), (figure.name, value)
        if each.complete:
            assert each.low == figure.low or each.lower is not None
            assert each.high == figure.high or each.higher is not None


def test_a_convention_holds_only_where_the_range_is_the_right_way_up(case):
    _, rng, found, oracle = case
    for each in islice(found.conventions, 20):
        figure = each.figure
        now = found.reading.figures
        if now is None or now[0] > now[1]:
            return
        for tip, last in ((each.lower, each.low), (each.higher, each.high)):
            for value in between(rng, figure.value, last, figure.unit):
                low, high = oracle.range_with(figure, value) or (0, 0)
                assert low <= high, (figure.name, value)
            if tip is not None and tip.figures is not None:
                assert oracle.range_with(figure, tip.value) in (None, tip.figures)
                assert tip.upside_down == (tip.figures[0] > tip.figures[1])

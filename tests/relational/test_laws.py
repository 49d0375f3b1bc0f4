"""The columns mean what inference means, for random rules and random profiles."""

from __future__ import annotations

import os
from random import Random

import pytest

from engine.api import open_knowledge
from engine.chaining.matching import CompiledTests, ReferenceMatcher
from engine.inference import Inference, assume, infer
from engine.relational import UnfitError, compile_query
from engine.strata import Program
from engine.values import Facts, Net
from engine.verdict import shown_fields
from engine.vocabulary import ListOf, Number, OneOf
from tests.relational.running import (
    by_chaining,
    by_query,
    by_sql,
    by_tables,
    comparable,
    random_told,
    with_small_numbers,
)
from tests.strategies import random_program

BASES = int(os.environ.get("DUNBAR_RANDOM_BASES", "20"))
PROFILES = 40
CELLS = int(os.environ.get("DUNBAR_RANDOM_PROFILES", "1000"))


def test_random_rules_come_out_on_duckdb_as_by_inference() -> None:
    compared = 0
    for seed in range(BASES):
        rng = Random(seed)
        program = with_small_numbers(random_program(rng))
        profiles = [random_told(rng, program) for _ in range(PROFILES)]
        try:
            found = by_sql(program, profiles)
            looked_up = by_tables(program, profiles)
        except UnfitError:
            continue
        compared += 1
        inferred = by_chaining(program, profiles)
        for told, ours, theirs in zip(profiles, found, inferred, strict=True):
            assert comparable(ours) == comparable(theirs), (seed, told)
        for told, (fired, _), theirs in zip(profiles, looked_up, inferred, strict=True):
            assert fired == theirs[0], (seed, told)
    assert compared > BASES * 2 // 3


@pytest.fixture(scope="module")
def ours() -> Program:
    return open_knowledge().program()


@pytest.fixture(scope="module")
def profiles(ours: Program) -> list[Facts]:
    rng = Random(7)
    return [_told(rng, ours) for _ in range(CELLS)]


@pytest.fixture(scope="module")
def inferred(ours: Program, profiles: list[Facts]) -> list[tuple[frozenset[str], list]]:
    tests = CompiledTests(ours)
    runs = (infer(ours, assume(ours, told), ReferenceMatcher(ours, tests)) for told in profiles)
    return [(_fired(run), _fields(run)) for run in runs]


def test_our_rules_as_one_query_come_out_as_by_the_chainer(
    ours: Program, profiles: list[Facts], inferred: list[tuple[frozenset[str], list]]
) -> None:
    found = by_query(compile_query(ours), ours, profiles)
    for told, one, other in zip(profiles, found, inferred, strict=True):
        assert one == other, told


def test_our_rules_as_tables_come_out_as_by_the_chainer(
    ours: Program, profiles: list[Facts], inferred: list[tuple[frozenset[str], list]]
) -> None:
    for told, one, other in zip(profiles, by_tables(ours, profiles), inferred, strict=True):
        assert one == other, told


def test_our_rules_as_tables_come_out_as_by_durable_rules(profiles: list[Facts]) -> None:
    from engine.consultation import Fact

    opened = open_knowledge()
    sample = profiles[:100]
    for told, (fired, fields) in zip(sample, by_tables(opened.program(), sample), strict=True):
        run = opened.infer(Fact(name, value, "told") for name, value in told.items())
        assert (fired, fields) == (_fired(run), _fields(run)), told


def _fired(run: Inference) -> frozenset[str]:
    return frozenset(run.program.rules[at].id for at in run.fired)


def _fields(run: Inference) -> list:
    form = run.program.knowledge.verdict
    shown, cells = shown_fields(form, run), []
    for entry in form.fields:
        match entry.shows:
            case tuple() as members:
                group = shown[entry.name]
                cells += [None if group is None else group[member.name] for member in members]
            case _:
                cells.append(shown[entry.name])
    return [cell.word if isinstance(cell, Net) else cell for cell in cells]


def _told(rng: Random, program: Program) -> Facts:
    share = rng.choice((0.2, 0.5, 0.8, 1))
    asked = program.knowledge.vocabulary.asked
    return {each.name: _value(rng, each.kind) for each in asked if rng.random() < share}


def _value(rng: Random, kind: object) -> object:
    from decimal import Decimal

    match kind:
        case OneOf(values):
            return rng.choice(values)
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case Number(low, high):
            near = rng.choice((3, 60, 700, 30000))
            return Decimal(rng.randint(int(low), min(int(high), near)))

"""What is said of all profiles at once is what the reference chainer shows of each of them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest

from engine.diff.affected import affected, touched
from engine.diff.common import common
from engine.diff.contrasting import Contrasting, shift_of, shows
from engine.diff.counting import Census
from engine.diff.edits import edited as named
from engine.diff.edits import edits
from engine.diff.everyone import BUDGET, _shifts, everyone
from engine.diff.forms import compared, forms
from engine.diff.pairing import focused, pair
from engine.diff.parts import parts
from engine.diff.regions import cover, hull
from engine.diff.shifts import kind_of
from tests.diff.varied import base, edited, profiles, program_of, version

SEEDS = range(38, 54)


@cache
def both(seed: int) -> Contrasting:
    random = Random(seed)
    old = base(random)
    while program_of(old) is None:
        old = base(random)
    new = edited(random, old)
    return Contrasting(
        version("OLD", old),
        version("NEW", new),
        compared(*forms(old, new)),
        common(old.vocabulary, new.vocabulary),
        named(edits(old, new), frozenset()),
    )


@cache
def shown(seed: int):
    """Every profile with how each entry of its verdict differs."""
    found = both(seed)
    return [(told, found.shifts(found.tried(told))) for told in profiles(found.common.attributes)]


def compiled(seed: int):
    found = both(seed)
    old, new = found.old.program("all"), found.new.program("all")
    keys = touched(*found.forms, affected(old, new), found.keys)
    pairs = zip((old, new), found.forms, strict=True)
    one = pair(*(focused(program, form, keys) for program, form in pairs), found.common, BUDGET)
    return one, keys


def test_what_no_edit_reaches_is_the_same_for_everybody():
    spared = 0
    for seed in SEEDS:
        found = both(seed)
        keys = touched(
            *found.forms,
            affected(found.old.program("all"), found.new.program("all")),
            found.keys,
        )
        spared += len(found.keys) - len(keys)
        for told, shifts in shown(seed):
            assert shifts.keys() <= set(keys), (seed, told)
    assert spared > 30


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_are_those_of_every_profile_tried_one_by_one(seed):
    one, keys = compiled(seed)
    attributes = both(seed).common.attributes
    full, partly = Counter(), Counter()
    for told, shifts in shown(seed):
        for key, shift in shifts.items():
            partly[key, kind_of(shift)] += 1
            full[key, kind_of(shift)] += len(told) == len(attributes)
    seen = set()
    for part in parts(one, both(seed).forms, keys):
        for shift, where, sure in _shifts(one, part):
            kind = part.key, kind_of(shift)
            seen.add(kind)
            for counted, is_partly in ((partly, True), (full, False)):
                census = Census(one, partly=is_partly)
                least, most = census.count(sure).least, census.count(where).most
                assert least <= counted[kind] <= most, (seed, part.key, shift)
                if not one.new.workspace.joint and sure == where:
                    assert least == most == counted[kind], (seed, part.key, shift)
    assert partly.keys() <= seen


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_is_reported_exactly_if_a_profile_shows_it(seed):
    found = everyone(both(seed))
    kinds = {(key, kind_of(it)) for _, shifts in shown(seed) for key, it in shifts.items()}
    assert found.scope.proof == "proved"
    certain = {
        (one.key, kind_of(one.shift))
        for one in found.changes
        if one.example is not None or one.full.least or one.partly.least
    }
    assert certain == kinds
    assert found.scope.profiles == len(shown(seed))
    for change in found.changes:
        if change.example is not None:
            told = found.examples[change.example].told
            shift = both(seed).shifts(both(seed).tried(told))[change.key]
            assert shows(shift, change.shift)
    for example in found.examples:
        for key, before, after in example.differences:
            assert shift_of(before, after) == both(seed).shifts(both(seed).tried(example.told))[key]
    if found.touched is not None and found.changes:
        touches = sum(bool(shifts) for _, shifts in shown(seed))
        assert found.touched_partly.least <= touches <= found.touched_partly.most


@pytest.mark.parametrize("seed", SEEDS)
def test_boxes_lie_wholly_in_a_change_and_the_hull_holds_all_of_it(seed):
    one, keys = compiled(seed)
    full = Census(one, partly=False)
    for part in parts(one, both(seed).forms, keys):
        for shift, where, sure in _shifts(one, part):
            differs = [
                classes_of(one, told)
                for told, shifts in shown(seed)
                if kind_of(shifts.get(part.key)) == kind_of(shift)
            ]
            around = hull(one, where)
            assert all(inside(cell, around) for cell in differs)
            found = cover(one, sure, full, 3)
            cells = set(differs)
            for box in found.boxes:
                here = {c for told, _ in shown(seed) if inside(c := classes_of(one, told), box)}
                assert here <= cells, (seed, part.key, shift)
            assert found.covered <= full.count(where).most


def classes_of(one, told):
    return tuple(
        entry.find(told[entry.attribute.name]) if entry.attribute.name in told else 0
        for entry in one.inputs
    )


def inside(cell, box):
    return all(number in chosen for number, chosen in zip(cell, box, strict=True))

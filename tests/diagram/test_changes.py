"""The smallest changes: applying them gives the wish, and brute force finds nothing smaller."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from engine.diagram import Fires
from engine.diagram.changes import nearest_changes
from engine.diagram.witnesses import _nearer
from tests.diagram.profiles import believed, every_example, random_profile

COSTS = {
    "industry": 3, "career stage": 3, "goals": 1, "networks online": 1, "connections": 1,
    "account type": 1, "groups joined": 1,
}  # fmt: skip
WISHES = (
    ("size", lambda value: value == "much larger"),
    ("approach", lambda value: value == "curated"),
    ("gap", lambda value: value == "above"),
    ("target low", lambda value: isinstance(value, Decimal) and value >= 500),
)


@pytest.mark.parametrize(("subject", "wish"), WISHES)
def test_changes_are_right_and_none_is_cheaper(diagram, reference, subject, wish):
    rng = Random(11)
    for _ in range(4):
        told = random_profile(rng, diagram)
        found = nearest_changes(diagram, told, subject, wish, COSTS)

        assert found.complete
        for change in found.found:
            changed = believed(reference, (subject,), {**told, **change.then})
            assert wish(changed[subject]), (told, change)
            assert change.cost == found.cost
        limit = 99 if found.cost is None else found.cost
        for count in (1, 2):
            for names in combinations(COSTS, count):
                if sum(COSTS[name] for name in names) < limit and cells(diagram, names) < 300:
                    tried = every_example(diagram, names, told)
                    assert not any(
                        wish(believed(reference, (subject,), each)[subject]) for each in tried
                    ), (told, names)


def test_a_wish_that_holds_costs_nothing(diagram):
    found = nearest_changes(diagram, {"industry": "accounting"}, "pace", lambda _: True, COSTS)

    assert (found.cost, [change.then for change in found.found]) == (0, [{}])


def test_a_wish_that_cannot_come_true_says_so(diagram):
    found = nearest_changes(diagram, {}, "size", lambda _: False, COSTS)

    assert (found.found, found.cost, found.complete) == ((), None, True)


def test_of_numbers_the_nearest_is_given(diagram, reference):
    told = {"industry": "consulting", "career stage": "established", "connections": Decimal(620)}
    low = believed(reference, ("target low",), told)["target low"]
    found = nearest_changes(diagram, {**told, "connections": low - 50}, "gap", within, COSTS)

    assert {"connections": low} in [change.then for change in found.found]


def test_a_joint_test_moves_by_the_number_that_may_change(diagram):
    told = {"connections": Decimal(620), "connections a year ago": Decimal(600)}
    rule = Fires("grows-too-fast")
    found = nearest_changes(diagram, told, rule, lambda fires: fires is True, COSTS)

    assert [change.then for change in found.found] == [{"connections": Decimal(1206)}]


def within(value):
    return value == "within"


def cells(diagram, names):
    count = 1
    for each in diagram.inputs:
        if each.attribute.name in names:
            count *= len(each.classes) - 1
    return count


def test_numbers_of_many_digits_are_moved_near_all_the_same():
    least = Decimal(123456789012345678901234567890)
    found = _nearer([[Decimal(0)]], [Decimal("1e30")], lambda values: values[0] >= least)

    assert found == [least]

"""Profiles of plain Python values: read as a person writes them, or refused with all reasons."""

from __future__ import annotations

from collections import UserList
from decimal import Decimal
from math import nan

import numpy as np
import pytest

from engine import api
from tests.test_second_knowledge_base import OPENED


@pytest.mark.parametrize(
    "profile",
    [
        {"starter": "clicks", "signs": ["dim lights"], "volts": Decimal("12.5"), "in park": "yes"},
        {"Starter motor": "CLICK", "symptoms": "weak lights", "volts": 12.5, "in_park": True},
        {"starter": "clicks", "signs": {"dim lights"}, "volts": "12.5", "in-park": np.True_},
        {
            "starter": np.str_("clicks"),
            "signs": np.array(["dim lights"]),
            "volts": np.float64(12.5),
            "in park": True,
            "fuel": None,
            "temperature": nan,
        },
    ],
)
def test_what_means_the_same_gives_equal_consultations(profile) -> None:
    plain = {"starter": "clicks", "signs": ("dim lights",), "volts": 12.5, "in park": True}

    assert [(fact.attribute, fact.value) for fact in api.facts(OPENED, profile)] == [
        ("starter", "clicks"),
        ("signs", ("dim lights",)),
        ("battery voltage", Decimal("12.5")),
        ("gear lever in park", "yes"),
    ]
    assert api.consult(OPENED, profile).verdict == api.consult(OPENED, plain).verdict


def test_nothing_in_a_list_is_told_and_none_is_not() -> None:
    told = api.facts(OPENED, {"signs": []})

    assert [(fact.attribute, fact.value) for fact in told] == [("signs", ())]
    assert api.facts(OPENED, {"signs": None}) == ()


def test_all_that_cannot_be_read_is_said_at_once() -> None:
    profile = {
        "startr": "clicks",
        "fuel": UserList("x"),
        "volts": float("inf"),
        "in park": 3,
        "starter": ["clicks", "silent"],
        "Symptoms": "rust on the terminals",
        "signs": [None],
        "temperature": 1e9,
    }

    with pytest.raises(api.KnowledgeError) as caught:
        api.consult(OPENED, profile)

    assert {(each.code, each.message) for each in caught.value.diagnostics} == {
        ("unknown-attribute", '"startr" is no attribute'),
        (
            "wrong-shape",
            '"fuel gauge" should be a value or a list of values, and "[\'x\']" is of type UserList',
        ),
        ("not-a-number", '"Infinity" is not a number of V'),
        ("unknown-value", '"3" is not a value of gear lever in park'),
        ("one-value", '"starter" takes one value, not a list'),
        ("told-twice", '"signs" is told twice'),
        (
            "wrong-shape",
            '"signs" should be a value or a list of values, and "[None]" is of type list',
        ),
        ("out-of-range", "1,000,000,000 is out of range: outside temperature is -40 to 50 °C"),
    }

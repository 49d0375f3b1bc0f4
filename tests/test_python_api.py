"""Python users: consultations compare equal and pickle; an iterable or a table asks for many."""

from __future__ import annotations

import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from engine import api
from engine.frames import is_frame
from engine.values import Net
from engine.vocabulary import ListOf, Number
from tests.test_second_knowledge_base import OPENED

ROOT = Path(__file__).parent.parent
PROFILE = {"starter": "clicks", "signs": ["dim lights"], "battery age": 7}
COHORT = {
    "car": ["a", "b", "c", "d"],
    "Starter Motor": ["click", None, "turns normally", ""],
    "symptoms": [["weak lights"], [], None, None],
    "volts": [12.1, None, 12.8, None],
    "in park": [True, None, False, None],
}
PROFILES = [
    {"starter": "clicks", "signs": ["dim lights"], "volts": 12.1, "in park": True},
    {"signs": []},
    {"starter": "turns normally", "volts": 12.8, "in park": False},
    {},
]


@pytest.fixture(scope="module")
def shipped():
    return api.load()


def test_consultations_of_the_same_are_equal_and_others_are_not() -> None:
    first, second = api.consult(OPENED, PROFILE), api.consult(OPENED, dict(PROFILE))

    assert first == second
    assert first != api.consult(OPENED, {**PROFILE, "battery age": 1})
    assert first != api.consult(OPENED, PROFILE, "article")


@pytest.mark.parametrize("outlook", [True, False])
def test_a_consultation_survives_pickling(outlook) -> None:
    found = api.consult(OPENED, PROFILE, outlook=outlook)
    again = pickle.loads(pickle.dumps(found))

    assert again == found
    assert api.explain(again) == api.explain(found)
    assert api.explain(again, "cause") == api.explain(found, "cause")


def test_what_is_explained_is_the_verdict_or_one_thing_in_it() -> None:
    found = api.consult(OPENED, PROFILE)

    assert found.verdict.headline in " ".join(api.explain(found).split())
    assert api.explain(found, "cause").startswith("cause: ")
    assert max(map(len, api.explain(found, width=40).splitlines())) <= 40
    with pytest.raises(api.DunbarError, match="caus life"):
        api.explain(found, "caus life")


def test_many_profiles_are_consulted_one_by_one_as_they_are_asked_for() -> None:
    def profiles():
        yield PROFILE
        yield {"fuel": "empty"}
        raise AssertionError

    found = api.consult_many(OPENED, profiles())

    assert next(found) == api.consult(OPENED, PROFILE, outlook=False)
    assert next(found) == api.consult(OPENED, {"fuel": "empty"}, outlook=False)


def test_the_profile_that_cannot_be_read_is_named() -> None:
    found = api.consult_many(OPENED, [PROFILE, {"volts": "many"}])
    next(found)

    with pytest.raises(api.KnowledgeError) as caught:
        next(found)
    assert str(caught.value) == 'profile 2: "many" is not a number of V'


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_table_comes_back_in_its_own_kind_with_its_own_columns_first(make) -> None:
    table = make(COHORT)
    found = api.consult_many(OPENED, table)
    rows = _rows(found)

    assert type(found) is type(table)
    assert [list(row)[:5] for row in rows] == [list(COHORT)] * 4
    for row, one in zip(rows, PROFILES, strict=True):
        assert _told_by({name: row[name] for name in list(row)[5:]}) == _answer(OPENED, one)


def test_the_index_and_the_columns_of_pandas_stay() -> None:
    table = pd.DataFrame(COHORT, index=["w", "x", "y", "z"])
    table["volts"] = pd.Categorical(table["volts"])
    found = api.consult_many(OPENED, table)

    assert list(found.index) == ["w", "x", "y", "z"]
    pd.testing.assert_frame_equal(found[list(table.columns)], table)


def test_columns_that_are_there_already_are_not_written_over() -> None:
    names = list(_rows(api.consult_many(OPENED, pl.DataFrame({"fuel": ["empty"]})))[0])[1:]
    taken = pl.DataFrame({"fuel": ["empty"], **{name: ["mine"] for name in names}})
    found = api.consult_many(OPENED, taken)

    assert found.columns == ["fuel", *names, *(f"{name}_verdict" for name in names)]
    assert found.select(taken.columns).equals(taken)


def test_rows_that_cannot_be_read_are_told_and_a_long_list_is_cut() -> None:
    table = pl.DataFrame({"Volts": [99.0, 12.0, None], "fuel": ["empty", "fulll", "?"]})

    with pytest.raises(api.DunbarError) as caught:
        api.consult_many(OPENED, table)
    assert str(caught.value).splitlines() == [
        "rows of the table cannot be read",
        "row 1: 99 is out of range: battery voltage is 0 to 16 V (write a number from 0 to 16)",
        'row 2: "fulll" is not a value of fuel gauge (it may be empty, low or enough)',
        'row 3: "?" is not a value of fuel gauge (it may be empty, low or enough)',
    ]
    with pytest.raises(api.DunbarError, match="and 30 more rows"):
        api.consult_many(OPENED, pl.DataFrame({"fuel": [f"f{at}" for at in range(50)]}))


def test_columns_must_tell_something_and_each_attribute_once() -> None:
    with pytest.raises(api.DunbarError, match="no column is something that is asked"):
        api.consult_many(OPENED, pl.DataFrame({"name": ["x"]}))
    with pytest.raises(api.DunbarError, match='"signs" and "Symptoms" both tell "signs"'):
        api.consult_many(OPENED, pl.DataFrame({"signs": ["rust"], "Symptoms": ["rust"]}))
    with pytest.warns(UserWarning, match='"starterr" is not read: did you mean "starter"'):
        api.consult_many(OPENED, pl.DataFrame({"fuel": ["empty"], "starterr": ["clicks"]}))


def test_an_empty_table_comes_back_empty() -> None:
    found = api.consult_many(OPENED, pl.DataFrame({"fuel": []}, schema={"fuel": pl.String}))

    assert found.height == 0
    assert found.columns[-1] == "rules"


def test_a_table_and_its_rows_are_answered_alike(shipped) -> None:
    rng = Random(7)
    profiles = [_random(rng, shipped.knowledge.vocabulary) for _ in range(60)]
    names = [attribute.name for attribute in shipped.knowledge.vocabulary.asked]
    table = pa.table({name: [told.get(name) for told in profiles] for name in names})

    for row, told in zip(api.consult_many(shipped, table).to_pylist(), profiles, strict=True):
        answer = {name: row[name] for name in list(row)[len(names) :]}
        assert _told_by(answer) == _answer(shipped, told), told


def test_only_tables_are_taken_for_tables() -> None:
    assert not is_frame([PROFILE])
    assert is_frame(pa.table(COHORT))


def test_one_consultation_loads_nothing_that_only_tables_need() -> None:
    code = (
        "import sys; from engine import api; api.consult(api.load(), {'goals': 'learning'});"
        "print(sorted({'duckdb', 'sqlglot', 'pandas', 'pyspark'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout == "[]\n", done.stderr


def _rows(table) -> list[dict]:
    match table:
        case pd.DataFrame():
            return table.astype(object).where(table.notna(), None).to_dict("records")
        case pl.DataFrame():
            return table.to_dicts()
        case _:
            return table.to_pylist()


def _random(rng: Random, vocabulary) -> dict[str, object]:
    """What one person may tell, as plain values."""
    return {
        attribute.name: _random_value(rng, attribute.kind)
        for attribute in vocabulary.asked
        if rng.random() < 0.6
    }


def _random_value(rng: Random, kind: object) -> object:
    match kind:
        case ListOf(values):
            return [value for value in values if rng.random() < 0.4]
        case Number(low, high):
            return rng.randint(int(low), int(high))
        case _:
            return rng.choice(kind.values)


def _told_by(row: dict) -> dict:
    """What the fields and the rules of a row come to, in the form of ``_answer``."""
    return {name: _same(value) for name, value in row.items() if value is not None}


def _answer(knowledge, profile) -> dict:
    """What the fields and the rules of one consultation come to, by the names of columns."""
    found = api.consult(knowledge, profile, outlook=False)
    flat = dict[str, object]()
    for name, value in found.verdict.fields.items():
        group = isinstance(value, dict)
        flat |= {f"{name}_{at}": it for at, it in value.items()} if group else {name: value}
    rules = [found.run.program.rules[at].id for at in sorted(found.run.fired)]
    told = {name.replace(" ", "_"): _same(it) for name, it in flat.items() if it is not None}
    return told | {"rules": rules}


def _same(value: object) -> object:
    """A value however a table holds it."""
    match value:
        case Net(_, word):
            return word
        case Decimal():
            return float(value)
        case tuple():
            return ", ".join(value)
        case list() | bool() | None | str():
            return value
        case _ if hasattr(value, "tolist"):
            return value.tolist()
        case _:
            return value

"""The query as a file: in every dialect, for any value, and no longer than the rules."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa
import pytest
import sqlglot

from engine.api import open_knowledge
from engine.relational import DialectError, compile_query, dialects, script
from engine.strata import Program
from engine.vocabulary import ListOf, Number
from tests.relational.running import with_small_numbers
from tests.strategies import compiled, random_program

NAMED = ("duckdb", "spark", "postgres", "snowflake", "bigquery", "databricks", "redshift", "trino")


@cache
def shipped() -> Program:
    return open_knowledge().program()


@cache
def cars() -> Program:
    return open_knowledge(Path(__file__).parents[1] / "faults").program()


@pytest.mark.parametrize("dialect", NAMED)
def test_the_query_parses_back_in_its_dialect(dialect: str) -> None:
    text = script(cars(), dialect, "profiles", "The rules.")
    (found,) = sqlglot.parse(text, dialect=dialect)
    assert found.named_selects[:2] == ["cause", "confidence"]
    assert found.named_selects[-1] == "rules"


@pytest.mark.parametrize("dialect", dialects())
def test_hostile_words_are_data_in_every_dialect(dialect: str) -> None:
    program = with_small_numbers(random_program(Random(1)))
    text = script(program, dialect, "pro\"files'; --", "A title */ with\nlines")
    (found,) = sqlglot.parse(text, dialect=dialect)
    expected = compile_query(program, dialect=dialect).select
    words = {each.name for each in expected.find_all(sqlglot.exp.Literal) if each.is_string}
    assert words <= {each.name for each in found.find_all(sqlglot.exp.Literal) if each.is_string}


def test_the_query_runs_on_duckdb_as_it_is_printed() -> None:
    with duckdb.connect() as connection:
        columns = {name.replace(" ", "_"): _empty(name) for name in shipped().asked}
        connection.register("profiles", pa.table(columns))
        found = connection.execute(script(shipped(), "duckdb", "profiles", "t")).fetchall()
    assert [row[0] for row in found] == ["cannot tell"]


def _empty(name: str) -> pa.Array:
    kind = shipped().knowledge.vocabulary[name].kind
    of = pa.decimal128(12, 6) if isinstance(kind, Number) else pa.string()
    return pa.array([None], pa.list_(of) if isinstance(kind, ListOf) else of)


def test_a_dialect_that_nobody_knows_is_refused_with_the_list() -> None:
    with pytest.raises(DialectError, match=r"athena, bigquery, .*, tsql"):
        script(shipped(), "klingon", "profiles", "")
    with pytest.raises(DialectError, match=r'did you mean "snowflake"\?'):
        script(shipped(), "snowflak", "profiles", "")


def test_the_query_grows_in_proportion_to_the_rules() -> None:
    short, long = (len(script(_generated(count), "duckdb", "rows", "")) for count in (30, 300))
    assert long < 11 * short


def _generated(count: int) -> Program:
    knowledge = shipped().knowledge
    base = knowledge.rules[:30]
    copies = tuple(
        replace(rule, id=f"{rule.id}-{at}", overrides=())
        for at in range(count // 30)
        for rule in base
    )
    return compiled(replace(knowledge, rules=copies))

"""Profiles through the compiled columns on DuckDB, and what the chainer says of the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from random import Random

import duckdb
import pyarrow as pa

from engine.inference import assume, infer
from engine.relational import Coded, Query, Tabled, compile_strata, compile_tables
from engine.relational.layers import Layers
from engine.relational.query import input_names
from engine.relational.states import Amount, Listed, State, Weighed, Words
from engine.relational.terms import Term, cases, column, null, text
from engine.strata import Program
from engine.values import UNKNOWN, Facts, Net, Value
from engine.vocabulary import ListOf, Number
from tests.strategies import NaiveMatcher, compiled

SMALL = {Decimal("1e15"): Decimal(1000), Decimal("2.0000000000001"): Decimal("2.01")}
TOLD = tuple(map(Decimal, ("-1", "0", "0.1", "2", "2.01", "7", "8", "1000", "999.999999")))
Row = tuple[frozenset[str], dict[str, object]]


def with_small_numbers(program: Program) -> Program:
    """The same program with numbers that SQL can hold."""
    knowledge = program.knowledge
    vocabulary = type(knowledge.vocabulary)(map(_small, knowledge.vocabulary))
    return compiled(
        replace(knowledge, vocabulary=vocabulary, rules=tuple(map(_small, knowledge.rules)))
    )


def random_told(rng: Random, program: Program) -> dict[str, Value]:
    """Some of what can be told, as a table can hold it."""
    share = rng.choice((0.2, 0.5, 0.8, 1))
    return {
        a.name: _told(rng, a.kind)
        for a in program.knowledge.vocabulary.asked
        if rng.random() < share
    }


def on_duckdb(select: object, profiles: pa.Table) -> list[tuple]:
    """The rows that a query over ``profiles`` gives."""
    with duckdb.connect() as connection:
        connection.register("profiles", profiles)
        return connection.execute(select.sql("duckdb")).fetchall()


def by_sql(
    program: Program, profiles: Sequence[Facts], dialect: str = "duckdb", run: object = on_duckdb
) -> list[Row]:
    """The rules that fire for each profile, and all attributes, on DuckDB or where ``run`` runs."""
    names = input_names(program)
    layers = Layers("profiles", {*names.values(), "at"})
    found = compile_strata(program, layers, names, dialect)
    outputs = [("at", column("at"), "")]
    outputs += [(f"rule {at}", found.fires(at), "") for at in found.rules]
    for name, state in found.states.items():
        outputs += [(f"{name} {at}", term, "") for at, term in enumerate(_terms(state))]
    rows = run(layers.select(outputs), _table(program, names, profiles))
    return [_row(program, found, row[1:]) for row in sorted(rows, key=lambda row: row[0])]


def by_query(
    query: Query, program: Program, profiles: Sequence[Facts]
) -> list[tuple[frozenset[str], list]]:
    """The same by one query."""
    with duckdb.connect() as connection:
        connection.register("profiles", _table(program, query.inputs, profiles))
        rows = connection.execute(query.sql("duckdb")).fetchall()
    return [(frozenset((row[-1] or "").split()), list(row[:-1])) for row in rows]


def by_tables(program: Program, profiles: Sequence[Facts]) -> list[tuple[frozenset[str], list]]:
    """The rules that fire for each profile, and the fields of its verdict, by way of tables."""
    tabled = compile_tables(program)
    with duckdb.connect() as connection:
        connection.register("profiles", _coded(program, tabled, profiles))
        for table in tabled.tables:
            connection.execute(f'CREATE TABLE "{table.name}" AS {table.select.sql("duckdb")}')
        rows = connection.execute(tabled.answers({"at": "at"}).sql("duckdb")).fetchall()
    width = 1 + len(tabled.outputs)
    return [
        (frozenset(" ".join(filter(None, row[width:])).split()), list(row[1:width]))
        for row in sorted(rows, key=lambda row: row[0])
    ]


def _coded(program: Program, tabled: Tabled, profiles: Sequence[Facts]) -> pa.Table:
    columns: dict[str, pa.Array] = {"at": pa.array(range(len(profiles)))}
    plain = _table(program, input_names(program), profiles)
    for name, into in tabled.inputs.items():
        if isinstance(into, Coded):
            words = program.knowledge.vocabulary[name].kind.values
            codes = [_code(words, told.get(name)) for told in profiles]
            columns[into.column] = pa.array(codes, pa.int32())
        else:
            columns[into] = plain[into].combine_chunks()
    return pa.table(columns)


def _code(words: tuple[str, ...], value: Value | None) -> int:
    match value:
        case None:
            return 0
        case tuple():
            return 1 + sum(1 << words.index(word) for word in value)
        case _:
            return 1 + words.index(value)


def by_chaining(program: Program, profiles: Iterable[Facts]) -> list[Row]:
    """The same by plain inference."""
    found = []
    for told in profiles:
        run = infer(program, assume(program, told), NaiveMatcher(program))
        fired = frozenset(program.rules[at].id for at in run.fired)
        names = (attribute.name for attribute in program.knowledge.vocabulary)
        found.append((fired, {name: run.memory.get(name, UNKNOWN) for name in names}))
    return found


def _terms(state: State) -> list[Term]:
    match state:
        case Words(value):
            return [column(value)]
        case Amount() as amount:
            return [amount.value(), cases([(amount.none(), text("none"))], null())]
        case Listed(words, known):
            return [known(), *map(column, words.values())]
        case Weighed(figure, word):
            return [column(figure), column(word)]


def _row(program: Program, found: object, cells: Sequence[object]) -> Row:
    fired = frozenset(
        program.rules[at].id for at, cell in zip(found.rules, cells, strict=False) if cell
    )
    left, held = list(cells[len(found.rules) :]), dict[str, object]()
    for name, state in found.states.items():
        taken = left[: len(_terms(state))]
        del left[: len(taken)]
        held[name] = _value(state, taken)
    return fired, held


def _value(state: State, cells: list[object]) -> object:
    match state, cells:
        case Words(_, none), [cell]:
            return UNKNOWN if cell is None else None if cell == none else cell
        case Amount(), [value, none]:
            return value if value is not None else None if none else UNKNOWN
        case Listed(words), [known, *held]:
            return tuple(w for w, it in zip(words, held, strict=True) if it) if known else UNKNOWN
        case Weighed(), [figure, word]:
            return figure, word
    raise AssertionError(state)


def comparable(row: Row) -> Row:
    """Evidence without the number of its pulls, which is no column."""
    fired, held = row
    return fired, {
        name: (value.figure, value.word) if isinstance(value, Net) else value
        for name, value in held.items()
    }


def _table(program: Program, names: Mapping[str, str], profiles: Sequence[Facts]) -> pa.Table:
    columns: dict[str, pa.Array] = {"at": pa.array(range(len(profiles)))}
    for attribute in program.knowledge.vocabulary.asked:
        kind = (
            pa.list_(pa.string())
            if isinstance(attribute.kind, ListOf)
            else pa.decimal128(38, 6)
            if isinstance(attribute.kind, Number)
            else pa.string()
        )
        told = (told.get(attribute.name) for told in profiles)
        cells = [list(value) if isinstance(value, tuple) else value for value in told]
        columns[names[attribute.name]] = pa.array(cells, kind)
    return pa.table(columns)


def _small(part: object) -> object:
    """The same dataclass with every large number in it made small."""
    match part:
        case Number():
            return Number(Decimal(-1000), Decimal(1000), part.whole)
        case Decimal():
            return SMALL.get(part, part)
        case tuple():
            return tuple(map(_small, part))
        case _ if is_dataclass(part) and not isinstance(part, type):
            new = {each.name: _small(getattr(part, each.name)) for each in fields(part)}
            return replace(part, **{k: v for k, v in new.items() if v is not getattr(part, k)})
        case _:
            return part


def _told(rng: Random, kind: object) -> Value:
    match kind:
        case ListOf(values):
            return tuple(value for value in values if rng.random() < 0.4)
        case Number():
            return rng.choice(TOLD)
        case _:
            return rng.choice(kind.values)

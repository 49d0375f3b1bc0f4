"""What cells say: each distinct text of a column is read once, by the vocabulary, for all rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ..relational import Coded, Told
from ..values import UNKNOWN, Unknown, Value
from ..vocabulary import Attribute, ListOf, Misread, Number, read, read_list
from ..words import fold
from .duck import Duck, named
from .files import BROKEN, Column, Source
from .matching import Matched

MOST_PLACES = 6
WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
         "UINTEGER", "UBIGINT", "UHUGEINT")  # fmt: skip
REASON = "reason"
TEXTS = "VARCHAR[]"
BETWEEN = 31  # the unit separator of ASCII, which no word has


@dataclass(frozen=True, slots=True)
class Cell:
    """How a column is read: its value in SQL, why it cannot be (NULL: it can), and what to join."""

    value: str
    reason: str | None
    join: str | None


def tell(
    duck: Duck,
    source: Source,
    matched: Matched,
    inputs: Mapping[str, Told],
    asked: Iterable[Attribute],
) -> bool:
    """Make the view ``told``: cells as ``kept 0``, ``kept 1`` ..., values, and a REASON or NULL.

    Gives whether any row may have a reason.
    """
    columns = {column.name: column for column in source.columns}
    shown = [f"input.{named(name)} AS {named(f'kept {at}')}" for at, name in enumerate(columns)]
    reasons, joins = [f"input.{named(BROKEN)}"], list[str]()
    for at, attribute in enumerate(asked):
        into = inputs[attribute.name]
        place = into.column if isinstance(into, Coded) else into
        name = matched.columns.get(attribute.name)
        if name is None:
            shown.append(f"{_untold(attribute, into)} AS {named(place)}")
            continue
        cell = _cell(duck, f"reading {at}", columns[name], attribute, into)
        shown.append(f"{cell.value} AS {named(place)}")
        joins += [] if cell.join is None else [cell.join]
        reasons += [] if cell.reason is None else [cell.reason]
    duck.run(
        f"CREATE OR REPLACE VIEW told AS SELECT {', '.join(shown)},"
        f" nullif(concat_ws('; ', {', '.join(reasons)}), '') AS {named(REASON)}"
        f" FROM input {' '.join(joins)}"
    )
    return len(reasons) > 1 or source.form == "jsonl"


def _untold(attribute: Attribute, into: Told) -> str:
    match attribute.kind:
        case _ if isinstance(into, Coded):
            return "0"
        case Number():
            return "CAST(NULL AS INTEGER)"
        case ListOf():
            return "CAST(NULL AS VARCHAR[])"
        case _:
            return "CAST(NULL AS VARCHAR)"


def _cell(duck: Duck, table: str, column: Column, attribute: Attribute, into: Told) -> Cell:
    text, plain, odd = _text(column), "NULL", "TRUE"
    if isinstance(attribute.kind, Number):
        plain = _plain(column, attribute.kind)
        odd = f"{plain} IS NULL"
    texts = duck.rows(
        f"SELECT DISTINCT {text} FROM input WHERE {odd} AND {text} IS NOT NULL"
        f" AND input.{named(BROKEN)} IS NULL"
    )
    readings = [(str(each), read_cell(attribute, str(each), column)) for (each,) in texts]
    tells = any(value is not UNKNOWN for _, value in readings)
    if not tells:
        return Cell(
            plain if isinstance(attribute.kind, Number) else _untold(attribute, into), None, None
        )
    _store(duck, table, attribute, into, readings)
    found = f"{named(table)}.value"
    if isinstance(attribute.kind, Number):
        found = f"coalesce({plain}, {found})"
    elif isinstance(into, Coded):
        found = f"coalesce({found}, 0)"
    wrong = any(isinstance(value, Misread) for _, value in readings)
    return Cell(
        found,
        f"{named(table)}.reason" if wrong else None,
        f"LEFT JOIN {named(table)} ON {text} = {named(table)}.text",
    )


def _text(column: Column) -> str:
    cell = f"input.{named(column.name)}"
    if column.kind == "VARCHAR":
        return cell
    if column.kind == TEXTS:
        return f"CASE WHEN {cell} IS NOT NULL THEN array_to_string({cell}, chr({BETWEEN})) END"
    if column.kind.endswith("]"):
        return f"CAST(to_json({cell}) AS VARCHAR)"
    return f"CAST({cell} AS VARCHAR)"


def _plain(column: Column, kind: Number) -> str:
    """A whole number within the bounds that is written in the plainest way, or NULL."""
    cell, text = f"input.{named(column.name)}", _text(column)
    low = int(kind.low.to_integral_value(ROUND_CEILING))
    high = int(kind.high.to_integral_value(ROUND_FLOOR))
    if column.kind in WHOLE:
        return f"CASE WHEN {cell} BETWEEN {low} AND {high} THEN TRY_CAST({cell} AS BIGINT) END"
    if column.kind in ("DOUBLE", "FLOAT") or column.kind.startswith("DECIMAL"):
        return (
            f"CASE WHEN {cell} BETWEEN {low} AND {high} AND {cell} = floor({cell})"
            f" THEN TRY_CAST({cell} AS BIGINT) END"
        )
    number = f"TRY_CAST({text} AS BIGINT)"
    return (
        f"CASE WHEN {number} BETWEEN {low} AND {high} AND CAST({number} AS VARCHAR) = {text}"
        f" THEN {number} END"
    )


def read_cell(attribute: Attribute, text: str, column: Column) -> Value | Unknown | Misread:
    """What a cell says; an empty one, or ``unknown``, says nothing."""
    try:
        written = _written(text, column)
    except (ValueError, RecursionError):
        return Misread("unknown-value", f"{attribute.name} is neither a text, a number nor a list")
    if isinstance(attribute.kind, ListOf) and len(written) == 1:
        written = [part for part in written[0].replace(";", ",").split(",") if part.strip()]
    written = [part.strip() for part in written]
    if not written or (len(written) == 1 and fold(written[0]) in ("", "unknown")):
        return UNKNOWN
    value = read(attribute, written[0]) if len(written) == 1 else read_list(attribute, written)
    if isinstance(value, Decimal) and value != round(value, MOST_PLACES):
        return Misread("not-a-number", f'"{text}" has more than {MOST_PLACES} decimal places')
    return value


def _written(text: str, column: Column) -> list[str]:
    """The texts of a cell. Raises ValueError where it holds something else."""
    if column.kind == "BOOLEAN":
        return ["yes" if text == "true" else "no"]
    if column.kind == TEXTS:
        return text.split(chr(BETWEEN)) if text else ["none"]
    if column.kind != "JSON" and not column.kind.endswith("]"):
        return [text]
    found = json.loads(text, parse_float=str, parse_int=str)
    if found == []:
        return ["none"]
    parts = found if isinstance(found, list) else [found]
    return [_one(part) for part in parts if part is not None]


def _one(part: object) -> str:
    match part:
        case bool():
            return "yes" if part else "no"
        case str():
            return part
        case _:
            raise ValueError(part)


def _store(
    duck: Duck,
    table: str,
    attribute: Attribute,
    into: Told,
    readings: list[tuple[str, Value | Unknown | Misread]],
) -> None:
    kind = _kind(attribute, into)
    rows: list[tuple[str, object, str | None]] = []
    for text, value in readings:
        match value:
            case Misread(message=message, hint=hint):
                rows.append((text, None, said(attribute, message, hint)))
            case Unknown():
                pass
            case _:
                rows.append((text, _coded(attribute, into, value), None))
    duck.run(f"CREATE OR REPLACE TABLE {named(table)} (text VARCHAR, value {kind}, reason VARCHAR)")
    duck.run(
        f"INSERT INTO {named(table)} SELECT unnest(CAST(? AS VARCHAR[])),"
        f" unnest(CAST(? AS {kind}[])), unnest(CAST(? AS VARCHAR[]))",
        [list(each) for each in zip(*rows, strict=True)],
    )


def said(attribute: Attribute, message: str, hint: str | None) -> str:
    """Why a cell cannot be read, as a row says it."""
    named_already = attribute.name in message
    plain = message if named_already else f"{attribute.name}: {message}"
    return f"{plain} ({hint})" if hint else plain


def _kind(attribute: Attribute, into: Told) -> str:
    match attribute.kind:
        case _ if isinstance(into, Coded):
            return "INTEGER"
        case Number():
            return f"DECIMAL(38, {MOST_PLACES})"
        case ListOf():
            return "VARCHAR[]"
        case _:
            return "VARCHAR"


def _coded(attribute: Attribute, into: Told, value: Value) -> object:
    words = getattr(attribute.kind, "values", ())
    match value:
        case str() if isinstance(into, Coded):
            return 1 + words.index(value)
        case tuple() if isinstance(into, Coded):
            return 1 + sum(1 << words.index(word) for word in value)
        case tuple():
            return list(value)
        case Decimal():
            return str(value)
        case _:
            return value

"""Files of profiles as views: CSV, TSV, JSON Lines and Parquet, each cell as it is written."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ..diagnostics import DunbarError
from ..words import fold, plural
from .duck import Duck, named, quoted

Form = Literal["csv", "tsv", "jsonl", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
ENDINGS: Mapping[str, Form] = {".ndjson": "jsonl", ".txt": "tsv", ".pq": "parquet"}
BROKEN = "broken row"
RECORD = "record"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the input, and what DuckDB calls its type."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the view ``input``: its columns, then ``BROKEN``, which says why a row is none."""

    path: Path
    form: Form
    columns: tuple[Column, ...]
    separator: str = ","
    unread: tuple[tuple[int, str], ...] = ()


def form_of(path: Path) -> Form | None:
    """The form that the name of a file tells."""
    ending = path.suffix.lower()
    plain = ending.removeprefix(".")
    return next((form for form in FORMS if form == plain), ENDINGS.get(ending))


def read(duck: Duck, path: Path, form: Form) -> Source:
    """Make the view ``input`` of a file. Raises DunbarError where it is none of its form."""
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise DunbarError(f"{path} cannot be read: {error.strerror or error}") from error
    if empty:
        raise DunbarError(f"{path} is empty")
    try:
        match form:
            case "csv" | "tsv":
                return _read_csv(duck, path, form)
            case "jsonl":
                return _read_json(duck, path)
            case "parquet":
                return _read_parquet(duck, path)
    except DunbarError as error:
        if str(error).startswith(str(path)):
            raise
        raise DunbarError(f"{path} cannot be read as {form}: {error}") from error


@dataclass(frozen=True, slots=True)
class Places:
    """The lines on which records begin, and the rows that are none, with their lines."""

    lines: Mapping[int, int]
    unread: tuple[tuple[int, str], ...]


def places(source: Source, records: list[int]) -> Places:
    """Where records stand in a file of text; in a Parquet file they only have numbers."""
    match source.form:
        case "csv" | "tsv":
            return _csv_places(source, set(records))
        case "jsonl" if records:
            return Places(dict(_json_lines(source.path, set(records))), source.unread)
        case _:
            return Places({record: record for record in records}, source.unread)


def _read_csv(duck: Duck, path: Path, form: Form) -> Source:
    separator, header = _header(path, form)
    _refuse_twins(path, header)
    options = (
        f"header = true, all_varchar = true, delim = {quoted(separator)}, quote = '\"',"
        " escape = '\"', null_padding = false, auto_detect = false, nullstr = '',"
        " max_line_size = 16777216, strict_mode = true, skip = 0,"
        f" columns = {{{_typed(header)}}}"
    )
    scan = f"read_csv({quoted(str(path))}, {options}"
    duck.rows(
        f"SELECT count(*) FROM (SELECT {named(header[0])} FROM {scan}, store_rejects = true))"
    )
    unread = duck.rows(
        "SELECT line, min(error_message) FROM reject_errors GROUP BY line ORDER BY line"
    )
    duck.run(
        f"CREATE OR REPLACE VIEW input AS SELECT *, CAST(NULL AS VARCHAR) AS {named(BROKEN)}"
        f" FROM {scan}, ignore_errors = true)"
    )
    told = tuple((int(line), _reason(str(message))) for line, message in unread)
    columns = tuple(Column(name, "VARCHAR") for name in header)
    return Source(path, form, columns, separator, told)


def _header(path: Path, form: Form) -> tuple[str, list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            separator = "\t" if form == "tsv" else max(",;\t|", key=first.count)
            header = next(csv.reader(file, delimiter=separator), [])
    except (OSError, UnicodeError, csv.Error) as error:
        raise DunbarError(f"{path} cannot be read as {form}: {error}") from error
    return separator, [name.strip() or f"column {at}" for at, name in enumerate(header, 1)]


def _typed(header: list[str]) -> str:
    return ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in header)


def _refuse_twins(path: Path, header: list[str]) -> None:
    seen = set[str]()
    for name in header:
        if fold(name) in seen:
            raise DunbarError(f'{path}: two columns are called "{name}"')
        seen.add(fold(name))


def _reason(message: str) -> str:
    plain = message.strip().splitlines()[0] if message.strip() else "it cannot be read"
    return f"it is no row of this file: {plain.rstrip('.')}"


def _csv_places(source: Source, wanted: set[int]) -> Places:
    """DuckDB counts rows, and miscounts lines where cells hold some: so the file is read again."""
    found, unread = dict[int, int](), list[tuple[int, str]]()
    record, width = 0, len(source.columns)
    with source.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=source.separator)
        next(reader, None)
        before = reader.line_num
        for cells in reader:
            begin, before = before + 1, reader.line_num
            if not cells:
                continue
            if len(cells) != width:
                told = f"it has {plural(len(cells), 'cell')}, and there are {width} columns"
                unread.append((begin, told))
                continue
            record += 1
            if record in wanted:
                found[record] = begin
    same = len(unread) == len(source.unread)
    return Places(found, tuple(unread) if same else source.unread)


def _read_json(duck: Duck, path: Path) -> Source:
    scan = f"read_ndjson_objects({quoted(str(path))}, ignore_errors = true)"
    keys = [
        str(key)
        for (key,) in duck.rows(
            f"SELECT key FROM (SELECT unnest(json_keys(json)) AS key FROM {scan}"
            " WHERE json_type(json) = 'OBJECT') GROUP BY key ORDER BY count(*) DESC, key"
        )
    ]
    if not keys:
        raise DunbarError(f"{path} has no JSON object, which each line should be")
    first = duck.rows(
        f"SELECT json_keys(json) FROM {scan} WHERE json_type(json) = 'OBJECT' LIMIT 1"
    )
    order = {key: at for at, key in enumerate(first[0][0])}
    keys.sort(key=lambda key: order.get(key, len(order)))
    _refuse_twins(path, keys)
    shown = ", ".join(
        f"nullif(json -> {quoted(_pointer(key))}, 'null') AS {named(key)}" for key in keys
    )
    duck.run(
        f"CREATE OR REPLACE VIEW input AS SELECT {shown},"
        f" CASE WHEN json IS NULL OR json_type(json) <> 'OBJECT' THEN 'no JSON object'"
        f" END AS {named(BROKEN)} FROM {scan}"
    )
    return Source(path, "jsonl", tuple(Column(key, "JSON") for key in keys))


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def _json_lines(path: Path, wanted: set[int]) -> Iterator[tuple[int, int]]:
    record = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                record += 1
                if record in wanted:
                    yield record, number


def _read_parquet(duck: Duck, path: Path) -> Source:
    scan = f"read_parquet({quoted(str(path))})"
    found = duck.rows(f"DESCRIBE SELECT * FROM {scan}")
    duck.run(
        f"CREATE OR REPLACE VIEW input AS SELECT *, CAST(NULL AS VARCHAR) AS {named(BROKEN)}"
        f" FROM {scan}"
    )
    columns = tuple(Column(str(row[0]), str(row[1])) for row in found)
    _refuse_twins(path, [column.name for column in columns])
    return Source(path, "parquet", columns)

"""Files of profiles: CSV, JSON lines or a list in YAML. Whatever cannot be read is told, by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..diagnostics import DunbarError, Findings, Location
from ..intake.profile import fact_of
from ..nodes import Listing, Node, Text
from ..nodes import Mapping as Entries
from ..values import Value
from ..vocabulary import ListOf, Misread, Vocabulary
from ..words import did_you_mean, fold
from ..yamltext import parse, read_bytes

SEPARATORS = ",;\t"
LONGEST_NUMBER = 40
ENDINGS = {".csv": "CSV", ".tsv": "CSV", ".jsonl": "JSON lines", ".ndjson": "JSON lines",
           ".yaml": "YAML", ".yml": "YAML"}  # fmt: skip


Unread = list[tuple[int, str]]
"""Lines whose row cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is written: texts by column, several where they make a list."""

    number: int
    line: int
    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """One of a cohort: what each version can be told of it, and what only one can, in words."""

    name: str
    location: Location
    old: Mapping[str, Value]
    new: Mapping[str, Value]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cohort:
    """A file of profiles; ``unread`` says which rows cannot be read and why."""

    path: str
    members: tuple[Member, ...]
    unread: tuple[str, ...]
    remarks: tuple[str, ...]


def read_cohort(path: Path, old: Vocabulary, new: Vocabulary, name_in: str | None) -> Cohort:
    """The profiles of a file; ``name_in`` is the column with their names.

    Raises DunbarError where the file as a whole is none.
    """
    rows, unread = _rows(path)
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    named = _naming(path, columns, name_in)
    known = [column for column in columns if column != named and _asked(column, old, new)]
    if not known and rows:
        asked = ", ".join(attribute.name for attribute in new.asked)
        raise DunbarError(f"{path}: no column is an attribute that is asked; these are: {asked}")
    members = []
    for row in rows:
        found = _member(row, path, named, known, (old, new))
        if isinstance(found, Member):
            members.append(found)
        else:
            unread.append((row.line, found))
    remarks = tuple(_stray(column, new) for column in columns if column not in (*known, named))
    told = tuple(f"{path}:{line}: {why}" for line, why in sorted(unread))
    return Cohort(str(path), tuple(members), told, remarks)


def _rows(path: Path) -> tuple[list[Row], Unread]:
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise DunbarError(f"{path} is no cohort: its name should end in .csv, .jsonl or .yaml")
    findings = Findings()
    data = read_bytes(path, str(path), findings)
    if data is None:
        raise DunbarError("; ".join(each.message for each in findings.all))
    if kind == "YAML":
        return _from_yaml(data, path, findings)
    text = data.decode("utf-8-sig", errors="replace")
    return _from_csv(text, path) if kind == "CSV" else _from_json(text)


def _from_csv(text: str, path: Path) -> tuple[list[Row], Unread]:
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    unread: Unread = []
    header: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                _refuse_twins(header, path)
                continue
            number, line = len(rows) + len(unread) + 1, reader.line_num
            if len(cells) > len(header):
                unread.append(
                    (line, f"row {number} has {len(cells)} cells, and {len(header)} columns")
                )
                continue
            pairs = zip(header, cells, strict=False)
            rows.append(Row(number, line, {name: (it,) for name, it in pairs if it.strip()}))
    except csv.Error as error:
        raise DunbarError(f"{path}:{reader.line_num}: {error}") from error
    if not header:
        raise DunbarError(f"{path} is empty: its first line should name the columns")
    return rows, unread


def _refuse_twins(header: Iterable[str], path: Path) -> None:
    seen = set[str]()
    for name in header:
        if fold(name) in seen:
            raise DunbarError(f'{path}: two columns are called "{name}"')
        seen.add(fold(name))


def _from_json(text: str) -> tuple[list[Row], Unread]:
    rows: list[Row] = []
    unread: Unread = []
    number = 0
    for line, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        number += 1
        try:
            found = json.loads(written, parse_float=_digits, parse_int=str)
        except (ValueError, RecursionError) as error:
            unread.append((line, f"row {number} is no JSON: {error}"))
            continue
        if not isinstance(found, dict):
            unread.append((line, f"row {number} is no object with attributes"))
            continue
        cells = {name: _texts(value) for name, value in found.items() if value is not None}
        rows.append(Row(number, line, cells))
    return rows, unread


def _digits(number: str) -> str:
    """A number without an exponent, as people write it."""
    return f"{Decimal(number):f}" if len(number) <= LONGEST_NUMBER else number


def _texts(value: object) -> tuple[str, ...]:
    match value:
        case bool():
            return ("yes" if value else "no",)
        case list():
            return tuple(text for each in value for text in _texts(each)) or ("none",)
        case _:
            return (str(value),)


def _from_yaml(data: bytes, path: Path, findings: Findings) -> tuple[list[Row], Unread]:
    node = parse(data, str(path), findings)
    if findings.errors or not isinstance(node, Listing):
        told = "; ".join(f"{each.location}: {each.message}" for each in findings.errors)
        raise DunbarError(told or f"{path} is no list of profiles")
    rows: list[Row] = []
    unread: Unread = []
    for number, item in enumerate(node.items, 1):
        line = item.location.line
        if isinstance(item, Entries):
            cells = {key.value: tuple(_written(value)) for key, value in item}
            rows.append(Row(number, line, cells))
        else:
            unread.append((line, f'row {number} is no profile of "attribute: value" lines'))
    return rows, unread


def _written(node: Node) -> Iterator[str]:
    match node:
        case Text(value):
            yield value
        case Listing(items):
            yield from (text for item in items for text in _written(item))
        case _:
            yield "?"


def _naming(path: Path, columns: Iterable[str], name_in: str | None) -> str | None:
    if name_in is None:
        return None
    found = next((column for column in columns if fold(column) == fold(name_in)), None)
    if found is None:
        hint = did_you_mean(name_in, tuple(columns))
        message = f'{path} has no column "{name_in}"' + (f"; {hint}" if hint else "")
        raise DunbarError(message)
    return found


def _asked(column: str, *vocabularies: Vocabulary) -> bool:
    found = (vocabulary.find(column) for vocabulary in vocabularies)
    return any(attribute is not None and attribute.asked for attribute in found)


def _stray(column: str, vocabulary: Vocabulary) -> str:
    hint = did_you_mean(column, [attribute.name for attribute in vocabulary.asked])
    near = f" ({hint})" if hint and hint.startswith("did") else ""
    return f'column "{column}" is not asked and not read{near}'


def _member(
    row: Row,
    path: Path,
    named: str | None,
    columns: Iterable[str],
    vocabularies: tuple[Vocabulary, Vocabulary],
) -> Member | str:
    """The profile of a row, or why neither version can read it."""
    sides: tuple[dict[str, Value], dict[str, Value]] = {}, {}
    kept: list[str] = []
    for column in columns:
        texts = row.cells.get(column)
        if texts is None or (len(texts) == 1 and fold(texts[0]) in ("", "unknown")):
            continue
        found = [_value(vocabulary, column, texts) for vocabulary in vocabularies]
        slips = [each for each in found if isinstance(each, str)]
        if len(slips) == len(found):
            return f"row {row.number}: {slips[-1]}"
        for side, each, name in zip(sides, found, ("OLD", "NEW"), strict=True):
            if isinstance(each, str):
                kept.append(f"{name} cannot be told {column}: {', '.join(texts)}")
            else:
                side[each[0]] = each[1]
    called = ", ".join(row.cells.get(named, ())) if named is not None else ""
    location = Location(str(path), row.line)
    return Member(called or f"row {row.number}", location, *sides, tuple(kept))


def _value(vocabulary: Vocabulary, column: str, texts: tuple[str, ...]) -> tuple[str, Value] | str:
    attribute = vocabulary.find(column)
    if attribute is None or not attribute.asked:
        return f'"{column}" is no attribute that is asked'
    written = [text.strip() for text in texts]
    if isinstance(attribute.kind, ListOf) and len(written) == 1:
        written = [part.strip() for part in written[0].replace(";", ",").split(",")]
    fact = fact_of(attribute, written)
    return (
        f"{column}: {fact.message}" if isinstance(fact, Misread) else (fact.attribute, fact.value)
    )

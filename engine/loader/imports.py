"""``imports:`` to import maps: files of an export, their columns, figures read from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..importmap import Column, DateShape, DayInName, ImportMap, Table, WordClass
from ..nodes import Listing, Mapping, Node, Text
from ..words import fold
from .readings import Parts, read_readings
from .records import Record, as_text, as_texts, entries
from .respelling import respelled
from .rules import RuleReader

IMPORT_KEYS = (
    "about",
    "how to get it",
    "date in name",
    "files",
    "words",
    "readings",
    "left alone",
    "never read",
)
FILE_KEYS = ("known by", "or by", "columns", "dated by", "quotes")
COLUMN_KEYS = ("heading", "keep", "date", "without endings", "items between")
WORD_KEYS = ("any", "but not")
SHAPES: tuple[DateShape, ...] = (
    "day month year",
    "day.month.year",
    "month/day/year",
    "year-month-day",
    "month year",
)
DAYS_IN_NAME: tuple[DayInName, ...] = ("month-day-year", "day-month-year", "year-month-day")
WITH_BACKSLASH = "with backslash"
QUOTES = (WITH_BACKSLASH, "doubled")
KEPT = ("filled", "text")


def read_imports(nodes: Sequence[Node], reader: RuleReader) -> tuple[ImportMap, ...]:
    """Every import map of every file, in their order."""
    found: dict[str, ImportMap] = {}
    for node in nodes:
        for key, value in entries(node, "imports", reader.findings):
            name = fold(key.value)
            if name in found:
                _twice(f'import "{key.value}"', key, found[name].location, reader)
            read = _map(key, value, reader)
            if read is not None:
                found[name] = read
    return tuple(found.values())


def _map(key: Text, node: Node, reader: RuleReader) -> ImportMap | None:
    record = Record(node, f'import "{key.value}"', IMPORT_KEYS, reader.findings)
    if not record.require("about", "files", "readings"):
        return None
    never = tuple(text.value for text in record.texts("never read"))
    tables = tuple(_tables(record, never, reader))
    parts = Parts(tables, dict(_words(record, reader)))
    return ImportMap(
        name=key.value,
        about=record.text("about"),
        tables=tables,
        readings=read_readings(record, parts, reader),
        how_to_get=record.text("how to get it"),
        day_in_name=_day_in_name(record),
        left_alone=dict(_texts_by_name(record, "left alone", reader)),
        never_read=never,
        location=key.location,
    )


def _day_in_name(record: Record) -> DayInName | None:
    if "date in name" not in record:
        return None
    text = record.text("date in name").strip().lower()
    found = next((shape for shape in DAYS_IN_NAME if shape == text), None)
    if found is None:
        _unknown(record, "date in name", DAYS_IN_NAME)
    return found


def _unknown(record: Record, key: str, choices: Sequence[str]) -> None:
    node = record.node(key)
    meant = respelled(node, choices) if isinstance(node, Text) else {}
    record.findings.error(
        "unknown-value",
        f'"{record.text(key)}" is not a value of "{key}"',
        record.at(key),
        **meant,
    )


def _tables(record: Record, never: Sequence[str], reader: RuleReader) -> Iterator[Table]:
    node = record.node("files")
    for key, value in entries(node, '"files"', reader.findings) if node else ():
        file = Record(value, f'file "{key.value}"', FILE_KEYS, reader.findings)
        if not file.require("known by", "columns"):
            continue
        columns = tuple(_columns(file, never, reader))
        known = (file.texts(each) for each in ("known by", "or by") if each in file)
        yield Table(
            key.value,
            tuple(tuple(text.value for text in texts) for texts in known),
            columns,
            _dated_by(file, columns),
            file.choice("quotes", QUOTES, "doubled") == WITH_BACKSLASH,
            key.location,
        )


def _dated_by(file: Record, columns: Sequence[Column]) -> str | None:
    if "dated by" not in file:
        return None
    name = fold(file.text("dated by"))
    dated = [column.name for column in columns if column.dates]
    if name in dated:
        return name
    node = file.node("dated by")
    meant = respelled(node, dated) if isinstance(node, Text) else {}
    file.findings.error(
        "bad-import",
        f'"{file.text("dated by")}" is no column with a date',
        file.at("dated by"),
        **(meant if meant.get("hint") else {"hint": 'give the column a "date:"'}),
    )
    return None


def _columns(file: Record, never: Sequence[str], reader: RuleReader) -> Iterator[Column]:
    node = file.node("columns")
    forbidden = {fold(heading) for heading in never}
    for key, value in entries(node, '"columns"', reader.findings) if node else ():
        column = _column(key, value, reader)
        if column is None:
            continue
        secret = [heading for heading in column.headings if fold(heading) in forbidden]
        if secret and not column.only_filled:
            reader.findings.error(
                "bad-import",
                f'"{secret[0]}" is listed under "never read"',
                value.location,
                hint='write "keep: filled" where it is enough to know whether something is there',
            )
        yield column


def _column(key: Text, node: Node, reader: RuleReader) -> Column | None:
    if not isinstance(node, Mapping):
        headings = tuple(
            text.value for text in as_texts(node, f'column "{key.value}"', reader.findings)
        )
        return Column(fold(key.value), headings)
    record = Record(node, f'column "{key.value}"', COLUMN_KEYS, reader.findings)
    if not record.require("heading"):
        return None
    kinds = [each for each in COLUMN_KEYS[1:] if each in record]
    if len(kinds) > 1:
        reader.findings.error(
            "bad-import",
            f'"{kinds[0]}" and "{kinds[1]}" do not go together',
            record.at(kinds[1]),
            hint="a column is of one kind; read it as two columns with the same heading",
        )
    return Column(
        fold(key.value),
        tuple(text.value for text in record.texts("heading")),
        tuple(_shapes(record)),
        record.choice("keep", KEPT, "text") == "filled",
        tuple(fold(text.value) for text in record.texts("without endings")),
        record.text("items between"),
    )


def _shapes(record: Record) -> Iterator[DateShape]:
    for text in record.texts("date"):
        found = next(
            (shape for shape in SHAPES if shape == " ".join(text.value.lower().split())), None
        )
        if found is None:
            record.findings.error(
                "unknown-value",
                f'"{text.value}" is no way to write a date',
                text.location,
                **respelled(text, SHAPES),
            )
        else:
            yield found


def _words(record: Record, reader: RuleReader) -> Iterator[tuple[str, tuple[WordClass, ...]]]:
    node = record.node("words")
    for key, value in entries(node, '"words"', reader.findings) if node else ():
        classes = entries(value, f'words "{key.value}"', reader.findings)
        yield fold(key.value), tuple(_class(name, words, reader) for name, words in classes)


def _class(key: Text, node: Node, reader: RuleReader) -> WordClass:
    what = f'words "{key.value}"'
    if not isinstance(node, Mapping):
        return WordClass(key.value, tuple(_some(node, what, reader)))
    record = Record(node, what, WORD_KEYS, reader.findings)
    record.require("any")
    any_of, but_not = record.node("any"), record.node("but not")
    return WordClass(
        key.value,
        tuple(_some(any_of, what, reader)) if any_of is not None else (),
        tuple(_some(but_not, what, reader)) if but_not is not None else (),
    )


def _some(node: Node, what: str, reader: RuleReader) -> Iterator[str]:
    """The words of a class, each with a letter or a figure in it."""
    texts = as_texts(node, what, reader.findings)
    if isinstance(node, Listing) and not node.items:
        reader.findings.error("empty-list", f"{what} lists no word", node.location)
    for text in texts:
        bare = text.value.replace("*", "").replace("...", "")
        if any(letter.isalnum() for letter in bare):
            yield text.value
        else:
            reader.findings.error(
                "bad-import",
                f'"{text.value}" would fit every text',
                text.location,
                hint='write a word; "*" stands for its ending, "..." for words between',
            )


def _texts_by_name(record: Record, key: str, reader: RuleReader) -> Iterator[tuple[str, str]]:
    node = record.node(key)
    for name, value in entries(node, f'"{key}"', reader.findings) if node else ():
        yield name.value, as_text(value, f'"{name.value}"', reader.findings) or ""


def _twice(what: str, key: Text, first: object, reader: RuleReader) -> None:
    related = (first,) if first is not None else ()
    reader.findings.error("duplicate-id", f"{what} stands twice", key.location, related=related)

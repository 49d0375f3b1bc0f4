"""``readings:`` of an import map: each with one measure, over the rows of one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..diagnostics import Findings
from ..importmap import (
    CellTest,
    Classed,
    Column,
    Count,
    Different,
    ItemCount,
    Label,
    Largest,
    Measure,
    Mix,
    ReadingForm,
    Share,
    Table,
    Trust,
    Where,
    WordClass,
    YearsSince,
)
from ..nodes import Node, Text
from ..values import Value
from ..vocabulary import Attribute, Number, OneOf
from ..words import did_you_mean, fold, join
from .attributes import read_value
from .records import Record, as_texts, entries
from .respelling import respelled
from .rules import RuleReader

MEASURES = (
    "count",
    "different",
    "share",
    "largest share",
    "mix",
    "value",
    "class",
    "items",
    "years since",
)
# Which keys each measure goes with, besides those of every reading.
WITH = {
    "count": ("in the last", "until"),
    "largest share": ("of the largest", "at least"),
    "share": ("at least",),
    "mix": ("by", "at least"),
    "class": ("by", "means"),
}
SPARE = ("in the last", "until", "of the largest", "at least", "by", "means")
READING_KEYS = (
    "from",
    *MEASURES,
    "of the largest",
    "by",
    "where",
    "means",
    "in the last",
    "until",
    "at least",
    "unit",
    "tells",
    "suggests",
    "trust",
    "says",
    "note",
)
COUNTED = ("rows", "rows a month")
TRUSTS: tuple[Trust, ...] = ("high", "medium", "low")
MOST_MONTHS = 600
_LAST = re.compile(r"(\d{1,3}) months?")
_AGO = re.compile(r"(\d{1,3}) months? ago")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
WORDS = ("rows", "word")  # what may stand in braces besides other readings
USES = ("tells", "suggests")
FILLED = {"filled": True, "empty": False}
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What readings refer to: files, and words by which texts are sorted."""

    tables: tuple[Table, ...]
    words: Mapping[str, tuple[WordClass, ...]]


def read_readings(record: Record, parts: Parts, reader: RuleReader) -> tuple[ReadingForm, ...]:
    """Every reading, in the order of the file."""
    node = record.node("readings")
    found: dict[str, ReadingForm] = {}
    for key, value in entries(node, '"readings"', reader.findings) if node else ():
        read = _Reading(Record(value, f'reading "{key.value}"', READING_KEYS, reader.findings))
        form = read.form(key, parts, reader)
        if form is not None:
            found[fold(key.value)] = form
    names = {name: form.name for name, form in found.items()}
    return tuple(_spoken(form, names, reader.findings) for form in found.values())


def _spoken(form: ReadingForm, names: Mapping[str, str], findings: Findings) -> ReadingForm:
    """The reading with the others that its ``says`` names by their own names."""

    def own(name: str) -> str:
        if fold(name) in (*WORDS, *names):
            return f"{{{names.get(fold(name), fold(name))}}}"
        findings.error(
            "bad-import",
            f'"{{{name}}}" in "says" is no reading',
            form.location,
            hint=did_you_mean(name, [*WORDS, *names.values()]),
        )
        return ""

    return replace(form, says=PLACEHOLDER.sub(lambda found: own(found[1]), form.says))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The record of one reading."""

    record: Record

    def form(self, key: Text, parts: Parts, reader: RuleReader) -> ReadingForm | None:
        record = self.record
        if not record.require("from"):
            return None
        table, name = self._table(parts), self._measure_name()
        measure = (
            None if table is None or name is None else self._measure(name, table, parts, reader)
        )
        if table is None or measure is None:
            return None
        return ReadingForm(
            name=key.value,
            table=table.name,
            measure=measure,
            where=self._where("where", table),
            unit=record.text("unit"),
            tells=self._used_for("tells", measure, reader),
            suggests=self._used_for("suggests", measure, reader),
            trust=next(each for each in TRUSTS if each == record.choice("trust", TRUSTS, "medium")),
            says=record.text("says"),
            note=record.text("note"),
            at_least=self._whole("at least", 0),
            location=key.location,
        )

    def _table(self, parts: Parts) -> Table | None:
        named = {fold(table.name): table for table in parts.tables}
        found = named.get(fold(self.record.text("from")))
        if found is None:
            self._unknown("from", 'is not under "files"', [table.name for table in parts.tables])
        return found

    def _measure_name(self) -> str | None:
        """The one measure that the keys name, or a finding."""
        given = [name for name in MEASURES if name in self.record]
        if len(given) != 1:
            self._bad(
                given[1] if given else "",
                f"{self.record.what} reads {'two things at once' if given else 'nothing'}",
                "write one of " + join([f'"{name}:"' for name in MEASURES]),
            )
            return None
        (name,) = given
        for key in SPARE:
            if key in self.record and key not in WITH.get(name, ()):
                self._bad(key, f'"{key}" does not go with "{name}"', f'delete "{key}"')
        return name

    def _measure(self, name: str, table: Table, parts: Parts, reader: RuleReader) -> Measure | None:
        if name == "count":
            return self._count(table)
        if name == "share":
            such = self._where("share", table)
            return Share(such) if such else None
        column = self._column(name, table)
        return None if column is None else self._of_column(name, column, parts, reader)

    def _of_column(
        self, name: str, column: Column, parts: Parts, reader: RuleReader
    ) -> Measure | None:
        match name:
            case "different":
                return Different(column.name)
            case "largest share":
                return Largest(column.name, max(1, self._whole("of the largest", 1)))
            case "value":
                return Label(column.name)
            case "items":
                return ItemCount(column.name)
            case "years since":
                return self._years(column)
            case _:
                return self._sorted(name, column, parts, reader)

    def _count(self, table: Table) -> Count | None:
        what = self.record.choice("count", COUNTED, "rows")
        last, until = self._months("in the last", _LAST), self._months("until", _AGO)
        if (last or until) and table.dated_by is None:
            self._bad(
                "count", f'{table.name} has no "dated by"', "say there which column has the date"
            )
            return None
        if what == "rows a month" and last is None:
            self._bad(
                "count", '"rows a month" needs "in the last"', 'add a line "in the last: 12 months"'
            )
            return None
        return Count(last, until, what == "rows a month")

    def _months(self, key: str, pattern: re.Pattern[str]) -> int | None:
        if key not in self.record:
            return None
        found = pattern.fullmatch(fold(self.record.text(key)))
        if found is None or not 0 < int(found[1]) <= MOST_MONTHS:
            example = "12 months" if pattern is _LAST else "12 months ago"
            self._bad(key, f'"{self.record.text(key)}" is no number of months', f"{key}: {example}")
            return None
        return int(found[1])

    def _years(self, column: Column) -> YearsSince | None:
        if column.dates:
            return YearsSince(column.name)
        self._bad(
            "years since", f'"{column.name}" has no "date"', "say there how dates are written"
        )
        return None

    def _sorted(
        self, name: str, column: Column, parts: Parts, reader: RuleReader
    ) -> Mix | Classed | None:
        if not self.record.require("by", *(["means"] if name == "class" else [])):
            return None
        classes = parts.words.get(fold(self.record.text("by")))
        if classes is None:
            self._unknown("by", 'is not under "words"', list(parts.words))
            return None
        if name == "mix":
            return Mix(column.name, classes)
        return Classed(column.name, classes, dict(self._means(classes, reader)))

    def _means(
        self, classes: Sequence[WordClass], reader: RuleReader
    ) -> Iterator[tuple[str, Value]]:
        """What each class means, as a value of the attribute that the reading is used for."""
        used = next((key for key in USES if key in self.record), None)
        attribute = reader.vocabulary.find(self.record.text(used)) if used else None
        node = self.record.node("means")
        names = {fold(each.name): each.name for each in classes}
        for key, value in entries(node, '"means"', self.record.findings) if node else ():
            if fold(key.value) not in names:
                self.record.findings.error(
                    "bad-import",
                    f'"{key.value}" is no class of "{self.record.text("by")}"',
                    key.location,
                    **respelled(key, names.values()),
                )
            elif attribute is not None:
                meant = read_value(attribute, value, self.record.findings)
                if meant is not None:
                    yield names[fold(key.value)], meant

    def _column(self, key: str, table: Table) -> Column | None:
        found = {column.name: column for column in table.columns}.get(fold(self.record.text(key)))
        if found is None:
            names = [column.name for column in table.columns]
            self._unknown(key, f"is no column of {table.name}", names)
            return None
        if found.only_filled or (found.dates and key != "years since"):
            what = "only whether it is filled" if found.only_filled else "only its day"
            self._bad(key, f'of "{found.name}" {what} is kept')
            return None
        if bool(found.between) is not (key == "items"):
            hint = 'give the column "items between:", and write "items:"'
            self._bad(key, f'"{key}" does not fit the column "{found.name}"', hint)
            return None
        return found

    def _where(self, key: str, table: Table) -> Where:
        node = self.record.node(key)
        if node is None:
            return ()
        tests = (
            self._test(name, value, table)
            for name, value in entries(node, f'"{key}"', self.record.findings)
        )
        return tuple(test for test in tests if test is not None)

    def _test(self, name: Text, node: Node, table: Table) -> CellTest | None:
        column = next((each for each in table.columns if each.name == fold(name.value)), None)
        if column is None:
            self.record.findings.error(
                "bad-import",
                f'"{name.value}" is no column of {table.name}',
                name.location,
                **respelled(name, [each.name for each in table.columns]),
            )
            return None
        words = tuple(fold(text.value) for text in as_texts(node, name.value, self.record.findings))
        if len(words) == 1 and words[0] in FILLED:
            return CellTest(column.name, filled=FILLED[words[0]])
        if column.only_filled or column.dates:
            self.record.findings.error(
                "bad-import",
                f'of "{column.name}" no text is kept',
                node.location,
                hint='write "filled" or "empty"',
            )
            return None
        return CellTest(column.name, words) if words else None

    def _used_for(self, key: str, measure: Measure, reader: RuleReader) -> str | None:
        node = self.record.node(key)
        attribute = reader.conditions.attribute(node) if isinstance(node, Text) else None
        if attribute is None:
            self.record.text(key)
            return None
        if key == "suggests" and "tells" in self.record:
            self._bad(key, '"tells" and "suggests" do not go together', f'delete "{key}"')
        why_not = _misfit(attribute, measure)
        if why_not is not None:
            self._bad(key, f'"{attribute.name}" {why_not}')
            return None
        return attribute.name

    def _whole(self, key: str, default: int) -> int:
        number = self.record.number(key)
        if number is None:
            return default
        if number != number.to_integral_value() or not 0 < number < MOST:
            self._bad(key, f'"{key}" should be a whole number from 1', f"{key}: 10")
            return default
        return int(number)

    def _unknown(self, key: str, why: str, choices: Sequence[str]) -> None:
        node = self.record.node(key)
        if isinstance(node, Text):
            self.record.findings.error(
                "bad-import", f'"{node.value}" {why}', node.location, **respelled(node, choices)
            )

    def _bad(self, key: str, message: str, hint: str | None = None) -> None:
        self.record.findings.error("bad-import", message, self.record.at(key), hint=hint)


def _misfit(attribute: Attribute, measure: Measure) -> str | None:
    """Why a figure cannot be a value of an attribute."""
    if not attribute.asked:
        return "is worked out by the rules, so no export tells it"
    match measure:
        case Mix():
            return "takes one value, and a mix is several"
        case Label() | Classed():
            return None if isinstance(attribute.kind, OneOf) else "takes no single word"
        case _:
            return None if isinstance(attribute.kind, Number) else "takes no number"

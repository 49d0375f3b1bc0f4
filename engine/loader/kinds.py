"""What an attribute may hold, as its record in the file says."""

from __future__ import annotations

from decimal import Decimal

from ..expressions import Constant, Expression
from ..nodes import Listing, Node, Text
from ..rules import Scale
from ..values import read_number
from ..vocabulary import (
    YES_OR_NO,
    Evidence,
    Formula,
    Kind,
    ListOf,
    Lookup,
    LookupRow,
    Number,
    OneOf,
)
from ..words import did_you_mean, fold, join
from .citations import Citable
from .formulas import FormulaError, parse
from .records import Record, as_number, as_text, as_texts, entries
from .respelling import in_brackets, respelled, respelled_node

KINDS = ("one of", "list of", "number", "kind", "evidence", "formula", "lookup")
YES_NO = "yes or no"
LOOKUP_KEYS = ("by", "rows", "otherwise")
FIGURE_KEYS = ("is", "source")
WORDED = ("one of", "list of", "kind")
OPERATOR_WORDS = (
    "not ",
    "at least ",
    "more than ",
    "at most ",
    "fewer than ",
    "less than ",
    "between ",
    "includes ",
)


class KindReader:
    """Reads the kind of each attribute; ``names`` are all attributes by their folded names."""

    def __init__(self, citable: Citable, scales: dict[str, Scale], names: dict[str, str]) -> None:
        self.citable, self.scales, self.names = citable, scales, names
        self.findings = citable.findings

    def read(self, key: Text, record: Record) -> Kind | None:
        given = [kind for kind in KINDS if kind in record]
        if len(given) != 1:
            named = join([f'"{kind}"' for kind in given]) or "none of them"
            self.findings.error(
                "bad-kind",
                f'attribute "{key.value}" needs one of {join(KINDS, "or")}, but has {named}',
                key.location,
            )
            return None
        node = record.node(given[0])
        assert node is not None  # noqa: S101 - it is in the record
        if "also written" in record and given[0] not in WORDED:
            self.findings.error(
                "unknown-key",
                f'"also written" is not a key of attribute "{key.value}"',
                record.at("also written"),
                hint="only words have other spellings",
            )
        if "whole" in record and given[0] != "number":
            self.findings.error(
                "unknown-key",
                f'"whole" is not a key of attribute "{key.value}"',
                record.at("whole"),
                hint="only numbers are whole",
            )
        if given[0] in ("one of", "list of"):
            return self._words(key, record, node, several=given[0] == "list of")
        if given[0] in ("kind", "number"):
            reader = self._yes_or_no if given[0] == "kind" else self._number
            return reader(key, record, node)
        readers = {
            "evidence": self._evidence,
            "formula": self._formula,
            "lookup": self._lookup,
        }
        return readers[given[0]](key, node)

    def _words(self, key: Text, record: Record, node: Node, *, several: bool) -> Kind:
        readings: dict[str, str] = {}
        if isinstance(node, Text) and "," in node.value:
            self.findings.error(
                "wrong-shape",
                f'the values of "{key.value}" are a list',
                node.location,
                hint=f"write [{node.value}]",
                fix=in_brackets(node),
            )
        for text in as_texts(node, f'values of "{key.value}"', self.findings):
            if fold(text.value).startswith(OPERATOR_WORDS):
                self._reserved(text)
            self._reading(readings, text, text.value)
        values = tuple(readings.values())
        if isinstance(node, Listing) and not node.items:
            self.findings.error(
                "empty-list", f'"{key.value}" has no values to choose from', node.location
            )
        self._spellings(key, record, readings)
        for folded in readings:
            if folded.startswith("not ") and folded.removeprefix("not ") in readings:
                self._reserved(Text(folded, key.location))
        return ListOf(values, readings) if several else OneOf(values, readings)

    def _spellings(self, key: Text, record: Record, readings: dict[str, str]) -> None:
        values = tuple(dict.fromkeys(readings.values()))
        written = record.node("also written")
        for word, spellings in entries(written, '"also written"', self.findings) if written else ():
            value = readings.get(fold(word.value))
            if value is None or fold(word.value) != fold(value):
                self.findings.error(
                    "unknown-value",
                    f'"{word.value}" is not a value of {key.value}',
                    word.location,
                    **respelled(word, values),
                )
                continue
            for text in as_texts(spellings, f'spellings of "{word.value}"', self.findings):
                self._reading(readings, text, value)

    def _reading(self, readings: dict[str, str], text: Text, value: str) -> None:
        folded = fold(text.value)
        if folded in ("known", "unknown", "none", "always"):
            self._reserved(text)
        elif folded in readings:
            self.findings.error(
                "duplicate-value",
                f'"{text.value}" already means "{readings[folded]}"',
                text.location,
                hint="keep it in one place",
            )
        else:
            readings[folded] = value

    def _reserved(self, text: Text) -> None:
        self.findings.error(
            "reserved-word",
            f'"{text.value}" cannot be a value: a rule would read it as a test',
            text.location,
            hint="choose another word",
        )

    def _number(self, key: Text, record: Record, node: Node) -> Kind | None:
        text = as_text(node, f'"number" of {key.value}', self.findings)
        low, _, high = (text or "").partition(" to ")
        bounds = read_number(low), read_number(high)
        if bounds[0] is None or bounds[1] is None or bounds[0] >= bounds[1]:
            self.findings.error(
                "bad-kind",
                f'"{text}" is no range of numbers',
                node.location,
                hint='write for example "number: 0 to 100"',
            )
            return None
        whole = record.choice("whole", ("yes", "no"), "no") == "yes"
        return Number(bounds[0], bounds[1], whole)

    def _yes_or_no(self, key: Text, record: Record, node: Node) -> Kind | None:
        text = as_text(node, '"kind"', self.findings)
        if fold(text or "") != YES_NO:
            self.findings.error(
                "bad-kind",
                f'"{text}" is no kind of attribute',
                node.location,
                hint='write "kind: yes or no", or one of the keys ' + join(KINDS, "or"),
            )
            return None
        readings = dict(YES_OR_NO)
        self._spellings(key, record, readings)
        return OneOf(("yes", "no"), readings)

    def _evidence(self, _: Text, node: Node) -> Kind | None:
        text = as_text(node, '"evidence"', self.findings) or ""
        scale = self.scales.get(fold(text))
        if scale is None:
            meant = respelled_node(node, [found.name for found in self.scales.values()])
            meant["hint"] = meant.get("hint") or 'add it under "scales:"'
            self.findings.error(
                "unknown-scale", f'there is no scale "{text}"', node.location, **meant
            )
            return None
        return Evidence(fold(text))

    def _formula(self, key: Text, node: Node) -> Kind | None:
        text = as_text(node, f'the formula of "{key.value}"', self.findings)
        expression: Expression = Constant(Decimal(0))
        try:
            expression = parse(text or "0", lambda name: self.names.get(fold(name)))
        except FormulaError as error:
            hint = did_you_mean(error.word, self.names.values()) if error.word else None
            self.findings.error(
                "bad-formula", f'the formula of "{key.value}" {error}', node.location, hint=hint
            )
        return Formula(expression)

    def _lookup(self, key: Text, node: Node) -> Kind | None:
        record = Record(node, f'the lookup of "{key.value}"', LOOKUP_KEYS, self.findings)
        if not record.require("by", "rows"):
            return None
        by = self.names.get(fold(record.text("by")))
        if by is None:
            self.findings.error(
                "unknown-attribute",
                f'"{record.text("by")}" is no attribute',
                record.at("by"),
                **respelled_node(record.node("by"), self.names.values()),
            )
            return None
        rows = record.node("rows")
        found = (
            [
                self._row(row_key.value, row_key, value)
                for row_key, value in entries(rows, "rows of a lookup", self.findings)
            ]
            if rows
            else []
        )
        other = record.node("otherwise")
        if other is not None:
            found.append(self._row(None, Text("otherwise", other.location), other))
        return Lookup(by, tuple(row for row in found if row is not None))

    def _row(self, written: str | None, at: Text, node: Node) -> LookupRow | None:
        if isinstance(node, Text):
            value, source = as_number(node, "a figure", self.findings), self.citable.source(None)
        else:
            record = Record(node, "a row of a lookup", FIGURE_KEYS, self.findings)
            record.require("is")
            value, source = record.number("is"), self.citable.source(record.node("source"))
        return None if value is None else LookupRow(written, value, source, at.location)

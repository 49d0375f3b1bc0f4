"""The ``attributes:`` of a knowledge base to its vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..diagnostics import Findings
from ..expressions import Constant, Expression, FormulaError, parse
from ..nodes import Listing, Mapping, Node, Text
from ..rules import Scale
from ..values import Value, read_number
from ..vocabulary import (
    YES_OR_NO, Assumption, Attribute, CanChange, Evidence, Formula, Kind, ListOf, Lookup, LookupRow,
    Misread, Number, OneOf, Vocabulary, read, read_list,
)
from ..words import did_you_mean, fold, join
from .citations import Citable
from .records import Record, as_number, as_text, as_texts, entries

KINDS = ("one of", "list of", "number", "kind", "evidence", "formula", "lookup")
KEYS = (
    *KINDS, "unit", "ask", "why we ask", "can change", "also called", "also written", "if not told",
    "because", "source", "note",
)
CAN_CHANGE: tuple[CanChange, ...] = ("no", "slowly", "yes")
OPERATOR_WORDS = ("not ", "at least ", "more than ", "at most ", "fewer than ", "less than ", "between ", "includes ")
RESERVED = ("known", "unknown", "none", "always", "all", "any", "or", "to", "min", "max", "round")


class AttributeReader:
    """Reads attributes in two passes: all names first, then what refers to them."""

    def __init__(self, citable: Citable, scales: dict[str, Scale]) -> None:
        self.citable, self.scales = citable, scales
        self.findings: Findings = citable.findings
        self.records: dict[str, tuple[Text, Record]] = {}
        self.names: dict[str, str] = {}

    def collect(self, node: Node) -> None:
        """Take note of the attributes of one file."""
        for key, value in entries(node, "attributes", self.findings):
            record = Record(value, f'attribute "{key.value}"', KEYS, self.findings)
            self._name(key.value, key)
            self.records.setdefault(fold(key.value), (key, record))
            for other in record.texts("also called"):
                self._name(key.value, other)

    def vocabulary(self, lists: dict[str, tuple[Text, tuple[str, ...]]]) -> Vocabulary:
        """All attributes; ``lists`` are the derived lists that advice texts make."""
        for name, (key, _) in lists.items():
            self._name(name, key)
        attributes = [self._attribute(key, record) for key, record in self.records.values()]
        advised = [
            Attribute(name, _list_of(values), asked=False, location=key.location)
            for name, (key, values) in lists.items()
        ]
        vocabulary = Vocabulary([*(found for found in attributes if found), *advised])
        return Vocabulary([self._assumed(attribute) for attribute in self._joined(vocabulary)])

    def _name(self, own: str, written: Text) -> None:
        folded = fold(written.value)
        taken = self.names.get(folded)
        if folded in RESERVED or folded.startswith(OPERATOR_WORDS):
            self.findings.error("reserved-word", f'"{written.value}" cannot be the name of an attribute: it is a word of the rule language', written.location)
        if taken is not None:
            self.findings.error("duplicate-id", f'the name "{written.value}" already belongs to attribute "{taken}"', written.location)
        else:
            self.names[folded] = own

    def _attribute(self, key: Text, record: Record) -> Attribute | None:
        kind = self._kind(key, record)
        if kind is None:
            return None
        asked = "ask" in record
        if asked and isinstance(kind, Evidence | Formula | Lookup):
            self.findings.error("bad-kind", f'"{key.value}" is worked out, so it cannot be asked', record.at("ask"), hint='delete "ask"')
        return Attribute(
            name=key.value, kind=kind, asked=asked, question=record.text("ask"),
            why_we_ask=record.text("why we ask"), unit=record.text("unit"),
            can_change=_can_change(record.choice("can change", CAN_CHANGE, "yes")),
            because=record.text("because"), source=self.citable.source(record.node("source")),
            also_called=tuple(text.value for text in record.texts("also called")),
            location=key.location,
        )

    def _kind(self, key: Text, record: Record) -> Kind | None:
        given = [kind for kind in KINDS if kind in record]
        if len(given) != 1:
            named = join([f'"{kind}"' for kind in given]) or "none of them"
            self.findings.error(
                "bad-kind", f'attribute "{key.value}" needs exactly one of {join(KINDS, "or")}, but has {named}', key.location,
            )
            return None
        node = record.node(given[0])
        assert node is not None  # noqa: S101 - it is in the record
        match given[0]:
            case "one of" | "list of":
                return self._words(key, record, node, several=given[0] == "list of")
            case "number":
                return self._number(key, node)
            case "kind":
                return self._yes_or_no(key, node)
            case "evidence":
                return self._evidence(node)
            case "formula":
                return self._formula(key, node)
            case _:
                return self._lookup(key, node)

    def _words(self, key: Text, record: Record, node: Node, *, several: bool) -> Kind:
        readings: dict[str, str] = {}
        for text in as_texts(node, f'values of "{key.value}"', self.findings):
            if fold(text.value).startswith(OPERATOR_WORDS):
                self._reserved(text)
            self._reading(readings, text, text.value)
        values = tuple(readings.values())
        written = record.node("also written")
        for word, spellings in entries(written, '"also written"', self.findings) if written else ():
            value = readings.get(fold(word.value))
            if value not in values:
                self.findings.error("unknown-value", f'"{word.value}" is not a value of {key.value}', word.location, hint=did_you_mean(word.value, values))
                continue
            for text in as_texts(spellings, f'spellings of "{word.value}"', self.findings):
                self._reading(readings, text, value)
        return ListOf(values, readings) if several else OneOf(values, readings)

    def _reading(self, readings: dict[str, str], text: Text, value: str) -> None:
        folded = fold(text.value)
        if folded in ("known", "unknown", "none", "always"):
            self._reserved(text)
        elif folded in readings:
            self.findings.error("duplicate-value", f'"{text.value}" already means "{readings[folded]}"', text.location, hint="keep it in one place")
        else:
            readings[folded] = value

    def _reserved(self, text: Text) -> None:
        self.findings.error(
            "reserved-word", f'"{text.value}" cannot be a value: a rule would read it as a test',
            text.location, hint="choose another word",
        )

    def _number(self, key: Text, node: Node) -> Kind | None:
        text = as_text(node, f'"number" of {key.value}', self.findings)
        low, _, high = (text or "").partition(" to ")
        bounds = read_number(low), read_number(high)
        if bounds[0] is None or bounds[1] is None or bounds[0] >= bounds[1]:
            self.findings.error("bad-kind", f'"{text}" is no range of numbers', node.location, hint='write for example "number: 0 to 100"')
            return None
        return Number(bounds[0], bounds[1])

    def _yes_or_no(self, key: Text, node: Node) -> Kind | None:
        text = as_text(node, '"kind"', self.findings)
        if fold(text or "") != "yes or no":
            self.findings.error("bad-kind", f'"{text}" is no kind of attribute', node.location, hint='write "kind: yes or no", or one of the keys ' + join(KINDS, "or"))
            return None
        return OneOf(("yes", "no"), YES_OR_NO)

    def _evidence(self, node: Node) -> Kind | None:
        text = as_text(node, '"evidence"', self.findings) or ""
        scale = self.scales.get(fold(text))
        if scale is None:
            self.findings.error("unknown-scale", f'there is no scale "{text}"', node.location, hint=did_you_mean(text, [found.name for found in self.scales.values()]) or 'add it under "scales:"')
            return None
        return Evidence(fold(text))

    def _formula(self, key: Text, node: Node) -> Kind:
        text = as_text(node, f'the formula of "{key.value}"', self.findings)
        expression: Expression = Constant(Decimal(0))
        try:
            expression = parse(text or "0", lambda name: self.names.get(fold(name)))
        except FormulaError as error:
            hint = did_you_mean(error.word, self.names.values()) if error.word else None
            self.findings.error("bad-formula", f'the formula of "{key.value}" {error}', node.location, hint=hint)
        return Formula(expression)

    def _lookup(self, key: Text, node: Node) -> Kind | None:
        record = Record(node, f'the lookup of "{key.value}"', ("by", "rows", "otherwise"), self.findings)
        if not record.require("by", "rows"):
            return None
        by = self.names.get(fold(record.text("by")))
        if by is None:
            self.findings.error("unknown-attribute", f'"{record.text("by")}" is no attribute', record.at("by"), hint=did_you_mean(record.text("by"), self.names.values()))
            return None
        rows = record.node("rows")
        found = [self._row(row_key.value, row_key, value) for row_key, value in entries(rows, "rows of a lookup", self.findings)] if rows else []
        other = record.node("otherwise")
        if other is not None:
            found.append(self._row(None, Text("otherwise", other.location), other))
        return Lookup(by, tuple(row for row in found if row is not None))

    def _row(self, written: str | None, at: Text, node: Node) -> LookupRow | None:
        if isinstance(node, Text):
            value, source = as_number(node, "a figure", self.findings), self.citable.source(None)
        else:
            record = Record(node, "a row of a lookup", ("is", "source"), self.findings)
            record.require("is")
            value, source = record.number("is"), self.citable.source(record.node("source"))
        return None if value is None else LookupRow(written, value, source, at.location)

    def _joined(self, vocabulary: Vocabulary) -> Iterator[Attribute]:
        """Attributes whose references are checked, now that all are known."""
        for attribute in vocabulary:
            for name in attribute.reads():
                if name in vocabulary and not vocabulary[name].numeric and isinstance(attribute.kind, Formula):
                    self.findings.error("bad-formula", f'the formula of "{attribute.name}" reads "{name}", which is no number', attribute.location)
            if isinstance(attribute.kind, Lookup):
                keyed = tuple(self._keyed(attribute, row, vocabulary) for row in attribute.kind.rows)
                yield replace(attribute, kind=Lookup(attribute.kind.by, keyed))
            else:
                yield attribute

    def _keyed(self, attribute: Attribute, row: LookupRow, vocabulary: Vocabulary) -> LookupRow:
        assert isinstance(attribute.kind, Lookup)  # noqa: S101 - the caller asked
        source = row.source if row.source.given else attribute.source
        by = vocabulary[attribute.kind.by] if attribute.kind.by in vocabulary else None
        if by is None or row.key is None:
            return replace(row, source=source)
        key: object = read_number(str(row.key)) if by.numeric else read(by, str(row.key))
        if isinstance(key, str | Decimal):
            return replace(row, key=key, source=source)
        self.findings.error("unknown-value", f'"{row.key}" is not a value of {by.name}', row.location, hint=None if by.numeric else did_you_mean(str(row.key), _values(by)))
        return replace(row, source=source)

    def _assumed(self, attribute: Attribute) -> Attribute:
        record = self.records.get(fold(attribute.name), (None, None))[1]
        node = record.node("if not told") if record else None
        if node is None:
            return attribute
        because, source, value = "", self.citable.source(None), node
        if isinstance(node, Mapping):
            inner = Record(node, '"if not told"', ("assume", "because", "source"), self.findings)
            if not inner.require("assume"):
                return attribute
            because, source = inner.text("because"), self.citable.source(inner.node("source"))
            value = inner.node("assume") or node
        told = read_value(attribute, value, self.findings)
        if not attribute.asked:
            self.findings.error("bad-kind", f'"{attribute.name}" is derived, so nothing can be assumed of it', node.location)
        if told is None:
            return attribute
        return replace(attribute, assumption=Assumption(told, because, source, node.location))


def read_value(attribute: Attribute, node: Node, findings: Findings) -> Value | None:
    """The value that a node gives an attribute; None (with a finding) when it is none."""
    if isinstance(node, Listing):
        value: Value | Misread = read_list(attribute, [text.value for text in as_texts(node, attribute.name, findings)])
    else:
        text = as_text(node, f'"{attribute.name}"', findings)
        if text is None:
            return None
        value = read(attribute, text)
    if isinstance(value, Misread):
        findings.error(value.code, value.message, node.location, hint=value.hint)
        return None
    return value


def _list_of(values: tuple[str, ...]) -> ListOf:
    return ListOf(values, {fold(value): value for value in values})


def _values(attribute: Attribute) -> tuple[str, ...]:
    return attribute.kind.values if isinstance(attribute.kind, OneOf | ListOf) else ()


def _can_change(text: str) -> CanChange:
    return next(choice for choice in CAN_CHANGE if choice == text)




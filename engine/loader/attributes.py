"""The ``attributes:`` of a knowledge base to its vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..diagnostics import Findings, Fix, Location
from ..nodes import Listing, Mapping, Node, Text
from ..rules import Scale
from ..values import Value, read_number, show
from ..vocabulary import (
    Assumption,
    Attribute,
    CanChange,
    Evidence,
    Formula,
    Kind,
    ListOf,
    Lookup,
    LookupRow,
    Misread,
    Number,
    OneOf,
    Vocabulary,
    read,
    read_list,
)
from ..words import did_you_mean, fold
from .citations import Citable
from .kinds import KINDS, OPERATOR_WORDS, KindReader
from .records import ROW_KEYS, Record, as_text, as_texts, entries
from .respelling import rewritten, without_brackets
from .sentences import SentenceReader

KEYS = (
    *KINDS,
    "whole",
    "unit",
    "also called",
    "also written",
    "ask",
    "why we ask",
    "can change",
    "effort",
    "if not told",
    "because",
    "source",
    "note",
)
CAN_CHANGE: tuple[CanChange, ...] = ("no", "slowly", "upwards", "yes")
ASSUMPTION_KEYS = ("assume", "because", "source")
EFFORTS = ("1", "2", "3", "4", "5")
RESERVED = ("known", "unknown", "none", "always", "all", "any", "or", "to", "min", "max", "round")


class AttributeReader:
    """Reads attributes in two passes: all names first, then what refers to them."""

    def __init__(self, citable: Citable, scales: dict[str, Scale]) -> None:
        self.citable = citable
        self.findings: Findings = citable.findings
        self.records: dict[str, tuple[Text, Record]] = {}
        self.names: dict[str, str] = {}
        self.broken: set[str] = set()
        self.kinds = KindReader(citable, scales, self.names)

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
        sentences = SentenceReader(vocabulary, self.findings, self.broken)
        return Vocabulary(
            [
                self._assumed(self._worded(attribute, sentences))
                for attribute in self._joined(vocabulary)
            ]
        )

    def _name(self, own: str, written: Text) -> None:
        folded = fold(written.value)
        taken = self.names.get(folded)
        if not folded or set(folded) & set("=,{}"):
            self.findings.error(
                "reserved-word",
                f'"{written.value}" cannot name an attribute: nobody could write it as a fact',
                written.location,
                hint="use letters, digits and spaces",
            )
        if folded in RESERVED or folded in ROW_KEYS or folded.startswith(OPERATOR_WORDS):
            self.findings.error(
                "reserved-word",
                f'"{written.value}" cannot name an attribute: it is a word of the rule language',
                written.location,
            )
        if taken is not None:
            self.findings.error(
                "duplicate-id",
                f'the name "{written.value}" already belongs to attribute "{taken}"',
                written.location,
            )
        else:
            self.names[folded] = own

    def _attribute(self, key: Text, record: Record) -> Attribute | None:
        kind = self.kinds.read(key, record) if record.legible else None
        if kind is None:  # reported; whoever reads it has made no mistake
            self.broken.update(name for name, own in self.names.items() if own == key.value)
            return None
        asked = "ask" in record
        if asked and isinstance(kind, Evidence | Formula | Lookup):
            self.findings.error(
                "bad-kind",
                f'"{key.value}" is worked out, so it cannot be asked',
                record.at("ask"),
                hint='delete "ask"',
            )
        return Attribute(
            name=key.value,
            kind=kind,
            asked=asked,
            question=record.text("ask"),
            why_we_ask=record.text("why we ask"),
            unit=record.text("unit"),
            can_change=self._can_change(kind, record),
            effort=int(record.choice("effort", EFFORTS, "1")),
            because=record.text("because"),
            source=self.citable.source(record.node("source")),
            also_called=tuple(text.value for text in record.texts("also called")),
            location=key.location,
        )

    def _can_change(self, kind: Kind, record: Record) -> CanChange:
        text = record.choice("can change", CAN_CHANGE, "yes")
        if text == "upwards" and not isinstance(kind, Number):
            self.findings.error(
                "unknown-value",
                'only a number can change "upwards"',
                record.at("can change"),
                hint="write yes, slowly or no",
            )
        return next(choice for choice in CAN_CHANGE if choice == text)

    def _joined(self, vocabulary: Vocabulary) -> Iterator[Attribute]:
        """Attributes whose references are checked, now that all are known."""
        for attribute in vocabulary:
            for name in attribute.reads():
                if (
                    name in vocabulary
                    and not vocabulary[name].numeric
                    and isinstance(attribute.kind, Formula)
                ):
                    self.findings.error(
                        "bad-formula",
                        f'the formula of "{attribute.name}" reads "{name}", which is no number',
                        self._at(attribute, "formula"),
                    )
            if isinstance(attribute.kind, Lookup):
                by = vocabulary.find(attribute.kind.by)
                if by is not None and isinstance(by.kind, ListOf):
                    self.findings.error(
                        "bad-kind",
                        f'"{by.name}" may hold several values, so no lookup can go by it',
                        self._at(attribute, "lookup"),
                    )
                    yield attribute
                    continue
                keyed = tuple(
                    self._keyed(attribute, row, vocabulary) for row in attribute.kind.rows
                )
                self._once(keyed)
                yield replace(attribute, kind=Lookup(attribute.kind.by, keyed))
            else:
                yield attribute

    def _at(self, attribute: Attribute, key: str) -> Location:
        return self.records[fold(attribute.name)][1].at(key)

    def _keyed(self, attribute: Attribute, row: LookupRow, vocabulary: Vocabulary) -> LookupRow:
        assert isinstance(attribute.kind, Lookup)  # noqa: S101 - the caller asked
        source = row.source if row.source.given else attribute.source
        by = vocabulary.find(attribute.kind.by)
        if by is None or row.key is None:
            return replace(row, source=source)
        key: object = read_number(str(row.key)) if by.numeric else read(by, str(row.key))
        if isinstance(key, str | Decimal):
            return replace(row, key=key, source=source)
        self.findings.error(
            "unknown-value",
            f'"{row.key}" is not a value of {by.name}',
            row.location,
            hint=None if by.numeric else did_you_mean(str(row.key), _values(by)),
        )
        return replace(row, source=source)

    def _once(self, rows: tuple[LookupRow, ...]) -> None:
        first: dict[object, LookupRow] = {}
        for row in rows:
            earlier = first.setdefault(row.key, row)
            if earlier is not row:
                self.findings.error(
                    "duplicate-value",
                    f'there is a row for "{show(row.key)}" already',
                    row.location,
                    hint="keep it in one place",
                    related=(earlier.location,) if earlier.location else (),
                )

    def _worded(self, attribute: Attribute, sentences: SentenceReader) -> Attribute:
        if not attribute.because:
            return attribute
        at = self._at(attribute, "because")
        return replace(attribute, because=sentences.sentence(attribute.because, "because", at))

    def _assumed(self, attribute: Attribute) -> Attribute:
        record = self.records.get(fold(attribute.name), (None, None))[1]
        node = record.node("if not told") if record else None
        if node is None:
            return attribute
        because, source, value = "", self.citable.source(None), node
        if isinstance(node, Mapping):
            inner = Record(node, '"if not told"', ASSUMPTION_KEYS, self.findings)
            if not inner.require("assume"):
                return attribute
            because, source = inner.text("because"), self.citable.source(inner.node("source"))
            value = inner.node("assume") or node
        told = read_value(attribute, value, self.findings)
        if not attribute.asked:
            self.findings.error(
                "bad-kind",
                f'"{attribute.name}" is derived, so nothing can be assumed of it',
                node.location,
            )
        if told is None:
            return attribute
        return replace(attribute, assumption=Assumption(told, because, source, node.location))


def read_value(attribute: Attribute, node: Node, findings: Findings) -> Value | None:
    """The value that a node gives an attribute; None (with a finding) when it is none."""
    if isinstance(node, Listing):
        value: Value | Misread = read_list(
            attribute, [text.value for text in as_texts(node, attribute.name, findings)]
        )
    else:
        text = as_text(node, f'"{attribute.name}"', findings)
        if text is None:
            return None
        value = read(attribute, text)
    if isinstance(value, Misread):
        fix = fix_of(attribute, node, value)
        findings.error(value.code, value.message, node.location, hint=value.hint, fix=fix)
        return None
    return value


def fix_of(attribute: Attribute, node: Node, misread: Misread) -> Fix | None:
    """The fix of a misspelt value, also of one in a list, and of a list where a value is wanted."""
    if isinstance(node, Listing) and misread.code == "one-value":
        return without_brackets(node)
    items = node.items if isinstance(node, Listing) else (node,)
    texts = (item for item in items if isinstance(item, Text))
    wrong = next((text for text in texts if isinstance(read(attribute, text.value), Misread)), None)
    return None if wrong is None else rewritten(wrong, misread.meant)


def _list_of(values: tuple[str, ...]) -> ListOf:
    return ListOf(values, {fold(value): value for value in values})


def _values(attribute: Attribute) -> tuple[str, ...]:
    return attribute.kind.values if isinstance(attribute.kind, OneOf | ListOf) else ()

"""A knowledge base as lines that can be compared: one a condition, a value, a row, a sentence.

Every field of every value is walked, so nothing that two versions may differ in is left out; what
only says where something stands is not a part of what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal

from ..conditions import AllOf, AnyOf, Comparison, Condition, NoneOf
from ..expressions import Arithmetic, Constant, Extreme, Name, Otherwise, Rounded
from ..rules import Conclusion
from ..sources import Source
from ..values import show, show_number
from ..vocabulary import ListOf, LookupRow, Number, OneOf
from ..words import fold
from .writing import condition_lines, formula_text

Weight = Literal["meaning", "wording", "form"]
WEIGHTS: tuple[Weight, ...] = ("meaning", "wording", "form")

WORDING = {
    "about", "also_called", "because", "cited_from", "question", "name", "note", "on_request",
    "review_by", "says", "section", "tags", "treatment", "unit", "version", "what", "why_we_ask",
}  # fmt: skip
FORM = {"table"}
LABELS = {
    "expression": "formula",
    "question": "ask",
    "says": "say",
    "conclusions": "then",
    "also_called": "also called",
    "assumption": "if not told",
    "why_we_ask": "why we ask",
    "can_change": "can change",
    "review_by": "review by",
    "on_request": "show on request",
    "otherwise": "if no value",
    "cannot_tell": "cannot tell",
    "range_of": "range of",
    "number_line": "number line",
    "not_a_rule": "not a rule",
    "cited_from": "from",
}
NAMES = ("name", "id", "word", "key", "attribute", "says")
"""What an entry of a list goes by, the first that it has."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a line stands in its subject: a part, and a key where the part has several."""

    part: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says; of an ``order`` only how the keys that both versions have follow."""

    text: str
    weight: Weight
    order: tuple[str, ...] | None = None


Lines = Iterator[tuple[At, Line]]


def lines_of(value: object, inside: str = "", leave: Iterable[str] = ()) -> Lines:
    """The lines of each field of a value, but for some."""
    for entry in fields(value):  # type: ignore[arg-type]
        if entry.compare and entry.name not in leave:
            found = getattr(value, entry.name)
            for at, line in walked(entry.name, found):
                part = f"{inside} {at.part}".strip()
                yield At(part, at.key), line


def walked(name: str, value: object) -> Lines:
    """The lines of one field; an empty one has none."""
    part, weight = LABELS.get(name, name.replace("_", " ")), _weight(name)
    match value:
        case None | "" | () | False:
            return
        case bool():
            yield At(part), Line("yes", weight)
        case str() | int() | Decimal():
            yield At(part), Line(_plain(value), weight)
        case Mapping():
            yield from _several(part, value.items(), weight)
        case tuple():
            yield from _several(part, _keyed(value), weight)
        case _:
            yield from _special(name, part, value, weight)


def _special(name: str, part: str, value: object, weight: Weight) -> Lines:
    """The lines of what has a form of its own, and else of all its fields."""
    match value:
        case Source():
            yield from _source(value)
        case Comparison() | AllOf() | AnyOf() | NoneOf():
            for key, text in condition_lines(value):
                yield At(part, key), Line(text, weight)
        case OneOf(values, readings) | ListOf(values, readings):
            yield from _words(value, values, readings)
        case Number(low, high, whole):
            said = f"{show_number(low)} to {show_number(high)}"
            yield At("number"), Line(f"{said}, whole" if whole else said, "meaning")
        case Constant() | Name() | Arithmetic() | Extreme() | Rounded() | Otherwise():
            yield At(part), Line(formula_text(value), weight)
        case _:
            if name != "kind":
                yield At(part), Line("", weight)
            yield from lines_of(value, "" if name == "kind" else part)


def _source(source: Source) -> Lines:
    if source.given:
        yield At("origin"), Line(source.origin.value, "meaning")
    for cited in source.cited:
        yield At("source", cited), Line("", "wording")


def _words(kind: OneOf | ListOf, values: tuple[str, ...], readings: Mapping[str, str]) -> Lines:
    yield At("kind"), Line("one of" if isinstance(kind, OneOf) else "list of", "meaning")
    for value in values:
        yield At("value", value), Line("", "meaning")
    yield At("order of values"), order_of(values)
    for spelling, value in readings.items():
        if spelling != fold(value):
            yield At("also written", spelling), Line(value, "wording")


def _several(part: str, entries: Iterable[tuple[object, object]], weight: Weight) -> Lines:
    """The lines of a list or a mapping, each under its key, and their order."""
    seen: dict[str, int] = {}
    for key, value in entries:
        written = _plain(key)
        seen[written] = seen.get(written, 0) + 1
        name = written if seen[written] == 1 else f"{written} ({seen[written]})"
        yield from _entry(part, name, value, weight)
    if len(seen) > 1:
        yield At(f"order of {part}"), order_of(list(seen), weight)


def _entry(part: str, name: str, value: object, weight: Weight) -> Lines:
    match value:
        case Conclusion(_, concluded, negated):
            said = show(concluded)
            yield At(part, name), Line(f"not {said}" if negated else said, weight)
        case LookupRow(_, figure, source):
            yield At(part, name), Line(show_number(figure), weight)
            yield from _below(part, name, _source(source))
        case str() | int() | Decimal() | Enum():
            text = _plain(value)
            yield At(part, name), Line("" if text == name else text, weight)
        case _ if is_dataclass(value):
            yield At(part, name), Line("", weight)
            yield from _below(part, name, lines_of(value, leave=("when", *NAMES[:-1])))
        case _:
            yield from _below(part, name, walked("each", value))


def _below(part: str, name: str, lines: Iterable[tuple[At, Line]]) -> Lines:
    """The lines of an entry, under its key."""
    for at, line in lines:
        yield At(f"{part}: {at.part}", f"{name}, {at.key}" if at.key else name), line


def _keyed(values: tuple[object, ...]) -> Iterator[tuple[object, object]]:
    """The entries of a list with what each goes by."""
    for value in values:
        if hasattr(value, "when"):
            yield _said(value.when), value
        elif is_dataclass(value):
            yield next((getattr(value, name) for name in NAMES if hasattr(value, name)), ""), value
        elif isinstance(value, tuple) and value:
            yield value[0], value[1:]
        else:
            yield value, value


def _said(condition: Condition) -> str:
    return ", ".join(f"{key}: {text}" if text else key for key, text in condition_lines(condition))


def order_of(keys: Iterable[str], weight: Weight = "form") -> Line:
    """The order of several keys, as a line."""
    listed = tuple(keys)
    return Line(", ".join(listed), weight, listed)


def _weight(name: str) -> Weight:
    if name in WORDING:
        return "wording"
    return "form" if name in FORM else "meaning"


def _plain(value: object) -> str:
    match value:
        case None:
            return "otherwise"
        case Decimal():
            return show_number(value)
        case _:
            return str(value)

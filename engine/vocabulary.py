"""The words of a knowledge base: its attributes, what each may hold, and how people write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .diagnostics import Location
from .expressions import Expression, names
from .sources import UNSOURCED, Source
from .values import Value, read_number, show_number
from .words import did_you_mean, fold, slip_of

CanChange = Literal["no", "slowly", "upwards", "yes"]
LONGEST_QUOTE = 60
YES_OR_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of several; ``readings`` maps every folded spelling to its word."""

    values: tuple[str, ...]
    readings: Mapping[str, str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of words; ``none`` is the empty list."""

    values: tuple[str, ...]
    readings: Mapping[str, str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number between two bounds, both included; ``whole`` for what is counted."""

    low: Decimal
    high: Decimal
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pulls along a scale, added up by factor and strength."""

    scale: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A number computed from others."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One row of a lookup: the number for one ``key`` (None: every other)."""

    key: str | Decimal | None
    value: Decimal
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A number found by the value of another attribute."""

    by: str
    rows: tuple[LookupRow, ...]

    def row(self, key: object) -> LookupRow | None:
        """The row for ``key``, the row for every other, or None."""
        return next((row for row in self.rows if row.key is None or row.key == key), None)


Kind = OneOf | ListOf | Number | Evidence | Formula | Lookup


@dataclass(frozen=True, slots=True)
class Assumption:
    """The value that stands in for an answer not given."""

    value: Value
    because: str
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be known about a case: asked of the person, or derived by rules.

    ``effort`` is what an answer costs the person, from 1 (known at once) to 5 (a day's work).
    """

    name: str
    kind: Kind
    asked: bool
    question: str = ""
    why_we_ask: str = ""
    can_change: CanChange = "yes"
    effort: int = 1
    unit: str = ""
    because: str = ""
    source: Source = UNSOURCED
    assumption: Assumption | None = None
    also_called: tuple[str, ...] = ()
    location: Location | None = field(default=None, compare=False)

    def may_become(self, now: Value | None, then: Value) -> bool:
        """Whether it can change so: some never do, and some numbers never fall."""
        match self.can_change:
            case "no":
                return False
            case "upwards" if isinstance(now, Decimal) and isinstance(then, Decimal):
                return then >= now
            case _:
                return True

    @property
    def numeric(self) -> bool:
        """Whether comparisons with numbers make sense."""
        return not isinstance(self.kind, OneOf | ListOf)

    @property
    def computed(self) -> bool:
        """Whether its value is calculated, so that no rule may conclude it."""
        return isinstance(self.kind, Formula | Lookup)

    def reads(self) -> tuple[str, ...]:
        """The attributes that a formula or a lookup is computed from."""
        match self.kind:
            case Formula(expression):
                return tuple(dict.fromkeys(names(expression)))
            case Lookup(by):
                return (by,)
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text is no value of an attribute, and the value of which it is surely a slip."""

    code: str
    message: str
    hint: str | None = None
    meant: str | None = field(default=None, compare=False)


class Vocabulary:
    """All attributes, found by any of their names."""

    __slots__ = ("_by_name", "_names", "attributes")

    def __init__(self, attributes: Iterable[Attribute]) -> None:
        self.attributes = tuple(attributes)
        self._by_name = {attribute.name: attribute for attribute in self.attributes}
        self._names = {
            fold(name): attribute.name
            for attribute in reversed(self.attributes)
            for name in (*attribute.also_called, attribute.name)
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self.attributes == other.attributes

    def __hash__(self) -> int:
        return hash(self.attributes)

    def __getitem__(self, name: str) -> Attribute:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Attribute]:
        return iter(self.attributes)

    def find(self, name: str) -> Attribute | None:
        """The attribute that a person calls ``name``."""
        found = self._names.get(fold(name))
        return None if found is None else self._by_name[found]

    @property
    def asked(self) -> tuple[Attribute, ...]:
        """The attributes that a person can tell."""
        return tuple(attribute for attribute in self.attributes if attribute.asked)


def read(attribute: Attribute, text: str) -> Value | Misread:
    """The value that one text writes; a list attribute takes it as its only element."""
    match attribute.kind:
        case OneOf(values, readings):
            return _read_word(attribute.name, text, values, readings)
        case ListOf(values, readings):
            if fold(text) == "none" and "none" not in readings:
                return ()
            word = _read_word(attribute.name, text, values, readings)
            return word if isinstance(word, Misread) else (word,)
        case Number() as bounds:
            return _read_number(attribute, text, bounds)
        case _:
            return Misread(
                "not-asked", f'"{attribute.name}" is worked out by the rules and cannot be told'
            )


def read_list(attribute: Attribute, texts: Iterable[str]) -> Value | Misread:
    """The list that several texts write, in the order of the vocabulary."""
    if not isinstance(attribute.kind, ListOf):
        return Misread("one-value", f'"{attribute.name}" takes one value, not a list')
    chosen: set[str] = set()
    for text in texts:
        word = _read_word(attribute.name, text, attribute.kind.values, attribute.kind.readings)
        if isinstance(word, Misread):
            return word
        chosen.add(word)
    return tuple(value for value in attribute.kind.values if value in chosen)


def _read_word(
    name: str, text: str, values: tuple[str, ...], readings: Mapping[str, str]
) -> str | Misread:
    word = readings.get(fold(text))
    if word is not None:
        return word
    known = values if len(readings) == len(values) else tuple(dict.fromkeys((*values, *readings)))
    hint = did_you_mean(text, known) or did_you_mean(text, values)
    meant = slip_of(text, known)
    return Misread("unknown-value", f'"{shorten(text)}" is not a value of {name}', hint, meant)


def _read_number(attribute: Attribute, text: str, bounds: Number) -> Decimal | Misread:
    low, high, whole = bounds.low, bounds.high, bounds.whole
    number = read_number(text)
    unit = f" {attribute.unit}" if attribute.unit else ""
    wanted = f"write a number from {show_number(low)} to {show_number(high)}"
    if number is None:
        return Misread(
            "not-a-number",
            f'"{shorten(text)}" is not a number of{unit or " " + attribute.name}',
            wanted,
        )
    if whole and number != number.to_integral_value():
        return Misread("not-a-number", f'"{shorten(text)}" is not a whole number', wanted)
    if not low <= number <= high:
        return Misread(
            "out-of-range",
            f"{show_number(number)} is out of range: {attribute.name} is"
            f" {show_number(low)} to {show_number(high)}{unit}",
            wanted,
        )
    return number


def shorten(text: str) -> str:
    """A text that may be quoted in a message."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 3] + "..."

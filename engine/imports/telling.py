"""What the figures of an export tell of a person; what the person tells goes before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ..consultation import Fact, ReadFrom
from ..values import Value
from ..vocabulary import Attribute, Misread, Number, Vocabulary, read
from .report import Export, Reading, Suggestion


def facts_of(
    export: Export, vocabulary: Vocabulary, *, confirmed: bool = False
) -> tuple[Fact, ...]:
    """The facts of an export, in the order of the vocabulary; with suggestions if ``confirmed``."""
    facts = dict[str, Fact]()
    for each in export.readings:
        name = each.form.tells
        value = None if name is None else value_of(each, vocabulary[name])
        if name is not None and value is not None:
            facts[name] = Fact(name, value, "export", read=_read_from(export, each, value))
    if confirmed:
        for hint in suggestions_of(export, vocabulary):
            fact = Fact(hint.attribute, hint.value, "export", read=hint.read)
            facts.setdefault(hint.attribute, fact)
    return _ordered(facts, vocabulary)


def suggestions_of(export: Export, vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """What an export only hints at."""
    return tuple(
        Suggestion(name, value, _read_from(export, each, value))
        for each in export.readings
        if (name := each.form.suggests) is not None
        and (value := value_of(each, vocabulary[name])) is not None
    )


def value_of(reading: Reading, attribute: Attribute) -> Value | None:
    """The figure as a value of an attribute; None where it is not known, or out of bounds."""
    value = reading.value
    if isinstance(value, Decimal) and isinstance(attribute.kind, Number):
        if attribute.kind.whole:
            value = value.to_integral_value(ROUND_HALF_UP)
        found = read(attribute, f"{value:f}")
        return None if isinstance(found, Misread) else found
    return value


def with_read(
    told: Iterable[Fact], read_facts: Iterable[Fact], vocabulary: Vocabulary,
    taken_back: Collection[str] = (),
) -> tuple[Fact, ...]:  # fmt: skip
    """What is told, and what was read where nothing is told.

    A told fact keeps what was read in its place, where that differs; what is ``taken_back`` is
    not known, whatever was read.
    """
    read_by_name = {fact.attribute: fact for fact in read_facts}
    facts = {name: fact for name, fact in read_by_name.items() if name not in taken_back}
    for fact in told:
        other = read_by_name.get(fact.attribute)
        differs = other is not None and other.value != fact.value
        facts[fact.attribute] = replace(fact, read=other.read) if other and differs else fact
    return _ordered(facts, vocabulary)


def _read_from(export: Export, reading: Reading, value: Value) -> ReadFrom:
    return ReadFrom(export.form.name, reading.form.table, reading.says, reading.form.trust, value)


def _ordered(facts: dict[str, Fact], vocabulary: Vocabulary) -> tuple[Fact, ...]:
    return tuple(facts[each.name] for each in vocabulary if each.name in facts)

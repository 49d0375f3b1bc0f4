"""Profiles as plain Python values, read through the vocabulary with its messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from numbers import Integral, Real

from ..consultation import Fact
from ..diagnostics import Findings, KnowledgeError
from ..vocabulary import Attribute, ListOf, Vocabulary, shorten
from .profile import attribute_called, fact_told

_NONE = "none"


class _UnreadableError(Exception):
    """A value that no text stands for."""


def plain_facts(vocabulary: Vocabulary, profile: Mapping[str, object]) -> tuple[Fact, ...]:
    """What a mapping of attributes to values tells, in the order of the vocabulary.

    Values are texts, numbers, True and False for yes and no, and collections of texts (an empty
    one is a told *none*); None and a float that is no number are untold. Names and texts may be
    written in any way that the vocabulary knows. Raises KnowledgeError with everything that
    cannot be used.
    """
    findings, told = Findings(), dict[str, Fact | None]()
    for name, value in profile.items():
        attribute = attribute_called(str(name), vocabulary, findings, None)
        if attribute is None:
            continue
        if attribute.name in told:
            findings.error("told-twice", f'"{attribute.name}" is told twice')
        told[attribute.name] = plain_fact(attribute, value, findings)
    if findings.errors:
        raise KnowledgeError(findings.all)
    facts = (told.get(attribute.name) for attribute in vocabulary)
    return tuple(fact for fact in facts if fact is not None)


def plain_fact(attribute: Attribute, value: object, findings: Findings) -> Fact | None:
    """The fact that a plain value tells; None for what is untold, or has been reported."""
    plain = value.tolist() if hasattr(value, "tolist") else value  # NumPy's and their like
    if plain is None or (isinstance(plain, float) and plain != plain):  # noqa: PLR0124 - NaN
        return None
    try:
        return fact_told(attribute, _texts(attribute, plain), findings, None)
    except _UnreadableError:
        kind = type(value).__name__
        findings.error(
            "wrong-shape",
            f'"{attribute.name}" should be a value or a list of values,'
            f' and "{shorten(repr(value))}" is of type {kind}',
        )
        return None


def _texts(attribute: Attribute, value: object) -> list[str]:
    """The texts that a person would write for the value."""
    match value:
        case list() | tuple() | AbstractSet() if not value:
            return [_NONE]
        case list() | tuple() | AbstractSet():
            return _several(value)
        case str() if isinstance(attribute.kind, ListOf):
            return value.split(",")
        case _:
            return [_text(value)]


def _several(values: Iterable[object]) -> list[str]:
    return [_text(each) for each in values]


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case Decimal() if value.is_finite():
            return f"{value:f}"
        case Integral():
            return str(int(value))
        case Real():
            return f"{Decimal(repr(float(value))):f}"
        case _:
            raise _UnreadableError

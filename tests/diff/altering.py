"""A value with one thing in it altered, for every thing that there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum

from engine.vocabulary import ListOf, OneOf, Vocabulary

LEFT_OUT = {"digest", "location", "sources"}  # named by content, or where something stands

OTHERS = {"+": "-", "-": "+", "*": "/", "/": "*", "min": "max", "max": "min"}


def altered(value, path: str = "") -> Iterator[tuple[str, object]]:  # noqa: C901 - a line a kind
    """Where something was altered, and the value with it."""
    match value:
        case Enum():
            yield path, next(each for each in type(value) if each is not value)
        case bool():
            yield path, not value
        case str():
            yield path, OTHERS.get(value, f"{value}x")
        case int() | Decimal():
            yield path, value + 1
        case Vocabulary():
            found = altered(value.attributes, path)
            yield from ((at, Vocabulary(each)) for at, each in found)
        case Mapping():
            yield from _mapped(value, path)
        case tuple():
            yield from _listed(value, path)
        case _ if is_dataclass(value):
            yield from _fields(value, path)


def _fields(value, path: str) -> Iterator[tuple[str, object]]:
    for each in fields(value):
        if each.name not in LEFT_OUT and each.compare:
            for at, other in altered(getattr(value, each.name), f"{path}.{each.name}"):
                yield at, replace(value, **{each.name: other})
    if isinstance(value, OneOf | ListOf):
        readings = {**value.readings, "spelled anew": value.values[0]}
        yield f"{path}.readings", replace(value, readings=readings)


def _mapped(value: Mapping, path: str) -> Iterator[tuple[str, object]]:
    for key, each in value.items():
        rest = {name: it for name, it in value.items() if name != key}
        yield f"{path}[{key}] gone", rest
        for at, other in altered(each, f"{path}[{key}]"):
            yield at, {**value, key: other}


def _listed(value: tuple, path: str) -> Iterator[tuple[str, object]]:
    for number, each in enumerate(value):
        yield f"{path}[{number}] gone", (*value[:number], *value[number + 1 :])
        for at, other in altered(each, f"{path}[{number}]"):
            yield at, (*value[:number], other, *value[number + 1 :])
    if len(value) > 1 and value[0] != value[1]:
        yield f"{path} in another order", (value[1], value[0], *value[2:])

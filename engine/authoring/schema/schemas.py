"""A schema for each kind of file, made from the words of one knowledge base (draft-07)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from .cases import case_definitions, cases_file
from .conditions import condition
from .forms import Schema, ref, referable
from .knowledge import knowledge_definitions, knowledge_file
from .lexicon import Lexicon
from .profile import profile_file
from .references import CONDITION, shared
from .rules import rule_definitions, rules_file

Kind = Literal["rules", "knowledge", "cases", "profile"]

_FILES: Mapping[Kind, Callable[[Lexicon], Schema]] = {
    "rules": rules_file,
    "knowledge": knowledge_file,
    "cases": cases_file,
    "profile": profile_file,
}
KINDS: tuple[Kind, ...] = tuple(_FILES)
DRAFT = "http://json-schema.org/draft-07/schema#"
LARGE = 200  # letters; what is smaller may stand twice
_REFERENCE = "#/definitions/"


def schema(kind: Kind, lexicon: Lexicon) -> Schema:
    """What every file of this kind is valid against."""
    return _schema(kind, lexicon, _definitions(lexicon))


def schemas(lexicon: Lexicon) -> dict[Kind, Schema]:
    """The schemas of all kinds."""
    definitions = _definitions(lexicon)
    return {kind: _schema(kind, lexicon, definitions) for kind in KINDS}


def _schema(kind: Kind, lexicon: Lexicon, definitions: Mapping[str, Schema]) -> Schema:
    root = {"$schema": DRAFT, "title": f"{kind} of {lexicon.name}", **_FILES[kind](lexicon)}
    return _once({**root, "definitions": _needed(root, definitions)})


def _definitions(lexicon: Lexicon) -> dict[str, Schema]:
    return {
        **shared(lexicon),
        CONDITION: condition(lexicon),
        **rule_definitions(lexicon),
        **case_definitions(lexicon),
        **knowledge_definitions(lexicon),
    }


def _once(root: Schema) -> Schema:
    """The schema with every larger part of a mapping moved to the definitions, where it is once."""
    moved: dict[str, tuple[str, object]] = {}
    found = _moved(root, moved)
    assert isinstance(found, dict)  # noqa: S101 - as the root is
    return {**found, "definitions": {**found["definitions"], **dict(moved.values())}}


def _moved(part: object, moved: dict[str, tuple[str, object]]) -> object:
    match part:
        case Mapping():
            found = {key: _moved(value, moved) for key, value in part.items()}
            for key in ("properties", "patternProperties"):
                if isinstance(listed := found.get(key), dict):
                    found[key] = {name: _elsewhere(each, moved) for name, each in listed.items()}
            return found
        case list():
            return [_moved(each, moved) for each in part]
    return part


def _elsewhere(part: object, moved: dict[str, tuple[str, object]]) -> object:
    written = json.dumps(part)
    if not isinstance(part, dict) or len(written) < LARGE:
        return part
    match part:
        case {"title": str() as title}:
            return ref(moved.setdefault(written, (f"{referable(title)}-{len(moved) + 1}", part))[0])
    return part


def _needed(root: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """The definitions that the root leads to."""
    found, todo = set[str](), [*_references(root)]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += _references(definitions[name])
    return {name: each for name, each in definitions.items() if name in found}


def _references(part: object) -> Iterator[str]:
    match part:
        case {"$ref": str() as target}:
            yield target.removeprefix(_REFERENCE)
        case Mapping():
            for value in part.values():
                yield from _references(value)
        case list() | tuple():
            for value in part:
                yield from _references(value)

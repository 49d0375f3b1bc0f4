"""The forms of which a schema is made: texts, words, lists, mappings with known or free keys.

All of them take a scalar as an editor may have typed it. ``errorMessage`` and ``defaultSnippets``
are read by editors alone; to a plain validator they say nothing. A lone ``type`` in a list is no
mistake: otherwise the YAML language server would tell of it in its own words, and not in ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...loader.citations import QUARTERS
from ...values import NUMBER, as_json
from ...words import join
from ...yamltext.quoting import can_be_plain
from .scalars import typed
from .spelling import otherwise_spelled, spelled, whole

Schema = Mapping[str, object]
Parts = Mapping[str, Schema]

ANYTHING: Schema = {}
NOT_TEXT: Schema = {"title": "text", "not": {"type": ["object", "array", "null", "string"]}}
SCALAR: Schema = {"title": "text", "not": {"type": ["object", "array", "null"]}}
A_NUMBER = rf"\s*{NUMBER.pattern}\s*%?\s*"


def text(says: str = "") -> Schema:
    """Any text."""
    first = {"type": ["string"], "errorMessage": "Write a text here."}
    return described(any_of(first, SCALAR), says)


def number(says: str = "", error: str = "Write a number.", *, whole_ones: bool = False) -> Schema:
    """Any number, as such or as text."""
    kind = "integer" if whole_ones else "number"
    found = {"type": [kind, "string"], "pattern": whole(A_NUMBER), "errorMessage": error}
    return described(found, says)


def quarters() -> tuple[Schema, ...]:
    """Alternatives for a strength: 0, 0.25, 0.5, 0.75 or 1."""
    offered = [as_json(quarter) for quarter in QUARTERS]
    error = f"Write {join([str(quarter) for quarter in offered], 'or')}."
    as_text = {"title": "text", "type": "string", "pattern": whole(A_NUMBER)}
    return ({"enum": offered, "errorMessage": error}, as_text)


def texts(says: str = "", *, least: int = 0) -> Schema:
    """One text, or a list of texts."""
    return described(any_of(text(), list_of(SCALAR, least=least)), says)


def ref(name: str) -> Schema:
    """The definition of this name."""
    return {"$ref": f"#/definitions/{name}"}


def referable(text: str) -> str:
    """The text as part of the name of a definition, whatever letters it has."""
    return "".join(each if each.isascii() and each.isalnum() else "-" for each in text)


def noted(name: str, says: str) -> Schema:
    """The definition of this name, with what it is here."""
    return {"allOf": [ref(name)], "description": says}


def any_of(*alternatives: Schema) -> Schema:
    """One of these; an editor tells what is wrong with the first, where none fits better."""
    return {"anyOf": [*alternatives]}


def described(schema: Schema, says: str = "", title: str = "") -> Schema:
    """The schema with what an editor shows about it."""
    named: dict[str, object] = {"title": title} if title else {}
    return {**named, **({"description": says} if says else {}), **schema}


def choice(offered: Iterable[str], says: str = "") -> Schema:
    """One of a few words."""
    listed = tuple(offered)
    return described(any_of(*words(listed, one_of(listed))), says)


def words(
    offered: Iterable[str], error: str, spellings: Iterable[str] | None = None
) -> tuple[Schema, ...]:
    """Alternatives for words: every spelling of them, and those that an editor offers."""
    listed = tuple(offered)
    accepted = listed if spellings is None else tuple(spellings)
    return (*fitting(spelled(accepted), error, accepted), offering(listed))


def named(offered: Mapping[str, str], error: str) -> tuple[Schema, ...]:
    """Alternatives for names that mean little alone: each is offered with what it stands for."""
    return (*fitting(spelled(offered), error, offered), *meaning(offered))


def meaning(offered: Mapping[str, str]) -> tuple[Schema, ...]:
    """Names for an editor to offer, each with what it stands for."""
    return tuple({"const": name, "description": says or name} for name, says in offered.items())


def fitting(pattern: str, error: str, spellings: Iterable[str] = ()) -> tuple[Schema, ...]:
    """Whatever fits the pattern, and what editors may make of these spellings."""
    text_so = {"type": ["string"], "pattern": whole(pattern), "errorMessage": error}
    return (text_so, *_not_text(spellings))


def one_or_more(alternatives: Iterable[Schema], *, least: int = 0) -> Schema:
    """One of these, or a list of them."""
    listed = tuple(alternatives)
    return any_of(*listed, list_of(any_of(*listed), least=least))


def list_of(item: Schema, *, least: int = 0) -> Schema:
    """A list; its title keeps editors from showing it beside the other alternatives."""
    return {"title": "list", "type": "array", "items": item, "minItems": least}


def mapping(value: Schema, *, least: int = 1) -> Schema:
    """A mapping from names that its author chooses."""
    return {"type": "object", "additionalProperties": value, "minProperties": least}


def record(keys: Iterable[str], parts: Parts, required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others; ``parts`` has each of them.

    Raises KeyError where it has not, and ValueError where it has one that is no key.
    """
    listed = tuple(keys)
    if spare := parts.keys() - set(listed):
        message = f"no keys: {sorted(spare)}"
        raise ValueError(message)
    properties = {key: parts[key] for key in listed}
    found = keyed(properties, {key: (key,) for key in listed})
    return {**found, "minProperties": 1, **needing(required)}


def keyed(properties: Parts, spellings: Mapping[str, Iterable[str]]) -> dict[str, object]:
    """A mapping with these keys, under any of their spellings, and no others."""
    named_so = {key: _titled(value, key) for key, value in properties.items()}
    otherwise = {
        whole(otherwise_spelled(spellings[key], (key,))): value for key, value in named_so.items()
    }
    return {
        "type": "object",
        "properties": named_so,
        "patternProperties": otherwise,
        "additionalProperties": False,
    }


def needing(keys: Iterable[str]) -> Schema:
    """That these keys are there, under whatever spelling."""
    listed = tuple(keys)
    if not listed:
        return {}
    return {
        "if": spelled_out(listed),
        "then": {"required": list(listed)},
        "else": {"allOf": [{"not": lacking(key)} for key in listed]},
    }


def needing_one(keys: Iterable[str]) -> Schema:
    """That one of these keys is there."""
    listed = tuple(keys)
    return {
        "if": spelled_out(listed),
        "then": {"anyOf": [{"required": [key]} for key in listed]},
        "else": {"anyOf": [{"not": lacking(key)} for key in listed]},
    }


def spelled_out(keys: Iterable[str]) -> Schema:
    """No key is one of these in another spelling; then plain requirements can be made."""
    listed = tuple(keys)
    return {"propertyNames": {"not": {"pattern": whole(otherwise_spelled(listed, listed))}}}


def lacking(key: str) -> Schema:
    """The key is not there."""
    return {"propertyNames": {"not": {"pattern": whole(spelled((key,)))}}}


def excluding(keys: Iterable[str], why: str) -> Schema:
    """None of these keys is there."""
    return {"properties": dict.fromkeys(keys, False), "errorMessage": why}


def one_of(offered: Iterable[str]) -> str:
    """What to say of a word that is none of these."""
    return f"Write one of: {', '.join(offered)}."


def offering(offered: Iterable[str]) -> Schema:
    """Words for an editor to offer; it puts one in quotes only where its type is said."""
    listed = tuple(offered)
    plain = all(can_be_plain(word, flow=True) for word in listed)
    return {"enum": list(listed)} if plain else {"type": "string", "enum": list(listed)}


def _not_text(spellings: Iterable[str]) -> tuple[Schema, ...]:
    """What other readers make of some words, accepted and not offered."""
    found = typed(spellings)
    return ({"not": {"not": {"enum": list(found)}}},) if found else ()


def _titled(schema: Schema, title: str) -> Schema:
    return schema if "$ref" in schema or "title" in schema else {"title": title, **schema}

"""The JSON Schema of the verdict document, written from the knowledge base that fills it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..presentation import Field
from ..rules import KnowledgeBase
from ..sources import Origin
from ..values import as_json
from ..vocabulary import Attribute, Evidence, ListOf, Number, OneOf
from .json_ import SCHEMA

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_VALUE: Schema = {"type": ["string", "number", "array", "null"], "items": _TEXT}
_ORIGIN: Schema = {"enum": [origin.value for origin in Origin]}
_FOUND: Schema = {"type": ["string", "number", "array"], "items": _TEXT}


def verdict_schema(knowledge: KnowledgeBase) -> Schema:
    """What every verdict document of this knowledge base is valid against (draft 2020-12)."""
    asked: Schema = {"enum": [attribute.name for attribute in knowledge.vocabulary.asked]}
    advice = knowledge.verdict.advice if knowledge.verdict else ()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A verdict of {knowledge.name}",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "knowledge_base": _object(dict.fromkeys(("name", "version", "digest"), _TEXT)),
                "basis": {"enum": ["all", "article"]},
                "facts": _array(_fact(asked)),
                "verdict": _verdict(knowledge),
                "pulls": _array(_pull(knowledge)),
                **{name: _array(_recommended(knowledge, name)) for name in advice},
                "plan": _or_null(_plan(knowledge)),
                "trace": _array(_step()),
                "set_aside": _array(_object({"rule": _TEXT, "by": _TEXT})),
                "clashes": _array(_clash()),
                "unknown": _array(_missing(asked)),
            }
        ),
    }


def _object(properties: Mapping[str, object], optional: Iterable[str] = ()) -> Schema:
    required = [name for name in properties if name not in set(optional)]
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def _array(items: object) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _fact(asked: Schema) -> Schema:
    origin = {"enum": ["told", "export", "assumed"]}
    fact = {"attribute": asked, "value": _FOUND, "origin": origin, "told_as": _TEXT}
    trust = {"enum": ["high", "medium", "low"]}
    read = _object({"value": _FOUND, "file": _TEXT, "method": _TEXT, "trust": trust})
    return _object({**fact, "read": read}, optional=("told_as", "read"))


def _verdict(knowledge: KnowledgeBase) -> Schema:
    fields = knowledge.verdict.fields if knowledge.verdict else ()
    shown = {entry.name: _field(entry, knowledge) for entry in fields}
    return _object({"headline": _TEXT, **shown, "range": _range(knowledge)})


def _range(knowledge: KnowledgeBase) -> Schema:
    form = knowledge.verdict
    if form is None or form.reaches is None:
        return {"type": "null"}
    ends = {"low": _or_null(_NUMBER), "high": _or_null(_NUMBER)}
    return _or_null(_object({f"{form.fields[0].name}s": _TEXTS, **ends}))


def _field(entry: Field, knowledge: KnowledgeBase) -> Schema:
    match entry.shows:
        case str() as name:
            found = _kind(knowledge.vocabulary[name])
            return _alternatively(found, entry.otherwise) if entry.otherwise else _or_null(found)
        case tuple() as members:
            return _or_null(_object({member.name: _field(member, knowledge) for member in members}))
        case _:
            return {"type": "boolean"}


def _alternatively(schema: Schema, word: str) -> Schema:
    match schema:
        case {"enum": [*words]}:
            return {"enum": list(dict.fromkeys([*words, word]))}
        case _:
            return {"anyOf": [schema, {"const": word}]}


def _kind(attribute: Attribute) -> Schema:
    match attribute.kind:
        case OneOf(values):
            return {"enum": list(values)}
        case ListOf(values):
            return {"type": "array", "items": {"enum": list(values)}, "uniqueItems": True}
        case Number(low, high):
            return {"type": "number", "minimum": as_json(low), "maximum": as_json(high)}
        case _:
            return _NUMBER


def _pull(knowledge: KnowledgeBase) -> Schema:
    evidence = [one for one in knowledge.vocabulary if isinstance(one.kind, Evidence)]
    scales = [scale for one in evidence if (scale := knowledge.scale_of(one.name)) is not None]
    words = list(dict.fromkeys(entry.word for scale in scales for entry in scale.words))
    return _object(
        {
            "attribute": {"enum": [one.name for one in evidence]},
            "rule": _TEXT,
            "factor": _TEXT,
            "direction": {"enum": [*words, *(f"not {word}" for word in words)]},
            "strength": {"type": "number", "minimum": 0, "maximum": 1},
            "steps": _NUMBER,
            "counted": {"type": "boolean"},
            "source": _TEXTS,
        }
    )


def _recommended(knowledge: KnowledgeBase, name: str) -> Schema:
    ids = {"enum": list(knowledge.advice.get(name, {}))}
    return _object({"id": ids, "text": _TEXT, "because": _TEXT, "rules": _TEXTS, "source": _TEXTS})


def _plan(knowledge: KnowledgeBase) -> Schema:
    day, week = _or_null({"type": "string", "format": "date"}), {"type": "integer", "minimum": 0}
    note = _object({"text": _TEXT, "source": _TEXTS, "origin": _ORIGIN})
    milestone = {"figure": _NUMBER, "week": _or_null(week), "day": day, "text": _TEXT}
    counted: Schema = {"const": knowledge.plan.counts} if knowledge.plan is not None else _TEXT
    return _object(
        {
            "status": {"enum": ["planned", "undated", "reached", "too long"]},
            "counts": counted,
            "now": _or_null(_NUMBER),
            "effort": _TEXT,
            "effort_a_week": _NUMBER,
            "gain_a_week": _NUMBER,
            "reasons": _array(note),
            "stages": _or_null(_object({"gain": _NUMBER, "rest": week})),
            "from": day,
            "weeks": _or_null(week),
            "milestones": _array(_object(milestone)),
            "points": _array(_object({"week": week, "figure": _NUMBER})),
            "remarks": _array(note),
            "reached": _or_null(_TEXT),
            "provided": _TEXTS,
        }
    )


def _step() -> Schema:
    pair = _object({"attribute": _TEXT, "value": _VALUE})
    return _object(
        {
            "step": {"type": "integer", "minimum": 1},
            "rule": _TEXT,
            "matched": _array(pair),
            "concluded": _array(pair),
            "because": _TEXT,
            "source": _TEXTS,
            "origin": _ORIGIN,
            "at": _or_null(_TEXT),
            "provided": _TEXTS,
        }
    )


def _clash() -> Schema:
    side = _object({"value": _VALUE, "rules": _TEXTS})
    return _object({"attribute": _TEXT, "values": {**_array(side), "minItems": 2}})


def _missing(asked: Schema) -> Schema:
    moved = _or_null(_object({"low": _NUMBER, "high": _NUMBER}))
    return _object({"attribute": asked, "matters": {"type": "boolean"}, "could_move": moved})

"""The JSON document, whole, and valid against the schema of its knowledge base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.api import open_knowledge
from engine.intake.profile import read_facts
from engine.render.json_ import verdict_json
from engine.render.schema import verdict_schema
from engine.resources import data_root

EXPECTED = Path(__file__).with_name("expected")

KEYS = [
    "schema",
    "knowledge_base",
    "basis",
    "facts",
    "verdict",
    "pulls",
    "actions",
    "cautions",
    "caveats",
    "plan",
    "trace",
    "set_aside",
    "clashes",
    "unknown",
]


def errors(document, schema):
    return [error.message for error in Draft202012Validator(schema).iter_errors(document)]


def test_the_document_holds_the_whole_consultation(lapdog):
    document = verdict_json(lapdog)
    document["knowledge_base"]["digest"] = "(digest)"

    assert document == json.loads((EXPECTED / "lapdog.json").read_text(encoding="utf-8"))


def test_its_keys_stand_in_the_documented_order(lapdog):
    document = verdict_json(lapdog)

    assert list(document) == KEYS
    assert list(document["trace"][0]) == [
        "step",
        "rule",
        "matched",
        "concluded",
        "because",
        "source",
        "origin",
        "at",
        "provided",
    ]


def test_what_was_told_in_other_words_is_kept(consulted):
    assert verdict_json(consulted(breed="jack russell"))["facts"][0] == {
        "attribute": "breed",
        "value": "terrier",
        "origin": "told",
        "told_as": "jack russell",
    }


def test_what_has_no_value_is_null_or_the_word_for_it(consulted):
    verdict = verdict_json(consulted(minutes_now="10"))["verdict"]

    assert verdict == {
        "headline": "No number yet.",
        "size": "cannot tell",
        "target": None,
        "usual": None,
        "pace": None,
        "range": None,
    }


def test_the_schema_is_a_schema(knowledge):
    Draft202012Validator.check_schema(verdict_schema(knowledge))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"minutes_now": "10"},
        {"breed": "jack russell", "age": "old"},
        {"breed": "hound", "hobbies": ["sleeping"], "lame": "yes", "leash": "no"},
    ],
)
def test_every_document_is_valid_json_of_the_schema(consulted, knowledge, told):
    document = json.loads(json.dumps(verdict_json(consulted(**told))))

    assert errors(document, verdict_schema(knowledge)) == []


def test_the_full_document_is_valid_too(lapdog, knowledge):
    assert errors(json.loads(json.dumps(verdict_json(lapdog))), verdict_schema(knowledge)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"basis": "some"},
        {"facts": [{"attribute": "colour", "value": 1, "origin": "told"}]},
        {"verdict": {}},
        {"actions": [{"id": "shout", "text": "", "because": "", "rules": [], "source": []}]},
    ],
)
def test_the_schema_refuses_what_the_knowledge_base_does_not_know(lapdog, knowledge, change):
    document = json.loads(json.dumps({**verdict_json(lapdog), **change}))

    assert errors(document, verdict_schema(knowledge))


def test_every_object_of_the_schema_is_closed(knowledge):
    def objects(schema):
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                yield schema
            schema = list(schema.values())
        if isinstance(schema, list):
            for inner in schema:
                yield from objects(inner)

    assert all(each["additionalProperties"] is False for each in objects(verdict_schema(knowledge)))


def test_the_shipped_schema_is_that_of_the_shipped_knowledge_base():
    shipped = (data_root() / "docs" / "schemas" / "verdict.json").read_text(encoding="utf-8")

    assert json.loads(shipped) == verdict_schema(open_knowledge().knowledge)


@pytest.mark.parametrize(
    "name", ["consultant", "accountant", "manufacturer", "job-seeker", "nothing"]
)
@pytest.mark.parametrize("basis", ["all", "article"])
def test_the_verdicts_of_the_examples_are_valid(name, basis):
    opened = open_knowledge()
    facts = read_facts(opened.knowledge.vocabulary, data_root() / "examples" / f"{name}.yaml", [])
    document = json.loads(json.dumps(verdict_json(opened.consult(facts, basis))))

    assert errors(document, verdict_schema(opened.knowledge)) == []

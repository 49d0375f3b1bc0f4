"""A schema is made also while rules have errors; only knowledge/ must be sound."""

from __future__ import annotations

import jsonschema
import pytest

from engine import api
from engine.authoring.schema import lexicon_of, schema, words_of
from engine.diagnostics import KnowledgeError
from tests.authoring.schema.reading import as_texts
from tests.authoring.schema.shipped import BASES

MINE = "rules:\n  mine:\n    when: {starter: clicks}\n    overrides: %s\n"


def problems(root, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema("rules", words_of(root).lexicon))
    return [error.message for error in validator.iter_errors(as_texts(text))]


def test_a_sound_base_has_all_its_words() -> None:
    words = words_of(BASES["faults"])

    assert words.errors == ()
    assert words.lexicon == lexicon_of(api.open_knowledge(BASES["faults"]).knowledge)


def test_a_broken_rule_is_known_by_its_name_all_the_same(car) -> None:
    (car / "rules" / "mine.yaml").write_text(MINE % "nope", encoding="utf-8")

    words = words_of(car)

    sound = lexicon_of(api.open_knowledge(BASES["faults"]).knowledge)
    assert [error.code for error in words.errors] == ["missing-key"]
    assert set(words.lexicon.rules) == {*sound.rules, "mine"}
    assert words.lexicon.rules["starter-stuck"] == sound.rules["starter-stuck"]


def test_rows_are_known_by_their_names_too(car) -> None:
    table = "rules:\n  Table Of Mine:\n    rows:\n      - {id: First_Row}\n      - {then: x}\n"
    (car / "rules" / "mine.yaml").write_text(table, encoding="utf-8")

    assert {"first-row", "of-mine-2"} <= set(words_of(car).lexicon.rules)


def test_while_a_file_cannot_be_read_any_name_passes(car) -> None:
    rule = "rules: {a: {when: always, then: {cause: fuel}, because: x, source: H01, overrides: %s}}"
    assert problems(car, rule % "nope") != []

    (car / "rules" / "mine.yaml").write_text("rules: [", encoding="utf-8")

    assert words_of(car).lexicon.rules is None
    assert problems(car, rule % "nope") == []
    assert problems(car, rule % "[nope, {a: b}]") != []


def test_a_loop_of_rules_does_not_matter(car) -> None:
    loop = "rules:\n  mine: {when: {cause: fuel}, then: {cause: fuel}, because: x, source: H01}\n"
    (car / "rules" / "mine.yaml").write_text(loop, encoding="utf-8")

    words = words_of(car)

    assert [error.code for error in words.errors] == ["cycle"]
    assert "mine" in words.lexicon.rules


def test_an_error_in_knowledge_is_raised(car) -> None:
    (car / "knowledge" / "more.yaml").write_text("attributes: {a: {}}", encoding="utf-8")

    with pytest.raises(KnowledgeError):
        words_of(car)


def test_no_knowledge_base_is_no_schema(tmp_path) -> None:
    with pytest.raises(KnowledgeError):
        words_of(tmp_path)

"""Schemas lie beside the knowledge base, and nothing that a person made is overwritten."""

from __future__ import annotations

import json

import pytest

from engine.authoring.schema import KINDS, install, installed, keep
from engine.diagnostics import DunbarError

SCHEMAS = dict.fromkeys(KINDS, "{}\n")
ENTRY = {
    "./.dunbar/rules.json": ["car/rules/**/*.{yaml,yml}"],
    "./.dunbar/knowledge.json": ["car/knowledge/**/*.{yaml,yml}"],
    "./.dunbar/cases.json": ["car/tests/**/*.{yaml,yml}"],
    "./.dunbar/profile.json": ["car/profiles/*.{yaml,yml}", "car/examples/*.{yaml,yml}"],
}


@pytest.fixture
def car(tmp_path):
    (tmp_path / "car").mkdir()
    return tmp_path / "car"


def settings(car, text: str) -> None:
    (car / ".vscode").mkdir()
    (car / ".vscode" / "settings.json").write_text(text, encoding="utf-8")


def test_the_schemas_are_written_and_kept_out_of_git(car) -> None:
    assert not installed(car)

    install(car, SCHEMAS)

    names = sorted(path.name for path in (car / ".dunbar").iterdir())
    assert names == [".gitignore", "cases.json", "knowledge.json", "profile.json", "rules.json"]
    assert (car / ".dunbar" / ".gitignore").read_text() == "*\n"
    assert installed(car)


def test_settings_are_made_where_there_are_none(car) -> None:
    done = install(car, SCHEMAS)

    made = json.loads((car / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert (done.settings, made) == ("made", {"yaml.schemas": ENTRY})
    assert json.loads(f"{{{done.entry}}}") == made
    assert install(car, SCHEMAS).settings == "there"


@pytest.mark.parametrize(
    "text",
    ['{"a": 1}', "[]", "{ // a comment\n}", '{"yaml.schemas": {}}', '{"yaml.schemas": []}', ""],
)
def test_settings_of_a_person_are_left_alone(car, text) -> None:
    settings(car, text)

    assert install(car, SCHEMAS).settings == "lacking"
    assert (car / ".vscode" / "settings.json").read_text(encoding="utf-8") == text


def test_settings_that_have_it_among_others_are_fine(car) -> None:
    settings(car, json.dumps({"a": 1, "yaml.schemas": {**ENTRY, "other.json": "x"}}))

    assert install(car, SCHEMAS).settings == "there"


def test_a_line_leads_from_the_folder_of_its_kind_to_the_schema(car) -> None:
    (car / "tests" / "cases").mkdir(parents=True)

    assert install(car, SCHEMAS).lines == {
        "rules": "# yaml-language-server: $schema=../.dunbar/rules.json",
        "knowledge": "# yaml-language-server: $schema=../.dunbar/knowledge.json",
        "cases": "# yaml-language-server: $schema=../../.dunbar/cases.json",
        "profile": "# yaml-language-server: $schema=.dunbar/profile.json",
    }


def test_a_folder_with_signs_of_patterns_in_its_name_is_found(tmp_path) -> None:
    (tmp_path / "a [b] {c}").mkdir()

    entry = json.loads(f"{{{install(tmp_path / 'a [b] {c}', SCHEMAS).entry}}}")

    assert entry["yaml.schemas"]["./.dunbar/rules.json"] == ["a ?b? ?c?/rules/**/*.{yaml,yml}"]


def test_a_schema_that_is_there_already_is_not_written_again(car) -> None:
    install(car, SCHEMAS)
    (car / ".dunbar" / "rules.json").chmod(0o444)
    before = (car / ".dunbar" / "rules.json").stat()

    keep(car, {**SCHEMAS, "cases": '{"a": 1}\n'})

    assert (car / ".dunbar" / "rules.json").stat() == before
    assert (car / ".dunbar" / "cases.json").read_text(encoding="utf-8") == '{"a": 1}\n'


def test_a_folder_that_cannot_be_made_is_told(car) -> None:
    (car / ".dunbar").write_text("", encoding="utf-8")

    with pytest.raises(DunbarError, match=r"\.dunbar cannot be made: File exists"):
        install(car, SCHEMAS)

"""``dunbar rules schema``: what goes where, and what is said."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cli import main
from engine.authoring.schema import KINDS
from engine.commands.schema_writing import kept_up

INSTALLED = """\
The schemas of car are in .dunbar/. They are turned on once.

VS Code: install the extension "YAML" by Red Hat, and open this folder. The rest
is done: .vscode/settings.json says which schema is for which files.

Any other editor with a YAML language server: one line at the top of a file, for

rules      # yaml-language-server: $schema=../.dunbar/rules.json
knowledge  # yaml-language-server: $schema=../.dunbar/knowledge.json
cases      # yaml-language-server: $schema=../.dunbar/cases.json
profile    # yaml-language-server: $schema=.dunbar/profile.json

A profile may lie anywhere; its line leads to .dunbar/ from there.

New words in knowledge/, and new rules, are known to the editor once this is run
again; while dunbar rules watch runs, at once.
"""
BROKEN = (
    "dunbar: the knowledge base has 1 error, see dunbar rules check. The schema is made all the"
    " same, from knowledge/ and the names of the rules.\n"
)


def schema(car, *arguments: str, code: int = 0):
    environment = {"COLUMNS": "80", "NO_COLOR": "1"}
    words = ["rules", "schema", *arguments, "--kb", str(car)]
    result = CliRunner().invoke(main, words, env=environment, prog_name="dunbar")
    assert result.exit_code == code, result.output + str(result.exception or "")
    return result


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_goes_to_the_screen_or_to_a_file(car, tmp_path, kind) -> None:
    shown = schema(car, kind)

    assert schema(car, kind, "-o", str(tmp_path / "x.json")).output == ""
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == shown.stdout
    assert json.loads(shown.stdout)["title"] == f"{kind} of car-will-not-start"


def test_the_same_base_has_the_same_schema_always(car) -> None:
    assert schema(car, "rules").stdout == schema(car, "rules").stdout


def test_installing_says_what_was_done_and_what_is_left_to_do(car) -> None:
    assert schema(car, "--install").output == INSTALLED
    assert "The rest\nwas done before: " in schema(car, "--install").output


def test_settings_that_are_not_ours_are_left_alone_and_the_entry_is_shown(car) -> None:
    (car / ".vscode").mkdir()
    (car / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")

    said = schema(car, "--install").output

    assert "is yours and was left alone" in said
    assert '\n  "yaml.schemas": {\n    "./.dunbar/rules.json": [\n      "car/rules/' in said


def test_errors_in_rules_are_told_and_stop_nothing(car) -> None:
    (car / "rules" / "mine.yaml").write_text("rules: {a: {when: always}}", encoding="utf-8")

    found = schema(car, "rules")

    assert found.stderr == BROKEN
    assert json.loads(found.stdout)["title"] == "rules of car-will-not-start"


def test_that_names_are_not_checked_is_told(car) -> None:
    (car / "rules" / "mine.yaml").write_text("rules: [", encoding="utf-8")

    found = schema(car, "--install")

    assert found.stderr.endswith("the rules. Names of rules are not checked by it.\n")


def test_errors_in_knowledge_stop(car) -> None:
    (car / "knowledge" / "more.yaml").write_text("atributes: {}", encoding="utf-8")

    found = schema(car, "--install", code=3)

    assert (found.stdout, (car / ".dunbar").exists()) == ("", False)
    assert '"atributes" is not a key of a knowledge file' in found.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "which schema is it to be: rules, knowledge, cases, profile? Or --install for all."),
        (["--install", "rules"], "--install writes the schemas of all kinds, to their places."),
        (["--install", "-o", "x"], "--install writes the schemas of all kinds, to their places."),
        (["rule"], "'rule' is not one of 'rules', 'knowledge', 'cases', 'profile'."),
    ],
)
def test_wrong_usage_names_the_kinds(car, arguments, said) -> None:
    found = schema(car, *arguments, code=2)

    assert (found.stdout, said in found.stderr) == ("", True)


class TestWatching:
    """While ``rules watch`` runs, schemas that are set up follow the words."""

    def test_nothing_is_set_up_by_itself(self, car) -> None:
        assert kept_up(car, None) is None
        assert not (car / ".dunbar").exists()

    def test_a_new_value_is_known_at_once(self, car) -> None:
        schema(car, "--install")
        before = kept_up(car, None)
        path, rules = car / "knowledge" / "vocabulary.yaml", car / ".dunbar" / "rules.json"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("[frost, mild]", "[frost, mild, hot]"), encoding="utf-8")
        assert '"not hot"' not in rules.read_text(encoding="utf-8")

        now = kept_up(car, before)

        assert now != before
        assert '"not hot"' in rules.read_text(encoding="utf-8")

    def test_while_knowledge_is_broken_the_schemas_stay(self, car) -> None:
        schema(car, "--install")
        before = kept_up(car, None)
        (car / "knowledge" / "more.yaml").write_text("x", encoding="utf-8")

        assert kept_up(car, before) == before

    def test_the_same_words_are_not_written_again(self, car) -> None:
        schema(car, "--install")
        before = kept_up(car, None)
        (car / ".dunbar" / "rules.json").write_text("mine", encoding="utf-8")

        assert kept_up(car, before) == before
        assert (car / ".dunbar" / "rules.json").read_text(encoding="utf-8") == "mine"

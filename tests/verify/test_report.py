"""The report of whole bases: as a page, as data, as annotations, and with its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from cli import main
from engine.api import open_knowledge
from engine.render.verifying import verification_json
from engine.resources import data_root
from tests.verify.conftest import BASES, base_of

EXPECTED = Path(__file__).parent / "expected"
SCHEMA = json.loads((data_root() / "docs" / "schemas" / "verify.json").read_text(encoding="utf-8"))


def run(*arguments, columns="80"):
    return CliRunner(env={"COLUMNS": columns, "NO_COLOR": "1"}).invoke(main, ["rules", *arguments])


def at(folder):
    return () if folder is None else ("--kb", str(folder))


@pytest.mark.parametrize("name", ["shipped", "faults"])
def test_a_sound_base_is_proved(name):
    _, report = base_of(name)

    assert report.outcome == "proved"
    assert {check.outcome for check in report.checks} == {"proved"}
    assert [each for each in report.findings if each.fails] == []


def test_the_shipped_base_declares_properties_with_sources():
    knowledge, report = base_of("shipped")[0].knowledge, base_of("shipped")[1]
    (check,) = (check for check in report.checks if check.name == "properties")

    assert check.counted == len(knowledge.properties) >= 8
    assert all(each.because and each.source.claims for each in knowledge.properties)


@pytest.mark.parametrize(
    ("name", "folder", "columns", "code"),
    [
        ("faults.txt", BASES["faults"], "80", 0),
        ("walks.txt", BASES["walks"], "80", 1),
        ("walks-narrow.txt", BASES["walks"], "40", 1),
    ],
)
def test_the_page_reads_so(name, folder, columns, code):
    done = run("verify", *at(folder), columns=columns)

    assert done.exit_code == code
    assert done.output == (EXPECTED / name).read_text(encoding="utf-8")
    assert all(len(line) <= int(columns) for line in done.output.splitlines())


def test_a_base_with_many_faults_reads_so(faulty):
    done = run("verify", "--kb", str(faulty))

    assert done.exit_code == 1
    assert done.output == (EXPECTED / "faulty.txt").read_text(encoding="utf-8")


def test_findings_are_annotations_too(faulty):
    done = run("verify", "--kb", str(faulty), "--format", "github")

    assert done.exit_code == 1
    assert done.output == (EXPECTED / "faulty-github.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BASES)
def test_the_data_of_a_base_are_valid(name):
    opened, report = base_of(name)

    assert errors(verification_json(report, opened.knowledge)) == []


def test_the_data_of_a_faulty_base_are_valid_and_say_the_same(faulty, faulty_report):
    document = json.loads(run("verify", "--kb", str(faulty), "--format", "json").output)

    assert errors(document) == []
    assert document == json.loads(
        json.dumps(verification_json(faulty_report, open_knowledge(faulty).knowledge))
    )
    seen = {(one["code"], bool(one["profile"]), bool(one["other"])) for one in listed(document)}
    assert {("clash", True, False), ("property-fails", True, True)} <= seen


def test_a_schema_refuses_what_is_not_said(faulty_report, faulty):
    document = verification_json(faulty_report, open_knowledge(faulty).knowledge)

    assert errors({**document, "more": 1}) == ["$"]
    assert errors({**document, "outcome": "passed"}) == ["$.outcome"]
    Draft202012Validator.check_schema(SCHEMA)
    for each in objects(SCHEMA):
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])


def test_a_base_that_cannot_be_read_is_told_on_stderr():
    done = CliRunner().invoke(main, ["rules", "verify", "--kb", "nowhere"])

    assert (done.exit_code, done.stdout) == (3, "")


def errors(document):
    found = Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(document)))
    return [error.json_path for error in found]


def listed(document):
    return [each for check in document["checks"] for each in check["findings"]]


def objects(part):
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from objects(inner)

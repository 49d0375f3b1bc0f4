"""Whole conversations, as they read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from engine.api import load
from engine.render.schema import verdict_schema
from tests.dialog.conftest import FAULTS

CHECKOUT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "expected"
SCHEMA = json.loads((CHECKOUT / "docs" / "schemas" / "interview.json").read_text(encoding="utf-8"))
EXECUTIVE = ("why", "why", "established", "back", "mid careeer", "so far", "no", "5", "list",
             "banking", "how network size", "skip", "1")  # fmt: skip
CAR = ("clikcs", "yes", "why", "help", "dim lights, rust", "yes", "so far", "hello", "how",
       "save car.yaml", "all", "12,1", "?", "back", "why", "12.1", "quit")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "lines", "faults", "exits"),
    [("executive", EXECUTIVE, False, (0,)), ("car", CAR, True, (0, 4))],
)
def test_a_conversation_from_a_pipe(ask, name, lines, faults, exits):
    said = ask(*lines, faults=faults, exits=exits).stdout.replace(str(FAULTS), "tests/faults")

    assert said == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def test_the_conversation_in_the_readme_is_real(ask):
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^```text\n\$ dunbar ask\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)[1]
    lines = re.findall(r"^[a-z ]+> (.*)$", shown, re.MULTILINE)

    assert len(lines) > 2
    assert ask(*lines, faults=False).stdout.lstrip("\n") == shown


def test_what_was_left_open_and_could_change_it_is_named(ask):
    mid = ("industry=marketing", "stage=mid")
    told = " ".join(ask("skip", told=mid, faults=False).stdout.split())
    assert (
        "Nothing that was not asked could change the size: larger. What you left open could:"
        " personality; it can be larger or much larger then."
    ) in told
    assert "The target can still come out at 440 to 950, depending on goals, personality" in told
    assert "Answered 0 of 15 questions, 2 told before, 1 left open." in told

    result = ask("skip", told=(*mid, "--format", "json"), faults=False)
    document = json.loads(result.stdout)
    assert document["settled"]
    assert document["range"] == {
        "sizes": ["larger", "much larger"], "low": 440, "high": 950,
        "depends_on": ["goals", "personality", "networks online"],
    }  # fmt: skip


def test_no_answer_is_no_answer_at_all(ask):
    lines = ("skip",) * 4
    result = ask(*lines, told=("industry=agriculture",), faults=False, exits=(4,))
    said = " ".join(result.stdout.split())

    assert "No answer could" not in said
    assert "What you left open could: career stage" in said


@pytest.mark.parametrize("columns", [40, 30])
def test_no_line_is_wider_than_the_page(ask, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    said = ask("why", "why", "help", "so far", "how", "clicks", exits=(4,)).stdout

    assert max(map(len, said.splitlines())) <= max(columns, 30)


@pytest.mark.parametrize("faults", [True, False])
@pytest.mark.parametrize("lines", [(), ("1", "skip", "skip", "skip", "skip"), ("2", "quit")])
@pytest.mark.parametrize("until", [(), ("--until", "all")])
def test_the_document_is_valid_and_holds_what_advise_says(ask, faults, lines, until):
    told = ("--format", "json", *until)
    result = ask(*lines, told=told, faults=faults, exits=(0, 4))
    document = json.loads(result.stdout)

    jsonschema.validate(document, SCHEMA)
    knowledge = load(FAULTS if faults else None).knowledge
    jsonschema.validate(document["consultation"], verdict_schema(knowledge))
    answers = [line for line in lines if line != "quit"]
    assert [one["skipped"] for one in document["questions"]] == [
        line == "skip" for line in answers[: len(document["questions"])]
    ]
    assert document["settled"] or len(document["questions"]) == len(answers)
    assert len(document["questions"]) + len(document["unasked"]) == (9 if faults else 15)
    assert "Question 1" in result.stderr


def test_a_verdict_goes_into_a_file_and_the_conversation_to_stderr(ask):
    result = ask("clicks", "burning smell", told=("-o", "car.txt"))

    assert result.stdout == ""
    assert "Question 1" in result.stderr
    assert Path("car.txt").read_text(encoding="utf-8").startswith("The starter motor is stuck.")


def test_what_is_settled_at_once_asks_nothing(ask):
    said = ask(told=("starter=clicks", "signs=burning smell")).stdout

    assert "Question" not in said
    assert "Nothing that was not asked could change the cause: starter motor." in said
    assert "Answered 0 of 9 questions, 2 told before." in said


def test_after_the_end_there_is_more_to_be_had(ask):
    said = ask("clicks", "2", "how cause", "hello", "why", "yes", "12.1", "back", "quit").stdout

    assert "The starter motor is stuck." in said
    assert said.count("Nothing is asked any more") == 2
    assert "Question 3" in said
    assert "You stopped before the verdict was settled." in said


def test_without_a_diagram_it_says_what_it_can_and_cannot_promise(ask, monkeypatch):
    from engine.api import Opened
    from engine.diagram import Exceeded

    monkeypatch.setattr(Opened, "diagram", lambda *_: Exceeded("more than 5 nodes", 5))
    said = ask("clicks", "why", *("skip",) * 7, "so far", exits=(4,)).stdout

    assert "Question 1, at most 7 more\n" in said
    assert "Still possible" not in said.partition("so far")[0]
    assert "All that some rule reads was asked, so this is the cause: unclear." in " ".join(
        said.split()
    )


@pytest.mark.parametrize(
    ("told", "code", "problem"),
    [
        (("--until", "cuase"), 3, 'the verdict has no "cuase" to ask for; did you mean "cause"?'),
        (("starter=klicks",), 3, 'did you mean "clicks"?'),
        (("no-such.yaml",), 3, "there is no such file"),
        (("one.yaml", "two.yaml"), 2, 'is a second profile, or lacks its "=value"'),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(ask, told, code, problem):
    result = ask("clicks", told=told, exits=(code,))

    assert problem in result.stderr
    assert result.stdout == ""


def test_advise_without_facts_names_the_interview_in_a_pipe():
    from click.testing import CliRunner

    from cli import main

    result = CliRunner().invoke(main, ["advise"], prog_name="dunbar")

    assert result.exit_code == 2
    assert "or let dunbar ask" in result.stderr

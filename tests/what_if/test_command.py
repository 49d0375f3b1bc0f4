"""``dunbar what-if``: its uses, its exit codes, its JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from cli import main

CHECKOUT = Path(__file__).parents[2]
FAULTS = ("--kb", "tests/faults")
ACCOUNTANT = "examples/accountant.yaml"
COMPARED = (
    (ACCOUNTANT, "industry=consulting", "goals=job search"),
    (ACCOUNTANT, "industry=unknown"),
    (ACCOUNTANT, "connections=140"),
    ("--given", "industry=consulting", "stage=CEO"),
    ("--given", "industry=consulting", "stage=CEO", "--basis", "article"),
    ("starter=clicks", "signs=burning smell", *FAULTS),
    ("--given", "starter=clicks", "signs=none", "in park=no", *FAULTS),
)
WISHED = (
    (ACCOUNTANT, "--want", "size=larger"),
    (ACCOUNTANT, "--want", "approach=curated"),
    (ACCOUNTANT, "goals=none", "--want", "size=larger"),
    (ACCOUNTANT, "--want", "still missing=between 1 and 50"),
    ("starter=clicks", "--want", "cause=starter motor", *FAULTS),
    ("--want", "cause=starter motor", *FAULTS),
    ("starter=normal", "--want", "cause=starter motor", *FAULTS),
)
DOCUMENTS = [("what-if", each) for each in COMPARED] + [("wish", each) for each in WISHED]


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.chdir(CHECKOUT)


def what_if(*arguments):
    return CliRunner().invoke(main, ["what-if", *arguments], prog_name="dunbar")


@pytest.mark.parametrize(("schema", "arguments"), DOCUMENTS)
def test_the_json_is_as_its_schema_says(schema, arguments):
    path = CHECKOUT / "docs" / "schemas" / f"{schema}.json"
    shape = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(shape)

    document = json.loads(what_if(*arguments, "--format", "json").stdout)

    jsonschema.validate(document, shape)


def test_the_json_holds_every_way_by_itself():
    found = what_if(ACCOUNTANT, "--want", "size=larger", "--format", "json")
    document = json.loads(found.stdout)

    assert document["wish"] == {"attribute": "size", "condition": "size is larger"}
    assert (document["already"], document["proved"], document["tried"]) == (False, "all", None)
    assert [way["changes"] for way in document["ways"]] == [
        [{"attribute": "industry", "now": "accounting", "then": then, "can_change": "slowly"}]
        for then in ("consulting", "marketing and advertising", "technology hardware and telecom")
    ]
    assert {way["value"] for way in document["ways"]} == {"larger"}


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, (ACCOUNTANT, "industry=consulting")),
        (4, (ACCOUNTANT, "industry=unknown")),
        (0, (ACCOUNTANT, "--want", "size=larger")),
        (0, (ACCOUNTANT, "--want", "approach=curated")),
        (4, ("starter=normal", "--want", "cause=starter motor", *FAULTS)),
    ],
)
def test_the_exit_code_says_how_it_went(code, arguments):
    assert what_if(*arguments).exit_code == code


USES = (
    "Usage: dunbar what-if [PROFILE.yaml] ATTRIBUTE=VALUE ...  what changes by that\n"
    "       dunbar what-if [PROFILE.yaml] --want NAME=CONDITION  what to change for it\n"
    "       dunbar what-if [PROFILE.yaml] --sensitivity          what tips the verdict\n"
    "       Without a profile, --given ATTRIBUTE=VALUE tells what holds now.\n"
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), f"dunbar: say what should change, or what you want.\n{USES}"),
        ((ACCOUNTANT,), f"dunbar: say what should change, or what you want.\n{USES}"),
        (("--given", ACCOUNTANT, "goals=none"),
         f"dunbar: --given takes ATTRIBUTE=VALUE; a profile stands by itself.\n{USES}"),
        ((ACCOUNTANT, "--want", "size"),
         ('dunbar: "size" is no wish: write --want NAME=CONDITION, as in size=larger.\n'
         "Usage: dunbar ... profile.yaml attribute=value ...\n")),
        ((ACCOUNTANT, "--want", "contacts=500"),
         ('dunbar: "connections" is told, not concluded: compare with contacts=500 as an'
         " argument.\n"
         "Usage: dunbar ... profile.yaml attribute=value ...\n")),
    ],
)  # fmt: skip
def test_misuse_is_told_in_words(arguments, message):
    found = what_if(*arguments)

    assert (found.exit_code, found.stdout, found.stderr) == (2, "", message)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((ACCOUNTANT, "industy=consulting"), 'did you mean "industry"?'),
        ((ACCOUNTANT, "--given", "goals=sleep", "industry=consulting"), "is not a value of goals"),
        ((ACCOUNTANT, "--want", "sise=larger"), 'did you mean "size"?'),
        ((ACCOUNTANT, "--want", "size=largr"), 'did you mean "larger"?'),
        ((ACCOUNTANT, "goals=none", "goals=learning"), '"goals" is told twice'),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_nearest_word(arguments, message):
    found = what_if(*arguments)

    assert (found.exit_code, found.stdout) == (3, "")
    assert message in found.stderr


def test_an_argument_changes_what_is_given():
    found = json.loads(what_if("--given", "stage=student", "stage=CEO", "--format", "json").stdout)

    assert found["changed"] == [
        {
            "attribute": "career stage",
            "now": "student",
            "then": "senior executive",
            "can_change": "slowly",
        }
    ]


def test_the_answer_goes_into_a_file(tmp_path):
    found = what_if(ACCOUNTANT, "goals=none", "-o", str(tmp_path / "answer.txt"))

    assert (found.exit_code, found.stdout) == (0, "")
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8").startswith("Change  goals: ")


def test_a_comparison_loads_no_diagram_and_a_wish_no_interview():
    script = (
        "import sys; from click.testing import CliRunner; from cli import main;"
        "CliRunner().invoke(main, ['what-if', *sys.argv[1:]]);"
        "print(sorted(n for n in sys.modules if n in"
        " ('engine.diagram.compiling', 'engine.sensitivity', 'engine.interview', 'numpy')))"
    )

    def loaded(*arguments):
        made = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        return made.stdout.strip()

    assert loaded("--given", "stage=CEO", "industry=farming") == "[]"
    assert loaded("--given", "stage=CEO", "--want", "size=larger") == "['engine.diagram.compiling']"

"""``dunbar rules diff`` as an author meets it: text, Markdown, data, cohorts, exit codes."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from engine import diff as package
from engine.render.diffing.markdown import escaped
from engine.resources import data_root
from tests.diff.golden import same_as

OLDER = ("rules/battery.yaml", "battery age: more than 5", "battery age: more than 4")
SCHEMA = json.loads((data_root() / "docs" / "schemas" / "diff.json").read_text(encoding="utf-8"))


@pytest.fixture
def two(faults):
    """Two versions of the base of cars that differ in a threshold, a word and a value."""
    faults("new", *OLDER)
    faults("new", "rules/battery.yaml", "The lights burned", "All lights burned")
    faults("new", "knowledge/vocabulary.yaml", "[silent, clicks", "[silent, whirrs, clicks")
    return faults("old"), faults("new")


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.usefixtures("two")
def test_the_page_opens_with_whom_the_change_touches(run, tmp_path, columns):
    result = run("old", "new", cwd=tmp_path, columns=columns)
    assert (result.exit_code, result.stderr) == (0, "")
    assert max(map(len, result.stdout.splitlines())) <= columns
    same_as(f"cars-{columns}.txt", result.stdout)


@pytest.mark.usefixtures("two")
def test_the_markdown_is_for_a_pull_request(run, tmp_path):
    result = run("old", "new", "--format", "markdown", cwd=tmp_path)
    same_as("cars.md", result.stdout)
    assert result.stdout.count("<details>") == result.stdout.count("</details>") > 0


@pytest.mark.usefixtures("two")
def test_the_data_is_as_its_schema_says(run, tmp_path):
    (tmp_path / "people.csv").write_text("starter,signs\nclicks,none\nnope,\n", encoding="utf-8")
    Draft202012Validator.check_schema(SCHEMA)
    for arguments in (("old", "new"), ("new", "old", "--cohort", "people.csv"), ("old", "old")):
        result = run(*arguments, "--format", "json", cwd=tmp_path)
        found = json.loads(result.stdout)
        Draft202012Validator(SCHEMA).validate(found)
        assert found["schema"] == "dunbar.diff/1"


def test_equal_versions_are_said_to_be_equal(run, faults, tmp_path):
    faults("one")
    faults("other")
    result = run("one", "other", "--fail-on-change", cwd=tmp_path)
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Nothing differs: both versions say the same, word for word.\n\n"
        "Proved for all 3.3e11 profiles, each question answered or not: nothing that\n"
        "decides a verdict differs.\n"
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        ("rules/battery.yaml", "  dim-lights:", "  faint-lights:", "1 entry renamed"),
        ("rules/battery.yaml", "The lights burned", "All lights burned", "1 edit of wording only"),
        (
            "knowledge/vocabulary.yaml",
            "clicks: [click,",
            "clicks: [click, tick,",
            "1 edit of wording",
        ),
        ("rules/battery.yaml", "factor: meter", "factor: gauge", "2 rules edited"),
    ],
)
def test_what_changes_no_verdict_is_proved_to_change_none(
    run, faults, tmp_path, path, old, new, says
):
    faults("old")
    faults("new", path, old, new)
    if "faint" in new:
        text = tmp_path / "new" / "tests" / "cases.yaml"
        text.write_text(text.read_text().replace("dim-lights", "faint-lights"))
    result = run("old", "new", "--fail-on-change", cwd=tmp_path)
    plain = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert plain.startswith(f"No verdict changes. {says}")
    assert "Proved for all 3.3e11 profiles" in plain


def test_a_change_for_those_alone_who_leave_something_untold_is_found(run, faults, tmp_path):
    faults("old")
    faults("new", "rules/battery.yaml", "more than 5}", "more than 5, starter: known}")
    result = run("old", "new", "--fail-on-change", cwd=tmp_path)
    assert result.exit_code == 1
    assert result.stdout.startswith("Verdicts change only where something is not told: 1 rule")


@pytest.mark.usefixtures("two")
def test_a_changed_verdict_fails_only_where_that_is_wanted(run, tmp_path):
    assert run("old", "new", cwd=tmp_path).exit_code == 0
    assert run("old", "new", "--fail-on-change", cwd=tmp_path).exit_code == 1


def test_cases_that_are_not_shown_count_all_the_same(run, faults, tmp_path):
    faults("old")
    faults("new", "rules/causes.yaml", "    overrides: clicks-blame-the-battery\n", "")
    data = run("old", "new", "--show", "0", "--format", "json", cwd=tmp_path).stdout
    cases = json.loads(data)["cases"]
    told = run("old", "new", "--show", "0", cwd=tmp_path).stdout

    assert cases["changed"] >= 1
    assert not any(one["contrast"] for one in cases["people"])
    assert ("more; --show N" in told) is (cases["changed"] > len(cases["people"]))


def test_a_case_that_fails_now_is_told_first_with_its_rules(run, faults, tmp_path):
    faults("old")
    faults("new", "rules/causes.yaml", "    overrides: clicks-blame-the-battery\n", "")
    found = json.loads(run("old", "new", "--format", "json", cwd=tmp_path).stdout)["cases"]
    fails = [one for one in found["people"] if one["expectation"] == "now fails"]
    assert found["people"][: len(fails)] == fails
    assert "a burnt smell beats the clicks" in [one["name"] for one in fails]
    again = run("new", "old", "--format", "json", cwd=tmp_path).stdout
    assert "now met" in {one["expectation"] for one in json.loads(again)["cases"]["people"]}


CSV = """\
name;starter;signs;battery age;lights left on;colour
Ann;clicks;dim lights, rust on the terminals;4.5;yes;red
Bob;clicks;;9;no;blue
Cid;clunks;;5;no;
Dee;whirrs;"dim lights";5;no;

Eve;turns slowly;none;4.2;unknown;
Flo;silent;none;1;no;;;
"""
JSON_LINES = """\
{"starter": "turns slowly", "signs": [], "battery age": 4.20, "lights left on": null}
{"starter": "clicks", "lights left on": true,
[1]
{"starter": "clicks", "battery age": 4e0, "lights left on": true}
"""
YAML = """\
- {starter: turns slowly, signs: none, battery age: 4.2}
- {starter: clunks}
- nothing
"""


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("people.csv", CSV, ("--id", "NAME", "--show", "1")),
        ("people.jsonl", JSON_LINES, ()),
        ("people.yaml", YAML, ()),
    ],
)
@pytest.mark.usefixtures("two")
def test_a_cohort_is_counted_and_bad_rows_are_located(run, tmp_path, name, text, options):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("old", "new", "--cohort", name, *options, cwd=tmp_path)
    assert result.exit_code == 0
    same_as(f"{name}.txt", result.stdout.partition("Saved cases")[2])


@pytest.mark.parametrize(
    ("name", "text", "options", "says"),
    [
        ("p.csv", "x,y\n1,2\n", (), "p.csv: no column is an attribute that is asked"),
        ("p.csv", "", (), "p.csv is empty"),
        ("p.csv", "starter,Starter\n", (), 'p.csv: two columns are called "Starter"'),
        ("p.csv", 'starter\n"clicks\n', (), "p.csv:2: unexpected end of data"),
        ("p.csv", "starter,name\nclicks,a\n", ("--id", "nme"), 'no column "nme"; did you mean'),
        ("p.txt", "starter\n", (), "its name should end in .csv, .jsonl or .yaml"),
        ("p.yaml", "starter: clicks\n", (), "p.yaml is no list of profiles"),
        ("p.yaml", "- {starter: 1\n", (), "p.yaml:"),
    ],
)
@pytest.mark.usefixtures("two")
def test_a_file_that_is_no_cohort_is_refused_in_a_line(run, tmp_path, name, text, options, says):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("old", "new", "--cohort", name, *options, cwd=tmp_path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert says in result.stderr


@pytest.mark.usefixtures("two")
def test_wrong_usage_is_told_in_two_lines(run, tmp_path):
    result = run("old", "new", "--id", "name", cwd=tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[1].startswith("Usage: dunbar rules diff OLD [NEW]")


@pytest.mark.usefixtures("two")
def test_a_version_with_errors_is_named_with_the_first_of_them(run, tmp_path):
    path = tmp_path / "new" / "rules" / "causes.yaml"
    path.write_text(path.read_text().replace("rules:", "rulse:"), encoding="utf-8")
    result = run("old", "new", cwd=tmp_path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("dunbar: NEW (the folder new) cannot be used:\n")
    assert "NEW:rules/causes.yaml:5:1: error[unknown-key]" in result.stderr
    again = run("new", "old", cwd=tmp_path)
    assert "OLD:rules/causes.yaml:5:1: error[unknown-key]" in again.stderr


@pytest.mark.usefixtures("two")
def test_an_interrupt_ends_it_quietly(run, tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(package, "compare", interrupted)
    result = run("old", "new", cwd=tmp_path)
    assert (result.exit_code, result.stdout) == (130, "")


@pytest.mark.usefixtures("two")
def test_the_answer_can_be_written_to_a_file(run, tmp_path):
    shown = run("old", "new", "--format", "markdown", cwd=tmp_path).stdout
    result = run("old", "new", "--format", "markdown", "-o", "diff.md", cwd=tmp_path)
    assert result.stdout == ""
    assert (tmp_path / "diff.md").read_text(encoding="utf-8") == shown


NASTY = (
    "a | b `c` <img src=x> @anna #12 [l](https://x.org) \\ *e* _f_ $g$\n| - </details> www.x.org"
)


def test_no_text_breaks_the_markdown():
    plain = escaped(NASTY)
    assert not re.search(r"[|`<>@\[\]\\*_$\n]|://|www\.|#(?!\d+;)", plain)


def test_a_text_from_yaml_stays_in_its_cell(run, faults, tmp_path):
    faults("old")
    path, old = "knowledge/verdict.yaml", "say: No cause stands out. Tell what the starter does."
    faults("new", path, old, "say: '| x | <b> @you `no` cause stands out.'")
    faults("new", *OLDER)
    text = run("old", "new", "--format", "markdown", cwd=tmp_path).stdout
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {line.count("|") for line in rows} == {5}
    assert "@you" not in text
    assert "<b>" not in text

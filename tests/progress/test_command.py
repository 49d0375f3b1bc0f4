"""`dunbar progress`: what it says, what it keeps, and when it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from cli import main

CHECKOUT = Path(__file__).parents[2]
EXPECTED = Path(__file__).with_name("expected")
SCHEMA = json.loads((CHECKOUT / "docs" / "schemas" / "progress.json").read_text("utf-8"))
OLD = "soil: sand\ntrees: 4\nhelp: alone\n"
NEW = "soil: clay\ntrees: 10\nshade: no\n"


@pytest.fixture
def pair(profile):
    return profile("2027-01-04.yaml", OLD), profile("2027-07-05.yaml", NEW)


def expected(name):
    return (EXPECTED / f"{name}.txt").read_text("utf-8")


def test_two_profiles_are_told_side_by_side(progress, pair):
    assert progress(*pair).stdout == expected("profiles")


def test_without_dates_it_says_how_to_have_them(progress, profile):
    result = progress(profile("old.yaml", OLD), profile("new.yaml", OLD))

    assert result.stdout == expected("same-undated")


def test_days_may_be_told(progress, profile):
    places = profile("old.yaml", OLD), profile("new.yaml", OLD.replace("4", "5"))
    result = progress(*places, "--from", "2027-01-04", "--to", "2027-02-01")

    assert result.stdout.startswith("From 4 to 5 trees: 1 more in 28 days, 1.1 a month.\n")


def test_where_it_has_become_fewer_that_is_said(progress, profile):
    result = progress(profile("old.yaml", OLD), profile("new.yaml", OLD.replace("4", "1")))

    assert result.stdout.startswith("From 4 to 1 trees: 3 fewer.\n")
    assert "6            9  3 further away\n" in result.stdout


def test_where_the_number_was_not_told_that_is_said(progress, profile):
    result = progress(profile("old.yaml", "soil: sand\n"), profile("new.yaml", OLD))

    assert "How much was gained is not known: trees not told before." in result.stdout


def test_what_the_rules_changed_is_told_apart(progress, saved, profile, garden):
    old = saved("2027-01-04.json", "soil=sand", "trees=4")
    rules = garden / "rules" / "soil.yaml"
    rules.write_text(rules.read_text("utf-8").replace("wanted: 20", "wanted: 30"), "utf-8")

    result = progress(old, profile("2027-07-05.yaml", "soil: sand\ntrees: 9\n"))

    assert result.stdout == expected("rules-changed")


def test_a_history_is_kept_only_when_asked_for_and_told_in_a_series(progress, profile):
    first = progress(profile("a.yaml", OLD), "--keep", "h", "--to", "2027-01-04")
    second = progress(profile("b.yaml", OLD.replace("4", "6")), "--keep", "h", "--to", "2027-03-01")
    third = progress(profile("c.yaml", OLD.replace("4", "9")), "--keep", "h", "--to", "2027-05-03")
    Path("h/notes.txt").touch()
    series = progress("h")

    assert (first.stdout, first.exit_code) == ("", 0)
    assert first.stderr == (
        "Kept as h/2027-01-04.json. It is the first, so there is nothing to compare it with yet.\n"
    )
    assert "From 4 to 6 trees: 2 more in 56 days" in second.stdout
    assert "Kept as h/2027-03-01.json." in second.stdout
    assert "From 4 to 9 trees: 5 more in 119 days" in third.stdout
    assert sorted(path.name for path in Path("h").glob("*.json")) == [
        "2027-01-04.json",
        "2027-03-01.json",
        "2027-05-03.json",
    ]
    assert series.stdout == expected("series")


def test_nothing_is_written_unless_asked_for(progress, pair, tmp_path):
    before = {path for path in tmp_path.rglob("*") if "cache" not in path.parts}
    progress(*pair)

    assert {path for path in tmp_path.rglob("*") if "cache" not in path.parts} == before


def test_what_is_kept_without_a_day_is_of_today(progress, profile):
    before = datetime.now().astimezone().date().isoformat()
    progress(profile("a.yaml", OLD), "--keep", "h")
    after = datetime.now().astimezone().date().isoformat()

    assert [path.stem for path in Path("h").iterdir()] in ([before], [after])


def test_the_verdict_of_the_same_day_is_replaced_and_said_to_be(progress, profile):
    progress(profile("a.yaml", OLD), "--keep", "h", "--to", "2027-01-04")
    again = progress(profile("b.yaml", OLD.replace("4", "7")), "--keep", "h", "--to", "2027-01-04")

    kept = json.loads(Path("h/2027-01-04.json").read_text("utf-8"))
    assert again.stderr.startswith("dunbar: h/2027-01-04.json was there before, and is replaced\n")
    assert [each["value"] for each in kept["facts"] if each["attribute"] == "trees"] == [7]


def test_what_holds_both_times_may_be_given(progress, profile):
    result = progress(
        profile("old.yaml", "trees: 4\n"), profile("new.yaml", "trees: 6\n"), "--given", "soil=sand"
    )

    assert "Have 20 trees." in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")


def test_where_the_rules_cannot_tell_now_the_code_says_so(progress, profile):
    assert progress(profile("old.yaml", OLD), profile("new.yaml", "trees: 6\n")).exit_code == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "name what was before, and what is now"),
        (("old.yaml",), 2, "name what was before, and what is now"),
        (("old.yaml", "old.yaml", "old.yaml"), 2, "name what was before, and what is now"),
        (("old.yaml", "old.yaml", "-o", "./old.yaml"), 2, "would be overwritten"),
        (("old.yaml", "old.yaml", "--given", "soil"), 2, "--given takes ATTRIBUTE=VALUE"),
        (("old.yaml", "2020-01-01.yaml", "--from", "2027-01-01"), 2, "OLD comes first"),
        (("old.yaml", "none.yaml"), 3, "no-such-file"),
        (("old.yaml", "none.json"), 3, "no-such-file"),
        (("old.yaml", "x.json"), 3, "is no verdict"),
        (("old.yaml", "other.json"), 3, 'is a verdict of "other", and these rules are "garden"'),
        (("old.yaml", "article.json"), 3, "add --basis article"),
        (("old.yaml", "x.zip"), 3, "has 0 import maps"),
        (("folder",), 3, '"folder" holds 0 kept verdicts'),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(progress, profile, saved, arguments, code, words):
    Path("folder").mkdir()
    profile("old.yaml", OLD)
    profile("2020-01-01.yaml", OLD)
    profile("x.json", "{}")
    profile("x.zip", "")
    name = {"name": "other", "version": "1", "digest": "0"}
    saved("other.json", "soil=sand", knowledge_base=name)
    saved("article.json", "soil=sand", basis="article")

    result = progress(*arguments)

    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "places", [("a.yaml", "2020-01-01.yaml", "--from", "2027-01-01"), ("a.yaml", "h")]
)
def test_what_makes_sense_is_shown_where_something_did_not(progress, profile, places):
    for name in ("a.yaml", "2020-01-01.yaml"):
        profile(name, OLD)
    progress("a.yaml", "--keep", "h", "--to", "2027-01-04")

    assert "\nUsage: dunbar progress OLD NEW " in progress(*places).stderr


def test_the_json_of_the_garden_is_as_its_schema_says(progress, saved, pair):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    digest = {"name": "garden", "version": "0.9", "digest": "0"}
    old = saved("old.json", "soil=sand", "trees=4", knowledge_base=digest)
    for places in (pair, (old, pair[1]), (pair[0], pair[0])):
        document = json.loads(progress(*places, "--format", "json").stdout)
        jsonschema.validate(document, SCHEMA)
    assert document["growth"] == {
        "counts": "trees", "before": 4, "now": 4, "gained": 0, "days": None, "a_month": None,
    }  # fmt: skip


def test_the_json_says_what_the_text_says(progress, pair):
    document = json.loads(progress(*pair, "--format", "json").stdout)

    assert document["growth"]["a_month"] == 1
    assert document["distances"][0]["closed_percent"] == 23
    changed = {each["attribute"]: each for each in document["changed"]}
    assert (changed["soil"]["before"], changed["soil"]["now"]) == ("sand", "clay")
    assert [each["day"] for each in document["series"]] == ["2027-01-04", "2027-07-05"]


@pytest.mark.parametrize(
    ("base", "old", "new"),
    [
        (None, "industry: accounting\nconnections: 120\n", "stage: established\nconnections: 90\n"),
        (None, "connections: 12000\n", "goals: none\n"),
        (CHECKOUT / "tests/faults", "starter: clicks\n", "starter: normal\nsigns: none\n"),
    ],
)
def test_the_json_of_other_bases_is_as_its_schema_says(profile, base, old, new):
    places = profile("old.yaml", old), profile("new.yaml", new)
    kb = [] if base is None else ["--kb", str(base)]

    result = CliRunner().invoke(main, ["progress", *places, *kb, "--format", "json"])

    jsonschema.validate(json.loads(result.stdout), SCHEMA)


def test_two_exports_are_compared_and_named_by_nothing_but_figures(tmp_path):
    make = [sys.executable, str(CHECKOUT / "examples" / "make_export.py")]
    for name, connections in (("old.zip", "120"), ("new.zip", "180")):
        subprocess.run([*make, name, "--connections", connections], check=True, cwd=tmp_path)
    given = ("--given", "industry=it", "--given", "stage=early")
    days = ("--from", "2026-02-08", "--to", "2026-08-08")

    text = CliRunner().invoke(main, ["progress", "old.zip", "new.zip", *given, *days])
    data = CliRunner().invoke(main, ["progress", "old.zip", "new.zip", *given, "--format", "json"])

    assert text.stdout.startswith("From 120 to 180 connections: 60 more in 181 days, 10.1 a month.")
    document = json.loads(data.stdout)
    jsonschema.validate(document, SCHEMA)
    read = [each for each in document["now"]["facts"] if each["attribute"] == "connections"]
    assert [(each["origin"], each["value"]) for each in read] == [("export", 180)]


def test_it_can_be_had_as_markdown(progress, pair):
    result = progress(*pair, "--format", "markdown")

    assert "## How far it is\n" in result.stdout
    assert "| 30 | 26 | 20 | 23 % |" in result.stdout


def test_a_base_without_a_plan_compares_all_the_same(profile):
    places = profile("old.yaml", "starter: clicks\n"), profile("new.yaml", "starter: normal\n")

    result = CliRunner().invoke(main, ["progress", *places, "--kb", str(CHECKOUT / "tests/faults")])

    assert "How far it is" not in result.stdout
    assert "- starter: from clicks to turns normally\n" in result.stdout


@pytest.mark.parametrize("width", ["24", "40", "80"])
def test_no_line_is_wider_than_the_screen(progress, pair, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)

    assert max(map(len, progress(*pair).stdout.splitlines())) <= int(width)

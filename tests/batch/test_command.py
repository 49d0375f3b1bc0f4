"""``dunbar batch`` as an operator meets it: files in, files out, and what became of each row."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import main
from engine.api import open_knowledge
from engine.consultation import Fact

TESTS = Path(__file__).parents[1]
FAULTS = TESTS / "faults"
SCHEMA = json.loads((TESTS.parent / "docs/schemas/batch.json").read_text())
ROWS = """id,field,stage,goals,Connections,posts,favourite colour
1,IT Consulting,senior executive,"job search, learning",300,2,blue
2,accountng,mid career,,12,,"a ""quote"" x"
3,construction,established,none,"1,200",0,
4,,,,,unknown,

5,law,early career,"learning
, job search",20,5,two
6,law,early career,brand
7,law,early career,brand,5,1,two,three
8,Software & IT,student,learning,31000,x,
"""


def dunbar(*words: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=given)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(ROWS)
    return path


def test_every_column_comes_out_unchanged_and_first_then_the_verdict(rows: Path, tmp_path) -> None:
    result = dunbar("batch", rows, tmp_path / "out.csv")
    assert result.exit_code == 1, result.stderr
    found = read(tmp_path / "out.csv")
    assert list(found[0]) == [
        *("id", "field", "stage", "goals", "Connections", "posts", "favourite colour"),
        *("size", "target_low", "target_likely", "target_high"),
        *("average_value", "average_row", "average_borrowed"),
        *("floor", "pace", "approach", "gap", "rules"),
    ]
    given = {row["id"]: row for row in csv.DictReader(io.StringIO(ROWS))}
    assert [row["id"] for row in found] == ["1", "3", "4", "5"]
    for row in found:
        assert {name: row[name] for name in given[row["id"]] if name} == given[row["id"]]


def test_the_answers_are_those_of_advise(rows: Path, tmp_path) -> None:
    dunbar("batch", rows, tmp_path / "out.csv")
    row = read(tmp_path / "out.csv")[0]
    told = ["industry=IT Consulting", "career stage=senior executive"]
    told += ["goals=job search,learning", "connections=300", "posts per month=2"]
    one = json.loads(dunbar("advise", *told, "--format", "json").stdout)
    verdict = one["verdict"]
    assert (row["size"], row["pace"], row["approach"], row["gap"]) == tuple(
        verdict[name] for name in ("size", "pace", "approach", "gap")
    )
    target = [float(row[f"target_{name}"]) for name in ("low", "likely", "high")]
    assert target == [verdict["target"][name] for name in ("low", "likely", "high")]
    known = {rule.id for rule in open_knowledge().knowledge.rules}
    assert set(row["rules"].split()) == {
        *({step["rule"] for step in one["trace"]} & known),
        *(each["rule"] for each in one["set_aside"]),
    }


def test_rejected_rows_have_their_line_and_reason_and_the_totals_add_up(rows, tmp_path) -> None:
    result = dunbar("batch", rows, tmp_path / "out.csv", "--format", "json")
    found = json.loads(result.stdout)
    assert found["rows"] == {"read": 8, "answered": 4, "rejected": 4}
    refused = read(tmp_path / "out.csv.rejected.csv")
    assert [(row["line"], row["reason"]) for row in refused] == [
        ("3", '"accountng" is not a value of industry (did you mean "accounting"?)'),
        ("9", "it has 4 cells, and there are 7 columns"),
        ("10", "it has 8 cells, and there are 7 columns"),
        (
            "11",
            (
                "31,000 is out of range: connections is 0 to 30,000 connections"
                " (write a number from 0 to 30,000); posts per month:"
                ' "x" is not a number of posts a month (write a number from 0 to 1,000)'
            ),
        ),
    ]
    assert [row["id"] for row in refused] == ["2", "", "", "8"]
    assert sum(found["verdicts"].values()) == 4
    assert sum(each["rows"] for each in found["reasons"]) == 4


def test_the_summary_says_which_columns_were_read_and_which_were_not(rows, tmp_path) -> None:
    text = dunbar("batch", rows, tmp_path / "out.csv").stdout
    assert "8 rows: 4 answered, 4 rejected." in text
    assert "industry (from field)" in text
    assert 'kept, but not read: "favourite colour"' in text
    assert "no column for: personality" in text
    assert "Rules that never fired" in text


@pytest.mark.parametrize("form", ["tsv", "jsonl", "parquet"])
def test_all_forms_tell_and_are_told_the_same(form: str, rows: Path, tmp_path: Path) -> None:
    dunbar("batch", rows, tmp_path / "plain.csv")
    expected = read(tmp_path / "plain.csv")
    made = tmp_path / f"made.{form}"
    assert dunbar("batch", rows, made).exit_code == 1
    result = dunbar("batch", made, tmp_path / "again.csv")
    assert result.exit_code == 0, result.stderr
    again = read(tmp_path / "again.csv")
    for row, other in zip(expected, again, strict=True):
        assert other["size_verdict"] == row["size"] == other["size"]
        assert set(other["rules_verdict"].split()) == set(row["rules"].split())
        assert other["goals"] == row["goals"]


def test_lists_and_numbers_of_parquet_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    duckdb.sql(
        "SELECT ['learning', 'job search'] AS goals, 300.0 AS connections, true AS strangers,"
        ' 12.5::DOUBLE AS "invites with note"'
        " UNION ALL SELECT [], NULL, NULL, 12.12345678 UNION ALL SELECT NULL, 0.5, false, 1"
    ).write_parquet(str(path))
    result = dunbar("batch", path, tmp_path / "out.jsonl", "--format", "json")
    assert json.loads(result.stdout)["rows"] == {"read": 3, "answered": 1, "rejected": 2}
    found = json.loads((tmp_path / "out.jsonl").read_text())
    assert found["goals"] == ["learning", "job search"]
    assert "who-for-learning" in found["rules"]
    reasons = [row["reason"] for row in read(tmp_path / "out.jsonl.rejected.csv")]
    assert "more than 6 decimal places" in reasons[0]
    assert "is not a whole number" in reasons[1]


def test_json_lines_are_kept_as_they_are_written_and_broken_ones_are_told(tmp_path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"who": {"a": [1, 2.50]}, "goals": ["learning"], "strangers": true}\n\nnonsense\n[1]\n'
        '{"goals": null, "connections": 12}\n{"goals": [[1]]}\n'
    )
    result = dunbar("batch", path, tmp_path / "out.jsonl")
    assert result.exit_code == 1, result.stderr
    kept = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["who"] for row in kept] == [{"a": [1, 2.50]}, None]
    assert [(row["line"], row["reason"]) for row in read(tmp_path / "out.jsonl.rejected.csv")] == [
        ("3", "no JSON object"),
        ("4", "no JSON object"),
        ("6", "goals is neither a text, a number nor a list"),
    ]


def test_standard_input_and_output_with_the_summary_beside() -> None:
    result = dunbar("batch", "-", "-", "--from", "csv", "--to", "csv", given=ROWS)
    assert result.exit_code == 1
    assert result.stdout.startswith("id,field,stage")
    assert result.stderr.startswith("8 rows: 4 answered, 4 rejected.")


def test_a_folder_gets_a_part_for_each_file_and_resume_leaves_those_that_are_there(
    tmp_path,
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"name,career stage\n{name},student\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.parquet").write_text("mine")
    result = dunbar("batch", tmp_path / "*.csv", out, "--to", "parquet", "--resume")
    assert result.exit_code == 0, result.stderr
    assert (out / "a.parquet").read_text() == "mine"
    assert duckdb.sql(f"SELECT name, size FROM '{out}/b.parquet'").fetchall() == [
        ("b", "cannot tell")
    ]
    assert "1 part was there already" in result.stdout
    assert sorted(path.name for path in out.iterdir()) == ["a.parquet", "b.parquet"]


def test_several_files_become_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,career stage\na,student\n")
    (tmp_path / "b.csv").write_text("name,industry\nb,consulting\nc,nowhere\n")
    result = dunbar("batch", tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "out.csv")
    assert result.exit_code == 1, result.stderr
    assert [row["name"] for row in read(tmp_path / "out.csv")] == ["a", "b"]
    (refused,) = read(tmp_path / "out.csv.rejected.csv")
    assert (refused["line"], Path(refused["file"]).name, refused["name"]) == ("3", "b.csv", "c")


def test_a_sample_shows_each_set_of_rules_once_the_most_frequent_first(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("career stage\nstudent\nestablished\nestablished\n")
    result = dunbar("batch", path, tmp_path / "out.csv", "--sample", "5")
    assert result.exit_code == 0, result.stderr
    found = read(tmp_path / "out.csv")
    assert [(row["profiles with these rules"], row["career stage"]) for row in found] == [
        ("2", "established"),
        ("1", "student"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("colour\nred\n", "no column is something that is asked"),
        ("industry,sector\nlegal,legal\n", 'both tell "industry"'),
        ("a,a\n1,2\n", 'two columns are called "a"'),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(text, told, tmp_path) -> None:
    (tmp_path / "in.csv").write_text(text)
    result = dunbar("batch", tmp_path / "in.csv", tmp_path / "out.csv")
    assert result.exit_code == 3
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    "words",
    [("in.csv",), ("in.what", "out.csv"), ("in.csv", "out.what"), ("in.csv", "in.csv"),
     ("in.csv", "out.csv", "--resume")],
)  # fmt: skip
def test_wrong_usage(words, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in.csv", "in.what"):
        (tmp_path / name).write_text("industry\nlegal\n")
    result = dunbar("batch", *words)
    assert result.exit_code == 2, result.stderr
    assert result.stdout == ""


def test_a_missing_duckdb_is_told_with_the_cure(rows: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    result = dunbar("batch", rows, tmp_path / "out.csv")
    assert result.exit_code == 3
    assert "pip install 'dunbar[batch]'" in result.stderr


def test_another_knowledge_base_and_no_rules(tmp_path: Path) -> None:
    facts = {"starter": "clicks", "battery voltage": "11.5", "lights left on": "yes"}
    path = tmp_path / "cars.csv"
    path.write_text(f"{','.join(facts)}\n{','.join(facts.values())}\n")
    result = dunbar("batch", path, tmp_path / "out.csv", "--kb", FAULTS, "--explain", "none")
    assert result.exit_code == 0, result.stderr
    (row,) = read(tmp_path / "out.csv")
    run = dunbar(
        "advise", *(f"{k}={v}" for k, v in facts.items()), "--kb", FAULTS, "--format", "json"
    )
    verdict = json.loads(run.stdout)["verdict"]
    assert row["cause"] == verdict["cause"]
    assert "rules" not in row


@pytest.mark.parametrize("base", [None, FAULTS], ids=["shipped", "faults"])
def test_the_json_is_as_its_schema_says(base: Path | None, tmp_path: Path) -> None:
    asked = open_knowledge(base).knowledge.vocabulary.asked[0]
    path = tmp_path / "in.csv"
    path.write_text(f"{asked.name},other\n{asked.kind.values[0]},1\nnonsense here,2\n")
    words = [] if base is None else ["--kb", base]
    result = dunbar("batch", path, tmp_path / "out.csv", "--format", "json", *words)
    Draft202012Validator(SCHEMA).validate(json.loads(result.stdout))
    assert json.loads(result.stdout)["rows"] == {"read": 2, "answered": 1, "rejected": 1}


def test_counts_of_the_summary_are_those_of_the_rows(rows: Path, tmp_path: Path) -> None:
    found = json.loads(dunbar("batch", rows, tmp_path / "out.csv", "--format", "json").stdout)
    fired = [row["rules"].split() for row in read(tmp_path / "out.csv")]
    for rule, count in found["rules"].items():
        assert count == sum(rule in rules for rules in fired), rule
    opened = open_knowledge()
    assert found["not_told"]["industry"] == 1
    assert opened.infer([Fact("industry", "legal", "told")]).fired

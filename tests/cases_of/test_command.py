"""``dunbar rules test`` as an author meets it: text, data, files, exit codes."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import main
from engine.resources import data_root
from tests.cases_of.bases import CLI_CASES, FAULTS, animals_with


def dunbar(*arguments: str, code: int = 0, **environment: str) -> Result:
    settings = {"COLUMNS": "80", "NO_COLOR": "1", **environment}
    result = CliRunner().invoke(main, ["rules", "test", *arguments], env=settings)
    assert result.exit_code == code, result.output + str(result.exception or "")
    return result


@cache
def validator() -> Draft202012Validator:
    text = (data_root() / "docs" / "schemas" / "test.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def as_data(*arguments: str, code: int = 0) -> dict[str, object]:
    document = json.loads(dunbar(*arguments, "--format", "json", code=code).stdout)
    errors = [(one.json_path, one.message) for one in validator().iter_errors(document)]
    assert errors == []
    return document


@pytest.fixture
def animals(tmp_path: Path) -> str:
    return str(animals_with(tmp_path, CLI_CASES))


DIFFERENT = """\
Different: a penguin is no bird here
  at     tests/cases/all.yaml:6
  given  covering: feathers; flies: no

  about           expected        found
  group           fish            mammal
  not because of  grounded-birds  it fired

  What decided it
  - grounded-birds at rules/groups.yaml:29: group: mammal
  - swimmers-are-fish at rules/groups.yaml:15 would say group: fish, but
    needs covering is scales (it is feathers); waits for habitats includes water
    (not told)

To do
  - a fish out of mind at tests/cases/all.yaml:9: ask somebody who knows fish

7 cases: 4 as expected, 1 different, 1 could not run, 1 to do.
"""
NARROW = """\
Different: a penguin is no bird here
  at     tests/cases/all.yaml:6
  given  covering: feathers; flies: no

  - group
    expected fish, found mammal
  - not because of
    expected grounded-birds, found it
    fired

  What decided it
  - grounded-birds at
    rules/groups.yaml:29: group: mammal
  - swimmers-are-fish at
    rules/groups.yaml:15 would say
    group: fish, but
    needs covering is scales (it is
    feathers); waits for habitats
    includes water (not told)

1 case: 1 different.
"""
BROKEN = """\
tests/cases/all.yaml:12:13: error[unknown-attribute] "covring" is no attribute
    12 |     given: {covring: fur}
       |             ^^^^^^^
   help: did you mean "covering"?

1 error
more: dunbar explain unknown-attribute
"""


def test_what_could_not_run_is_shown_first_then_what_differs_then_the_totals(animals: str) -> None:
    assert dunbar("--kb", animals, code=1).stdout == BROKEN + DIFFERENT


def test_it_reads_well_in_40_columns(animals: str) -> None:
    assert dunbar("--kb", animals, "-k", "penguin", code=1, COLUMNS="40").stdout == NARROW


def test_all_as_expected_is_one_line() -> None:
    assert dunbar("--kb", str(FAULTS)).stdout == "11 cases, all as expected.\n"


def test_words_choose_by_name_file_and_rule(animals: str) -> None:
    assert dunbar("--kb", animals, "-k", "HEN").stdout == "1 case, as expected.\n"
    assert dunbar("--kb", animals, "-k", "groups.yaml").stdout == "3 cases, all as expected.\n"
    assert "1 case, as expected." in dunbar("--kb", animals, "-k", "free otherwise").stdout


def test_words_that_fit_nothing_are_wrong_usage_with_the_nearest_name(animals: str) -> None:
    done = dunbar("--kb", animals, "-k", "a hen is a bid", code=2)

    assert done.stdout == ""
    assert done.stderr.startswith(
        'dunbar: no name, file or rule of 7 cases has the words "a hen is a bid"'
        ' (did you mean "a hen is a bird"?).'
    )


def test_files_and_folders_choose(animals: str) -> None:
    rules, folder = f"{animals}/rules/groups.yaml", f"{animals}/tests/cases"

    assert dunbar("--kb", animals, rules).stdout == "3 cases, all as expected.\n"
    assert "4 cases" in dunbar("--kb", animals, folder, code=1).stdout
    assert "7 cases" in dunbar("--kb", animals, folder, animals, rules, code=1).stdout
    gone = dunbar("--kb", animals, f"{animals}/gone", code=3)
    assert (gone.stdout, "there is no file or folder" in gone.stderr) == ("", True)


def test_no_cases_at_all_is_an_error(tmp_path: Path) -> None:
    rules = "rules:\n  one: {when: always, then: {group: bird}}\n"
    root = animals_with(tmp_path, CLI_CASES, rules)
    shutil.rmtree(root / "tests")

    done = dunbar("--kb", str(root), code=3)

    assert done.stdout == ""
    assert "error[no-cases] there are no cases in" in done.stderr


def test_a_file_of_cases_that_cannot_be_read_fails_though_the_others_run(animals: str) -> None:
    Path(animals, "tests/cases/broken.yaml").write_text("tests:\n\t- name: x\n", encoding="utf-8")

    done = dunbar("--kb", animals, "-k", "hen", code=1)

    assert "tests/cases/broken.yaml:2:1: error[tab-indent]" in done.stdout
    assert done.stdout.endswith("1 case, as expected. 1 problem in files of cases.\n")


def test_nothing_but_cases_to_do_is_no_pass(animals: str) -> None:
    done = dunbar("--kb", animals, "-k", "out of mind", code=1)

    assert done.stdout.endswith("1 case, and none of them was run.\n")


def test_the_results_as_data_are_valid_and_complete(animals: str) -> None:
    document = as_data("--kb", animals, code=1)

    assert document["passed"] is False
    assert document["cases"] == {
        "all": 7, "as_expected": 4, "different": 1, "could_not_run": 1, "to_do": 1, "unchanged": 0
    }  # fmt: skip
    assert document["coverage"] is None
    penguin = document["results"][1]
    assert penguin["differences"][0] == {
        "about": "group",
        "expected": "fish",
        "found": "mammal",
        "decided_by": [
            {"name": "grounded-birds", "says": "group: mammal", "missing": None,
             "at": "rules/groups.yaml:29"},
            {"name": "swimmers-are-fish", "says": "group: fish",
             "missing": "needs covering is scales (it is feathers); "
             "waits for habitats includes water (not told)",
             "at": "rules/groups.yaml:15"},
        ],
    }  # fmt: skip


def test_the_coverage_as_data_is_valid_for_both_knowledge_bases() -> None:
    shipped = as_data("--coverage", str(data_root() / "tests" / "cases"))
    faults = as_data("--coverage", "--kb", str(FAULTS))

    assert shipped["coverage"]["percent"] == 100
    assert shipped["coverage"]["kinds"]["fires"] == {"percent": 100, "reached": 134, "aims": 134}
    assert faults["coverage"]["gaps"]
    rule = next(one for one in faults["coverage"]["rules"] if one["rule"] == "starter-stuck")
    assert rule["fired"] == 1
    assert rule["overrides"] == [{"rule": "clicks-blame-the-battery", "cases": 1}]


def test_too_little_coverage_fails() -> None:
    faults = ("--kb", str(FAULTS), "--min-coverage")

    assert "89 % is covered, less than 90 %" in dunbar(*faults, "90", code=1).stderr
    assert dunbar(*faults, "89").stderr == ""


def test_the_coverage_as_text_ends_with_cases_to_paste(tmp_path: Path) -> None:
    shutil.copytree(FAULTS, tmp_path / "faults")
    root = tmp_path / "faults"
    shown = dunbar("--kb", str(root), "--coverage", COLUMNS="40").stdout
    ready = shown[shown.index("# 17 gaps.") : shown.rindex("\n\n")]
    (root / "tests" / "more.yaml").write_text(ready, encoding="utf-8")

    again = dunbar("--kb", str(root), "--coverage").stdout

    assert "100 % covered" in again
    assert "gaps" not in again


def test_github_gets_a_command_for_each_problem_and_the_text_beside_it(animals: str) -> None:
    done = dunbar("--kb", animals, "--format", "github", code=1)

    commands = [line.partition("::")[2].partition("::")[0] for line in done.stdout.splitlines()]
    assert commands == [
        "error file=tests/cases/all.yaml,line=12,col=13,endColumn=20,title=unknown-attribute",
        "error file=tests/cases/all.yaml,line=6,col=5,title=case-differs",
        "error file=tests/cases/all.yaml,line=6,col=5,title=case-differs",
    ]
    assert done.stderr.endswith("1 to do.\n")


def test_github_gets_the_gaps_where_coverage_is_asked_for() -> None:
    done = dunbar("--kb", str(FAULTS), "--coverage", "--format", "github")

    lines = done.stdout.splitlines()
    assert len(lines) == 17
    assert all("title=not-covered" in line for line in lines)


def test_junit_counts_and_names_every_case(animals: str, tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    dunbar("--kb", animals, "--junit", str(target), code=1)

    root = ET.parse(target).getroot()
    assert root.attrib == {"tests": "7", "failures": "1", "errors": "1", "skipped": "1"}
    assert [suite.get("name") for suite in root] == ["tests/cases/all.yaml", "rules/groups.yaml"]
    assert [[child.tag for child in case] for case in root[0]] == [
        [], ["failure"], ["skipped"], ["error"]
    ]  # fmt: skip
    assert root[0][1][0].get("message") == "group: expected fish, found mammal"


def test_junit_that_cannot_be_written_is_one_line(animals: str) -> None:
    done = dunbar("--kb", animals, "-k", "hen", "--junit", "/nowhere/at/all.xml", code=3)

    assert done.stderr.startswith("dunbar: /nowhere/at/all.xml cannot be written:")


@pytest.mark.parametrize("more", [("--coverage",), ("--format", "json"), ("--junit", "x.xml")])
def test_a_watch_takes_no_other_forms(more: tuple[str, ...]) -> None:
    assert "--watch shows a summary" in dunbar("--watch", *more, code=2).stderr

"""``dunbar rules mutate`` as an author meets it: text, data, files, exit codes."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import main
from engine import mutation
from engine.resources import data_root
from tests.knowledge import animal_files, write

FAULTS = Path(__file__).parent.parent / "faults"

RULES = """
  two-legs-sing:
    when: {covering: feathers, legs: at most 2}
    then: {call: song}
    because: Birds sing.
    source: B01
    factor: birds

  birds-of-two-kinds:
    when: {any: [{tame: yes}, {tame: yes, flies: yes}]}
    then: {group: bird}
    because: Tame ones, flying or not.
    source: B01
"""
OUTERMOST = """\
tests:
- name: one
  given: {tame: yes}
  expect: {group: bird}
"""
CASES = """\
tests:

  - name: a bird sings
    given: {covering: feathers, legs: 2}
    expect: {call: song}

  - name: a tame one is a bird
    given: {tame: yes}
    expect: {group: bird}

  - name: a wild one is none
    given: {tame: no, flies: yes}
    expect: {group: no advice}
"""


def dunbar(*arguments: str, code: int = 0, **environment: str) -> Result:
    settings = {"COLUMNS": "80", "NO_COLOR": "1", **environment}
    result = CliRunner().invoke(main, ["rules", "mutate", *arguments], env=settings)
    assert result.exit_code == code, result.output + str(result.exception or "")
    return result


@cache
def validator() -> Draft202012Validator:
    text = (data_root() / "docs" / "schemas" / "mutate.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def as_data(*arguments: str, code: int = 0) -> dict[str, object]:
    document = json.loads(dunbar(*arguments, "--format", "json", code=code).stdout)
    errors = [(one.json_path, one.message) for one in validator().iter_errors(document)]
    assert errors == []
    return document


@pytest.fixture
def animals(tmp_path: Path) -> Path:
    return write(tmp_path, {**animal_files(RULES), "tests/all.yaml": CASES})


SURVIVORS = """\
- two-legs-sing at rules/animals.yaml:3: if the condition "covering is feathers"
  of two-legs-sing were deleted, all 3 cases would still pass.

This case for animals.yaml would notice this change:

  - name: two-legs-sing needs covering is feathers
    given: {legs: 0}
    expect: {call: cannot tell}

- two-legs-sing at rules/animals.yaml:3: if the condition "covering is feathers"
  of two-legs-sing also had "fur", all 3 cases would still pass.

This case for animals.yaml would notice this change:

  - name: two-legs-sing not where covering is fur
    given: {covering: fur}
    expect: {call: no advice}

- two-legs-sing at rules/animals.yaml:3: if the condition "legs is at most 2" of
  two-legs-sing were deleted, all 3 cases would still pass.
- two-legs-sing at rules/animals.yaml:3: if the condition "legs is at most 2" of
  two-legs-sing became "legs is at most 3", all 3 cases would still pass.

This case for animals.yaml would notice these changes:

  - name: two-legs-sing needs legs is at most 2
    given: {legs: 3}
    expect: {call: no advice}

Changes by kind
  change            tried  noticed  not noticed  no difference
  delete rule           1        1            0              0
  drop condition        2        0            2              0
  negate condition      2        2            0              0
  move threshold        2        1            1              0
  add value             1        0            1              0
  swap conclusion       1        1            0              0

Score: 55 % (5 of 9 changes noticed by 3 cases).
"""
REDUNDANT = """\
Redundant: proved to change nothing for anybody
  - birds-of-two-kinds at rules/animals.yaml:10: the condition "tame is yes and
    flies is yes" of birds-of-two-kinds changes nothing.
  - birds-of-two-kinds at rules/animals.yaml:10: the condition "flies is yes" of
    birds-of-two-kinds changes nothing.

Proved to make no difference
  - birds-of-two-kinds at rules/animals.yaml:10: nobody could tell if the
    condition "flies is yes" of birds-of-two-kinds became "flies is not yes".
  - birds-of-two-kinds at rules/animals.yaml:10: nobody could tell if the
    condition "flies is yes" of birds-of-two-kinds also had "no".

Changes by kind
  change            tried  noticed  not noticed  no difference
  delete rule           1        1            0              0
  drop condition        5        3            0              2
  negate condition      5        4            0              1
  add value             3        2            0              1
  swap conclusion       1        1            0              0

Score: 100 % (11 of 11 changes noticed by 3 cases).
"""


def test_a_survivor_comes_with_a_case_that_notices_it(animals):
    assert dunbar("--kb", str(animals), "-k", "two-legs legs", code=1).stdout == SURVIVORS


def test_text_that_changes_nothing_is_told(animals):
    assert dunbar("--kb", str(animals), "-k", "birds-of-two-kinds").stdout == REDUNDANT


def test_written_cases_leave_no_survivor(animals):
    dunbar("--kb", str(animals), "--write")
    after = (animals / "tests" / "all.yaml").read_text(encoding="utf-8")

    document = as_data("--kb", str(animals))
    assert document["score"]["percent"] == 100
    assert after.startswith(CASES)
    tested = CliRunner().invoke(main, ["rules", "test", "--kb", str(animals)])
    assert tested.exit_code == 0, tested.output


def test_cases_go_to_the_file_of_their_theme_as_far_in_as_its_own(tmp_path):
    cases = {
        "tests/cases/other.yaml": CASES,
        "tests/cases/animals.yaml": OUTERMOST,
    }
    root = write(tmp_path, {**animal_files(RULES), **cases})

    dunbar("--kb", str(root), "-k", "two-legs legs", "--write")

    text = (root / "tests/cases/animals.yaml").read_text(encoding="utf-8")
    assert text.count("\n- name: ") == text.count("name: ")
    assert (root / "tests/cases/other.yaml").read_text(encoding="utf-8") == CASES


def test_a_file_to_which_nothing_can_be_added_is_left_as_it_is(animals):
    sings = "{name: a bird sings, given: {covering: feathers, legs: 2}, expect: {call: song}}"
    flow = f"tests: [{sings}]\n"
    (animals / "tests" / "all.yaml").write_text(flow, encoding="utf-8")

    failed = dunbar("--kb", str(animals), "-k", "two-legs legs", "--write", code=3)

    assert (animals / "tests" / "all.yaml").read_text(encoding="utf-8") == flow
    assert "was left as it is" in failed.stderr
    assert failed.stdout == ""


def test_the_data_follow_the_schema(animals):
    document = as_data("--kb", str(animals), code=1)
    assert document["schema"] == "dunbar.mutate/1"
    kinds = {one["kind"]: one["tried"] for one in document["kinds"]}
    assert list(kinds) == list(mutation.KINDS)
    assert len(document["unnoticed"]) + document["score"]["killed"] == sum(kinds.values())
    as_data("--kb", str(FAULTS), "-k", "young-battery", code=1)


def test_the_least_score_decides_where_it_is_given(animals):
    percent = as_data("--kb", str(animals), code=1)["score"]["percent"]

    assert 0 < percent < 100
    dunbar("--kb", str(animals), "--min-score", str(percent))
    failed = dunbar("--kb", str(animals), "--min-score", str(percent + 1), code=1)
    assert f"the score is {percent} %, less than {percent + 1} %" in failed.stderr


def test_no_cases_at_all_is_an_error(animals):
    shutil.rmtree(animals / "tests")
    assert "there are no cases" in dunbar("--kb", str(animals), code=3).stderr


def test_cases_that_are_all_different_can_notice_nothing(animals):
    wrong = CASES.replace("song", "hiss").replace("bird}", "fish}").replace("no advice", "fish")
    (animals / "tests" / "all.yaml").write_text(wrong, encoding="utf-8")
    assert "no case is as expected" in dunbar("--kb", str(animals), code=3).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-k", "two-lags-sing"), '(did you mean "two-legs-sing"?)'),
        (("--kind", "move"), '"move" is no kind; there are delete rule, '),
        (("--kind", "drop unless"), 'there is no change of the kind "drop unless" to try'),
    ],
)
def test_words_that_fit_nothing_are_wrong_usage(animals, arguments, said):
    failed = dunbar("--kb", str(animals), *arguments, code=2)
    assert said in failed.stderr
    assert failed.stdout == ""


def test_an_interrupt_leaves_everything_as_it_was(animals, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mutation, "mutate", interrupted)
    dunbar("--kb", str(animals), "--write", code=130)
    assert (animals / "tests" / "all.yaml").read_text(encoding="utf-8") == CASES


TWICE = """
  birds-sing: {when: {covering: feathers}, then: {call: song}, because: So., source: B01}
  tame-birds-sing:
    when: {covering: feathers, tame: yes}
    then: {call: song}
    because: So.
    source: B01
"""
TWICE_CASES = """\
tests:
  - {name: sings, given: {covering: feathers}, expect: {call: song}}
  - {name: barks not, given: {covering: fur, tame: yes}, expect: {call: no advice}}
"""


def test_what_changes_only_reasons_counts_where_it_is_wanted(tmp_path):
    root = write(tmp_path, {**animal_files(TWICE), "tests/all.yaml": TWICE_CASES})
    deleted = ("--kb", str(root), "-k", "tame-birds-sing", "--kind", "delete rule")

    assert [one["fate"] for one in as_data(*deleted)["unnoticed"]] == ["only the reasons"]
    counted = as_data(*deleted, "--reasons", code=1)
    assert [one["fate"] for one in counted["unnoticed"]] == ["survived"]
    assert "because of: tame-birds-sing" in counted["ready"][0]["text"]


def test_what_there_is_no_time_for_is_told_and_not_scored(animals: Path) -> None:
    every = as_data("--kb", str(animals), code=1)
    some = as_data("--kb", str(animals), "--most", "3", code=1)
    tried = sum(kind["tried"] for kind in every["kinds"])

    assert every["untried"] == 0
    assert sum(kind["tried"] for kind in some["kinds"]) == 3
    assert some["untried"] == tried - 3
    said = dunbar("--kb", str(animals), "--most", "3", code=1).stdout
    assert f"3 of {tried} changes were tried, drawn from all rules; --most {tried}" in said
    assert "tries all" in said


def test_the_few_that_are_tried_are_drawn_from_all_and_the_same_every_time() -> None:
    few = mutation.spread(range(1000), 20)

    assert few == mutation.spread(range(1000), 20)
    assert list(few) == sorted(set(few))
    assert len(few) == 20
    assert few[0] < 200
    assert few[-1] > 800
    assert mutation.spread(range(3), 3) == mutation.spread(range(3), 5) == (0, 1, 2)

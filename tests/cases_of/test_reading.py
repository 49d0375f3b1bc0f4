"""Cases are read from files and from rules; what is wrong with them is told at its place."""

from __future__ import annotations

from pathlib import Path

from engine import api, cases
from engine.diagnostics import Findings
from tests.cases_of.bases import animals_with, opened_with
from tests.knowledge import errors


def problems(folder: Path, text: str) -> list[tuple[str, str, str]]:
    root, findings = animals_with(folder, text), Findings()
    found = cases.every_case(root, api.open_knowledge(root).knowledge, findings)
    every = (*findings.all, *(problem for case in found for problem in case.problems))
    return [(one.code, one.location.exact if one.location else "", one.message) for one in every]


def test_cases_stand_in_the_folder_of_cases_and_in_the_rules(tmp_path: Path) -> None:
    _, found = opened_with(tmp_path)

    assert [(case.name, str(case.location), case.example_of) for case in found] == [
        ("a whale is called a fish here", "tests/cases/all.yaml:3", None),
        (
            "example 1 of feathers-make-a-bird",
            "rules/groups.yaml:10",
            "feathers-make-a-bird",
        ),
        ("a hairy thing is no bird", "rules/groups.yaml:11", "feathers-make-a-bird"),
        ("example 1 of free-otherwise", "rules/groups.yaml:52", "free-otherwise"),
    ]


def test_an_example_expects_its_rule_to_have_a_say_unless_it_says_otherwise(
    tmp_path: Path,
) -> None:
    _, found = opened_with(tmp_path)

    assert [case.rules for case in found[1:]] == [
        (("because of", "feathers-make-a-bird"),),
        (("not because of", "feathers-make-a-bird"),),
        (("because of", "free-otherwise"),),
    ]


def test_without_a_folder_of_cases_they_stand_below_tests(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()

    assert cases.case_folder(tmp_path) == tmp_path / "tests"


def test_a_case_that_expects_nothing_is_to_do(tmp_path: Path) -> None:
    text = "tests:\n  - {name: one, given: {legs: 2}}\n  - {name: two, to do: ask a vet}\n"
    _, found = opened_with(tmp_path, text)

    assert [(case.name, case.to_do) for case in found[:2]] == [
        ("one", "nothing is expected yet"),
        ("two", "ask a vet"),
    ]


def test_every_slip_in_a_case_is_found_at_its_place(tmp_path: Path) -> None:
    text = """tests:
  - nam: one
    given: {legz: 2}
  - name: two
    given: {legs: 2}
    expect: {grup: bird, because of: no-such-rule, group: tree}
  - name: three
    expect: {group: bird}
"""

    assert problems(tmp_path, text) == [
        ("missing-key", "tests/cases/all.yaml:2:5", 'a case has no "name"'),
        ("unknown-key", "tests/cases/all.yaml:2:5", '"nam" is not a key of a case'),
        ("unknown-attribute", "tests/cases/all.yaml:3:13", '"legz" is no attribute'),
        ("unknown-attribute", "tests/cases/all.yaml:6:14", '"grup" is no attribute'),
        ("unknown-rule", "tests/cases/all.yaml:6:38", 'there is no rule "no-such-rule"'),
        ("unknown-value", "tests/cases/all.yaml:6:59", '"tree" is not a value of group'),
        ("missing-key", "tests/cases/all.yaml:7:5", 'a case has no "given"'),
    ]


def test_a_file_that_is_no_list_of_cases_is_a_finding(tmp_path: Path) -> None:
    assert problems(tmp_path, "tests: {name: one}\n") == [
        ("wrong-shape", "tests/cases/all.yaml:1:8", '"tests" should list cases')
    ]


def test_examples_that_are_no_list_are_refused_with_the_rules(tmp_path: Path) -> None:
    rule = "rules:\n  one: {when: always, then: {group: bird}, examples: {given: {legs: 2}}}\n"
    root = animals_with(tmp_path, rules=rule)
    files = {path.relative_to(root).as_posix(): path.read_text() for path in root.glob("*/*.yaml")}

    assert [(code, message) for code, _, message, _ in errors(tmp_path, files)] == [
        ("wrong-shape", 'the examples of rule "one" should be a list of cases')
    ]


def test_the_check_of_the_rules_tells_of_examples_that_cannot_be_run(tmp_path: Path) -> None:
    from engine.lint import lint

    rule = "rules:\n  one: {when: always, then: {group: bird}, examples: [{given: {legz: 2}}]}\n"
    found = lint(api.open_knowledge(animals_with(tmp_path, rules=rule)).knowledge)

    assert [str(one.location) for one in found if one.code == "unknown-attribute"] == [
        "rules/groups.yaml:2"
    ]

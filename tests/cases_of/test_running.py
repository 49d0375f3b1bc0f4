"""A case is run as a person would be judged; what differs is told with what decided it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import api, cases
from engine.cases import sharing
from engine.cases.case import Case
from tests.cases_of.bases import FAULTS, opened_with

FISH = "needs covering is scales (it is feathers); waits for habitats includes water (not told)"


def result(folder: Path, expect: str, given: str = "covering: feathers, flies: no") -> cases.Result:
    text = f"tests:\n  - name: it\n    given: {{{given}}}\n    expect: {{{expect}}}\n"
    opened, (case, *_) = opened_with(folder, text)
    return cases.run_case(case, opened.infer)


def test_all_that_is_expected_may_be_so(tmp_path: Path) -> None:
    opened, found = opened_with(tmp_path)

    runs = cases.run_cases(found, opened.infer)

    assert [run.result.outcome for run in runs] == ["as expected"] * 4
    assert runs[0].fired == {"swimmers-are-fish", "heavy-is-risky", "careful-when-risky"}


@pytest.mark.parametrize(
    ("expect", "given", "differences"),
    [
        ("group: bird", "covering: hair", ["group: expected bird, found none"]),
        ("group: bird", "legs: 2", ["group: expected bird, found cannot tell"]),
        ("group: cannot tell", "covering: hair", ["group: expected cannot tell, found none"]),
        ("group: no advice", "legs: 2", ["group: expected no advice, found cannot tell"]),
        ("group: [bird, fish]", "covering: hair", ["group: expected bird or fish, found none"]),
        ("ration: between 1 and 2", "weight: 50", ["ration: expected between 1 and 2, found 5"]),
        ("roles: {not: pet}", "weight: 50", []),
        (
            "set aside: heavy-is-risky",
            "weight: 500",
            ["set aside: expected heavy-is-risky, found it fired, with a proviso"],
        ),
        (
            "because of: feathers-make-a-bird",
            "covering: feathers, flies: no",
            ["because of: expected feathers-make-a-bird, found it was set aside"],
        ),
        ("provided: heavy-is-risky", "weight: 500", []),
        ("clashes: [group]", "covering: hair", ["clashes: expected group, found none"]),
        ("clashes: none", "covering: hair", []),
        ("says: hairy", "legs: 2", ["says: expected hairy, found nothing of the kind"]),
    ],
)  # fmt: skip
def test_what_differs_is_told_as_it_was_written(
    expect: str, given: str, differences: list[str], tmp_path: Path
) -> None:
    found = result(tmp_path, expect, given)

    assert [str(one) for one in found.differences] == differences
    assert found.outcome == ("different" if differences else "as expected")


def test_a_difference_names_the_rules_that_decided_and_the_nearest_that_would_have(
    tmp_path: Path,
) -> None:
    (one,) = result(tmp_path, "group: fish").differences

    assert [(by.name, by.says, by.missing, str(by.location)) for by in one.deciders] == [
        ("grounded-birds", "group: mammal", "", "rules/groups.yaml:29"),
        (
            "swimmers-are-fish",
            "group: fish",
            FISH,
            "rules/groups.yaml:15",
        ),
    ]


def test_what_is_computed_names_what_it_was_worked_out_from(tmp_path: Path) -> None:
    (one,) = result(tmp_path, "ration: 1", "weight: 50").differences

    assert [(by.name, by.says) for by in one.deciders] == [
        ("ration", "worked out from weight: 50, helpings: none")
    ]


def test_a_rule_that_was_set_aside_names_the_one_that_did_it(tmp_path: Path) -> None:
    (one,) = result(tmp_path, "because of: feathers-make-a-bird").differences

    assert [(by.name, by.missing) for by in one.deciders] == [
        ("feathers-make-a-bird", "set aside by grounded-birds")
    ]


def test_a_case_with_a_slip_could_not_run_and_one_to_do_was_not(tmp_path: Path) -> None:
    text = (
        "tests:\n  - {name: a, given: {legz: 2}, expect: {group: bird}}\n  - {name: b, to do: x}\n"
    )
    opened, found = opened_with(tmp_path, text)

    runs = cases.run_cases(found[:2], opened.infer)

    assert [run.result.outcome for run in runs] == ["could not run", "to do"]


def faults() -> tuple[api.Opened, tuple[Case, ...]]:
    from engine.diagnostics import Findings

    opened = api.open_knowledge(FAULTS)
    return opened, cases.every_case(FAULTS, opened.knowledge, Findings())


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="one process there")
def test_two_processes_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, found = faults()
    marks = cases.marks_of(cases.aims_of(opened.knowledge))
    alone = cases.run_cases(found, opened.infer, marks)

    monkeypatch.setattr(sharing, "WORTH_SHARING", 2)
    monkeypatch.setattr(sharing, "_can_share", lambda: True)

    assert cases.run_cases(found, opened.infer, marks) == alone
    assert cases.run_cases(found[:3], opened.infer, marks) == alone[:3]


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="one process there")
def test_what_the_other_process_cannot_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, found = faults()
    alone = cases.run_cases(found, opened.infer)
    monkeypatch.setattr(sharing, "WORTH_SHARING", 2)
    monkeypatch.setattr(sharing, "_can_share", lambda: True)
    monkeypatch.setattr(sharing.pickle, "dumps", lambda *_, **__: 1 / 0)

    assert cases.run_cases(found, opened.infer) == alone


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="one process there")
def test_an_error_in_one_process_ends_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    opened, found = faults()
    monkeypatch.setattr(sharing, "WORTH_SHARING", 2)
    monkeypatch.setattr(sharing, "_can_share", lambda: True)
    here = os.getpid()

    def interrupted(case: Case, _: object) -> str:
        if os.getpid() == here:
            raise KeyboardInterrupt
        return case.name

    with pytest.raises(KeyboardInterrupt):
        sharing.shared(found, opened.infer, interrupted)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)

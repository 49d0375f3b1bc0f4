"""Coverage counts what cases show of the rules; each gap has a case that fills it, or a proof."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import cases
from engine.cases import Aim, Covered, Tally
from engine.cases.covering import ready_cases
from engine.cases.parts import parts_of
from engine.conditions import AnyOf, NoneOf, truth
from engine.consultation import Reference
from engine.diagnostics import Findings
from engine.strata import Program
from engine.values import Value
from tests.cases_of.bases import opened_with
from tests.strategies import random_profile, random_program

SHOWN = """
tests:
  - {name: a, given: {covering: scales, habitats: water, legs: 0}, expect: {group: fish}}
  - {name: b, given: {covering: scales, habitats: water, legs: 4}, expect: {group: no advice}}
  - {name: c, given: {covering: fur, habitats: [land, water]}, expect: {group: no advice}}
"""


def counted(folder: Path, text: str, rule: str) -> dict[tuple[str, str], int]:
    opened, found = opened_with(folder, text)
    report = cases.examine(found[:3], opened.program(), opened.infer, coverage=True)
    assert report.tally is not None
    return {
        (one.aim.kind, one.aim.said): one.cases
        for one in report.tally.covered
        if one.aim.rules[0].id == rule and one.aim.kind != "claim"
    }


def test_a_rule_its_conditions_and_its_exception_are_counted_by_cases(tmp_path: Path) -> None:
    assert counted(tmp_path, SHOWN, "swimmers-are-fish") == {
        ("fires", "swimmers-are-fish"): 1,
        ("true", "covering is scales"): 2,
        ("false", "covering is scales"): 1,
        ("alone", "covering is scales"): 1,
        ("true", "habitats includes water"): 3,
        ("false", "habitats includes water"): 0,
        ("alone", "habitats includes water"): 0,
        ("excepted", "legs is at least 1"): 1,
    }


def test_what_is_not_told_may_be_alone_in_the_way_and_is_neither_true_nor_false(
    tmp_path: Path,
) -> None:
    text = "tests:\n  - {name: a, given: {covering: scales}, expect: {group: cannot tell}}\n"
    found = counted(tmp_path, text, "swimmers-are-fish")

    assert [found[kind, "habitats includes water"] for kind in ("true", "false", "alone")] == [
        0, 0, 1
    ]  # fmt: skip


def test_that_no_row_above_fits_is_one_condition(tmp_path: Path) -> None:
    opened, _ = opened_with(tmp_path)
    rule = opened.knowledge.rule("free-otherwise")

    assert rule is not None
    assert [part.said for part in parts_of(rule)] == ["covering is known", "no row above fits"]


def test_the_kinds_of_aims_are_complete(tmp_path: Path) -> None:
    opened, _ = opened_with(tmp_path)

    kinds = Counter(aim.kind for aim in cases.aims_of(opened.knowledge))

    assert kinds == {
        "fires": 7, "true": 10, "false": 10, "alone": 10, "excepted": 2, "overrides": 1, "claim": 2
    }  # fmt: skip


def tally(*counts: int, impossible: frozenset[int] = frozenset()) -> Tally:
    aims = [Aim("fires", str(number), ()) for number in range(len(counts))]
    return Tally(tuple(map(Covered, aims, counts)), impossible)


@pytest.mark.parametrize(
    ("found", "percent", "gaps"),
    [
        (tally(1, 1), 100, ()),
        (tally(*[1] * 999, 0), 99, (999,)),
        (tally(0, 0, 1), 33, (0, 1)),
        (tally(0, 1, impossible=frozenset({0})), 100, ()),
        (tally(), 100, ()),
    ],
)
def test_the_share_is_rounded_down_and_leaves_out_what_is_proved_impossible(
    found: Tally, percent: int, gaps: tuple[int, ...]
) -> None:
    assert (found.percent(), found.open) == (percent, gaps)


def test_a_gap_comes_with_a_case_that_fills_it(tmp_path: Path) -> None:
    opened, _ = opened_with(tmp_path)
    aims = cases.aims_of(opened.knowledge)
    wanted = [one for one in aims if one.rules[0].id == "swimmers-are-fish" and one.kind != "true"]

    ready = ready_cases(opened.program(), wanted)
    found = {f"{one.aim.kind} {one.aim.said}": one.case for one in ready}

    assert found["alone habitats includes water"] == (
        "  - name: swimmers-are-fish misses only habitats includes water\n"
        "    given: {covering: scales, habitats: none}\n"
        "    expect: {not because of: swimmers-are-fish}\n"
    )
    assert found["excepted legs is at least 1"] == (
        "  - name: swimmers-are-fish and its exception\n"
        "    given: {covering: scales, habitats: [water], legs: 1}\n"
        "    expect: {not because of: swimmers-are-fish}\n"
    )


def test_that_nothing_reaches_an_aim_is_proved(tmp_path: Path) -> None:
    rules = """
rules:
  light: {when: {weight: at most 5}, then: {handling: free}}
  never-alone: {when: {weight: at most 5, handling: free}, then: {group: bird}}
"""
    from engine import api
    from tests.cases_of.bases import animals_with

    program = api.open_knowledge(animals_with(tmp_path, rules=rules)).program()
    found = ready_cases(program, cases.aims_of(program.knowledge))

    assert [(one.aim.kind, one.aim.said) for one in found if one.impossible] == [
        ("alone", "weight is at most 5"),
        ("alone", "handling is free"),
    ]


def test_more_gaps_than_are_searched_stay_gaps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.cases import covering
    from engine.render.testing.coverage import ready_text

    monkeypatch.setattr(covering, "MOST_SEARCHED", 2)
    opened, found = opened_with(tmp_path)
    report = cases.examine(found[:1], opened.program(), opened.infer, coverage=True)

    assert report.tally is not None
    assert [bool(one.case) for one in report.ready[:3]] == [True, True, False]
    assert len(report.tally.open) == len(report.ready) > 10
    assert "# 2 gaps. Each" in ready_text(report)
    assert f"# {len(report.ready) - 2} gaps more not searched" in ready_text(report)


def told(rng: Random, program: Program) -> dict[str, Value]:
    """What a person might tell: who tells something does not tell that there is nothing."""
    profile = random_profile(rng, program)
    return {name: value for name, value in profile.items() if value is not None}


@given(st.integers(0, 10**9))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_ready_case_does_what_it_says_and_no_profile_does_what_is_proved_impossible(
    tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)
    program = random_program(rng)
    aims = [one for one in cases.aims_of(program.knowledge) if one.kind != "claim"][:20]
    believe, path = Reference(program).believe, tmp_path / "ready.yaml"
    tried = [told(rng, program) for _ in range(30)]
    reached = frozenset().union(*(cases.marks_of(aims)(believe(each)) for each in tried))

    for number, one in enumerate(ready_cases(program, aims)):
        assert not (one.impossible and number in reached), one.aim
        if one.case and "0" * 30 not in one.case:  # longer numbers than anybody may write
            findings = Findings()
            path.write_text(f"tests:\n{one.case}", encoding="utf-8")
            (case,) = cases.read_cases(path, program.knowledge, findings)
            run = believe({fact.attribute: fact.value for fact in case.facts})
            assert cases.run_case(case, lambda *_, run=run: run).outcome == "as expected"
            assert cases.marks_of((one.aim,))(run) == {0}


@given(st.integers(0, 10**9))
@settings(max_examples=40, deadline=None)
def test_a_condition_is_alone_in_the_way_where_granting_it_makes_the_rule_fire(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    aims = cases.aims_of(program.knowledge)
    run = Reference(program).believe(random_profile(rng, program))
    marks = cases.marks_of(aims)(run)
    fired = {program.rules[number].id for number in run.fired}

    for number, aim in enumerate(aims):
        (rule, *_) = aim.rules
        if aim.kind == "alone":
            excepted = rule.unless is not None and truth(rule.unless, run.memory) is True
            granted = any(
                part.said == aim.said and truth(part.granted, run.memory) is True
                for part in parts_of(rule)
            )
            assert number not in marks or (granted and not excepted and rule.id not in fired)
        if aim.kind in {"true", "false"}:
            opposite = NoneOf((aim.when,))
            assert not (number in marks and truth(AnyOf((opposite,)), run.memory) is True)

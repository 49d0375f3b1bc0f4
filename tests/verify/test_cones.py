"""Where no diagram of the whole fits: what cones of influence prove, and what stays open."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from engine.consultation import Reference
from engine.diagram import Exceeded, compile_diagram
from engine.properties import Never, Property
from engine.strata import stratify
from engine.verify import verify
from tests.lint.bases import drawn, is_
from tests.lint.test_seeded_faults import clash, idle_override, never_fires, overlapping_rows
from tests.verify.conftest import base_of

LOCAL = {"clash", "never-fires", "shadowed-row", "overlapping-rows", "idle-override", "idle-unless"}
TOO_LARGE = Exceeded("more than 1 nodes", 1)


def told(report):
    return {each.diagnostic.message for each in report.findings if each.diagnostic.code in LOCAL}


@pytest.mark.parametrize("plant", [clash, never_fires, overlapping_rows, idle_override])
def test_cones_find_what_the_whole_finds(plant):
    for seed in range(6):
        random = Random(seed)
        program = stratify(plant(drawn(random, 5), random)[0])
        believe = Reference(program).believe
        whole = verify(program, compile_diagram(program), believe)
        parts = verify(program, TOO_LARGE, believe)

        assert told(whole) <= told(parts)


def test_what_cones_cannot_show_is_not_passed_as_proved():
    opened, _ = base_of("faults")
    report = verify(opened.program(), TOO_LARGE, Reference(opened.program()).believe)
    outcomes = {check.name: check.outcome for check in report.checks}

    assert report.outcome == "not proved"
    assert outcomes == {
        "clash": "proved",
        "fires": "proved",
        "rows": "proved",
        "exceptions": "proved",
        "verdict": "not proved",
        "properties": "not proved",
        "figures": "not proved",
        "matters": "not proved",
    }
    assert (report.scope.profiles, report.scope.searched) == (0, 1000)


def test_a_broken_promise_is_found_by_search():
    knowledge = drawn(Random(1), 5)
    promise = Property("kept", Never(is_("skin", "fur")))
    program = stratify(replace(knowledge, properties=(promise,)))
    report = verify(program, TOO_LARGE, Reference(program).believe)

    assert report.outcome == "failed"
    (found,) = (one for one in report.findings if one.diagnostic.code == "property-fails")
    assert found.profile["skin"] == "fur"

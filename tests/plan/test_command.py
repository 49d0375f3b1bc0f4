"""`dunbar advise` with a plan: dates, calendars, exit codes; and the plan that we ship."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import icalendar
import jsonschema
import pytest
from click.testing import CliRunner

from cli import main
from engine.api import open_knowledge
from engine.intake.profile import read_facts
from engine.plan import plan_of
from engine.render.schema import verdict_schema

CHECKOUT = Path(__file__).parents[2]
TOLD = ("soil=sand", "trees=4", "help=alone", "shade=no")


@pytest.fixture
def advise(garden):
    def advise(*arguments):
        command = ["advise", *arguments, "--kb", str(garden)]
        return CliRunner().invoke(main, command, prog_name="dunbar")

    return advise


def test_dates_are_told_only_where_there_is_a_first_day(advise):
    plain, dated = advise(*TOLD), advise(*TOLD, "--from", "2026-11-23")

    assert "- 10 in 6 weeks: It is a garden, on sand." in plain.stdout
    assert "- 10 by 2027-01-04, in 6 weeks: It is a garden, on sand." in dated.stdout
    assert (plain.exit_code, dated.exit_code) == (0, 0)


@pytest.mark.parametrize(
    "told", [TOLD, ("soil=clay",), ("soil=sand", "trees=10"), ("trees=4",), ("help=neighbours",)]
)
@pytest.mark.parametrize("basis", ["all", "article"])
def test_the_json_is_valid_with_and_without_a_plan(advise, garden, told, basis):
    shape = verdict_schema(open_knowledge(garden).knowledge)
    result = advise(*told, "--format", "json", "--from", "2026-11-23", "--basis", basis)

    jsonschema.validate(json.loads(result.stdout), shape)


def test_a_calendar_is_written_beside_the_verdict(advise, tmp_path):
    file = tmp_path / "me.ics"
    result = advise(*TOLD, "--ics", str(file), "--from", "2026-11-23")

    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert result.exit_code == 0
    assert "2027-01-04" in result.stdout
    assert [str(each["summary"]) for each in calendar.walk("VEVENT")][-1] == "20 trees"


def test_without_a_first_day_a_calendar_begins_today(advise, tmp_path):
    before = datetime.now().astimezone().date()
    advise(*TOLD, "--ics", str(tmp_path / "me.ics"))
    after = datetime.now().astimezone().date()

    calendar = icalendar.Calendar.from_ical((tmp_path / "me.ics").read_bytes())
    assert before <= calendar.walk("VEVENT")[0]["dtstart"].dt <= after


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (("soil=sand",), "tell trees, so that the plan has dates"),
        (("soil=sand", "trees=10"), "nothing needs to grow"),
        (("trees=10",), "there is no figure to plan for"),
        (
            ("soil=sand", "trees=1", "help=neighbours"),
            "at this pace the plan has no end in sight",
        ),
    ],
)
def test_where_nothing_can_be_dated_the_verdict_is_told_and_why_there_is_no_file(
    advise, tmp_path, told, why
):
    file = tmp_path / "me.ics"
    result = advise(*told, "--ics", str(file))

    assert result.exit_code == 4
    assert result.stdout.startswith(("Have ", "No number yet"))
    assert result.stderr == f"dunbar: {file} was not written: {why}\n"
    assert not file.exists()


def test_a_calendar_goes_to_a_file_of_its_own(advise, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("me.yaml").write_text("soil: sand\n", "utf-8")

    to_screen = advise(*TOLD, "--ics", "-")
    twice = advise(*TOLD, "--ics", "out", "-o", "./out")
    over_the_profile = advise("me.yaml", "--ics", "me.yaml")

    assert [each.exit_code for each in (to_screen, twice, over_the_profile)] == [2, 2, 2]
    assert "the verdict goes to the screen" in to_screen.stderr
    assert '"out" is named twice' in twice.stderr
    assert Path("me.yaml").read_text("utf-8") == "soil: sand\n"


def test_without_icalendar_nothing_is_printed_but_the_cure(advise, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = advise(*TOLD, "--ics", str(tmp_path / "me.ics"))

    assert (result.exit_code, result.stdout) == (3, "")
    assert 'pip install "dunbar[calendar]"' in result.stderr


def test_a_day_that_is_no_date_is_wrong_usage(advise):
    assert advise(*TOLD, "--from", "soon").exit_code == 2


SHIPPED = [
    ("industry=banking", "stage=early"),
    ("industry=it", "stage=early"),
    ("industry=it", "stage=established"),
    ("industry=consulting", "stage=CEO"),
    ("industry=accounting", "stage=student", "account=free"),
]


@pytest.mark.parametrize("told", SHIPPED, ids=" ".join)
def test_our_own_plan_never_grows_faster_than_our_own_rules_allow(told):
    opened = open_knowledge(CHECKOUT)
    vocabulary = opened.knowledge.vocabulary
    found = plan_of(opened.consult(read_facts(vocabulary, None, told), outlook=False))
    later = int(100 + found.gain * 52)
    grown = read_facts(vocabulary, None, ["connections a year ago=100", f"connections={later}"])

    run = opened.consult(grown, outlook=False).run

    assert opened.knowledge.rule("grows-too-fast") is not None
    assert "grows-too-fast" not in [run.program.rules[number].id for number in run.fired]


def test_everyone_who_has_a_target_has_a_pace_to_it():
    opened = open_knowledge(CHECKOUT)
    vocabulary = opened.knowledge.vocabulary
    stages, fields = (vocabulary[name].kind.values for name in ("career stage", "industry"))
    pairs = [("mid career", field) for field in fields]
    pairs += [(stage, field) for stage in stages for field in ("accounting", "farming")]

    for stage, field in pairs:
        facts = read_facts(vocabulary, None, [f"stage={stage}", f"industry={field}"])
        told = opened.consult(facts, outlook=False)
        has_target = told.verdict.fields["target"] is not None
        assert (plan_of(told) is not None) is has_target, (stage, field)


def test_nobody_is_planned_down():
    opened = open_knowledge(CHECKOUT)
    facts = read_facts(
        opened.knowledge.vocabulary, None, ["stage=CEO", "connections=5000", "industry=it"]
    )
    found = plan_of(opened.consult(facts, outlook=False))

    assert (found.status, found.points) == ("reached", ())
    assert found.reached == "Nothing needs to grow, and nobody needs to be removed."

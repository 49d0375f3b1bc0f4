"""Another subject runs through the same commands: the engine knows no word of the first one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import engine
from cli import main
from engine import api, cases
from engine.diagnostics import Findings
from engine.render.schema import verdict_schema

FAULTS = Path(__file__).parent / "faults"
OPENED = api.open_knowledge(FAULTS)
FINDINGS = Findings()
CASES = cases.read_cases(FAULTS / "tests", OPENED.knowledge, FINDINGS)

WORDS_OF_THE_FIRST = re.compile(
    r"linkedin|industr|career|network size|networking|connections|invit|recruit|executive|introvert"
    r"|extrovert|personality|\bgoals?\b|seniority|benchmark row|job search",
    re.IGNORECASE,
)
CASES_OF_A_CONSULTATION = [
    ["starter=clicks", "signs=weak lights"],
    ["starter=clicks", "signs=burning smell"],
    ["starter=silent", "in park=no", "signs=none"],
    ["starter=turns slowly", "temperature=-5", "volts=12.1", "battery age=7", "charged for=60"],
    ["starter=normal", "fuel=empty"],
    ["volts=12.8"],
    ["fuel=low"],
]


def dunbar(*arguments: str, kb: Path = FAULTS, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--kb", str(kb)], prog_name="dunbar")
    assert result.exit_code == code, result.output + str(result.exception or "")
    return result


def test_the_knowledge_base_has_nothing_to_be_mended() -> None:
    result = dunbar("rules", "check", "--strict")

    assert result.stderr == ""


def test_every_file_of_cases_can_be_read() -> None:
    assert FINDINGS.all == ()
    assert CASES


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_case_comes_out_as_expected(case: cases.Case) -> None:
    result = cases.run_case(case, OPENED.infer)

    assert (result.outcome, result.differences) == ("as expected", ())


def test_every_rule_fires_in_a_case() -> None:
    fired = {
        OPENED.program().rules[number].id
        for case in CASES
        for number in OPENED.infer(case.facts).fired
    }

    assert {rule.id for rule in OPENED.knowledge.rules} - fired == set()


def test_the_verdict_is_told_in_the_words_of_its_own_subject() -> None:
    shown = dunbar(
        "advise", "starter=turns slowly", "signs=none", "temperature=-5", "volts=12.1",
        "battery age=7", "charged for=60", "--trace", "full",
    ).stdout  # fmt: skip

    flowing = " ".join(shown.split())
    for said in (
        "The battery is the likely cause. Charge it for 325 to 610 minutes.",
        "0.4 V are missing.",
        "What to try",
        "Charge the battery for about 405 minutes.",
        "Good to know",
        "At -5 °C a battery gives less.",
        "gear lever in park: yes",
        "rules/battery.yaml",
        "H01",
    ):
        assert said in flowing


def test_what_is_set_aside_is_shown_with_what_did_so() -> None:
    shown = dunbar("advise", "starter=clicks", "signs=burning smell").stdout

    assert "The starter motor is stuck." in shown
    assert "Set aside" in shown
    assert "clicks-blame-the-battery" in shown


@pytest.mark.parametrize("facts", CASES_OF_A_CONSULTATION, ids=" ".join)
@pytest.mark.parametrize("basis", ["all", "article"])
def test_the_json_document_is_valid_against_the_schema_made_for_it(
    facts: list[str], basis: str
) -> None:
    result = CliRunner().invoke(
        main, ["advise", *facts, "--kb", str(FAULTS), "--format", "json", "--basis", basis]
    )

    document = json.loads(result.stdout)
    jsonschema.validate(document, verdict_schema(OPENED.knowledge))
    assert result.exit_code == (4 if document["verdict"]["cause"] == "unclear" else 0)


def test_the_json_document_has_the_fields_and_lists_of_this_knowledge_base() -> None:
    result = dunbar(
        "advise", "starter=clicks", "signs=weak lights", "volts=12.1", "--format", "json"
    )
    document = json.loads(result.stdout)

    assert document["knowledge_base"]["name"] == "car-will-not-start"
    assert document["verdict"] == {
        "headline": "The battery is the likely cause. Charge it for 215 to 405 minutes.",
        "cause": "battery",
        "confidence": 2,
        "again": "yes",
        "volts": {"measured": 12.1, "needed": 12.4, "short": True},
        "charge": {"least": 215, "likely": 270, "most": 405},
        "range": {"causes": ["battery"], "low": 70, "high": 1485},
    }
    assert [advice["id"] for advice in document["checks"]] == ["charge-it", "jump-leads"]
    assert document["dangers"] == []
    assert [advice["id"] for advice in document["good to know"]] == ["full-is-more"]
    assert [fact for fact in document["facts"] if fact["origin"] == "assumed"] == [
        {"attribute": "gear lever in park", "value": "yes", "origin": "assumed"}
    ]


def test_a_proviso_is_told() -> None:
    shown = dunbar("advise", "starter=turns normally", "volts=12.8", code=4).stdout

    assert "rust on the terminals" in shown


def test_a_case_that_the_rules_cannot_tell_prints_its_verdict_and_exits_with_four() -> None:
    shown = dunbar("advise", "fuel=enough", code=4).stdout

    assert "No cause stands out. Tell what the starter does." in " ".join(shown.split())


def test_a_slip_in_what_is_told_is_answered_with_the_words_of_this_knowledge_base() -> None:
    result = dunbar("advise", "startr=clicks", "signs=wek lights", code=3)

    assert result.stdout == ""
    assert 'did you mean "starter"?' in result.stderr
    assert 'did you mean "weak lights"?' in result.stderr


def test_the_rules_are_listed() -> None:
    shown = dunbar("rules", "list").stdout
    listed = json.loads(dunbar("rules", "list", "--format", "json").stdout)

    assert all(rule.id in shown for rule in OPENED.knowledge.rules)
    assert {rule["rule"] for rule in listed["rules"]} == {
        rule.id for rule in OPENED.knowledge.rules
    }


def test_a_rule_is_shown_in_words_with_its_claim_and_its_lines() -> None:
    shown = " ".join(dunbar("rules", "show", "full-battery").stdout.split())

    assert "battery voltage is at least voltage needed" in shown
    assert "signs includes rust on the terminals" in shown
    assert "A meter is believed before a sign." in shown
    assert "rules/battery.yaml:" in shown


@pytest.mark.parametrize("facts", CASES_OF_A_CONSULTATION, ids=" ".join)
def test_no_word_of_the_first_subject_is_in_the_output_of_the_second(facts: list[str]) -> None:
    for form in (["--trace", "full"], ["--trace", "full", "--basis", "article"]):
        result = CliRunner().invoke(main, ["advise", *facts, "--kb", str(FAULTS), *form])
        assert WORDS_OF_THE_FIRST.findall(result.output) == []


def test_no_word_of_the_first_subject_is_in_the_engine() -> None:
    folder = Path(engine.__file__).parent
    found = [
        f"{path.relative_to(folder)}:{number}: {line.strip()}"
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if WORDS_OF_THE_FIRST.search(line)
    ]

    assert found == []


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A knowledge base of one question and one rule, that says nothing about a verdict."""
    for name, text in {
        "rules/lamp.yaml": "rules:\n  dark:\n    when: {lamp: off}\n    then: {bulb: broken}\n",
        "knowledge/lamp.yaml": (
            "attributes:\n"
            "  lamp: {one of: [on, off], ask: Is it on?}\n"
            "  bulb: {one of: [broken, fine]}\n"
        ),
    }.items():
        path = tmp_path / "bare" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "bare"


def test_a_knowledge_base_without_a_verdict_shows_its_reasoning(bare: Path) -> None:
    shown = dunbar("advise", "lamp=off", "--trace", "full", kb=bare).stdout

    assert "bulb: broken" in shown
    assert "dark" in shown


def test_a_knowledge_base_without_a_verdict_gives_a_valid_document(bare: Path) -> None:
    result = dunbar("advise", "lamp=off", "--format", "json", kb=bare)
    document = json.loads(result.stdout)

    jsonschema.validate(document, verdict_schema(api.load(bare).knowledge))
    assert document["verdict"] == {"headline": "", "range": None}
    assert [step["rule"] for step in document["trace"]] == ["dark"]


@pytest.mark.parametrize(
    "command", [["rules", "check"], ["rules", "list"], ["rules", "show", "dark"]]
)
def test_the_other_commands_do_without_a_verdict_too(bare: Path, command: list[str]) -> None:
    assert dunbar(*command, kb=bare).stdout

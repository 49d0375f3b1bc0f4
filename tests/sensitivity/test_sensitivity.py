"""How far a verdict is from tipping: what is found, how it is told, and the command that asks."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from cli import main
from engine.api import open_knowledge
from engine.consultation import Fact
from engine.diagnostics import DunbarError
from engine.intake.profile import read_facts
from engine.render.sensitivity import sensitivity_document, sensitivity_json
from engine.render.terminal import to_text
from engine.resources import data_root
from engine.sensitivity import Examiner, NumberFact, Tip
from tests.sensitivity.varied import examined

TESTS = Path(__file__).parents[1]
EXPECTED = Path(__file__).parent / "expected"
BASES = {"shipped": None, "faults": TESTS / "faults", "walks": TESTS / "render" / "walks"}
LAPDOG = ("breed=lapdog", "age=old", "hobbies=digging", "minutes now=10", "garden=yes")
STUCK = ("starter=clicks", "signs=burning smell", "battery age=4", "voltage=12.1")


@pytest.fixture(autouse=True)
def _no_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def asked(base, *told):
    opened = open_knowledge(BASES[base])
    facts = read_facts(opened.knowledge.vocabulary, None, told)
    return opened, Examiner(opened.program()).examine(facts)


def text(base, *told, **look):
    _, found = asked(base, *told)
    return to_text(sensitivity_document(found), **look)


def run(*arguments, code=0):
    done = CliRunner().invoke(main, ["what-if", "--sensitivity", *arguments])
    assert done.exit_code == code, done.output
    return done


def test_a_car_is_told_in_full():
    assert text("faults", *STUCK, width=80) == expected("faults-80.txt")


def test_a_car_is_told_on_a_narrow_page_in_plain_letters():
    assert text("faults", *STUCK, width=40, ascii_only=True) == expected("faults-40.txt")


def test_a_walk_is_told_in_full():
    assert text("walks", *LAPDOG, width=80) == expected("walks-80.txt")


def expected(name):
    return (EXPECTED / name).read_text(encoding="utf-8")


def test_the_nearest_fact_stands_first_and_what_changes_nothing_last():
    _, found = asked("faults", *STUCK, "fuel=low")

    assert found.facts[0].attribute.name == "battery voltage"
    tips = [each.tips for each in found.facts]
    assert tips == sorted(tips, reverse=True)


def test_what_is_assumed_is_a_fact_and_marked():
    _, found = asked("faults", "starter=silent")
    lever = next(each for each in found.facts if each.attribute.name == "gear lever in park")

    assert lever.fact.origin == "assumed"
    assert [others.values for others in lever.others if others.changes] == [("no",)]


def test_without_facts_every_question_is_still_looked_at():
    opened, found = asked("faults")

    assert {each.attribute.name for each in found.untold} | {"gear lever in park"} == {
        each.name for each in opened.knowledge.vocabulary.asked
    }


def test_a_number_that_tips_only_beyond_a_figure_says_so():
    found = text("faults", "starter=turns normally", "fuel=low", "temperature=20", width=80)

    assert "At 30 (10 more) cause becomes fuel" in found


def test_every_fact_that_is_said_to_tip_is_inferred_by_durable_rules_first():
    opened, found = asked("faults", *STUCK)
    tried = []

    def infer(facts):
        tried.append({fact.attribute: fact.value for fact in facts})
        return opened.infer(facts)

    Examiner(opened.program()).confirm(found, infer)

    assert {each["starter"] for each in tried} == {"clicks", "turns slowly", "turns normally"}
    assert Decimal("12.4") in {each["battery voltage"] for each in tried}


def test_so_is_every_answer_that_is_said_to_tip_the_first_and_the_last_of_many():
    opened, found = asked("faults", "starter=turns normally", "fuel=low")
    tried = []

    def infer(facts):
        tried.append({fact.attribute: fact.value for fact in facts})
        return opened.infer(facts)

    Examiner(opened.program()).confirm(found, infer)

    warm = [each["outside temperature"] for each in tried if "outside temperature" in each]
    assert warm == [30, 50]
    assert [each["signs"] for each in tried if "signs" in each] == [("dim lights",)]


def test_a_tip_that_another_matcher_does_not_find_is_never_shown():
    opened, found = asked("faults", *STUCK)
    same = opened.infer(each.fact for each in found.facts)

    with pytest.raises(DunbarError, match=r"12\.4.* report this as a bug"):
        Examiner(opened.program()).confirm(found, lambda _: same)


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("faults", STUCK),
        ("faults", ()),
        ("shipped", ("industry=consulting", "stage=senior executive", "connections=480")),
        ("shipped", ("connections=480", "goals=none")),
    ],
)
def test_the_json_document_is_valid(base, told):
    opened, found = asked(base, *told)
    document = json.loads(json.dumps(sensitivity_json(found, opened.knowledge, "all")))

    assert [each.message for each in validator().iter_errors(document)] == []


@pytest.mark.parametrize("change", [{"more": 1}, {"facts": [{}]}, {"words": {"size": 1}}])
def test_the_schema_refuses_what_is_no_such_document(change):
    opened, found = asked("faults", *STUCK)
    document = {**sensitivity_json(found, opened.knowledge, "all"), **change}

    assert list(validator().iter_errors(json.loads(json.dumps(document))))


def validator():
    path = data_root() / "docs" / "schemas" / "sensitivity.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_json_of_a_number_names_both_tips():
    opened, found = asked("shipped", "industry=consulting", "stage=early", "connections=100")
    facts = sensitivity_json(found, opened.knowledge, "all")["facts"]
    connections = next(each for each in facts if each["attribute"] == "connections")

    assert {key: connections[key] for key in ("value", "step", "lower", "complete")} == {
        "value": 100,
        "step": 1,
        "lower": None,
        "complete": True,
    }
    assert connections["higher"]["changes"] == [
        {"field": "gap", "before": "below", "after": "within"}
    ]
    assert connections["higher"]["last"] == connections["higher"]["value"] - 1


def test_the_command_tells_it_of_a_profile_and_what_is_given():
    done = run("starter=clicks", "--given", "voltage=12.1", "--kb", str(BASES["faults"]))

    assert done.output.startswith("Cause: ")
    assert "  - battery voltage: 12.1 V. At 12.4 (0.3 more)" in done.output


def test_the_command_writes_json():
    done = run("starter=clicks", "--format", "json", "--kb", str(BASES["faults"]))

    assert json.loads(done.output)["schema"] == "dunbar.sensitivity/1"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "tell at least one fact"),
        (("stage=early", "--want", "size=larger"), "two questions"),
        (("stage=early", "--given", "profile.yaml"), "--given takes ATTRIBUTE=VALUE"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(arguments, says):
    assert says in run(*arguments, code=2).output


def test_the_basis_of_the_article_leaves_its_own_rules_only():
    done = run("industry=consulting", "stage=established", "--basis", "article", "--format", "json")
    document = json.loads(done.output)

    assert document["basis"] == "article"
    assert {each["origin"] for each in document["conventions"]} <= {"article", "convention"}
    assert not [each for each in document["conventions"] if each["kind"] == "row"]


def test_a_joint_test_of_two_numbers_is_searched_exactly():
    program = open_knowledge(BASES["faults"]).program()
    told = {"battery voltage": Decimal("12.1"), "outside temperature": Decimal(-1)}
    found = examined(program, told)
    volts = next(each for each in found.facts if each.attribute.name == "battery voltage")

    assert isinstance(volts, NumberFact)
    assert volts.higher is not None
    assert volts.higher.value == Decimal("12.5")  # what frost asks for, from a lookup


def test_facts_from_an_export_are_facts_too():
    program = open_knowledge(BASES["faults"]).program()
    found = Examiner(program).examine([Fact("starter", "clicks", "export")])

    assert found.facts[0].fact.origin == "export"


def test_a_convention_holds_only_as_long_as_the_range_stays_the_right_way_up():
    _, found = asked("faults", *STUCK)
    least = next(
        each for each in found.conventions if each.figure.name == "charge least: times 0.8"
    )

    assert (least.low, least.high) == (Decimal("0.1"), Decimal("1.5"))
    assert least.complete
    assert least.higher == Tip(
        Decimal("1.6"), Decimal("1.5"), (), (Decimal(430), Decimal(405)), upside_down=True
    )
    assert "at 1.6 the charge would end below where it begins" in " ".join(
        text("faults", *STUCK, width=80).split()
    )


def test_every_answer_to_a_list_is_named_or_counted():
    found = " ".join(text("faults", "starter=clicks", width=80).split())

    assert "with none, rust on the terminals or smell of petrol (and 1 longer list)" in found
    assert "with dim lights and burning smell (and 3 longer lists)" in found


def test_the_nearest_number_is_told_once():
    found = text("faults", "starter=turns normally", "fuel=low", "temperature=20", width=200)

    assert found.splitlines()[0] == (
        "Cause: unclear. Nearest to changing it is outside temperature: at 30 (10 more) cause"
        " becomes fuel and a verdict can be told."
    )

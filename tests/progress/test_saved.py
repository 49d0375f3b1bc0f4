"""Saved verdicts are read back as they were told; anything else is refused in a line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.diagnostics import DunbarError
from engine.intake.profile import read_facts
from engine.intake.saved import read_saved
from engine.progress import History, Standing, day_in, kept_in, revision
from engine.render.json_ import verdict_json
from tests.plan.garden import KNOWLEDGE, consulted, planted

TOLD = ("soil=clay", "trees=12", "shade=no")
TESTS = Path(__file__).parents[1]


def vocabulary(folder=None):
    return open_knowledge(folder).knowledge.vocabulary


def test_the_facts_that_were_told_come_back(garden, saved):
    found = read_saved(Path(saved("old.json", *TOLD)), vocabulary(garden))

    assert found.facts == read_facts(vocabulary(garden), None, TOLD)
    assert (found.base, found.version, found.basis, found.lost) == ("garden", "1.0.0", "all", ())
    assert found.headline == "Have 60 trees."
    assert "clay" in found.steps


@pytest.mark.parametrize("goals", ["none", "learning,job"])
def test_words_lists_and_empty_lists_of_our_own_base_come_back(goals):
    told = [f"goals={goals}", "industry=construction", "connections=1,200", "invites with note=2.5"]
    consultation = open_knowledge().consult(read_facts(vocabulary(), None, told), outlook=False)
    Path("o.json").write_text(json.dumps(verdict_json(consultation)), "utf-8")

    back = read_saved(Path("o.json"), vocabulary())

    assert {one.attribute: one.value for one in back.facts} == {
        one.attribute: one.value for one in consultation.facts
    }


def test_what_was_assumed_is_not_told():
    opened = open_knowledge(TESTS / "faults")
    facts = read_facts(opened.knowledge.vocabulary, None, ["starter=clicks"])
    document = verdict_json(opened.consult(facts, outlook=False))
    Path("o.json").write_text(json.dumps(document), "utf-8")

    back = read_saved(Path("o.json"), opened.knowledge.vocabulary)

    assert "assumed" in {one["origin"] for one in document["facts"]}

    assert [one.attribute for one in back.facts] == ["starter"]


def test_facts_that_cannot_be_told_any_more_are_named(garden, saved):
    facts = [
        {"attribute": "soil", "value": "peat", "origin": "told"},
        {"attribute": "wells", "value": 3, "origin": "told"},
        {"attribute": "enough", "value": 3, "origin": "told"},
        {"attribute": "trees", "value": 7.5, "origin": "export"},
        {"attribute": "shade", "value": ["yes"], "origin": "export"},
    ]
    found = read_saved(Path(saved("old.json", *TOLD, facts=facts)), vocabulary(garden))

    assert found.lost == ("soil: peat", "wells: 3", "enough: 3", "trees: 7.5")
    assert [(one.attribute, one.origin) for one in found.facts] == [("shade", "export")]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "7", "null", "{}", '{"schema": "dunbar.verdict/1"}', "[" * 100_000, "\xff",
        '{"schema": "dunbar.how/1", "knowledge_base": {}, "facts": []}',
    ],
)  # fmt: skip
def test_what_is_no_verdict_is_refused(garden, text):
    Path("x.json").write_bytes(text.encode("latin-1"))

    with pytest.raises(DunbarError) as caught:
        read_saved(Path("x.json"), vocabulary(garden))

    assert str(caught.value).startswith('"x.json" is no verdict: save one with dunbar advise')


def test_the_same_rules_changed_nothing(garden, saved):
    standing = standing_of(garden, saved("old.json", *TOLD))

    assert revision(standing) is None


def test_other_rules_are_told_apart_from_other_facts(garden, saved):
    name = saved("old.json", *TOLD)
    planted(garden, KNOWLEDGE.replace("wanted * 0.5", "wanted * 0.75").replace("1.0.0", "1.1.0"))
    rules = garden / "rules" / "soil.yaml"
    rules.write_text(rules.read_text("utf-8").replace("  clay:", "  heavy:"), "utf-8")

    found = revision(standing_of(garden, name))

    assert (found.version_then, found.version_now) == ("1.0.0", "1.1.0")
    assert [(one.field, one.then, one.now) for one in found.fields] == [
        ("target low", Decimal(30), Decimal(45))
    ]
    assert (found.only_then, found.only_now) == (("clay",), ("heavy",))
    assert not found.idle


def test_other_rules_that_come_to_the_same_are_idle(garden, saved):
    name = saved("old.json", *TOLD)
    (garden / "knowledge" / "garden.yaml").write_text(KNOWLEDGE + "\n# A remark.\n", "utf-8")

    assert revision(standing_of(garden, name)).idle


def standing_of(garden, name):
    back = read_saved(Path(name), vocabulary(garden))
    told = [f"{one.attribute}={one.value}" for one in back.facts]
    return Standing(name, consulted(garden, *told), None, back)


def test_a_history_is_its_verdicts_by_date():
    folder = Path("history")
    folder.mkdir()
    for name in ("2027-02-01.json", "2026-12-31.json", "2027-02-30.json", "me.yaml", ".hidden"):
        (folder / name).touch()

    assert kept_in(folder) == History(
        (folder / "2026-12-31.json", folder / "2027-02-01.json"), ("2027-02-30.json", "me.yaml")
    )
    assert kept_in(Path("nowhere")) == History(())


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2027-01-31.json", "2027-01-31"),
        ("me-2027-01-31-late.yaml", "2027-01-31"),
        ("2027-02-30 2027-03-01.json", "2027-03-01"),
        ("120270131.json", None),
        ("12027-01-310.json", None),
        ("me.yaml", None),
    ],
)
def test_a_date_is_found_in_a_name(name, day):
    found = day_in(name)

    assert (None if found is None else found.isoformat()) == day


def test_saved_documents_stay_readable_without_a_plan(garden, saved):
    name = saved("old.json", *TOLD)
    document = json.loads(Path(name).read_text("utf-8"))
    del document["plan"]
    Path(name).write_text(json.dumps(document), "utf-8")

    assert read_saved(Path(name), vocabulary(garden)).day is None

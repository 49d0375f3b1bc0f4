"""What a report holds: all of a consultation, each thing once, and every reference leading on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.chaining import ReferenceMatcher
from engine.consultation import Fact, consult
from engine.intake.profile import read_facts
from engine.render.document import Course, Heading, NumberLine, Table, Tree, Waterfall, plain, texts
from engine.render.report import report_document
from tests.knowledge import animals, facts

ROOT = Path(__file__).parents[3]
FAULTS = ROOT / "tests" / "faults"


@pytest.fixture(scope="module")
def shipped():
    opened = open_knowledge()

    def consulted(*written):
        profiles = [ROOT / "examples" / each for each in written if each.endswith(".yaml")]
        told = [each for each in written if "=" in each]
        vocabulary = opened.knowledge.vocabulary
        return opened.consult(read_facts(vocabulary, profiles[0] if profiles else None, told))

    return consulted


def titles(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def found(document, kind):
    return next(block for block in document.blocks if isinstance(block, kind))


def spans(document):
    return [span for block in document.blocks for text in texts(block) for span in text]


def test_the_headline_comes_first_and_what_it_was_made_from_last(lapdog):
    assert titles(report_document(lapdog)) == [
        "Walk 45 minutes a day.",
        "How the number comes about",
        "Counted once",
        "Set aside",
        "What to do next",
        "What to avoid",
        "What it rests on",
        "Not known",
        "Keep in mind",
        "The guidance disagrees",
        "Reasoning",
        "On whose word",
        "How this was made",
    ]


def test_a_report_has_every_picture_that_a_verdict_has_data_for(shipped):
    document = report_document(shipped("job-seeker.yaml", "connections a year ago=150"))

    assert found(document, NumberLine).alternative.startswith("You: 180")
    assert found(document, Waterfall).alternative == "From 608, +72 to 680 connections."
    assert found(document, Course).alternative == (
        "150 connections 52 weeks ago, 180 now, 580 in 58 weeks, 680 in 72 weeks."
    )


def test_what_was_is_shown_also_where_nothing_is_to_grow(shipped):
    document = report_document(
        shipped("industry=legal", "connections=900", "connections a year ago=700")
    )
    course = found(document, Course)

    assert course.alternative == "700 connections 52 weeks ago, 900 now."
    assert [point.value for point in course.ahead] == [900]


def test_without_a_plan_and_without_former_figures_there_is_no_course(shipped, lapdog):
    for consultation in (shipped("industry=legal"), shipped("connections=12000"), lapdog):
        kinds = {type(block) for block in report_document(consultation).blocks}
        assert Course not in kinds


def test_every_step_that_counts_is_in_the_tree_below_something(lapdog, shipped):
    for consultation in (lapdog, shipped("job-seeker.yaml"), shipped("connections=12000")):
        tree = found(report_document(consultation), Tree)
        numbers = {branch.item.number for branch in tree.branches}

        assert {step.number for step in consultation.proof.standing} <= numbers
        assert tree.branches[0].depth == 0


def test_each_root_tells_a_step_once_and_then_refers_to_it(shipped):
    tree = found(report_document(shipped("job-seeker.yaml")), Tree)
    here: set[int] = set()
    for branch in tree.branches:
        if branch.depth == 0:
            here = set()
        elif branch.item.number is not None:
            assert branch.item.number not in here
            here.add(branch.item.number)
        elif (again := re.search(r"as in step (\d+)$", plain(branch.item.spans))) is not None:
            assert int(again[1]) in here


def test_the_tree_is_folded_unless_the_trace_is_full_and_away_where_it_is_none(lapdog):
    assert found(report_document(lapdog), Tree).unfolded is False
    assert found(report_document(lapdog, "full"), Tree).unfolded is True
    assert "Reasoning" not in titles(report_document(lapdog, "none"))


def test_every_claim_that_is_cited_is_told_once_and_no_other(shipped, lapdog, long_winded):
    for consultation in (shipped("job-seeker.yaml"), lapdog, long_winded):
        document = report_document(consultation)
        cited = {span.link for span in spans(document) if span.link.startswith("claim-")}
        anchors = [span.anchor for span in spans(document) if span.anchor]
        told = [anchor for anchor in anchors if anchor.startswith("claim-")]

        assert sorted(told) == sorted(cited)
        assert len(anchors) == len(set(anchors))


def test_every_link_to_a_rule_leads_to_its_step(shipped):
    document = report_document(shipped("job-seeker.yaml"))
    anchors = {span.anchor for span in spans(document)}
    links = {span.link for span in spans(document) if span.link}

    assert links <= anchors


def test_nothing_refers_to_a_longer_trace(lapdog, shipped):
    for consultation in (lapdog, shipped("job-seeker.yaml")):
        said = " ".join(span.text for span in spans(report_document(consultation)))
        assert "--trace" not in said


def test_each_fact_tells_where_it_comes_from(lapdog):
    table = found(report_document(lapdog), Table)

    assert [tuple(map(plain, row)) for row in table.rows][-2:] == [
        ("garden", "yes", "told"),
        ("leash", "yes", "assumed, as it was not told"),
    ]


def test_a_base_without_verdict_numbers_or_headline_has_a_report_too(tmp_path):
    program = animals(tmp_path, "bird: {when: {covering: feathers}, then: {group: bird}}")
    consultation = consult(program, facts(program, "covering=feathers"), ReferenceMatcher(program))

    document = report_document(consultation)

    assert document.title == "What animals says"
    assert titles(document)[1:] == [
        "What it rests on",
        "Not known",
        "Reasoning",
        "On whose word",
        "How this was made",
    ]


def test_a_verdict_on_nothing_has_a_report_too():
    consultation = open_knowledge(FAULTS).consult([Fact("fuel gauge", "low")])

    document = report_document(consultation)

    assert document.title == "No cause stands out. Tell what the starter does."
    assert "What it rests on" in titles(document)

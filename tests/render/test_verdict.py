"""A verdict as a person reads it: whole outputs, at every width and without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.consultation import Fact
from engine.intake.profile import read_facts
from engine.render.document import Heading, NumberLine, Waterfall
from engine.render.present import verdict_document
from engine.render.readings import told_as
from engine.render.terminal import to_text

EXPECTED = Path(__file__).with_name("expected")
EXAMPLES = Path(__file__).parents[2] / "examples"


def expected(name):
    return (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def titles(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_a_verdict_shows_all_that_led_to_it(lapdog):
    assert to_text(verdict_document(lapdog), width=80) == expected("short-80")


def test_a_narrow_pipe_without_unicode_gets_the_same(lapdog):
    text = to_text(verdict_document(lapdog, "none"), width=40, ascii_only=True)

    assert text == expected("none-40-ascii")
    assert text.isascii()


def test_the_full_trace_adds_matches_claims_and_steps_on_request(consulted):
    document = verdict_document(consulted(breed="jack russell", age="old"), "full")

    assert to_text(document, width=80) == expected("full-80")


def test_without_a_figure_the_known_mark_is_told_in_words(consulted):
    text = to_text(verdict_document(consulted(minutes_now="10"), "none"), width=80)

    assert text == expected("cannot-tell-80")


@pytest.mark.parametrize("width", [20, 24, 33, 40, 60, 80, 100])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_asked_for(lapdog, width, ascii_only):
    text = to_text(verdict_document(lapdog, "full"), width=width, ascii_only=ascii_only)

    assert max(map(len, text.splitlines())) <= width
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_colour_changes_nothing_but_colour(lapdog):
    document = verdict_document(lapdog, "full")
    coloured = to_text(document, width=80, colour=True)

    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == to_text(document, width=80)


def test_colour_needs_no_environment(lapdog, monkeypatch):
    document = verdict_document(lapdog)
    before = to_text(document, width=80, colour=True)
    for name, value in (
        ("TERM", "dumb"),
        ("NO_COLOR", "1"),
        ("COLUMNS", "30"),
        ("FORCE_COLOR", "1"),
    ):
        monkeypatch.setenv(name, value)

    assert to_text(document, width=80, colour=True) == before


def test_markup_in_a_text_is_only_text(consulted):
    text = to_text(verdict_document(consulted(breed="lapdog"), "full"), width=80)

    assert "A [bold]vet[/bold] says so." in text


def test_the_sections_stand_in_the_order_of_reading(lapdog):
    assert titles(verdict_document(lapdog)) == [
        "How the number comes about",
        "Counted once",
        "Set aside",
        "What to do next",
        "What to avoid",
        "Not known",
        "Keep in mind",
        "The guidance disagrees",
        "Reasoning",
    ]


def test_no_trace_leaves_out_the_reasoning_alone(lapdog):
    short = titles(verdict_document(lapdog))

    assert titles(verdict_document(lapdog, "none")) == short[:-1]


def test_of_a_long_list_the_first_are_told_and_the_others_named(lapdog):
    one = lapdog.verdict.advice["caveats"][0]
    many = tuple(replace(one, id=f"caveat-{number}", text=f"No. {number}!") for number in range(12))
    long = replace(lapdog, verdict=replace(lapdog.verdict, advice={"caveats": many}))

    short = to_text(verdict_document(long, "none"), width=80).splitlines()
    full = to_text(verdict_document(long, "full"), width=80)

    assert [line for line in short if "No. " in line][-1].startswith("  - No. 5!")
    assert "  - 6 more with --trace full: caveat-6, caveat-7, caveat-8, caveat-9, ..." in short
    assert "No. 11! Dogs differ." in full
    assert "more with" not in full


def test_the_short_reasoning_says_which_steps_it_leaves_out(lapdog):
    short = to_text(verdict_document(lapdog), width=80).split("Reasoning\n")[1]
    full = to_text(verdict_document(lapdog, "full"), width=80).split("Reasoning\n")[1]
    numbers = r"(?m)^ +(\d+)\. "

    assert re.findall(numbers, short) == ["1", "3", "5", "7"]
    assert short.endswith("  With --trace full: reasons, and steps 2, 4, 6 and 9-16.\n")
    assert len(re.findall(numbers, full)) == len(lapdog.proof.standing)


@pytest.mark.parametrize("name", ["academic", "accountant", "consultant", "job-seeker"])
def test_a_typical_verdict_is_not_long(name):
    opened = open_knowledge()
    facts = read_facts(opened.knowledge.vocabulary, EXAMPLES / f"{name}.yaml", [])

    text = to_text(verdict_document(opened.consult(facts)), width=80)

    assert 60 <= text.count("\n") <= 120


def test_figures_are_data_with_a_text_that_says_the_same(lapdog):
    blocks = verdict_document(lapdog).blocks
    line = next(block for block in blocks if isinstance(block, NumberLine))
    waterfall = next(block for block in blocks if isinstance(block, Waterfall))

    assert line.alternative == "You: 10; usual: 30; target: 35 to 55, likely 45 minutes."
    assert waterfall.alternative == "From 30, +15 to 45 minutes."
    assert [bar.change for bar in waterfall.bars] == [None, 15]


def test_a_fact_shows_how_it_was_told_only_where_that_differs():
    assert told_as(Fact("breed", "terrier", "told", "jack russell")) == "jack russell"
    assert told_as(Fact("breed", "terrier", "told", "terrier")) is None
    assert told_as(Fact("breed", "terrier")) is None

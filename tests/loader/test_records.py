"""Records: keys that are known beforehand, and what is said of anything else."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.diagnostics import Findings
from engine.loader.records import Record, as_number, as_text, as_texts, entries
from engine.yamltext import parse

TEXT = b"""Colour: Red
"big number": 1,250.5
many: [a, "", b]
one: a
mixed: [a, [b], {c: d}]
map: {x: y}
"""
KEYS = ("colour", "big number", "many", "one", "mixed", "map")


def record(text=TEXT, keys=KEYS):
    findings = Findings()
    node = parse(text, "x.yaml", findings)

    assert node is not None
    return Record(node, "a thing", keys, findings)


def said(findings):
    return [(each.code, each.message, each.hint, each.location.exact) for each in findings.all]


def test_keys_are_found_however_they_are_written():
    found = record(b"BIG-number: 4\nColour: Red\n")

    assert ("big number" in found, "colour" in found, "many" in found) == (True, True, False)
    assert (found.text("colour"), found.number("big number"), said(found.findings)) == (
        "Red", Decimal(4), [],
    )  # fmt: skip


def test_what_is_not_there_has_a_default():
    found = record()

    assert (found.text("other", "x"), found.texts("other"), found.number("other")) == (
        "x",
        (),
        None,
    )
    assert (found.node("other"), found.choice("other", ("a", "b"), "b")) == (None, "b")
    assert (found.at("other"), found.at("one").exact) == (found.location, "x.yaml:4:6")


def test_values_are_read_by_their_form():
    found = record()

    assert (found.text("colour"), found.number("big number")) == ("Red", Decimal("1250.5"))
    assert [[text.value for text in found.texts(key)] for key in ("many", "one")] == [
        ["a", "", "b"], ["a"],
    ]  # fmt: skip
    assert (found.choice("colour", ("red", "blue"), "blue"), said(found.findings)) == ("red", [])


def test_an_unknown_key_is_told_with_the_nearest():
    found = record(b"Colour: red\ncolor: blue\nzzz: 1\n")

    assert said(found.findings) == [
        ("unknown-key", '"color" is not a key of a thing', 'did you mean "colour"?', "x.yaml:2:1"),
        ("unknown-key", '"zzz" is not a key of a thing',
         "it may be colour, big number, many, one, mixed or map", "x.yaml:3:1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda found: found.text("map"),
         ("wrong-shape", '"map" should be text, not a mapping', None, "x.yaml:6:6")),
        (lambda found: found.text("many"),
         ("wrong-shape", '"many" should be text, not a list', None, "x.yaml:3:7")),
        (lambda found: found.texts("map"),
         ("wrong-shape", '"map" should be text or a list of texts, not a mapping', None, "x.yaml:6:6")),
        (lambda found: found.number("one"),
         ("not-a-number", '"one" should be a number, not "a"', None, "x.yaml:4:6")),
        (lambda found: found.number("many"),
         ("wrong-shape", '"many" should be text, not a list', None, "x.yaml:3:7")),
        (lambda found: found.choice("colour", ("reed", "blue"), "blue"),
         ("unknown-value", '"Red" is not a value of "colour"', 'did you mean "reed"?', "x.yaml:1:9")),
        (lambda found: found.require("one", "other"),
         ("missing-key", 'a thing has no "other"', 'add a line "other: ..."', "x.yaml:1:1")),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_told(ask, expected):
    found = record()
    ask(found)

    assert said(found.findings) == [expected]


def test_each_item_of_a_list_that_is_no_text_is_told():
    found = record()

    assert [text.value for text in found.texts("mixed")] == ["a"]
    assert said(found.findings) == [
        ("wrong-shape", 'each item of "mixed" should be text, not a list', None, "x.yaml:5:12"),
        ("wrong-shape", 'each item of "mixed" should be text, not a mapping', None, "x.yaml:5:17"),
    ]


def test_what_is_no_mapping_is_told_once_and_lacks_nothing_more():
    found = record(b"- a\n")

    assert (found.require("one", "many"), "one" in found) == (False, False)
    assert said(found.findings) == [
        ("wrong-shape", 'a thing should be a mapping (lines of "key: value"), not a list', None,
         "x.yaml:1:1"),
    ]  # fmt: skip


def test_the_readers_of_single_nodes_tell_and_go_on():
    findings = Findings()
    node = parse(b"a: 5%\nb: [x]\nc: y\n", "x.yaml", findings)
    values = {key.value: value for key, value in entries(node, "it", findings)}

    assert as_number(values["a"], "a", findings) == Decimal(5)
    assert (as_text(values["b"], "b", findings), as_number(values["c"], "c", findings)) == (
        None,
        None,
    )
    assert [text.value for text in as_texts(values["b"], "b", findings)] == ["x"]
    assert [each.code for each in findings.all] == ["wrong-shape", "not-a-number"]

"""The kinds of attributes in YAML, and every slip in them."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.expressions import Arithmetic, Constant, Name
from engine.sources import UNSOURCED, Origin, Source
from engine.vocabulary import (
    Evidence,
    Formula,
    ListOf,
    Lookup,
    LookupRow,
    Misread,
    Number,
    OneOf,
    read,
)
from tests.knowledge import base, beside_animals, slips


def kind(tmp_path, text):
    program = base(tmp_path, beside_animals(f"attributes:\n  it: {{{text}}}\n"))
    return program.knowledge.vocabulary["it"].kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one of: [Big, very small]", OneOf(("Big", "very small"), {})),
        ("one of: single", OneOf(("single",), {})),
        ("list of: [a, b]", ListOf(("a", "b"), {})),
        ("number: -1.5 to 1,000", Number(Decimal("-1.5"), Decimal(1000))),
        ("kind: Yes or No", OneOf(("yes", "no"), {})),
        ("evidence: Danger", Evidence("danger")),
        ("formula: Weight + 1", Formula(Arithmetic("+", Name("weight"), Constant(Decimal(1))))),
    ],
)
def test_each_kind_is_read(tmp_path, text, expected):
    text = text.replace("1,000", '1,000"').replace(": -1", ': "-1')

    assert kind(tmp_path, text) == expected


def test_words_are_read_in_every_spelling(tmp_path):
    found = kind(
        tmp_path, "one of: [Big & Bold, small], also written: {big_and_bold: [LARGE, huge one]}"
    )

    assert dict(found.readings) == {
        "big and bold": "Big & Bold", "small": "small", "large": "Big & Bold",
        "huge one": "Big & Bold",
    }  # fmt: skip


def test_yes_or_no_takes_other_spellings_too(tmp_path):
    found = kind(tmp_path, "kind: yes or no, also written: {yes: [sure, of course], no: never}")

    assert dict(found.readings) == {
        "yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no",
        "sure": "yes", "of course": "yes", "never": "no",
    }  # fmt: skip


def test_a_lookup_reads_keys_by_the_vocabulary_and_rows_inherit_its_source(tmp_path):
    words = "lookup: {by: Coat, rows: {hair: 1, scales: {is: 2.5, source: B01}}, otherwise: {is: 9}}, source: X01"
    numbers = 'lookup: {by: danger, rows: {"-0.50": 1, 2: 3}}'
    own = Source(("X01",), None, Origin.EXTERNAL)

    assert kind(tmp_path / "a", words) == Lookup("covering", (
        LookupRow("fur", Decimal(1), own),
        LookupRow("scales", Decimal("2.5"), Source(("B01",), None, Origin.ARTICLE)),
        LookupRow(None, Decimal(9), own),
    ))  # fmt: skip
    assert kind(tmp_path / "b", numbers) == Lookup("danger", (
        LookupRow(Decimal("-0.5"), Decimal(1), UNSOURCED), LookupRow(Decimal(2), Decimal(3), UNSOURCED),
    ))  # fmt: skip


KINDS = '"one of", "list of", "number", "kind", "evidence", "formula" or "lookup"'.replace('"', "")
RESERVED = "cannot be a value: a rule would read it as a test"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\u00abit: {ask: What?}",
         [("bad-kind", f'attribute "it" needs one of {KINDS}, but has none of them', None)]),
        ("\u00abit: {number: 0 to 1, kind: yes or no}",
         [("bad-kind", f'attribute "it" needs one of {KINDS}, but has "number" and "kind"', None)]),
        ("it: {number: \u00ab0-100}",
         [("bad-kind", '"0-100" is no range of numbers', 'write for example "number: 0 to 100"')]),
        ("it: {number: \u00ab9 to 9}",
         [("bad-kind", '"9 to 9" is no range of numbers', 'write for example "number: 0 to 100"')]),
        ("it: {number: \u00ab9 to 1}",
         [("bad-kind", '"9 to 1" is no range of numbers', 'write for example "number: 0 to 100"')]),
        ("it: {kind: \u00abboolean}",
         [("bad-kind", '"boolean" is no kind of attribute',
           f'write "kind: yes or no", or one of the keys {KINDS}')]),
        ("it: {evidence: \u00abdangr}",
         [("unknown-scale", 'there is no scale "dangr"', 'did you mean "danger"?')]),
        ("it: {list of: \u00ab[]}", [("empty-list", '"it" has no values to choose from', None)]),
        ("it: \u00ab{}", [
            ("empty-value", 'attribute "it" is empty', "write what belongs there, or delete it")]),
        ("it: {one of: [a, \u00abnone]}", [("reserved-word", f'"none" {RESERVED}', "choose another word")]),
        ("it: {one of: [a, \u00abUnknown]}",
         [("reserved-word", f'"Unknown" {RESERVED}', "choose another word")]),
        ("it: {list of: [a, \u00abnot b]}",
         [("reserved-word", f'"not b" {RESERVED}', "choose another word")]),
        ("it: {one of: [a, \u00abat least two]}",
         [("reserved-word", f'"at least two" {RESERVED}', "choose another word")]),
        ("it: {one of: [a, b, \u00abA]}",
         [("duplicate-value", '"A" already means "a"', "keep it in one place")]),
        ("it: {one of: [a, b], also written: {a: [x], b: [\u00abX]}}",
         [("duplicate-value", '"X" already means "a"', "keep it in one place")]),
        ("it: {one of: [a, b], also written: {a: [\u00abb]}}",
         [("duplicate-value", '"b" already means "b"', "keep it in one place")]),
        ("it: {one of: [alpha, beta], also written: {\u00abalhpa: [x]}}",
         [("unknown-value", '"alhpa" is not a value of it', 'did you mean "alpha"?')]),
        ("it: {kind: yes or no, also written: {\u00abmaybe: [x]}}",
         [("unknown-value", '"maybe" is not a value of it', "it may be yes or no")]),
        ("it: {number: 0 to 9, also written: \u00ab{1: [one]}}",
         [("unknown-key", '"also written" is not a key of attribute "it"',
           "only words have other spellings")]),
        ("it: {one of: [[\u00aba]]}".replace("[\u00aba]", "\u00ab[a]"),
         [("wrong-shape", 'each item of values of "it" should be text, not a list', None)]),
        ("it: {one of: \u00ab{a: b}}",
         [("wrong-shape", 'values of "it" should be text or a list of texts, not a mapping', None)]),
        ("it: {formula: \u00abwieght * 2}",
         [("bad-formula", 'the formula of "it" reads "wieght", which is no attribute',
           'did you mean "weight"?')]),
        ("it: {formula: \u00ab2 +}", [("bad-formula", 'the formula of "it" ends too early', None)]),
        ("it: {formula: \u00abcovering + 1}",
         [("bad-formula", 'the formula of "it" reads "covering", which is no number', None)]),
        ("it: {formula: \u00ab[1]}",
         [("wrong-shape", 'the formula of "it" should be text, not a list', None)]),
        ("it: {lookup: \u00ab{rows: {a: 1}}}",
         [("missing-key", 'the lookup of "it" has no "by"', 'add a line "by: ..."')]),
        ("it: {lookup: {by: \u00abcolour, rows: {a: 1}}}",
         [("unknown-attribute", '"colour" is no attribute', None)]),
        ("it: {lookup: \u00ab{by: habitats, rows: {land: 1}}}",
         [("bad-kind", '"habitats" may hold several values, so no lookup can go by it', None)]),
        ("it: {lookup: {by: covering, rows: {\u00abfurr: 1}}}",
         [("unknown-value", '"furr" is not a value of covering', 'did you mean "fur"?')]),
        ("it: {lookup: {by: legs, rows: {\u00abfour: 1}}}",
         [("unknown-value", '"four" is not a value of legs', None)]),
        ("it: {lookup: {by: covering, rows: {fur: 1, \u00abhair: 2}}}",
         [("duplicate-value", 'there is a row for "fur" already', "keep it in one place")]),
        ('it: {lookup: {by: legs, rows: {1: 1, \u00ab"1.0": 2}}}',
         [("duplicate-value", 'there is a row for "1" already', "keep it in one place")]),
        ("it: {lookup: {by: covering, rows: {fur: \u00abmany}}}",
         [("not-a-number", 'a figure should be a number, not "many"', None)]),
        ("it: {lookup: {by: covering, rows: {fur: \u00ab{source: B01}}}}",
         [("missing-key", 'a row of a lookup has no "is"', 'add a line "is: ..."')]),
        ("it: {lookup: {by: covering, rows: {fur: {is: 1, \u00absuorce: B01}}}}",
         [("unknown-key", '"suorce" is not a key of a row of a lookup', 'did you mean "source"?')]),
    ],
)  # fmt: skip
def test_each_slip_is_told_where_it_is_with_the_way_out(tmp_path, text, found):
    told, places, marked = slips(tmp_path, beside_animals(f"attributes:\n  {text}\n"))

    assert (told, places) == (found, marked)


def test_whoever_reads_an_attribute_of_a_bad_kind_has_made_no_mistake(tmp_path):
    files = beside_animals(
        "attributes:\n  it: {kind: \u00abboolean, also called: thing}\n  double: {formula: it * 2}\n"
    )
    files["rules/two.yaml"] = (
        "rules:\n"
        '  two: {when: {thing: yes}, then: {group: bird}, because: "{it}"}\n'
        "  three: {when: {\u00abthink: yes}, then: {it: 4}}\n"
    )
    told, places, marked = slips(tmp_path, files)

    assert ([code for code, *_ in told], places) == (["bad-kind", "unknown-attribute"], marked)


def test_a_list_that_lacks_its_brackets_is_told(tmp_path):
    told, places, marked = slips(
        tmp_path, beside_animals("attributes:\n  it:\n    one of: \u00abgood, bad\n    ask: How?\n")
    )

    assert places == marked
    assert told == [("wrong-shape", 'the values of "it" are a list', "write [good, bad]")]


def test_what_is_counted_takes_whole_numbers_only(tmp_path):
    program = base(
        tmp_path,
        beside_animals("attributes:\n  it: {number: 0 to 9000, whole: yes, ask: How many?}\n"),
    )
    counted = program.knowledge.vocabulary["it"]

    assert read(counted, "1,200") == Decimal(1200)
    assert read(counted, "1.200") == Misread(
        "not-a-number", '"1.200" is not a whole number', "write a number from 0 to 9,000"
    )

"""Import maps: what they say, and every slip with its place and the way out."""

# ruff: noqa: E501 - maps and messages stand in one line, as their authors see them

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.importmap import (
    CellTest,
    Classed,
    Column,
    Count,
    Different,
    ItemCount,
    Label,
    Largest,
    Mix,
    Share,
    WordClass,
    YearsSince,
)
from tests.knowledge import beside_animals, errors, loaded, slips

WHOLE = """
imports:
  zoo log:
    about: the log of a zoo
    how to get it: Ask the keeper.
    date in name: year-month-day
    files:
      Animals.csv:
        known by: [Name, Born]
        or by: [Called]
        columns:
          name: {heading: [Name, Called], keep: filled}
          kind: {heading: Kind, without endings: [sp, var]}
          legs: Legs
          food: {heading: Food, items between: ";"}
          born: {heading: Born, date: [day month year, year-month-day]}
        dated by: born
        quotes: with backslash
    words:
      coats:
        feathery: [bird*, "*fowl"]
        furry: {any: [cat, dog], but not: [hot dog]}
    readings:
      animals: {from: animals.csv, count: rows, tells: legs, trust: high, says: "{rows} rows, {births} births", note: All.}
      births: {from: Animals.csv, count: rows a month, in the last: 12 months}
      old: {from: Animals.csv, count: rows, until: 1 month ago, where: {kind: [Cat, Dog], name: filled}}
      kinds: {from: Animals.csv, different: kind}
      named: {from: Animals.csv, share: {name: empty}, at least: 3, unit: "%"}
      common: {from: Animals.csv, largest share: kind, of the largest: 3}
      mix: {from: Animals.csv, mix: kind, by: coats}
      cover: {from: Animals.csv, class: kind, by: coats, means: {feathery: feathers, furry: hair}, suggests: coat}
      only kind: {from: Animals.csv, value: kind, tells: covering}
      foods: {from: Animals.csv, items: food}
      age: {from: Animals.csv, years since: born}
    left alone: {Keepers.csv: their business}
    never read: [Address, Name]
"""
COATS = (
    WordClass("feathery", ("bird*", "*fowl")),
    WordClass("furry", ("cat", "dog"), ("hot dog",)),
)


def test_every_key_is_read(tmp_path):
    (found,) = loaded(tmp_path, beside_animals(WHOLE)).knowledge.imports

    assert (found.name, found.about, found.how_to_get) == (
        "zoo log",
        "the log of a zoo",
        "Ask the keeper.",
    )
    assert found.day_in_name == "year-month-day"
    assert (found.left_alone, found.never_read) == (
        {"Keepers.csv": "their business"},
        ("Address", "Name"),
    )
    (table,) = found.tables
    assert table.known_by == (("Name", "Born"), ("Called",))
    assert (table.dated_by, table.escaped) == ("born", True)
    assert table.columns == (
        Column("name", ("Name", "Called"), only_filled=True),
        Column("kind", ("Kind",), endings=("sp", "var")),
        Column("legs", ("Legs",)),
        Column("food", ("Food",), between=";"),
        Column("born", ("Born",), dates=("day month year", "year-month-day")),
    )
    readings = {form.name: form for form in found.readings}
    assert {name: form.measure for name, form in readings.items()} == {
        "animals": Count(),
        "births": Count(last=12, a_month=True),
        "old": Count(until=1),
        "kinds": Different("kind"),
        "named": Share((CellTest("name", filled=False),)),
        "common": Largest("kind", 3),
        "mix": Mix("kind", COATS),
        "cover": Classed("kind", COATS, {"feathery": "feathers", "furry": "fur"}),
        "only kind": Label("kind"),
        "foods": ItemCount("food"),
        "age": YearsSince("born"),
    }
    assert readings["old"].where == (CellTest("kind", ("cat", "dog")), CellTest("name"))
    assert (readings["animals"].tells, readings["cover"].suggests) == ("legs", "covering")
    assert (readings["animals"].trust, readings["births"].trust) == ("high", "medium")
    assert readings["animals"].says == "{rows} rows, {births} births"
    assert readings["named"].at_least == 3


def reading(text, files=""):
    return (
        "imports:\n  log:\n    about: a log\n    files:\n      a.csv:\n        known by: [Day]\n        columns:\n"
        "          day: {heading: Day, date: year-month-day}\n          kind: Kind\n          name: {heading: Name, keep: filled}\n"
        f'          food: {{heading: Food, items between: ";"}}\n        dated by: day\n{files}'
        f"    words: {{coats: {{furry: [cat]}}}}\n    never read: [Name]\n    readings:\n      one: {text}\n"
    )


SLIPS = {
    "{from: «b.csv, count: rows}": '"b.csv" is not under "files"',
    "«{from: a.csv}": 'reading "one" reads nothing',
    "{from: a.csv, count: rows, different: «kind}": 'reading "one" reads two things at once',
    "{from: a.csv, different: «knid}": '"knid" is no column of a.csv',
    "{from: a.csv, different: «name}": 'of "name" only whether it is filled is kept',
    "{from: a.csv, different: «day}": 'of "day" only its day is kept',
    "{from: a.csv, different: «food}": '"different" does not fit the column "food"',
    "{from: a.csv, items: «kind}": '"items" does not fit the column "kind"',
    "{from: a.csv, years since: «kind}": '"kind" has no "date"',
    "{from: a.csv, count: «rows a month}": '"rows a month" needs "in the last"',
    "{from: a.csv, count: rows, in the last: «a year}": '"a year" is no number of months',
    "{from: a.csv, count: rows, until: «0 months ago}": '"0 months ago" is no number of months',
    "{from: a.csv, different: kind, until: «1 month ago}": '"until" does not go with "different"',
    "{from: a.csv, mix: kind, by: «coat}": '"coat" is not under "words"',
    "{from: a.csv, mix: kind, by: coats, tells: «legs}": '"legs" takes one value, and a mix is several',
    "{from: a.csv, value: kind, tells: «legs}": '"legs" takes no single word',
    "{from: a.csv, count: rows, tells: «covering}": '"covering" takes no number',
    "{from: a.csv, count: rows, tells: «helpings}": '"helpings" is worked out by the rules, so no export tells it',
    "{from: a.csv, count: rows, tells: legs, suggests: «weight}": '"tells" and "suggests" do not go together',
    "{from: a.csv, class: kind, by: coats, means: {«feathery: fur}, suggests: coat}": '"feathery" is no class of "coats"',
    "{from: a.csv, count: rows, where: {«size: 3}}": '"size" is no column of a.csv',
    "{from: a.csv, count: rows, where: {name: «Tom}}": 'of "name" no text is kept',
    "{from: a.csv, largest share: kind, of the largest: «0}": '"of the largest" should be a whole number from 1',
}


@pytest.mark.parametrize("text", SLIPS)
def test_each_slip_is_told_where_it_is(text, tmp_path):
    found, places, marked = slips(tmp_path, beside_animals(reading(text)))

    assert [(code, message) for code, message, _ in found] == [("bad-import", SLIPS[text])]
    assert places == marked


OTHERS = {
    "{from: a.csv, cuont: rows}": {"unknown-key", "bad-import"},
    "{from: a.csv, count: rows, trust: much}": {"unknown-value"},
    "{from: a.csv, count: rows, tells: lgs}": {"unknown-attribute"},
    "{from: a.csv, class: kind, by: coats, suggests: coat}": {"missing-key"},
    "{from: a.csv, class: kind, by: coats, means: {furry: wool}, suggests: coat}": {
        "unknown-value"
    },
    "{from: a.csv, count: rows, at least: some}": {"not-a-number", "bad-import"},
    '{from: a.csv, count: rows, says: "{ones}"}': {"bad-import"},
    "count": {"wrong-shape"},
}


@pytest.mark.parametrize("text", OTHERS)
def test_other_slips_have_the_messages_that_they_have_elsewhere(text, tmp_path):
    assert {code for code, *_ in errors(tmp_path, beside_animals(reading(text)))} == OTHERS[text]


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (("dated by: born", "dated by: kind"), "bad-import", '"kind" is no column with a date'),
        (("Legs\n", "Address\n"), "bad-import", '"Address" is listed under "never read"'),
        (("day month year,", "day monht year,"), "unknown-value", '"day monht year" is no way to write a date'),
        (("year-month-day\n    files", "day of year\n    files"), "unknown-value", '"day of year" is not a value of "date in name"'),
        (("{any: [cat, dog]", "{any: ['*']"), "bad-import", '"*" would fit every text'),
        (("feathery: [bird*", "feathery: [], rest: [bird*"), "yaml-syntax", None),
        (("keep: filled}\n", "keep: filled, date: month year}\n"), "bad-import", '"keep" and "date" do not go together'),
    ],
)  # fmt: skip
def test_slips_of_files_and_words(change, code, message, tmp_path):
    assert change[0] in WHOLE
    found = errors(tmp_path, beside_animals(WHOLE.replace(*change, 1)))

    if message is not None:
        assert (code, message) in {(each[0], each[2]) for each in found}
    assert all(place for _, place, _, _ in found)


def test_one_map_in_two_files_is_told(tmp_path):
    files = beside_animals(WHOLE) | {"knowledge/other.yaml": WHOLE}

    assert [code for code, *_ in errors(tmp_path, files)] == ["duplicate-id"]


LINES = WHOLE.splitlines()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(2, len(LINES) - 1),
    change=st.sampled_from(
        [lambda _: "", lambda line: f"{line}x", lambda line: line.replace(":", "", 1), lambda line: line.replace("[", "{"),
         lambda line: line[: len(line) // 2], lambda line: line.replace("{", "[").replace("}", "]"),
         lambda line: line.partition(":")[0] + ": [[]]", lambda line: line.partition(":")[0] + ": {a: {b: c}}",
         lambda line: line.partition(":")[0] + ": 7"]
    ),
)  # fmt: skip
def test_no_slip_brings_the_loader_down(at, change, tmp_path_factory):
    text = "\n".join([*LINES[:at], change(LINES[at]), *LINES[at + 1 :]])

    found = errors(tmp_path_factory.mktemp("base"), beside_animals(text + "\n"))

    assert all(place for _, place, _, _ in found)

"""What an export tells of a person; and that what the person tells goes before it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.consultation import Fact
from engine.imports import facts_of, suggestions_of, with_read
from tests.imports.conftest import maker_module


@pytest.fixture(scope="module")
def vocabulary(opened):
    return opened.knowledge.vocabulary


@pytest.fixture(scope="module")
def export(read, tmp_path_factory):
    made = maker_module.sample(seed=3, connections=300)
    folder = tmp_path_factory.mktemp("export")
    return read(maker_module.write_zip(maker_module.files_of(made), folder / "a.zip", made.day))


def test_facts_stand_in_the_order_of_the_vocabulary_with_where_they_are_from(export, vocabulary):
    facts = facts_of(export, vocabulary)

    assert [fact.attribute for fact in facts] == [
        "industry", "connections", "connections a year ago", "invites with note",
        "posts per month", "comments per month", "groups joined",
    ]  # fmt: skip
    connections = facts[1]
    assert connections.value == 300
    assert connections.origin == "export"
    assert connections.read.file == "Connections.csv"
    assert connections.read.method == "300 rows, 6 hidden"
    assert connections.read.trust == "high"


def test_what_is_counted_is_told_whole(export, vocabulary):
    (reading,) = [each for each in export.readings if each.form.name == "comments"]
    (fact,) = [each for each in facts_of(export, vocabulary) if each.attribute.startswith("comm")]

    assert reading.value % 1
    assert fact.value == round(reading.value)


def test_a_suggestion_is_used_only_when_it_is_confirmed(export, vocabulary):
    plain = {fact.attribute for fact in facts_of(export, vocabulary)}
    confirmed = {fact.attribute: fact for fact in facts_of(export, vocabulary, confirmed=True)}
    (suggested,) = suggestions_of(export, vocabulary)

    assert confirmed.keys() - plain == {"career stage"}
    assert (suggested.attribute, suggested.value) == ("career stage", "established")
    assert suggested.read.method == 'your current title holds "director"'


def test_told_facts_win_and_keep_what_was_read_instead(export, vocabulary):
    found = with_read([Fact("connections", Decimal(40))], facts_of(export, vocabulary), vocabulary)
    by_name = {fact.attribute: fact for fact in found}

    assert by_name["connections"].value == 40
    assert by_name["connections"].origin == "told"
    assert by_name["connections"].read.value == 300
    assert by_name["industry"].origin == "export"
    assert [fact.attribute for fact in found] == [
        each.name for each in vocabulary if each.name in by_name
    ]


def test_what_is_told_and_read_alike_is_only_told(export, vocabulary):
    told = Fact("connections", Decimal(300))

    found = with_read([told], facts_of(export, vocabulary), vocabulary)

    assert told in found


def test_what_is_taken_back_is_not_known(export, vocabulary):
    found = with_read([], facts_of(export, vocabulary), vocabulary, {"connections"})

    assert "connections" not in {fact.attribute for fact in found}


def test_several_titles_of_several_stages_suggest_none(read, whys, tmp_path):
    path = tmp_path / "Positions.csv"
    rows = "Company Name,Title,Started On,Finished On\nA,Director,Jan 2020,\nB,Intern,Feb 2021,\n"
    path.write_text(rows, encoding="utf-8")

    assert whys(read(path))["career stage"] == "the rows differ"


def test_a_founder_is_asked(read, whys, tmp_path):
    path = tmp_path / "Positions.csv"
    rows = "Company Name,Title,Started On,Finished On\nA,Founder,Jan 2020,\n"
    path.write_text(rows, encoding="utf-8")

    assert whys(read(path))["career stage"] == "no word in it tells"


def test_a_figure_beyond_all_bounds_tells_nothing(read, vocabulary, tmp_path):
    path = tmp_path / "Connections.csv"
    row = "A,B,C,D,01 Jan 2026\n"
    path.write_text("First Name,Last Name,Company,Position,Connected On\n" + row * 30_001)

    export = read(path)

    assert "connections" not in {fact.attribute for fact in facts_of(export, vocabulary)}


@pytest.mark.parametrize("label", ["Software Development", "Computer Software"])
def test_the_industry_is_read_in_the_words_of_any_year(label, read, values, tmp_path):
    path = tmp_path / "Profile.csv"
    path.write_text(f"First Name,Headline,Industry\nA,B,{label}\n", encoding="utf-8")

    assert values(read(path))["industry"] == "Software & IT Services"


def test_an_industry_that_nobody_knows_is_not_repeated(read, whys, tmp_path):
    path = tmp_path / "Profile.csv"
    path.write_text("First Name,Headline,Industry\nA,B,Zorbing\n", encoding="utf-8")

    assert whys(read(path))["industry"] == "what it says is not among the words for industry"

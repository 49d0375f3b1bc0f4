"""Every industry name of LinkedIn is read as the right group: by the name, never by the code."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from engine import api, vocabulary

FIXTURE = Path(__file__).parent / "data" / "industry_labels.csv"

with FIXTURE.open(encoding="utf-8", newline="") as file:
    LABELS = tuple((row["label"], row["taxonomy"], row["group"]) for row in csv.DictReader(file))


@cache
def _knowledge_base():
    return api.load().knowledge


def resolve(label: str) -> str:
    """The group that a person who writes ``label`` is put in."""
    return vocabulary.read(_knowledge_base().vocabulary["industry"], label)


def test_the_fixture_holds_all_names_of_both_taxonomies():
    assert Counter(taxonomy for _, taxonomy, _ in LABELS) == {"V2": 434, "V1": 147}
    assert len({group for _, _, group in LABELS}) == 26


def test_every_linkedin_name_is_read_as_its_group():
    read = {label: resolve(label) for label, _, _ in LABELS}
    assert read == {label: group for label, _, group in LABELS}


def test_every_group_is_read_as_itself():
    for group in {group for _, _, group in LABELS}:
        assert resolve(group) == group


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("consulting", "consulting"),
        ("technology", "Software & IT Services"),
        ("marketing", "marketing and advertising"),
        ("accounting", "accounting"),
        ("healthcare", "Health Care"),
        ("academia", "academia and research"),
        ("media", "Media & Entertainment"),
        ("environmental services", "Renewables & Environment"),
    ],
)
def test_every_field_that_the_article_names_is_read(word: str, group: str):
    assert resolve(word) == group


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Renewables & Environment", "Renewables & Environment"),  # code 144 moved
        ("Consumer Goods", "retail and consumer goods"),  # code 25 is now the next
        ("Manufacturing", "Manufacturing"),
        ("Education Management", "Education"),  # code 69 is now the next
        ("Education Administration Programs", "Government Administration"),
        ("Pharmaceuticals", "Health Care"),  # code 15 moved
    ],
)
def test_a_name_whose_code_changed_its_meaning_is_read_by_the_name(label: str, group: str):
    assert resolve(label) == group


@pytest.mark.parametrize(
    "spelling", ["Health Care", "health-care", "HEALTH_CARE", "  health   care "]
)
def test_case_and_separators_make_no_difference(spelling: str):
    assert resolve(spelling) == "Health Care"


@pytest.mark.parametrize(
    "spelling", ["Software & IT Services", "software and it services", "SaaS", "it"]
)
def test_an_ampersand_is_an_and(spelling: str):
    assert resolve(spelling) == "Software & IT Services"

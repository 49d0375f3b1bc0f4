"""Titles are sorted by the words of the map, as a person would sort them."""

from __future__ import annotations

import pytest

from engine.importmap import Mix, WordClass
from engine.imports.classes import Sorter

TITLES = {
    "Chief Executive Officer": "cxo",
    "Chief People & Culture Officer": "cxo",
    "CEO/Founder": "cxo",
    "Managing Director, EMEA": "cxo",
    "President": "cxo",
    "Vice President": "vp",
    "Senior Vice-President, Sales": "vp",
    "SVP Engineering": "vp",
    "Director of Engineering": "director",
    "Head - Marketing": None,
    "Head of Marketing": "director",
    "Product Owner": None,
    "Senior Product Owner": "senior",
    "Owner": "owner",
    "Co-Founder": "owner",
    "Account Executive": "entry",
    "Executive Assistant to the CEO": "entry",
    "Director's Assistant": "entry",
    "HR Business Partner": None,
    "Managing Partner": "partner",
    "Cook": None,
    "Sous Chef": "manager",
    "Chef de partie": None,
    "Teamleiter Vertrieb": "manager",
    "Vertriebsleiterin": "manager",
    "Werkstudentin Marketing": "training",
    "Internal Auditor": None,
    "Intern": "training",
    "Internship (Marketing)": "training",
    "Sr. Engineer": "senior",
    "Jr Developer": "junior",
    "": None,
    "经理": None,
}


@pytest.fixture(scope="module")
def sorter(opened):
    (mix,) = [
        each.measure
        for each in opened.knowledge.imports[0].readings
        if isinstance(each.measure, Mix)
    ]
    return Sorter(mix.classes)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_of_the_class_that_a_person_would_say(title, sorter):
    assert sorter.class_of(title) == TITLES[title]


def test_the_word_that_shows_a_class_is_one_of_the_map(sorter):
    assert sorter.word_in("Chief Happiness Officer", "cxo") == "chief ... officer"
    assert sorter.word_in("Vertriebsleiterin", "manager") == "*leiterin"


def test_stars_and_dots_stand_for_letters_and_words():
    sorter = Sorter([WordClass("a", ("lead*", "x ... y")), WordClass("b", ("*er",), ("other",))])

    found = {text: sorter.class_of(text) for text in (
        "leading", "mislead", "x y", "x 1 2 3 4 5 y", "x 1 2 3 4 5 6 y", "driver", "other driver",
    )}  # fmt: skip

    assert found == {
        "leading": "a", "mislead": None, "x y": "a", "x 1 2 3 4 5 y": "a", "x 1 2 3 4 5 6 y": None,
        "driver": "b", "other driver": None,
    }  # fmt: skip

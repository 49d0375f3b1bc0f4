"""Profiles: what a file and arguments tell, and every way in which they cannot be used."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.consultation import Fact
from engine.diagnostics import Findings, KnowledgeError, Location
from engine.files import read_files
from engine.intake.profile import read_facts
from engine.loader import load
from tests.knowledge import animals

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory):
    folder = tmp_path_factory.mktemp("animals")
    return animals(folder, "a: {when: always, then: {group: bird}}").knowledge.vocabulary


def told(vocabulary, *arguments, profile=None):
    return {fact.attribute: fact.value for fact in read_facts(vocabulary, profile, arguments)}


def refused(vocabulary, *arguments, profile=None):
    with pytest.raises(KnowledgeError) as caught:
        read_facts(vocabulary, profile, arguments)
    return [
        (each.code, each.location.exact if each.location else None, each.message, each.hint)
        for each in caught.value.diagnostics
    ]


@pytest.fixture
def profile(tmp_path):
    def written(text):
        path = tmp_path / "profile.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.mark.parametrize(
    ("argument", "attribute", "value"),
    [
        ("legs=4", "legs", Decimal(4)),
        ("LEGS = 4", "legs", Decimal(4)),
        ("weight=12,500", "weight", Decimal(12500)),
        ("weight=1,250.50", "weight", Decimal("1250.5")),
        ("legs=40%", "legs", Decimal(40)),
        ("covering=Woolly_Coat", "covering", "fur"),
        ("Coat=hair", "covering", "fur"),
        ("tame=TRUE", "tame", "yes"),
        ("tame=n", "tame", "no"),
        ("habitats=air,land", "habitats", ("land", "air")),
        ("habitats= sea , rivers and lakes,air ", "habitats", ("water", "air")),
        ("habitats=none", "habitats", ()),
    ],
)
def test_an_argument_tells_one_attribute(vocabulary, argument, attribute, value):
    assert told(vocabulary, argument) == {attribute: value}


def test_a_fact_keeps_how_it_was_written_where_that_differs(vocabulary):
    written = {
        argument: fact.written
        for argument in (
            "coat=hair", "coat=FUR", "weight=1,250", "weight=1250.0", "habitats=air, sea",
            "habitats=land, air", "tame=y",
        )
        for fact in read_facts(vocabulary, None, [argument])
    }  # fmt: skip

    assert written == {
        "coat=hair": "hair",
        "coat=FUR": None,
        "weight=1,250": None,
        "weight=1250.0": None,
        "habitats=air, sea": "air, sea",
        "habitats=land, air": None,
        "tame=y": "y",
    }


def test_arguments_win_over_the_profile_and_unknown_takes_back(vocabulary, profile):
    path = profile("legs: 4\ncoat: hair\ntame: yes\nhabitats: [land, air]\n")
    found = read_facts(vocabulary, path, ["legs=2", "tame=unknown", "flies=no", "habitats=Unknown"])

    assert found == (
        Fact("covering", "fur", "told", "hair"),
        Fact("legs", Decimal(2)),
        Fact("flies", "no"),
    )
    assert [fact.location for fact in found] == [Location(str(path), 2, 7, 11), None, None]


def test_facts_come_in_the_order_of_the_vocabulary(vocabulary):
    arguments = ["flies=no", "tame=no", "weight=1", "legs=1", "habitats=none", "covering=fur"]

    assert list(told(vocabulary, *arguments)) == [attribute.name for attribute in vocabulary.asked]


def test_a_profile_tells_lists_and_texts_as_they_stand(vocabulary, profile):
    path = profile(
        'weight: 1,000\nhabitats: [sea, "LAND"]\ntame: NO\nflies: unknown\ncovering: "hair"\n'
    )

    assert told(vocabulary, profile=path) == {
        "covering": "fur",
        "habitats": ("land", "water"),
        "weight": Decimal(1000),
        "tame": "no",
    }


@pytest.mark.parametrize(("text", "value"), [("[]", ()), ("none", ()), ("sea", ("water",))])
def test_a_list_may_be_empty_or_one_word(vocabulary, profile, text, value):
    assert told(vocabulary, profile=profile(f"habitats: {text}\n")) == {"habitats": value}


ASKED = "it may be covering, habitats, legs, weight, tame or flies"


@pytest.mark.parametrize(
    ("argument", "code", "message", "hint"),
    [
        ("lges=4", "unknown-attribute", '"lges" is no attribute', 'did you mean "legs"?'),
        ("qqqq=4", "unknown-attribute", '"qqqq" is no attribute', ASKED),
        ("=4", "unknown-attribute", '"" is no attribute', ASKED),
        ("group=bird", "not-asked", '"group" is worked out by the rules and cannot be told', ASKED),
        ("ration=4", "not-asked", '"ration" is worked out by the rules and cannot be told', ASKED),
        ("coat=furr", "unknown-value", '"furr" is not a value of covering', 'did you mean "fur"?'),
        ("coat=fur=hair", "unknown-value", '"fur=hair" is not a value of covering',
         "it may be feathers, fur, scales, hair or woolly coat"),
        ("coat=none", "unknown-value", '"none" is not a value of covering',
         "it may be feathers, fur, scales, hair or woolly coat"),
        ("habitats=land,lnad", "unknown-value", '"lnad" is not a value of habitats',
         'did you mean "land"?'),
        ("habitats=none,land", "unknown-value", '"none" is not a value of habitats',
         "it may be land, water, air, sea or rivers and lakes"),
        ("legs=", "empty-value", '"legs" has no value',
         'write a value, "unknown", or leave it out'),
        ("habitats=  ", "empty-value", '"habitats" has no value',
         'write a value, "unknown", or leave it out'),
        ("legs=four", "not-a-number", '"four" is not a number of legs',
         "write a number from 0 to 100"),
        ("legs=1e1", "not-a-number", '"1e1" is not a number of legs',
         "write a number from 0 to 100"),
        ("legs=101", "out-of-range", "101 is out of range: legs is 0 to 100 legs",
         "write a number from 0 to 100"),
        ("legs=-1", "out-of-range", "-1 is out of range: legs is 0 to 100 legs",
         "write a number from 0 to 100"),
        ("weight=1,00", "not-a-number", '"1,00" is not a number of kg',
         "write a number from 0 to 100,000"),
    ],
)  # fmt: skip
def test_an_argument_that_cannot_be_used_says_why(vocabulary, argument, code, message, hint):
    assert refused(vocabulary, argument) == [(code, None, message, hint)]


def test_telling_twice_is_an_error_unless_it_is_the_same(vocabulary):
    assert told(vocabulary, "coat=hair", "covering=HAIR") == {"covering": "fur"}
    assert refused(vocabulary, "coat=hair", "covering=fur") == [
        ("told-twice", None, '"covering" is told twice: "hair" and "fur"', None)
    ]


def test_all_problems_are_told_at_once(vocabulary, profile):
    path = profile("legs: many\nlges: 4\ngroup: bird\ncovering: skin\nhabitats: {land: yes}\n")
    found = refused(vocabulary, "tame=perhaps", "fliess=yes", profile=path)

    assert [(code, at.removeprefix(f"{path}:") if at else at) for code, at, _, _ in found] == [
        ("unknown-attribute", None),
        ("unknown-value", None),
        ("not-a-number", "1:7"),
        ("unknown-attribute", "2:1"),
        ("not-asked", "3:1"),
        ("unknown-value", "4:11"),
        ("wrong-shape", "5:11"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("legs: 4\nLegs: 5\n", [("duplicate-key", "2:1")]),
        ("covering: fur\ncoat: hair\n", [("told-twice", "2:1")]),
        ("covering: [fur, scales]\n", [("one-value", "1:11")]),
        ("covering: []\n", [("one-value", "1:11")]),
        ("covering: {fur: yes}\n", [("wrong-shape", "1:11")]),
        ("habitats: [[land]]\n", [("wrong-shape", "1:11")]),
        ("habitats: [land, lnad]\n", [("unknown-value", "1:11")]),
        ("legs:\n", [("empty-value", "1:1")]),
        ('legs: ""\n', [("empty-value", "1:7")]),
        ("- legs: 4\n", [("not-a-profile", "1:1")]),
        ("just text\n", [("not-a-profile", "1:1")]),
        ("", [("empty-file", "1:1")]),
        ("# nothing\n", [("empty-file", "1:1")]),
        (b"legs: \xff\n", [("not-utf-8", "1:7")]),
        ("\tlegs: 4\n", [("tab-indent", "1:1")]),
    ],
)
def test_a_profile_that_cannot_be_used_is_located(vocabulary, profile, text, expected):
    path = profile(text)
    found = refused(vocabulary, profile=path)

    assert [(code, at.removeprefix(f"{path}:")) for code, at, _, _ in found] == expected


def test_a_profile_that_is_not_there_is_one_finding(vocabulary, tmp_path):
    path, folder = tmp_path / "missing.yaml", tmp_path / "folder"
    folder.mkdir()
    found = [refused(vocabulary, profile=each) for each in (path, folder)]

    assert found == [
        [("no-such-file", f"{path}:1:1", "there is no such file", None)],
        [("not-a-file", f"{folder}:1:1", "this is a folder, not a file", None)],
    ]


def test_the_text_of_a_profile_is_at_hand_to_quote(vocabulary, profile):
    path = profile("legs: many\n")
    with pytest.raises(KnowledgeError) as caught:
        read_facts(vocabulary, path, [])

    assert caught.value.sources == {str(path): "legs: many\n"}


# ---------------------------------------------------------------------- the shipped vocabulary


def shipped():
    return load(ROOT, read_files(ROOT, Findings()), Findings()).knowledge.vocabulary


SHIPPED = shipped()
SPELLINGS = [
    (attribute.name, spelling, word)
    for attribute in SHIPPED.asked
    for spelling, word in getattr(attribute.kind, "readings", {}).items()
]


@given(
    st.sampled_from(SPELLINGS), st.sampled_from([str, str.upper, str.title]), st.sampled_from(" _-")
)
def test_every_synonym_resolves_however_it_is_typed(entry, cased, sign):
    name, spelling, word = entry
    if cased(spelling).casefold() != spelling or spelling == "unknown":
        cased = str
    several = (
        hasattr(SHIPPED[name].kind, "values") and type(SHIPPED[name].kind).__name__ == "ListOf"
    )
    typed = f"{name.replace(' ', sign)}={cased(spelling).replace(' ', sign)}"

    assert told(SHIPPED, typed) == {name: (word,) if several else word}


def test_every_name_of_an_attribute_resolves():
    found = {
        other: SHIPPED.find(other.upper().replace(" ", "_")).name
        for attribute in SHIPPED
        for other in (attribute.name, *attribute.also_called)
    }
    expected = {
        other: attribute.name
        for attribute in SHIPPED
        for other in (attribute.name, *attribute.also_called)
    }

    assert found == expected


@given(st.lists(st.text(max_size=30) | st.builds("{}={}".format, st.sampled_from(
    [attribute.name for attribute in SHIPPED]), st.text(max_size=20)), max_size=4))  # fmt: skip
def test_reading_arguments_raises_nothing_but_a_knowledge_error(arguments):
    try:
        found = read_facts(SHIPPED, None, arguments)
    except KnowledgeError:
        found = ()

    assert {fact.attribute for fact in found} <= {attribute.name for attribute in SHIPPED.asked}

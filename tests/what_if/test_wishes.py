"""What to change for a wish: all smallest changes, in words, and never a wrong one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from engine.conditions import Comparison, Test, truth
from engine.diagnostics import DunbarError, KnowledgeError
from engine.diagram import Exceeded
from engine.render.terminal import to_text
from engine.render.what_if.wish import wish_document
from engine.vocabulary import ListOf, OneOf
from engine.what_if.granting import grant
from engine.what_if.searching import search
from engine.what_if.sought import sought
from tests.diagram.profiles import random_profile

ACCOUNTANT = ("industry=accounting", "stage=early career", "goals=learning", "connections=140")
EXECUTIVE = ("industry=accounting", "stage=senior executive", "personality=introvert")
WISHES = {
    "shipped": (
        "size=larger", "target=at least 700", "approach=curated", "pace=not slow", "gap=within",
        "actions=comment-on-leaders", "floor=known", "still missing=0",
    ),
    "faults": ("cause=battery", "cause=starter motor", "again=yes", "charge=at most 150",
               "voltage missing=at most 0.2", "checks=fill-up", "dangers=none"),
    "walks": ("need=more",),
}  # fmt: skip


def text(found, now, **how):
    return to_text(wish_document(found, now), **{"width": 80, **how})


@pytest.mark.parametrize(
    ("name", "kb", "wish", "told", "how"),
    [
        ("larger", "shipped", "size=larger", ACCOUNTANT, {}),
        (
            "larger-40-ascii",
            "shipped",
            "size=larger",
            ACCOUNTANT,
            {"width": 40, "ascii_only": True},
        ),
        ("figure", "shipped", "target=at least 700", ACCOUNTANT, {}),
        ("nearest-number", "shipped", "gap=within", ACCOUNTANT, {}),
        ("already", "shipped", "approach=curated", ACCOUNTANT, {}),
        ("advice", "shipped", "actions=comment-on-leaders", ACCOUNTANT, {}),
        ("fewer-and-slower", "shipped", "size=typical", EXECUTIVE, {}),
        ("not-for-choosing", "faults", "cause=starter motor", (), {}),
        ("never", "faults", "cause=starter motor", ("starter=turns normally",), {}),
        ("in-tenths", "faults", "voltage missing=at most 0", ("volts=12", "temperature=10"), {}),
        ("assumed", "faults", "cause=gear lever", ("starter=silent",), {}),
    ],
)
def test_the_answer_reads_so(request, expected, name, kb, wish, told, how):
    found = request.getfixturevalue(kb).ask(wish, *told)

    assert text(*found, **how) == expected(f"wish-{name}.txt")


@pytest.mark.parametrize("name", ["shipped", "faults"])
def test_for_random_people_every_way_grants_the_wish_and_one_change_less_does_not(request, name):
    base = request.getfixturevalue(name)
    rng = Random(8)
    for written in WISHES[name]:
        wish = base.wish(written)
        diagram = base.diagram(wish.condition)
        for _ in range(4):
            told = random_profile(rng, diagram)
            found = grant(wish, told, base.program, diagram, base.reference.believe)

            def granted(then, told=told, wish=wish):
                return (
                    truth(wish.condition, base.reference.believe({**told, **then}).memory) is True
                )

            assert found.already == granted({})
            for way in (*found.easiest, *found.slower, *found.undecided):
                then = {edit.attribute.name: edit.then for edit in way.edits}
                assert granted(then)
                for left_out in then if len(then) > 1 else ():
                    kept = {key: value for key, value in then.items() if key != left_out}
                    assert not granted(kept), (told, then)


@pytest.mark.parametrize("name", ["shipped", "faults"])
def test_no_single_change_is_missing(request, name):
    base = request.getfixturevalue(name)
    rng = Random(9)
    for written in WISHES[name][:4]:
        wish = base.wish(written)
        diagram = base.diagram(wish.condition)
        for _ in range(2):
            told = random_profile(rng, diagram)
            found = grant(wish, told, base.program, diagram, base.reference.believe)
            if found.already:
                continue
            ways = {
                (edit.attribute.name, str(edit.then))
                for way in (*found.easiest, *found.slower)
                if len(way.edits) == 1
                for edit in way.edits
            }
            quick = any(not edit.slow for way in found.easiest[:1] for edit in way.edits)
            for attribute in found.changeable:
                for value in values(attribute, told.get(attribute.name)):
                    then = {**told, attribute.name: value}
                    granted = truth(wish.condition, base.reference.believe(then).memory) is True
                    if granted and not (quick and attribute.can_change == "slowly"):
                        assert (attribute.name, str(value)) in ways, (told, attribute.name, value)


def values(attribute, now):
    """All words; of lists one word more or less, which alone is the least."""
    match attribute.kind:
        case OneOf(words):
            return [word for word in words if word != now]
        case ListOf(words) if now is None:
            return [(word,) for word in words]
        case _:
            return []


def test_where_no_diagram_can_be_had_changes_are_tried_one_by_one(faults, expected):
    now = faults.consult("starter=clicks")
    wish = faults.wish("cause=starter motor")
    diagram = sought(wish.condition, faults.program, budget=20)
    assert isinstance(diagram, Exceeded)

    found = grant(wish, {"starter": "clicks"}, faults.program, diagram, faults.infer)

    assert (found.proof, found.tried) == ("none", 1115)
    assert text(found, now) == expected("wish-searched.txt")


def test_the_search_stops_at_its_limit(faults):
    condition = Comparison("cause", Test.IS, "nothing of the kind")
    changeable = faults.vocabulary.asked

    found = search(condition, {}, faults.program, changeable, most=7)

    assert (found.found, found.tried) == ((), 7)


def test_a_search_without_success_is_no_proof(faults, expected):
    told = {"starter": "turns normally"}
    wish, now = faults.wish("cause=starter motor"), faults.consult("starter=turns normally")

    found = grant(wish, told, faults.program, Exceeded("too large", 1), faults.infer)

    assert text(found, now) == expected("wish-searched-in-vain.txt")


def test_where_there_may_be_more_it_is_said(faults):
    found, now = faults.ask("cause=starter motor", "starter=clicks")

    assert "Not proved, there may be more ways, and smaller ones. " in text(
        replace(found, proof="none"), now
    )


def test_a_change_that_the_rules_do_not_confirm_is_never_shown(faults):
    wish = faults.wish("cause=starter motor")
    told = {"starter": "clicks"}

    def stubborn(_):
        return faults.infer(told)

    with pytest.raises(DunbarError) as caught:
        grant(wish, told, faults.program, faults.diagram(wish.condition), stubborn)
    assert str(caught.value) == (
        "Dunbar contradicts itself about signs, so it shows nothing;"
        " please report this with the facts that you told"
    )


def test_values_that_no_rule_tells_apart_are_all_named(shipped):
    found, _ = shipped.ask("average=none", "industry=accounting", "stage=established")
    given = {
        way.edits[0].then for way in found.easiest if way.edits[0].attribute.name == "industry"
    }
    lacking = {
        word
        for word in shipped.vocabulary["industry"].kind.values
        if shipped.reference.believe({"industry": word}).memory.get("average") is None
    }

    assert given == lacking
    assert len(given) > 5


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("size=larger", "size is larger"),
        ("SIZE = Much-Larger", "size is much larger"),
        ("target=at least 700", "target likely is at least 700"),
        ("target low=fewer than 1,000", "target low is fewer than 1,000"),
        ("target likely=between 400 and 600",
         "target likely is at least 400 and target likely is at most 600"),
        ("size=[smaller, much smaller]", "size is smaller or size is much smaller"),
        ("size=smaller,much smaller", "size is smaller or size is much smaller"),
        ("pace=not slow", "pace is not slow"),
        ("floor=known", "floor is known"),
        ("gap=unknown", "gap is unknown"),
        ("action=comment", "actions includes comment"),
        ("average=at least 500", "average is at least 500"),
    ],
)  # fmt: skip
def test_a_wish_is_written_as_a_condition_is(shipped, wish, said):
    assert shipped.wish(wish).said == said


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ("sise=larger", '"sise" is neither a conclusion nor a rule; did you mean "size"?'),
        ("size=largr", '"largr" is not a value of size'),
        ("size=", '"" is not a value of size'),
        ("target=over 700", '"over 700" is no test of a number'),
        ("size=[]", 'no value of "size" is listed, so this could never hold'),
        ("size-larger=yes", '"size-larger" is a rule; wish for what it concludes'),
        ("1=yes", '"1" is a step; wish for what it concludes'),
        (f"size={'not ' * 2000}larger", "the condition is longer than 1000 letters"),
    ],
)
def test_what_is_no_wish_is_refused_in_words(shipped, wish, error):
    with pytest.raises(DunbarError) as caught:
        shipped.wish(wish, "industry=consulting")
    assert str(caught.value) == error


def test_a_near_miss_is_offered(shipped):
    with pytest.raises(KnowledgeError) as caught:
        shipped.wish("pace=fsat")
    assert [each.hint for each in caught.value.diagnostics] == ['did you mean "fast"?']

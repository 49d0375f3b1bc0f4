"""Every kind of fault, planted in twenty bases drawn at random, is found every time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from engine.conditions import ALWAYS, AllOf, AnyOf, NoneOf, Test
from engine.lint import lint
from engine.presentation import Advice, Saying
from engine.sources import UNSOURCED, Claim, Origin
from engine.vocabulary import Vocabulary
from tests.lint.bases import (
    CITED,
    at,
    drawn,
    evidence,
    formula,
    is_,
    one_of,
    rule,
    than,
)
from tests.lint.finding import TODAY

MARK = one_of("mark", "red", "blue", asked=False)
SEX = one_of("sex", "male", "female")


def more(knowledge, *attributes, rules=(), **others):
    """The base with more in it; what is derived is shown, so that it is read."""
    form = knowledge.verdict
    shown = (
        *form.headline,
        Saying(AnyOf(tuple(than(each.name, Test.KNOWN, 0) for each in attributes)), "Seen."),
    )
    return replace(
        knowledge,
        vocabulary=Vocabulary([*knowledge.vocabulary, *attributes]),
        rules=tuple(sorted((*knowledge.rules, *rules), key=lambda each: each.id)),
        **{"verdict": replace(form, remarks=shown), **others},
    )


def some(random):
    """A condition on the plain inputs of the base."""
    name, words = random.choice(
        [("skin", ["fur", "feathers", "scales"]), ("legs", ["two", "four"])]
    )
    return is_(name, random.choice(words))


def cycle(knowledge, random):
    other = one_of("shade", "red", "blue", asked=False)
    rules = (
        rule("p1", AllOf((is_("mark", "red"), some(random))), then={"shade": "red"}),
        rule("p2", is_("shade", "red"), then={"mark": "blue"}),
    )
    return more(knowledge, MARK, other, rules=rules), "p1"


def override_cycle(knowledge, random):
    names = ("p1", "p2", "p3")[: random.choice([1, 2, 3])]
    rules = [
        rule(name, some(random), then={"mark": "red"}, overrides=(names[at - 1],))
        for at, name in enumerate(names)
    ]
    return more(knowledge, MARK, rules=rules), "p1"


def clash(knowledge, random):
    word = random.choice(["fur", "scales"])
    rules = (
        rule("p1", AnyOf((is_("skin", word), is_("legs", "two"))), then={"mark": "red"}),
        rule("p2", is_("skin", word), is_("sex", "male"), then={"mark": "blue"}),
    )
    return more(knowledge, MARK, SEX, rules=rules), "p2"


def never_fires(knowledge, random):
    impossible = random.choice(
        [
            AllOf((is_("skin", "fur"), is_("skin", "feathers"))),
            than("weight", Test.MORE_THAN, 3),
            AllOf((than("weight", Test.FEWER_THAN, 1), NoneOf((than("weight", Test.AT_MOST, 2),)))),
            AllOf((is_("mark", "red"), NoneOf((is_("legs", "four"),)))),
        ]
    )
    rules = (
        rule("p0", is_("legs", "four"), then={"mark": "red"}),
        rule("p1", impossible, then={"sign": "red"}),
        rule("p2", is_("skin", "fur"), then={"sign": "blue"}),
    )
    return more(knowledge, MARK, replace(MARK, name="sign"), rules=rules), "p1"


def never_fires_for_its_unless(knowledge, random):
    condition = some(random)
    rules = (rule("p1", AllOf((condition, is_("sex", "male"))), condition, then={"mark": "red"}),)
    return more(knowledge, MARK, SEX, rules=rules), "p1"


def table(*conditions, first_match):
    rows, earlier = [], []
    for count, own in enumerate(conditions):
        when = AllOf((own, NoneOf(tuple(earlier)))) if first_match and earlier else own
        earlier.append(own)
        rows.append(
            rule(f"p{count}", when, then={"mark": "red"}, table="marks", location=at(900 + count))
        )
    return rows


def shadowed_row(knowledge, random):
    halves = [is_("sex", "male"), is_("sex", "female")]
    random.shuffle(halves)
    rows = table(*halves, AllOf((than("sex", Test.KNOWN, 0), some(random))), first_match=True)
    return more(knowledge, MARK, SEX, rules=rows), "p2"


def overlapping_rows(knowledge, random):
    rows = table(is_("sex", "male"), some(random), first_match=False)
    return more(knowledge, MARK, SEX, rules=rows), "p1"


def idle_override(knowledge, random):
    words = random.sample(["fur", "feathers", "scales"], 2)
    rules = (
        rule("p1", is_("skin", words[0]), then={"mark": "red"}),
        rule("p2", is_("skin", words[1]), then={"mark": "blue"}, overrides=("p1",)),
    )
    return more(knowledge, MARK, rules=rules), "p2"


def idle_test(knowledge, random):
    idle = random.choice([than("weight", Test.MORE_THAN, 3), is_("mark", "blue")])
    rules = (
        rule("p0", is_("legs", "four"), then={"mark": "red"}),
        rule("p1", AnyOf((idle, is_("skin", "fur"))), then={"sign": "red"}),
    )
    return more(knowledge, MARK, replace(MARK, name="sign"), rules=rules), idle.attribute


def never_concluded(knowledge, _):
    return more(knowledge, MARK), "mark"


def unread_conclusion(knowledge, random):
    rules = (rule("p1", some(random), then={"mark": "red"}),)
    return replace(more(knowledge, MARK, rules=rules), verdict=knowledge.verdict), "mark"


def unused_attribute(knowledge, _):
    return replace(more(knowledge, SEX), verdict=knowledge.verdict), "sex"


def unused_advice(knowledge, _):
    advice = {"tips": {"p1": Advice("p1", "Look twice.", source=CITED)}}
    return replace(knowledge, advice=advice), "p1"


def unreachable_saying(knowledge, random):
    form = knowledge.verdict
    lost = Saying(some(random), "Never said.", at(77))
    return replace(knowledge, verdict=replace(form, headline=(*form.headline, lost))), "headline"


def duplicate_rule(knowledge, random):
    parts = (some(random), is_("sex", "male"))
    rules = (
        rule("p1", AllOf(parts), then={"mark": "red"}),
        rule("p2", AllOf(parts[::-1]), then={"mark": "red"}),
    )
    return more(knowledge, MARK, SEX, rules=rules), "p2"


def zero_strength(knowledge, random):
    rules = (rule("p1", some(random), then={"nerve": "wild"}, strength=Decimal(0)),)
    return more(knowledge, evidence("nerve"), rules=rules), "p1"


def draft(knowledge, random):
    lacking = random.choice([{"because": ""}, {"source": UNSOURCED}])
    return more(
        knowledge, MARK, rules=(rule("p1", some(random), then={"mark": "red"}, **lacking),)
    ), "p1"


def no_source(knowledge, _):
    return more(
        knowledge, replace(formula("half", "weight / 2", "weight"), source=UNSOURCED)
    ), "half"


def uncited_claim(knowledge, _):
    claim = Claim("A9", "Nobody knows.", "states", Origin.ARTICLE)
    return replace(knowledge, claims={**knowledge.claims, "A9": claim}), "A9"


def claim_cited_and_set_aside(knowledge, _):
    claim = replace(knowledge.claims["A1"], not_a_rule="background")
    return replace(knowledge, claims={"A1": claim}), "A1"


def overdue_review(knowledge, random):
    due = random.choice(["2026-04", "2026-05-14", "2025-12"])
    return more(
        knowledge, MARK, rules=(rule("p1", some(random), then={"mark": "red"}, review_by=due),)
    ), "p1"


def bad_date(knowledge, random):
    due = random.choice(["next May", "2026-13", "2026-02-30", "05/2026"])
    return more(
        knowledge, MARK, rules=(rule("p1", ALWAYS, then={"mark": "red"}, review_by=due),)
    ), "p1"


FAULTS = (
    cycle,
    override_cycle,
    clash,
    never_fires,
    never_fires_for_its_unless,
    shadowed_row,
    overlapping_rows,
    idle_override,
    idle_test,
    never_concluded,
    unread_conclusion,
    unused_attribute,
    unused_advice,
    unreachable_saying,
    duplicate_rule,
    zero_strength,
    draft,
    no_source,
    uncited_claim,
    claim_cited_and_set_aside,
    overdue_review,
    bad_date,
)


@pytest.mark.parametrize("plant", FAULTS)
def test_the_fault_is_found_in_every_base(plant):
    code = plant.__name__.removesuffix("_for_its_unless").replace("_", "-")
    for seed in range(20):
        random = Random(seed)
        planted, name = plant(drawn(random, 6), random)
        found = [each.message for each in lint(planted, TODAY) if each.code == code]
        assert any(name in message for message in found), (seed, found)

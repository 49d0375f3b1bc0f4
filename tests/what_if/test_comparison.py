"""Two verdicts side by side: all that differs, nothing else, and the facts that it rests on."""

from __future__ import annotations

from random import Random

import pytest

from engine.outlook import essence
from engine.render.terminal import to_text
from engine.render.what_if.comparison import comparison_document
from engine.vocabulary import ListOf, OneOf
from engine.what_if.comparison import compare

ACCOUNTANT = ("industry=accounting", "stage=early career", "goals=learning", "connections=140")
CONSULTANT = ("industry=consulting", *ACCOUNTANT[1:])
BURNT = ("starter=clicks", "signs=burning smell")


def compared(base, before, after):
    return compare(base.consult(*before), base.consult(*after), base.reference.believe)


def text(found, **how):
    return to_text(comparison_document(found), **{"width": 80, **how})


@pytest.mark.parametrize(
    ("name", "kb", "before", "after", "how"),
    [
        ("another-field", "shipped", ACCOUNTANT, CONSULTANT, {}),
        ("burnt", "faults", ("starter=clicks", "signs=none"), BURNT, {}),
        ("burnt-40-ascii", "faults", (), BURNT, {"width": 40, "ascii_only": True}),
        ("same-verdict", "shipped", ACCOUNTANT, (*ACCOUNTANT, "connections a year ago=130"), {}),
        ("told-before", "faults", BURNT, BURNT, {}),
        ("clash", "walks", ("breed=lapdog", "age=old"), ("breed=hound", "age=old"), {}),
        ("taken-back", "shipped", ACCOUNTANT, ACCOUNTANT[1:], {}),
        ("same-headline", "shipped", ACCOUNTANT, (*ACCOUNTANT, "events=3", "posts=2"), {}),
    ],
)
def test_now_and_then_read_so(request, expected, name, kb, before, after, how):
    found = compared(request.getfixturevalue(kb), before, after)

    assert text(found, **how) == expected(f"compared-{name}.txt")


def test_colour_changes_nothing_but_the_colour(shipped):
    found = compared(shipped, ACCOUNTANT, CONSULTANT)

    assert "\x1b[" in text(found, colour=True)


def test_what_counts_in_one_verdict_only_is_told_and_nothing_else(any_base):
    rng = Random(3)
    for _ in range(15):
        before, after = written(rng, any_base), written(rng, any_base)
        found = compared(any_base, before, after)

        told = {(each.rule.id, each.now, each.then) for each in found.rules}
        assert told == {
            (rule.id, *states)
            for rule in any_base.program.rules
            if len(set(states := (state(found.now, rule), state(found.then, rule)))) == 2
        }
        assert found.same <= same_figures(found)
        assert {each.field for each in found.differences}.isdisjoint(found.unchanged)


def test_the_other_way_round_all_is_mirrored(any_base):
    rng = Random(4)
    for _ in range(10):
        before, after = written(rng, any_base), written(rng, any_base)
        one, other = compared(any_base, before, after), compared(any_base, after, before)

        assert [(d.field, d.now, d.then) for d in one.differences] == [
            (d.field, d.then, d.now) for d in other.differences
        ]
        assert {(r.rule.id, r.now, r.then) for r in one.rules} == {
            (r.rule.id, r.then, r.now) for r in other.rules
        }
        assert one.gained == other.lost
        assert one.remarks_lost == other.remarks_gained


def test_a_rule_rests_on_the_facts_without_which_it_would_do_as_now(shipped):
    found = compared(
        shipped,
        ("industry=accounting", "stage=student"),
        ("industry=consulting", "stage=senior executive", "events=2"),
    )
    rests_on = {each.rule.id: each.rests_on for each in found.rules}

    assert rests_on["consulting-larger"] == ("industry",)
    assert rests_on["senior-executive-slow"] == ("career stage",)
    assert rests_on["meets-people-at-events"] == ("events per year",)


def test_where_each_of_two_changes_is_enough_both_are_named(faults):
    found = compared(
        faults, ("starter=clicks",), ("starter=silent", "signs=dim lights", "fuel=low")
    )
    rests_on = {each.rule.id: each.rests_on for each in found.rules}

    assert all(rests_on.values())


def written(rng, base):
    """Some facts, as arguments."""
    return [
        f"{each.name}={value(rng, each)}" for each in base.vocabulary.asked if rng.random() < 0.5
    ]


def value(rng, attribute):
    match attribute.kind:
        case OneOf(words):
            return rng.choice(words)
        case ListOf(words):
            return ",".join(word for word in words if rng.random() < 0.4) or "none"
        case kind:
            return rng.randint(int(kind.low), int(kind.high))


def state(consultation, rule):
    run = consultation.run
    number = run.program.rules.index(rule)
    if number not in run.fired:
        return "silent"
    return "counts" if run.stands(number) else "set aside"


def same_figures(found):
    """Whether what an answer can change is the same, as the outlook sees it."""
    return list(essence(found.now.run))[:5] == list(essence(found.then.run))[:5]

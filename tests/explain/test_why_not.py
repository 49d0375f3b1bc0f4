"""Why something was not said: nearest miss first, each condition with its mark."""

from __future__ import annotations

import json

import pytest

from engine.diagnostics import DunbarError
from engine.explain import how, why_not
from engine.render.explanations import derivation_text, misses_json, misses_text
from tests.knowledge import animals, facts

EXECUTIVE = ("shipped", "industry=consulting", "career stage=senior executive")
LAPDOG = ("walks", "breed=lapdog", "age=old", "hobbies=digging,chasing", "garden=yes")
FROST = ("faults", "starter=turns normally", "signs=none", "temperature=-5", "fuel=low")


@pytest.mark.parametrize(
    ("name", "told", "target"),
    [
        ("pull", EXECUTIVE, "network size=larger"),
        ("set-aside", EXECUTIVE, "established-floor-500"),
        ("by-how-much", ("shipped", "industry=consulting", "connections=420"), "gap=above"),
        ("advice", EXECUTIVE, "action:grow-in-stages"),
        ("counted-once", LAPDOG, "need=more"),
        ("clash", LAPDOG, "pace=slow"),
        ("nested", FROST, "cause=fuel"),
        ("exception", FROST, "frost-takes-current"),
        ("none-of", FROST, "checks:clean-the-terminals"),
        ("waits", ("faults", "volts=12.4"), "cause"),
        ("fired", FROST, "weather-frost"),
    ],
)
def test_the_rules_that_could_have_said_so_are_told_nearest_first(
    ask, expected, name, told, target
):
    assert misses_text(why_not(ask(*told), target)) == expected(f"why-not-{name}.txt")


def test_the_data_hold_every_condition(ask, expected):
    found = misses_json(why_not(ask(*FROST), "cause=fuel"))

    assert json.dumps(found, indent=2, ensure_ascii=False) + "\n" == expected("why-not-nested.json")


def test_it_reads_the_same_without_colour(ask):
    found = why_not(ask(*FROST), "cause=fuel")
    coloured = misses_text(found, colour=True)

    assert "\x1b[" in coloured
    assert "fails: " in misses_text(found, ascii_only=True)


RULES = """
    a-many: {when: {legs: at most 5, weight: at most 90}, then: {handling: free}}
    b-word: {when: {covering: fur}, then: {handling: free}}
    c-few: {when: {legs: at most 6}, then: {handling: free}}
    d-fewer: {when: {legs: fewer than 8}, then: {handling: free}}
    e-waits: {when: {tame: yes}, then: {handling: free}}
    f-both-wait: {when: {tame: yes, flies: no}, then: {handling: free}}
    g-none: {when: {weight: between 90 and 99.5, legs: not 8}, then: {handling: expert}}
    h-derived: {when: {handling: careful}, then: {roles: guard}}
    """


@pytest.fixture
def spider(tmp_path):
    from engine.chaining import ReferenceMatcher
    from engine.consultation import consult

    program = animals(tmp_path, RULES)
    told = facts(program, "legs=8", "weight=100", "covering=scales")
    return consult(program, told, ReferenceMatcher(program))


def test_fewest_failing_then_fewest_unknown_then_nearest_then_by_name(spider):
    found = why_not(spider, "handling=free").misses

    assert [miss.rule.id for miss in found] == [
        "e-waits", "f-both-wait", "d-fewer", "c-few", "b-word", "a-many",
    ]  # fmt: skip
    assert [(miss.cost.failing, miss.cost.unknown) for miss in found] == [
        (0, 1), (0, 2), (1, 0), (1, 0), (1, 0), (2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        ("a-many", ["3 too many", "10 too many"]),
        ("d-fewer", ["just at the limit"]),
        ("g-none", ["0.5 too high", None]),
    ],
)
def test_a_number_says_by_how_much(spider, rule, texts):
    (miss,) = why_not(spider, rule).misses
    failing = [part for part in (miss.when.parts or (miss.when,)) if part.mark == "fails"]

    assert [part.shortfall and part.shortfall.text for part in failing] == texts


def test_a_derived_condition_names_the_facts_behind_it(spider):
    (miss,) = why_not(spider, "h-derived").misses

    assert (miss.when.mark, miss.when.waits) == ("not known", ("tame", "flies"))


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("call=song", "no rule concludes call at all"),
        ("roles=pet", "rules conclude guard"),
        ("handling=careful", "rules conclude free and expert"),
        ("legs=4", "legs is told by the person, and no rule concludes it"),
        ("ration=4", "ration is worked out by a formula or a table, and no rule concludes it"),
    ],
)
def test_what_no_rule_concludes_is_said(spider, target, hint):
    found = why_not(spider, target)

    assert (found.nobody, found.hint) == (True, hint)
    assert misses_text(found).startswith("No rule ever concludes")


def test_an_unknown_value_is_told_with_the_nearest(spider):
    with pytest.raises(DunbarError, match='"expret" is not a value of handling; did you mean'):
        why_not(spider, "handling=expret")


CHAIN = """
    a-free: {when: {legs: known}, then: {handling: free}, because: It has legs.}
    b-careful: {when: {legs: 8}, then: {handling: careful}, overrides: a-free, because: Eight.}
    c-tame: {when: {tame: yes}, then: {roles: pet}, overrides: b-careful, because: It is tame.}
    """


@pytest.fixture
def chained(tmp_path):
    from engine.chaining import ReferenceMatcher
    from engine.consultation import consult

    program = animals(tmp_path, CHAIN)
    return lambda *told: consult(program, facts(program, *told), ReferenceMatcher(program))


def test_a_chain_of_overrides_is_told_to_its_end(chained):
    text = misses_text(why_not(chained("legs=8", "tame=yes"), "handling=careful"))

    assert text == (
        'Not "handling: careful": handling is free.\n\n'
        "Could have said so, nearest first\n"
        "- b-careful at rules/animals.yaml:3: handling: careful; all of its conditions\n"
        "  hold; c-tame overrides it\n"
        "   - set aside by c-tame at rules/animals.yaml:4\n"
        "     It is tame.\n"
        "   - holds: legs is 8 (it is 8)\n"
    )


def test_what_came_back_names_what_would_have_set_it_aside(chained):
    text = derivation_text(how(chained("legs=8", "tame=yes"), "handling"))

    assert text == (
        "handling: free\n\n"
        "1. handling: free. It has legs.\n"
        "   a-free at rules/animals.yaml:2, no source yet\n"
        "   - legs: 8 (told)\n"
        "   2. set aside: handling: careful. Eight.\n"
        "      b-careful at rules/animals.yaml:3, no source yet\n"
        "      gives way to c-tame\n"
        "      - legs: 8 (told)\n"
        "      3. roles: pet. It is tame.\n"
        "         c-tame at rules/animals.yaml:4, no source yet\n"
        "         - tame: yes (told)\n"
        "- set aside: handling: careful (see 2)\n"
    )

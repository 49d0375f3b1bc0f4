"""Every kind of fault, planted in twenty bases drawn at random, is found every time.

Each base is also verified without the fault: what is told then, another test holds against the
reference chainer (``test_laws``), so here only what the fault adds is looked at.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from engine.conditions import AllOf, Test, truth
from engine.consultation import Reference
from engine.diagram import compile_diagram
from engine.presentation import Field, Saying
from engine.properties import Always, Compared, Moving, Never, Property
from engine.strata import Program, stratify
from engine.values import UNKNOWN
from engine.verify import verify
from engine.verify.relations import claims, stands
from tests.lint.bases import at, drawn, evidence, formula, includes, is_, number, rule, than
from tests.lint.test_seeded_faults import (
    MARK,
    SEX,
    clash,
    idle_override,
    more,
    never_fires,
    never_fires_for_its_unless,
    overlapping_rows,
    shadowed_row,
    some,
)

SEEDS = range(20)


def no_verdict(knowledge, random):
    form = knowledge.verdict
    heads = (Saying(some(random), "Some.", at(77)),)
    return replace(knowledge, verdict=replace(form, headline=heads)), "headline"


def idle_unless(knowledge, random):
    words = random.sample(["fur", "feathers", "scales"], 2)
    rules = (rule("p1", is_("skin", words[0]), is_("skin", words[1]), then={"mark": "red"}),)
    return more(knowledge, MARK, rules=rules), "p1"


def never_matters(knowledge, random):
    condition = some(random)
    rules = (
        rule("p1", AllOf((condition, is_("sex", "male"))), then={"mark": "red"}),
        rule("p2", condition, then={"mark": "blue"}, overrides=("p1",)),
    )
    return more(knowledge, MARK, SEX, rules=rules), "p1"


def only_reasons(knowledge, random):
    condition = some(random)
    rules = (
        rule("p1", AllOf((condition, is_("sex", "male"))), then={"mark": "red"}),
        rule("p2", condition, then={"mark": "red"}),
    )
    return more(knowledge, MARK, SEX, rules=rules), "p1"


def spare_condition(knowledge, random):
    condition = some(random)
    both = AllOf((condition, than(condition.attribute, Test.KNOWN, 0)))
    return more(knowledge, MARK, rules=(rule("p1", both, then={"mark": "red"}),)), "p1"


def out_of_bounds(knowledge, random):
    toes = number("toes", 0, 4, asked=False)
    rules = (rule("p1", some(random), then={"toes": random.choice([5, -1])}),)
    return more(knowledge, toes, rules=rules), "toes"


def wrong_order(knowledge, random):
    low = formula("p low", f"weight + {random.choice('12')}", "weight")
    high = formula("p high", "weight * 2", "weight")
    found = more(knowledge, low, high)
    span = Field("span", (Field("low", "p low"), Field("high", "p high")))
    form = found.verdict
    shown = replace(form, fields=(*form.fields, span), range_of="span")
    return replace(found, verdict=shown), "p low"


def promised(knowledge, promise, *attributes, rules=()):
    found = more(knowledge, *attributes, rules=rules) if attributes else knowledge
    return replace(found, properties=(Property("kept", promise, location=at(88)),)), "kept"


def never_but_so(knowledge, random):
    condition = some(random)
    rules = (rule("p1", condition, is_("sex", "male"), then={"mark": "red"}),)
    promise = Never(AllOf((is_("mark", "red"), condition)))
    return promised(knowledge, promise, MARK, SEX, rules=rules)


def always_but_not_so(knowledge, random):
    condition = some(random)
    rules = (rule("p1", condition, is_("sex", "male"), then={"mark": "red"}),)
    return promised(knowledge, Always(condition, is_("mark", "red")), MARK, SEX, rules=rules)


def compared_the_wrong_way(knowledge, random):
    first, second = random.sample(["fur", "feathers", "scales"], 2)
    rules = (
        rule("p1", is_("skin", first), then={"nerve": "wild"}, strength=Decimal(1)),
        rule("p2", is_("skin", second), then={"nerve": "tame"}, strength=Decimal(1)),
    )
    promise = Compared("skin", second, first, (("nerve", "not higher"),))
    return promised(knowledge, promise, evidence("nerve"), rules=rules)


def more_lowers_after_all(knowledge, random):
    """Up at one place and down at another, so that neighbours alone would not show it."""
    rules = (
        rule("p1", than("speed", Test.FEWER_THAN, 10), then={"nerve": "tame"}, strength=Decimal(1)),
        rule("p3", than("speed", Test.AT_LEAST, 20), then={"nerve": "wild"}, strength=Decimal(1)),
    )
    promise = Moving("speed", "lowers", ("nerve",))
    found = number("speed", 0, random.choice([20, 30, 40]))
    return promised(knowledge, promise, found, evidence("nerve"), rules=rules)


def other_answers_change_it(knowledge, random):
    word = random.choice(["meat", "grass"])
    rules = (rule("p1", includes("food", word), then={"mark": "red"}),)
    return promised(knowledge, Moving("food", "changes", ("mark",), more=False), MARK, rules=rules)


def one_word_more_changes_it(knowledge, random):
    word = random.choice(["meat", "grass"])
    rules = (rule("p1", includes("food", word), then={"nerve": "wild"}, strength=Decimal(1)),)
    promise = Moving("food", "lowers", ("nerve",))
    return promised(knowledge, promise, evidence("nerve"), rules=rules)


PROFILED = {"clash", "overlapping-rows", "no-verdict", "out-of-bounds", "wrong-order"}
FAULTS = {
    "clash": (clash,),
    "never-fires": (never_fires, never_fires_for_its_unless),
    "shadowed-row": (shadowed_row,),
    "overlapping-rows": (overlapping_rows,),
    "idle-override": (idle_override,),
    "idle-unless": (idle_unless,),
    "no-verdict": (no_verdict,),
    "never-matters": (never_matters,),
    "only-reasons": (only_reasons,),
    "spare-condition": (spare_condition,),
    "out-of-bounds": (out_of_bounds,),
    "wrong-order": (wrong_order,),
    "property-fails": (
        never_but_so,
        always_but_not_so,
        compared_the_wrong_way,
        more_lowers_after_all,
        other_answers_change_it,
        one_word_more_changes_it,
    ),
}
KINDS = [(code, plant) for code, plants in FAULTS.items() for plant in plants]


def verified(knowledge):
    program = stratify(knowledge)
    assert isinstance(program, Program)
    reference = Reference(program)
    return verify(program, compile_diagram(program), reference.believe), reference


@pytest.mark.parametrize(("code", "plant"), KINDS, ids=[plant.__name__ for _, plant in KINDS])
def test_the_fault_is_found_in_every_base(code, plant):
    for seed in SEEDS:
        random = Random(seed)
        planted, name = plant(drawn(random, 4), random)
        report, reference = verified(planted)
        found = [each for each in report.findings if each.diagnostic.code == code]
        mine = [each for each in found if name in each.diagnostic.message]
        assert mine, (seed, [each.diagnostic.message for each in report.findings])
        if code in PROFILED:
            assert all(each.profile is not None and each.profiles for each in mine)
        if code == "property-fails":
            assert all(breaks(planted.properties[0].promise, each, reference) for each in mine)


def breaks(promise, finding, reference):
    """Whether the rules themselves say so of the profiles that are told."""
    memory = reference.believe(finding.profile).memory
    match promise:
        case Never(condition):
            return truth(condition, memory) is True
        case Always(when, then):
            return truth(when, memory) is True and truth(then, memory) is not True
    other = reference.believe(finding.other).memory
    return not all(
        stands(test, memory.get(name, UNKNOWN), other.get(name, UNKNOWN))
        for name, test in claims(promise)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_fix_that_was_tried_mends_its_fault_and_adds_none(seed):
    random = Random(seed)
    planted, _ = clash(drawn(random, 4), random)
    report, _ = verified(planted)
    before = failures(report)
    finding = next(each for each in report.findings if "p1" in each.diagnostic.message)

    assert any("overrides" in fix.says for fix in finding.fixes if fix.tried == "mends it")
    for one, other in (("p1", "p2"), ("p2", "p1")):
        says = f'in "{one}" write: overrides: {other}'
        if says in [fix.says for fix in finding.fixes if fix.tried == "mends it"]:
            mended = replace(
                planted,
                rules=tuple(
                    replace(each, overrides=(other,)) if each.id == one else each
                    for each in planted.rules
                ),
            )
            after = failures(verified(mended)[0])
            assert after < before


def failures(report):
    return {
        each.diagnostic.message
        for each in report.findings
        if each.fails and each.diagnostic.code != "never-matters"
    }

"""Seeded edits of the shipped rules, their whole pages compared."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from jsonschema import Draft202012Validator

from engine.api import open_knowledge
from engine.chaining import CompiledTests, ReferenceMatcher
from engine.conditions import ALWAYS, AllOf, AnyOf, Comparison, NoneOf, Test
from engine.diff import Saved, Version, compare
from engine.inference import assume, infer
from engine.render.diffing import diff_document, diff_json
from engine.render.terminal import to_text
from engine.strata import stratify
from tests.diff.golden import same_as
from tests.diff.test_command import SCHEMA


@cache
def opened():
    return open_knowledge()


def edited(**rules):
    """The shipped rules, some of them changed by their ids (None: left out)."""
    knowledge = opened().knowledge
    changed = {name.replace("_", "-"): change for name, change in rules.items()}
    assert changed.keys() <= {rule.id for rule in knowledge.rules}
    kept = [changed.get(rule.id, lambda same: same) for rule in knowledge.rules]
    pairs = zip(kept, knowledge.rules, strict=True)
    return ruled(change(rule) for change, rule in pairs if change is not None)


def ruled(rules):
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    return replace(opened().knowledge, rules=ordered)


def compared(new, old=None):
    return compare(version("OLD", old), version("NEW", new), Saved())


def version(side, knowledge):
    if knowledge is None:
        return Version(side, "as shipped", opened().program, opened().infer)
    program = stratify(knowledge)
    tests = CompiledTests(program)

    def run(facts, _basis):
        told = {fact.attribute: fact.value for fact in facts}
        return infer(program, assume(program, told), ReferenceMatcher(program, tests))

    return Version(side, "edited", lambda _basis: program, run)


def page(report):
    return to_text(diff_document(report), width=80)


def bent(condition, attribute, operand):
    """A condition with another operand in the comparison of an attribute."""
    match condition:
        case Comparison(name, test) if name == attribute:
            return Comparison(name, test, operand)
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return type(condition)(tuple(bent(part, attribute, operand) for part in parts))
        case _:
            return condition


def threshold(rule):
    return replace(rule, when=bent(rule.when, "invites with note", Decimal(51)))


def wider(rule):
    more = Comparison("industry", Test.IS, "legal")
    return replace(rule, when=AllOf((AnyOf((rule.when.parts[0], more)), *rule.when.parts[1:])))


SEEDED = {
    "a threshold moved by one": {"bare_invitations": threshold},
    "a rule dropped": {"consulting_larger": None},
    "a value added to a list": {"consulting_larger": wider},
    "an override removed": {
        "senior_executive_curated": lambda rule: replace(rule, overrides=()),
    },
}


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_edit_is_told_with_whom_it_touches(name):
    report = compared(edited(**SEEDED[name]))
    assert report.everyone.scope.proof == "proved"
    same_as(f"{name.replace(' ', '-')}.txt", page(report))
    Draft202012Validator(SCHEMA).validate(diff_json(report))


def test_the_other_way_round_as_many_are_touched():
    new = edited(**SEEDED["a threshold moved by one"])
    there, back = compared(new).everyone, compared(None, new).everyone
    assert (there.touched, there.touched_partly) == (back.touched, back.touched_partly)
    assert there.touched.exact
    assert there.touched.least > 0


def renamed(rule):
    names = tuple(f"{name}-again" for name in rule.overrides)
    return replace(rule, id=f"{rule.id}-again", overrides=names)


def reworded(rule):
    return replace(rule, because=f"Indeed: {rule.because}", tags=("new",))


def turned(rule):
    when = rule.when
    return replace(rule, when=AllOf(when.parts[::-1])) if isinstance(when, AllOf) else rule


def split(rule):
    """The same condition, written as not any of the opposites."""
    return replace(rule, when=NoneOf((NoneOf((rule.when,)),))) if rule.when != ALWAYS else rule


@pytest.mark.parametrize("change", [renamed, reworded, turned, split])
def test_a_refactoring_is_proved_to_change_nobodys_verdict(change):
    report = compared(ruled(map(change, opened().knowledge.rules)))
    assert report.edits
    assert not report.changes_verdicts
    assert report.everyone.scope.proof == "proved"
    assert page(report).startswith("No verdict changes. ")


def test_synonyms_change_no_verdict():
    knowledge = opened().knowledge
    stage = knowledge.vocabulary["career stage"]
    kind = replace(stage.kind, readings={**stage.kind.readings, "boss": "senior executive"})
    vocabulary = type(knowledge.vocabulary)(
        replace(each, kind=kind) if each is stage else each for each in knowledge.vocabulary
    )
    report = compared(replace(knowledge, vocabulary=vocabulary))
    assert [line.at.key for edit in report.edits for line in edit.lines] == ["boss"]
    assert page(report).startswith("No verdict changes. 1 edit of wording only.")

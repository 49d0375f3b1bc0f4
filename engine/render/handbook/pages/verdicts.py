"""The pages of the verdict, its fields, and the advice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ....conditions import ALWAYS, AllOf, AnyOf, Comparison, Condition, NoneOf
from ....handbook import Clause, Handbook, Phrase, Ref, advice_ref, attribute, clause_of, sentence
from ....pacing import PlanForm
from ....presentation import Field, Saying
from ....words import plural
from ..page import Page


def pages(handbook: Handbook) -> Iterator[Page]:
    """The verdict, a page for each of its fields, the list of advice, and each piece of it."""
    form, advice = handbook.knowledge.verdict, handbook.knowledge.advice
    yield Page(Ref("verdict", ""), "verdict", "Verdict", "verdict", "", _verdict(handbook))
    if handbook.knowledge.plan is not None:
        values = _plan(handbook.knowledge.plan, handbook)
        yield Page(Ref("plan", ""), "plan", "The plan", "verdict", "Verdict", values)
    for entry in form.fields if form is not None else ():
        values = _field(entry, handbook)
        yield Page(Ref("field", entry.name), "field", entry.name, "verdict", "Verdict", values)
    titles = form.advice if form is not None else {}
    yield Page("advice.html", "advices", "Advice", "advice", "", {"titles": titles})
    for listed, texts in advice.items():
        for name in texts:
            values = _advice(listed, name, handbook)
            yield Page(advice_ref(listed, name), "advice", name, "advice", "Advice", values)


def _verdict(handbook: Handbook) -> Mapping[str, Any]:
    form = handbook.knowledge.verdict
    if form is None:
        return {"form": None}
    return {
        "form": form,
        "fields": [(entry.name, shows(entry)) for entry in form.fields],
        "cannot_tell": clause_of(form.cannot_tell) if _told(form.cannot_tell) else None,
        "headline": [_saying(each, handbook) for each in form.headline],
        "remarks": [_saying(each, handbook) for each in form.remarks],
    }


def shows(entry: Field) -> Phrase | Clause | list[tuple[str, Any]]:
    """What a field shows: an attribute, whether a condition holds, or members that do either."""
    match entry.shows:
        case str() as name:
            return (attribute(name),)
        case tuple() as members:
            return [(member.name, shows(member)) for member in members]
        case Comparison() | AllOf() | AnyOf() | NoneOf() as condition:
            return clause_of(condition)


def _plan(plan: PlanForm, handbook: Handbook) -> Mapping[str, Any]:
    """The parts of a plan, each with its condition and its sentence."""

    def said(when: Condition, text: str) -> tuple[Clause | None, Phrase]:
        return None if when == ALWAYS else clause_of(when), sentence(text, handbook.knowledge)

    return {
        "plan": plan,
        "paces": [(*said(one.when, one.because), one) for one in plan.paces],
        "stagings": [(*said(one.when, one.because), one) for one in plan.stagings],
        "remarks": [(*said(one.when, one.says), one) for one in plan.remarks],
        "reached": [said(one.when, one.says) for one in plan.reached],
    }


def _told(condition: Condition) -> bool:
    """Whether a condition can hold at all."""
    return condition != AnyOf()


def _saying(saying: Saying, handbook: Handbook) -> tuple[Clause | None, Phrase]:
    when = None if saying.when == ALWAYS else clause_of(saying.when)
    return when, sentence(saying.says, handbook.knowledge)


def _field(entry: Field, handbook: Handbook) -> Mapping[str, Any]:
    """A field with the attributes that it shows and who concludes them."""
    vocabulary, references = handbook.knowledge.vocabulary, handbook.references
    carried = [
        (vocabulary[name], len(references.by(Ref("attribute", name), "concludes it")))
        for name in dict.fromkeys(entry.carriers())
    ]
    return {"entry": entry, "shows": shows(entry), "carried": carried, "by": _by}


def _by(rules: int) -> str:
    return f"concluded by {plural(rules, 'rule')}" if rules else ""


def _advice(listed: str, name: str, handbook: Handbook) -> Mapping[str, Any]:
    knowledge, ref = handbook.knowledge, advice_ref(listed, name)
    text, form = knowledge.advice[listed][name], knowledge.verdict
    return {
        "listed": listed,
        "heading": form.advice.get(listed, "") if form is not None else "",
        "advice": text,
        "says": sentence(text.says, knowledge),
        "because": sentence(text.because, knowledge),
        "rules": [handbook.at[by.name] for by in handbook.references.by(ref, "concludes it")],
        "before": [advice_ref(listed, one) for one in text.after],
        "after": handbook.references.by(ref, "comes after it"),
    }

"""How far a verdict is from tipping, as a versioned JSON document."""

from __future__ import annotations

from collections.abc import Iterable

from ...rules import KnowledgeBase
from ...sensitivity import (
    Answer,
    Change,
    Convention,
    Figures,
    NumberFact,
    Others,
    Sensitivity,
    Stretch,
    Tip,
    Untold,
    WordFact,
)
from ...values import as_json

SCHEMA = "dunbar.sensitivity/1"

Json = dict[str, object]


def sensitivity_json(found: Sensitivity, knowledge: KnowledgeBase, basis: str) -> Json:
    """All that was found; described in ``docs/schemas/sensitivity.json``."""
    named = {"name": knowledge.name, "version": knowledge.version, "digest": knowledge.digest}
    return {
        "schema": SCHEMA,
        "knowledge_base": named,
        "basis": basis,
        "main": found.main,
        "words": dict(found.reading.words),
        "range_of": found.range_of,
        "range": _figures(found.reading.figures),
        "facts": [_fact(each) for each in found.facts],
        "untold": [_untold(each) for each in found.untold],
        "conventions": [_convention(each) for each in found.conventions],
        "figures_without_part": found.asleep,
    }


def _fact(each: NumberFact | WordFact) -> Json:
    told = {
        "attribute": each.attribute.name,
        "value": as_json(each.fact.value),
        "origin": each.fact.origin,
        "can_change": each.attribute.can_change,
        "tips": each.tips,
    }
    match each:
        case NumberFact():
            return {
                **told,
                "unit": each.attribute.unit,
                "step": as_json(each.unit),
                "lower": _tip(each.lower),
                "higher": _tip(each.higher),
                "range": _figures(each.figures),
                "range_complete": each.range_complete,
                "complete": each.complete,
            }
        case WordFact(others=others):
            return {**told, "others": [_others(group) for group in others]}


def _others(group: Others) -> Json:
    return {
        "values": [as_json(value) for value in group.values],
        "changes": _changes(group.changes),
        "range": _figures(group.figures),
    }


def _untold(each: Untold) -> Json:
    return {
        "attribute": each.attribute.name,
        "tips": bool(each.answers),
        "answers": [_answer(answer) for answer in each.answers],
        "complete": each.complete,
    }


def _answer(answer: Answer) -> Json:
    return {
        "values": [
            {"low": as_json(value.low), "high": as_json(value.high)}
            if isinstance(value, Stretch)
            else as_json(value)
            for value in answer.values
        ],
        "changes": _changes(answer.changes),
    }


def _convention(each: Convention) -> Json:
    figure = each.figure
    return {
        "name": figure.name,
        "kind": figure.kind,
        "value": as_json(figure.value),
        "tried": {
            "low": as_json(figure.low),
            "high": as_json(figure.high),
            "step": as_json(figure.unit),
        },
        "holds": {"low": as_json(each.low), "high": as_json(each.high)},
        "lower": _tip(each.lower),
        "higher": _tip(each.higher),
        "range_at_low": _figures(each.lowest),
        "range_at_high": _figures(each.highest),
        "complete": each.complete,
        "origin": figure.source.origin.value,
        "source": figure.source.cited,
        "because": figure.because,
        "at": None if figure.location is None else str(figure.location),
    }


def _tip(tip: Tip | None) -> Json | None:
    if tip is None:
        return None
    return {
        "value": as_json(tip.value),
        "last": as_json(tip.last),
        "changes": _changes(tip.changes),
        "range": _figures(tip.figures),
        "upside_down": tip.upside_down,
    }


def _changes(changes: Iterable[Change]) -> list[Json]:
    return [
        {"field": change.field, "before": change.before, "after": change.after}
        for change in changes
    ]


def _figures(figures: Figures | None) -> Json | None:
    return None if figures is None else {"low": as_json(figures[0]), "high": as_json(figures[1])}

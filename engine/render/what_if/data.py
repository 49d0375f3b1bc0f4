"""Comparisons and answers to wishes as versioned JSON documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...consultation import Consultation
from ...values import as_json
from ...what_if.comparison import Advised, Comparison, PullChange, RuleChange
from ...what_if.edits import Edit
from ...what_if.fields import Difference
from ..json_ import field_json, verdict_json

if TYPE_CHECKING:
    from ...what_if.granting import Answer, Outcome, Way

COMPARISON = "dunbar.what-if/1"
WISH = "dunbar.wish/1"

Json = dict[str, object]


def comparison_json(found: Comparison) -> Json:
    """Both verdicts, and all in which they differ."""
    return {
        **_head(COMPARISON, found.now),
        "changed": [_edit(each) for each in found.edits],
        "now": _side(found.now),
        "then": _side(found.then),
        "same": found.same,
        "differences": _differences(found.differences),
        "unchanged": list(found.unchanged),
        "pulls": [_pull(each) for each in found.pulls],
        "rules": [_rule(each) for each in found.rules],
        "advice": {
            "gained": [_advised(each) for each in found.gained],
            "lost": [_advised(each) for each in found.lost],
        },
    }


def wish_json(answer: Answer, now: Consultation) -> Json:
    """The wish and every way to it."""
    return {
        **_head(WISH, now),
        "wish": {"attribute": answer.wish.attribute.name, "condition": answer.wish.said},
        "facts": verdict_json(now)["facts"],
        "now": _outcome(answer.now),
        "already": answer.already,
        "ways": [_way(each) for each in answer.easiest],
        "slower": [_way(each) for each in answer.slower],
        "undecided": [_way(each) for each in answer.undecided],
        "changeable": [
            {"attribute": each.name, "can_change": each.can_change} for each in answer.changeable
        ],
        "proved": answer.proof,
        "tried": answer.tried,
    }


def _head(schema: str, consultation: Consultation) -> Json:
    document = verdict_json(consultation)
    return {"schema": schema, **{key: document[key] for key in ("knowledge_base", "basis")}}


def _side(consultation: Consultation) -> Json:
    document, verdict = verdict_json(consultation), consultation.verdict
    return {
        "facts": document["facts"],
        "verdict": {"headline": verdict.headline, **_fields(verdict.fields)},
        "remarks": list(verdict.remarks),
        "cannot_tell": verdict.cannot_tell,
        "clashes": [clash.attribute for clash in verdict.clashes],
    }


def _fields(fields: Mapping[str, object]) -> Json:
    return {name: field_json(value) for name, value in fields.items()}  # type: ignore[arg-type]


def _edit(edit: Edit) -> Json:
    return {
        "attribute": edit.attribute.name,
        "now": as_json(edit.now),
        "then": as_json(edit.then),
        "can_change": edit.attribute.can_change,
    }


def _differences(found: Iterable[Difference]) -> list[Json]:
    return [
        {"field": each.field, "now": field_json(each.now), "then": field_json(each.then)}
        for each in found
    ]


def _pull(pull: PullChange) -> Json:
    now, then = as_json(pull.now), as_json(pull.then)
    return {"attribute": pull.attribute, "rule": pull.rule.id, "now": now, "then": then}


def _rule(change: RuleChange) -> Json:
    step = change.step
    return {
        "rule": change.rule.id,
        "now": change.now,
        "then": change.then,
        "concluded": [
            {"attribute": name, "value": as_json(value)} for name, value in step.concluded
        ],
        "because": step.because,
        "provided": list(step.provided),
        "set_aside_by": list(change.by),
        "rests_on": list(change.rests_on),
        "at": None if change.rule.location is None else str(change.rule.location),
    }


def _advised(found: Advised) -> Json:
    one = found.advice
    rules = [rule.id for rule in one.rules]
    return {"list": found.name, "id": one.id, "text": one.text, "rules": rules}


def _outcome(outcome: Outcome) -> Json:
    return {
        "value": as_json(outcome.value),
        "verdict": {"headline": outcome.headline, **_fields(outcome.fields)},
    }


def _way(way: Way) -> Json:
    return {
        "changes": [_edit(edit) for edit in way.edits],
        **_outcome(way.outcome),
        "differences": _differences(way.differences),
    }

"""A plan as a part of the versioned JSON document, and the schema of that part."""

from __future__ import annotations

from datetime import date

from ...consultation import Consultation
from ...plan import Milestone, Note, Plan, day_of, plan_of
from ...values import as_json

Json = dict[str, object]


def plan_json(consultation: Consultation, start: date | None = None) -> Json | None:
    """The plan, or None where there is none; days are ISO dates, null without a ``start``."""
    plan = plan_of(consultation)
    if plan is None:
        return None
    return {
        "status": plan.status,
        "counts": plan.counts,
        "now": as_json(plan.now),
        "effort": plan.effort_name,
        "effort_a_week": as_json(plan.effort),
        "gain_a_week": as_json(plan.gain),
        "reasons": [_note(each) for each in plan.reasons],
        "stages": _stages(plan),
        "from": None if start is None else start.isoformat(),
        "weeks": plan.weeks,
        "milestones": [_milestone(each, start) for each in plan.milestones],
        "points": [{"week": week, "figure": as_json(figure)} for week, figure in plan.points],
        "remarks": [_note(each) for each in plan.remarks],
        "reached": plan.reached or None,
        "provided": list(plan.provided),
    }


def _stages(plan: Plan) -> Json | None:
    if plan.staging is None:
        return None
    return {"gain": as_json(plan.staging.gain), "rest": plan.staging.rest}


def _milestone(found: Milestone, start: date | None) -> Json:
    day = day_of(start, found.week)
    return {
        "figure": as_json(found.figure),
        "week": found.week,
        "day": None if day is None else day.isoformat(),
        "text": found.text,
    }


def _note(found: Note) -> Json:
    return {
        "text": found.text,
        "source": found.source.cited,
        "origin": found.source.origin.value,
    }

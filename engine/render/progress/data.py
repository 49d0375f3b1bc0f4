"""Progress as a versioned JSON document; its schema is docs/schemas/progress.json."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ...progress import Distance, Growth, Progress, Revision, Standing
from ...values import as_json
from ..json_ import field_json, verdict_json
from ..what_if.data import comparison_json

SCHEMA = "dunbar.progress/1"
COMPARED = ("changed", "same", "differences", "unchanged", "pulls", "rules", "advice")

Json = dict[str, object]


def progress_json(found: Progress, kept: str = "", others: Iterable[str] = ()) -> Json:
    """Both sides, what was gained, what the person changed, and what the rules changed."""
    head = verdict_json(found.new.consultation)
    compared = comparison_json(found.comparison)
    return {
        "schema": SCHEMA,
        "knowledge_base": head["knowledge_base"],
        "basis": head["basis"],
        "before": _side(found.old),
        "now": _side(found.new),
        "growth": None if found.growth is None else _growth(found.growth),
        "distances": [_distance(each) for each in found.distances],
        **{key: _sided(compared[key]) for key in COMPARED},
        "rules_changed": [_revision(each) for each in found.revisions],
        "series": [_entry(each) for each in found.series],
        "kept": kept or None,
        "not_read": list(others),
    }


def _side(one: Standing) -> Json:
    verdict = one.consultation.verdict
    fields = {name: field_json(value) for name, value in verdict.fields.items()}
    saved = one.saved
    return {
        "source": one.source,
        "day": None if one.day is None else one.day.isoformat(),
        "saved_with": None if saved is None else {"version": saved.version, "digest": saved.digest},
        "facts": verdict_json(one.consultation)["facts"],
        "verdict": {"headline": verdict.headline, **fields},
        "cannot_tell": verdict.cannot_tell,
    }


def _growth(found: Growth) -> Json:
    return {
        "counts": found.counts,
        "before": as_json(found.before),
        "now": as_json(found.after),
        "gained": as_json(found.gained),
        "days": found.days,
        "a_month": as_json(found.a_month),
    }


def _distance(found: Distance) -> Json:
    return {
        "figure": as_json(found.figure),
        "text": found.text,
        "missing_before": as_json(found.missing_before),
        "missing_now": as_json(found.missing),
        "closed_percent": found.closed,
        "weeks_as_planned": found.weeks_as_planned,
        "weeks_as_grown": found.weeks_as_grown,
    }


def _sided(value: object) -> object:
    """What a comparison calls now and then is before and now here."""
    names = {"now": "before", "then": "now"}
    match value:
        case dict():
            return {names.get(key, key): _sided(each) for key, each in value.items()}
        case list():
            return [_sided(each) for each in value]
        case _:
            return value


def _revision(found: Revision) -> Json:
    return {
        "source": found.source,
        "version_then": found.version_then,
        "version_now": found.version_now,
        "headline_then": found.headline_then,
        "headline_now": found.headline_now,
        "fields": [
            {"field": each.field, "then": _plain(each.then), "now": _plain(each.now)}
            for each in found.fields
        ],
        "only_then": list(found.only_then),
        "only_now": list(found.only_now),
        "lost": list(found.lost),
    }


def _plain(value: object) -> object:
    return as_json(value) if isinstance(value, Decimal) else value


def _entry(one: Standing) -> Json:
    return {
        "source": one.source,
        "day": None if one.day is None else one.day.isoformat(),
        "figure": as_json(one.counted),
    }

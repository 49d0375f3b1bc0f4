"""A comparison of two versions as a versioned JSON document."""

from __future__ import annotations

from decimal import Decimal

from ...diff.common import Apart
from ...diff.counting import Count
from ...diff.edits import Edit
from ...diff.forms import Key
from ...diff.report import (
    Change,
    Contrast,
    Everyone,
    Group,
    Named,
    Person,
    Place,
    Region,
    Report,
    Scope,
)
from ...diff.responsible import Part
from ...diff.shifts import Amount, Shift, Turn
from ...values import Net, as_json
from .edits import edit_places
from .saying import answer, part_place, proof_text

SCHEMA = "dunbar.diff/1"
Json = dict[str, object]


def diff_json(report: Report) -> Json:
    """Every edit, every change of the verdict, every case and row whose verdict changes."""
    return {
        "schema": SCHEMA,
        "old": _named(report.old),
        "new": _named(report.new),
        "answer": answer(report),
        "changes_verdicts": report.changes_verdicts,
        "edits": [_edit(one) for one in report.edits],
        "same_files": list(report.same_files),
        "everyone": _everyone(report.everyone),
        "notes": list(report.notes),
        "cases": None if report.cases is None else _group(report.cases),
        "cohorts": [_group(one) for one in report.cohorts],
    }


def _named(named: Named) -> Json:
    return {
        "called": named.called,
        "name": named.name,
        "version": named.version,
        "digest": named.digest,
    }


def _edit(edit: Edit) -> Json:
    return {
        "kind": edit.subject.kind,
        "name": edit.subject.name,
        "was": edit.was,
        "fate": edit.fate,
        "bears_on": edit.weight,
        "at": edit_places(edit) or None,
        "lines": [
            {
                "part": line.at.part,
                "key": line.at.key,
                "before": line.before,
                "after": line.after,
                "bears_on": line.weight,
            }
            for line in edit.lines
        ],
    }


def _everyone(everyone: Everyone) -> Json:
    return {
        "scope": _scope(everyone.scope),
        "says": proof_text(everyone.scope, everyone.changes),
        "touched": {
            "told_in_full": _count(everyone.touched),
            "told_or_not": _count(everyone.touched_partly),
            "all_of_them": _place(everyone.common),
            "regions": [_region(one) for one in everyone.regions],
            "covered": everyone.covered,
        },
        "changes": [_change(one) for one in everyone.changes],
        "examples": [_contrast(one) for one in everyone.examples],
    }


def _scope(scope: Scope) -> Json:
    return {
        "proof": scope.proof,
        "profiles": scope.profiles,
        "told_in_full": scope.told,
        "classes": scope.classes,
        "not_compared": [_apart(one) for one in scope.apart],
        "not_proved": [_key(one) for one in scope.open],
        "reason": scope.reason or None,
        "searched": scope.searched,
        "seed": scope.seed,
    }


def _apart(apart: Apart) -> Json:
    return {
        "attribute": apart.attribute,
        "values": list(apart.values),
        "only": apart.only,
    }


def _change(change: Change) -> Json:
    return {
        **_key(change.key),
        **_shift(change.shift),
        "told_in_full": _count(change.full),
        "told_or_not": _count(change.partly),
        "found": change.found if change.full is None else None,
        "example": change.example,
        "regions": [_region(one) for one in change.regions],
        "covered": change.covered,
    }


def _key(key: Key) -> Json:
    return {"entry": key.kind, "name": key.name, "item": key.item}


def _shift(shift: Shift) -> Json:
    if isinstance(shift, Turn):
        return {"before": _value(shift.before), "after": _value(shift.after), "by": None}
    return {
        "before": None,
        "after": None,
        "by": {"least": _number(shift.least), "most": _number(shift.most)},
    }


def _count(count: Count | None) -> Json | None:
    return None if count is None else {"least": count.least, "most": count.most}


def _region(region: Region) -> Json:
    return {"where": _place(region.place), "profiles": region.profiles}


def _place(place: Place) -> list[Json]:
    return [{"attribute": name, "is": said} for name, said in place]


def _contrast(one: Contrast) -> Json:
    return {
        "told": [{"attribute": name, "value": as_json(value)} for name, value in one.told.items()],
        "before": one.before.headline,
        "after": one.after.headline,
        "differences": [
            {**_key(key), "before": _value(before), "after": _value(after)}
            for key, before, after in one.differences
        ],
        "because_of": [_part(part) for part in one.parts],
        "not_told_to_both": list(one.kept),
    }


def _part(part: Part) -> Json:
    return {
        "name": part.name,
        "edited": part.edited,
        "before": part.before,
        "after": part.after,
        "at": part_place(part) or None,
    }


def _group(group: Group) -> Json:
    return {
        "name": group.name,
        "compared": group.compared,
        "changed": group.total_changed,
        "counts": [
            {**_key(key), **_shift(shift), "people": count} for key, shift, count in group.counts
        ],
        "people": [_person(one) for one in group.changed],
        "not_read": list(group.unread),
        "remarks": list(group.remarks),
    }


def _person(person: Person) -> Json:
    return {
        "name": person.name,
        "side": person.side,
        "at": None if person.location is None else str(person.location),
        "expectation": person.expectation,
        "contrast": None if person.contrast is None else _contrast(person.contrast),
    }


def _value(value: object) -> object:
    match value:
        case bool() | None:
            return value
        case Amount():
            return {"figure": None}
        case Net():
            return {"figure": as_json(value.figure), "word": value.word}
        case _:
            return as_json(value)  # type: ignore[arg-type]


def _number(number: Decimal) -> object:
    return as_json(number) if number.is_finite() else None

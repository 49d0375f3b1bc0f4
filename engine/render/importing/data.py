"""The reading report as the versioned JSON document ``docs/schemas/import.json`` describes."""

from __future__ import annotations

from collections.abc import Sequence

from ...consultation import Fact
from ...imports import Export, FileRead, Reading, Suggestion
from ...rules import KnowledgeBase
from ...values import as_json
from ..json_ import read_json

SCHEMA = "dunbar.import/1"

Json = dict[str, object]


def import_json(
    export: Export,
    facts: Sequence[Fact],
    suggestions: Sequence[Suggestion],
    knowledge: KnowledgeBase,
) -> Json:
    """The whole report, its keys in the order in which they are documented."""
    return {
        "schema": SCHEMA,
        "knowledge_base": {
            "name": knowledge.name,
            "version": knowledge.version,
            "digest": knowledge.digest,
        },
        "import": export.form.name,
        "as_of": None if export.day is None else str(export.day),
        "as_of_from": export.day_from,
        "facts": [_fact(fact) for fact in facts],
        "suggestions": [_suggestion(each) for each in suggestions],
        "readings": [_reading(each) for each in export.readings],
        "files": [_file(each) for each in export.files],
        "left_alone": [
            {"name": name, "why": export.form.left_alone[name]} for name in export.left_alone
        ],
        "refused": [{"why": why, "count": count} for why, count in export.refused],
        "other_files": export.others,
        "never_read": list(export.form.never_read),
    }


def _fact(fact: Fact) -> Json:
    read = {} if fact.read is None else {"read": read_json(fact.read)}
    return {"attribute": fact.attribute, "value": as_json(fact.value), **read}


def _suggestion(each: Suggestion) -> Json:
    return {
        "attribute": each.attribute,
        "value": as_json(each.value),
        "read": read_json(each.read),
    }


def _reading(reading: Reading) -> Json:
    form = reading.form
    shares = reading.shares
    return {
        "name": form.name,
        "value": as_json(reading.value),
        "shares": None if shares is None else {name: as_json(share) for name, share in shares},
        "unit": form.unit or None,
        "rows": reading.base,
        "file": form.table,
        "method": reading.says or None,
        "trust": form.trust,
        "tells": form.tells,
        "suggests": form.suggests,
        "note": form.note or None,
        "why_not": reading.why_not,
    }


def _file(file: FileRead) -> Json:
    return {
        "name": file.name,
        "state": file.state,
        "rows": file.rows,
        "encoding": file.encoding or None,
        "ignored": [{"why": why, "rows": rows} for why, rows in file.ignored],
        "unreadable_dates": file.undated,
        "problem": file.problem,
    }

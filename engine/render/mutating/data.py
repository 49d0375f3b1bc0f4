"""What became of mutants as a versioned JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...mutation import FATES, KINDS, Judged, Kind, Ready, Report, Written
from ...values import as_json
from .page import sentence

SCHEMA = "dunbar.mutate/1"

Json = dict[str, object]


def mutation_json(report: Report, written: Sequence[Written] = ()) -> Json:
    """The score, the counts of each kind, and all mutants that no case noticed."""
    killed = len(report.those("killed"))
    return {
        "schema": SCHEMA,
        "knowledge_base": {
            "name": report.knowledge.name,
            "version": report.knowledge.version,
            "digest": report.knowledge.digest,
        },
        "cases": report.cases,
        "left_out": report.left_out,
        "untried": report.untried,
        "score": {
            "percent": report.percent(),
            "killed": killed,
            "killable": killed + len(report.survivors),
        },
        "kinds": [_kind(report, kind) for kind in KINDS],
        "unnoticed": [_unnoticed(one) for one in report.judged if one.fate != "killed"],
        "ready": [_ready(one) for one in report.ready],
        "written": [{"file": _path(one.path), "added": one.added} for one in written],
        "problems": [
            {"code": one.code, "message": one.message, "at": str(one.location or "") or None}
            for one in report.problems
        ],
    }


def _kind(report: Report, kind: Kind) -> Json:
    fates = [len(report.those(fate, kind=kind)) for fate in FATES]
    counts: Json = dict(zip(FATES, fates, strict=True))
    return {"kind": kind, "tried": sum(fates), **counts, "percent": report.percent(kind)}


def _unnoticed(one: Judged) -> Json:
    at = one.mutant.location
    return {
        "kind": one.mutant.kind,
        "rule": one.mutant.rule.id,
        "at": None if at is None else str(at),
        "if": sentence(one.mutant),
        "fate": one.fate,
        "redundant": one.fate == "equivalent" and one.mutant.removes,
        "case": None if one.ready is None else one.ready.name,
    }


def _ready(one: Ready) -> Json:
    given = [{"attribute": name, "value": as_json(value)} for name, value in one.given.items()]
    return {"name": one.name, "file": one.file, "given": given, "text": one.text}


def _path(path: Path) -> str:
    return path.as_posix()

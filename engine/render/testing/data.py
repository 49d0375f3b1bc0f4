"""How the cases came out as a versioned JSON document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...cases import KINDS, OUTCOMES, Covered, Decider, Difference, Report, Run, Tally
from ...values import as_json
from ..problems import problems_json

SCHEMA = "dunbar.test/1"

Json = dict[str, object]


def report_json(report: Report) -> Json:
    """Every case with its outcome; the coverage is null where it was not asked for."""
    knowledge = report.knowledge
    counts = {each.replace(" ", "_"): len(report.those(each)) for each in OUTCOMES}
    return {
        "schema": SCHEMA,
        "knowledge_base": {
            "name": knowledge.name,
            "version": knowledge.version,
            "digest": knowledge.digest,
        },
        "passed": report.passed,
        "cases": {"all": len(report.runs), **counts, "unchanged": report.kept},
        "results": [_run(run) for run in report.runs],
        "problems": problems_json(report.problems)["problems"],
        "coverage": None if report.tally is None else _coverage(report, report.tally),
    }


def _run(run: Run) -> Json:
    case = run.result.case
    return {
        "name": case.name,
        "at": _at(case.location),
        "example_of": case.example_of,
        "basis": case.basis,
        "given": [{"attribute": one.attribute, "value": as_json(one.value)} for one in case.facts],
        "outcome": run.result.outcome,
        "unchanged": run.kept,
        "to_do": case.to_do,
        "differences": [_difference(one) for one in run.result.differences],
        "problems": problems_json(case.problems)["problems"],
        "fired": sorted(run.fired),
    }


def _difference(one: Difference) -> Json:
    return {
        "about": one.about,
        "expected": one.expected,
        "found": one.found,
        "decided_by": [_decider(each) for each in one.deciders],
    }


def _decider(one: Decider) -> Json:
    return {
        "name": one.name,
        "says": one.says,
        "missing": one.missing or None,
        "at": _at(one.location),
    }


def _coverage(report: Report, tally: Tally) -> Json:
    numbered = list(enumerate(tally.covered))
    own = [(number, one) for number, one in numbered if one.aim.kind != "claim"]
    claims = [one for _, one in numbered if one.aim.kind == "claim"]
    by_rule = groupby(own, key=lambda each: each[1].aim.rules[0].id)
    return {
        "percent": tally.percent(),
        **dict(zip(("reached", "aims"), tally.share(), strict=True)),
        "kinds": {
            kind: {
                "percent": tally.percent(kind),
                **dict(zip(("reached", "aims"), tally.share(kind), strict=True)),
            }
            for kind in KINDS
        },
        "rules": [_rule(name, list(found), tally) for name, found in by_rule],
        "claims": [{"claim": one.aim.said, "cases": one.cases} for one in claims],
        "gaps": list(_gaps(report)),
    }


def _rule(name: str, found: Sequence[tuple[int, Covered]], tally: Tally) -> Json:
    kinds = {one.aim.kind: one for _, one in found}
    overridden = [one for _, one in found if one.aim.kind == "overrides"]
    return {
        "rule": name,
        "at": _at(found[0][1].aim.location),
        "fired": kinds["fires"].cases,
        "conditions": list(_conditions(found, tally)),
        "excepted": kinds["excepted"].cases if "excepted" in kinds else None,
        "overrides": [{"rule": one.aim.said, "cases": one.cases} for one in overridden],
    }


def _conditions(found: Sequence[tuple[int, Covered]], tally: Tally) -> Iterator[Json]:
    """Each condition with how many cases make it true and false, and where it alone fails."""
    parts = [(n, one) for n, one in found if one.aim.kind in {"true", "false", "alone"}]
    for at in range(0, len(parts), 3):
        three = parts[at : at + 3]
        impossible = [one.aim.kind for n, one in three if n in tally.impossible]
        counts: Json = {one.aim.kind: one.cases for _, one in three}
        aim = three[0][1].aim
        yield {
            "condition": aim.said,
            "at": _at(aim.location),
            **counts,
            "impossible": impossible,
        }


def _gaps(report: Report) -> Iterator[Json]:
    for one in report.ready:
        aim = one.aim
        yield {
            "kind": aim.kind,
            "rule": aim.rules[0].id,
            "about": aim.said,
            "at": _at(aim.location),
            "impossible": one.impossible,
            "searched": one.searched,
            "given": [
                {"attribute": key, "value": as_json(value)} for key, value in one.given.items()
            ],
            "case": one.case or None,
        }


def _at(location: object) -> str | None:
    return None if location is None else str(location)

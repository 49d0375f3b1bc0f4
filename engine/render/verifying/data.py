"""A verification as a versioned JSON document."""

from __future__ import annotations

from ...rules import KnowledgeBase
from ...values import Facts, as_json
from ...verify import Check, Finding, Report, Side

SCHEMA = "dunbar.verify/1"

Json = dict[str, object]


def verification_json(report: Report, knowledge: KnowledgeBase) -> Json:
    """Every check with its outcome, and every finding with its example."""
    return {
        "schema": SCHEMA,
        "knowledge_base": {
            "name": knowledge.name,
            "version": knowledge.version,
            "digest": knowledge.digest,
        },
        "outcome": report.outcome,
        "scope": {
            "profiles": report.scope.profiles,
            "classes": report.scope.classes,
            "searched": report.scope.searched,
            "too_large": report.scope.reason or None,
        },
        "checks": [_check(check) for check in report.checks],
    }


def _check(check: Check) -> Json:
    return {
        "check": check.name,
        "says": check.says,
        "outcome": check.outcome,
        "counted": check.counted,
        "findings": [_finding(each) for each in check.findings],
        "not_proved": list(check.open),
        "remarks": list(check.remarks),
    }


def _finding(finding: Finding) -> Json:
    problem = finding.diagnostic
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "at": None if problem.location is None else str(problem.location),
        "profile": _profile(finding.profile),
        "other": _profile(finding.other),
        "profiles": finding.profiles,
        "rules": [_side(side) for side in finding.sides],
        "fixes": [
            {
                "says": fix.says,
                "at": None if fix.location is None else str(fix.location),
                "tried": fix.tried == "mends it",
            }
            for fix in finding.fixes
        ],
    }


def _profile(told: Facts | None) -> list[Json] | None:
    if told is None:
        return None
    return [{"attribute": name, "value": as_json(value)} for name, value in told.items()]


def _side(side: Side) -> Json:
    return {
        "rule": side.rule.id,
        "at": None if side.rule.location is None else str(side.rule.location),
        "says": side.says,
        "because": side.rule.because,
        "source": side.rule.source.cited,
    }

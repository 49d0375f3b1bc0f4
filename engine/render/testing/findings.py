"""What is wrong with cases as findings, each at its place: for lists of problems and for GitHub."""

from __future__ import annotations

from collections.abc import Iterator

from ...cases import Decider, Report, Result
from ...diagnostics import Diagnostic, Severity
from .coverage import missing


def report_findings(report: Report, *, gaps: bool = False) -> tuple[Diagnostic, ...]:
    """What could not be read or run, and what is different; with ``gaps``, what is not covered."""
    results = [run.result for run in report.runs]
    different = (one for each in results if each.outcome == "different" for one in _of(each))
    uncovered = _gaps(report) if gaps else ()
    return (*report.could_not_run, *different, *uncovered)


def _of(result: Result) -> Iterator[Diagnostic]:
    for one in result.differences:
        yield Diagnostic(
            "case-differs",
            Severity.ERROR,
            f"{result.case.name}: {one}",
            result.case.location,
            hint="; ".join(map(decider_said, one.deciders)) or None,
            related=tuple(each.location for each in one.deciders if each.location is not None),
        )


def _gaps(report: Report) -> Iterator[Diagnostic]:
    for one in report.ready:
        if not one.impossible:
            yield Diagnostic(
                "not-covered",
                Severity.WARNING,
                f"no case shows it: {missing(one.aim)}",
                one.aim.location,
                hint=f"add this case:\n{one.case}" if one.case else None,
            )


def decider_said(one: Decider) -> str:
    """A decider in a line, with its place."""
    at = f" at {one.location}" if one.location is not None else ""
    if one.missing:
        return f"{one.name}{at} would say {one.says}, but {one.missing}"
    return f"{one.name}{at}: {one.says}"

"""How the cases came out as JUnit XML, which build servers read."""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...cases import Report, Result, Run
from .findings import decider_said

NOWHERE = "cases"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_junit(report: Report) -> str:
    """A suite for each file, a test case for each case; what could not run is an error."""
    root = Element("testsuites", _counts(report.runs, len(report.problems)))
    for path, runs in groupby(report.runs, key=_path):
        own = tuple(runs)
        suite = SubElement(root, "testsuite", {"name": path, **_counts(own)})
        for run in own:
            _case(suite, run.result)
    for problem in report.problems:
        path = problem.location.path if problem.location else NOWHERE
        counts = {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
        suite = SubElement(root, "testsuite", {"name": path, **counts})
        one = SubElement(suite, "testcase", {"classname": path, "name": "file of cases"})
        _outcome(one, "error", problem.message, f"{problem.location}: {problem.message}")
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _counts(runs: tuple[Run, ...], more: int = 0) -> dict[str, str]:
    outcomes = [run.result.outcome for run in runs]
    return {
        "tests": str(len(runs) + more),
        "failures": str(outcomes.count("different")),
        "errors": str(outcomes.count("could not run") + more),
        "skipped": str(outcomes.count("to do")),
    }


def _path(run: Run) -> str:
    at = run.result.case.location
    return NOWHERE if at is None else at.path


def _case(suite: Element, result: Result) -> None:
    case = result.case
    line = {} if case.location is None else {"line": str(case.location.line)}
    named = {"classname": suite.get("name", NOWHERE), "name": _clean(case.name), **line}
    one = SubElement(suite, "testcase", named)
    match result.outcome:
        case "different":
            lines = [
                line
                for each in result.differences
                for line in (str(each), *(f"  {decider_said(by)}" for by in each.deciders))
            ]
            _outcome(one, "failure", str(result.differences[0]), "\n".join(lines))
        case "could not run":
            lines = [f"{problem.location}: {problem.message}" for problem in case.problems]
            _outcome(one, "error", case.problems[0].message, "\n".join(lines))
        case "to do":
            SubElement(one, "skipped", {"message": _clean(case.to_do or "")})


def _outcome(one: Element, kind: str, message: str, text: str) -> None:
    SubElement(one, kind, {"message": _clean(message)}).text = _clean(text)


def _clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)

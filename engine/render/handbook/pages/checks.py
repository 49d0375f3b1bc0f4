"""The pages of cases, of what they cover, and of what is proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ....cases import Run
from ....cases.case import ROLES
from ....handbook import Handbook, Ref
from ...document import Block
from ...testing.coverage import coverage_blocks, ready_text
from ...testing.results import result_blocks
from ...verifying import verification_document
from ..page import Page


def pages(handbook: Handbook) -> Iterator[Page]:
    """The list of cases, a page for each of their files, coverage, and properties."""
    files = handbook.casebook.files
    listed = [(path, [_outcome(handbook, at) for at in numbers]) for path, numbers in files.items()]
    yield Page("cases.html", "cases", "Cases", "cases", "", {"files": listed})
    for path in files:
        values = _file(path, handbook)
        yield Page(Ref("cases", path), "case", path or "cases", "cases", "Cases", values)
    yield Page("coverage.html", "coverage", "Coverage", "coverage", "", _coverage(handbook))
    proofs = handbook.proofs
    blocks = verification_document(proofs).blocks if proofs is not None else ()
    values = {"blocks": blocks, "promises": handbook.promises}
    yield Page("properties.html", "properties", "Properties", "properties", "", values)


def _outcome(handbook: Handbook, number: int) -> str:
    return handbook.casebook.runs[number].result.outcome


def _file(path: str, handbook: Handbook) -> Mapping[str, Any]:
    numbers = handbook.casebook.files[path]
    runs = [(number, handbook.casebook.runs[number]) for number in numbers]
    return {"told": [(number, run, _different(run), _roles(run)) for number, run in runs]}


def _different(run: Run) -> tuple[Block, ...]:
    """What is not as expected, and what decided it; without the title and what was given."""
    if run.result.outcome != "different":
        return ()
    return tuple(result_blocks(run.result))[2:]


def _roles(run: Run) -> list[tuple[str, list[str]]]:
    """The rules of which a case speaks, by the part that they are to have in it."""
    case = run.result.case
    wanted = dict.fromkeys(role for role, _ in case.rules)
    order = [role for role in (*ROLES, *wanted) if role in wanted]
    return [
        (role, [name for own, name in case.rules if own == role]) for role in dict.fromkeys(order)
    ]


def _coverage(handbook: Handbook) -> Mapping[str, Any]:
    report, casebook = handbook.cases, handbook.casebook
    blocks = tuple(coverage_blocks(report.tally))[1:] if report.tally is not None else ()
    themes = [
        (theme, [(rule, casebook.of(rule.id)) for rule in theme.rules]) for theme in handbook.themes
    ]
    return {"report": report, "blocks": blocks, "ready": ready_text(report), "themes": themes}

"""The author's cases: run, compared, measured; once, or after every change."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..diagnostics import Diagnostic, Findings
from ..output import as_json, coloured, complain, page, width, write
from .frame import DONE, FINDINGS, misused, open_base, told
from .trying import cases_found, chosen_of, reported, root_of

if TYPE_CHECKING:
    from ..cases import Case, Report

TEST_USAGE = "dunbar rules test [FILE or FOLDER]... [-k WORDS]"


@told
def test(
    *,
    places: tuple[Path, ...],
    words: str | None,
    again: bool,
    coverage: bool,
    min_coverage: int | None,
    junit: Path | None,
    watched: bool,
    form: Literal["text", "json", "github"],
    kb: Path | None,
) -> int:
    """Run the cases; 1 where one is different or could not run, or too little is covered."""
    if watched:
        from .watching import watch  # noqa: PLC0415 - only who watches

        if coverage or min_coverage is not None or junit is not None or form != "text":
            return misused("--watch shows a summary on the screen, and nothing else", TEST_USAGE)
        return watch(places=places, words=words, kb=kb)
    opened, root, findings = open_base(kb), root_of(kb), Findings()
    cases = cases_found(opened, root, places, findings)
    if words is not None and (slip := _none_fits(cases, words)) is not None:
        return misused(slip, TEST_USAGE)
    report = reported(
        opened,
        chosen_of(cases, words),
        findings,
        coverage=coverage or min_coverage is not None,
        again=again,
    )
    _show(report, root, form)
    if junit is not None:
        from ..render.testing.junit import report_junit  # noqa: PLC0415

        write(report_junit(report), junit)
    enough = report.tally is None or report.tally.percent() >= (min_coverage or 0)
    if not enough and report.tally is not None:
        complain(f"dunbar: {report.tally.percent()} % is covered, less than {min_coverage} %\n")
    return DONE if report.passed and enough else FINDINGS


def _none_fits(cases: tuple[Case, ...], words: str) -> str | None:
    """What is wrong with words that fit no case."""
    from ..cases import near  # noqa: PLC0415

    if chosen_of(cases, words):
        return None
    meant = near(cases, words)
    hint = f' (did you mean "{meant}"?)' if meant else ""
    return f'no name, file or rule of {len(cases)} cases has the words "{words}"{hint}'


def _show(report: Report, root: Path, form: Literal["text", "json", "github"]) -> None:
    from ..render.problems import problems_github, problems_text  # noqa: PLC0415
    from ..render.testing.results import report_text  # noqa: PLC0415

    if form == "json":
        from ..render.testing.data import report_json  # noqa: PLC0415

        write(as_json(report_json(report)))
    elif form == "github":
        from ..render.testing.findings import report_findings  # noqa: PLC0415

        write(problems_github(report_findings(report, gaps=True)))
        complain(report_text(report, width=width()))
    else:
        broken = report.could_not_run
        sources, painted = _sources(broken, root), coloured(sys.stdout)
        write(problems_text(broken, sources, colour=painted, width=width()))
        write(report_text(report, **page(None)))


def _sources(findings: Iterable[Diagnostic], root: Path) -> dict[str, str]:
    """The text of the files that findings name, to quote their lines."""
    paths = {one.location.path for one in findings if one.location is not None}
    files = {path: root / path for path in paths}
    return {
        path: file.read_text(encoding="utf-8", errors="replace")
        for path, file in files.items()
        if file.is_file()
    }

"""The verdict for one person."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..output import as_json, as_text, write
from .frame import CANNOT_TELL, DONE, FACTS, consulted_and_read, misused, spare, told
from .planning import calendar_of, check_calendar, start_of, write_calendar

if TYPE_CHECKING:
    from ..api import Basis
    from ..consultation import Consultation
    from ..imports import Export
    from ..render.present import Trace
    from .exports import Wanted

ReportForm = Literal["text", "json", "markdown", "html"]
IN_A_FILE = "--format html -o report.html"


@told
def advise(
    *,
    facts: tuple[str, ...],
    form: ReportForm,
    trace: Trace,
    basis: Basis,
    begin: datetime | None = None,
    ics: Path | None = None,
    kb: Path | None,
    output: Path | None,
    export: Wanted | None = None,
) -> int:
    """The verdict for one person; 4 when the rules cannot tell, or there is no plan for ``ics``."""
    if form == "html" and output is None and sys.stdout.isatty():
        return misused("a page is not for a terminal", f"dunbar advise {FACTS} {IN_A_FILE}")
    if not facts and export is None:
        from .interview import ask, wants_to_be_asked  # noqa: PLC0415 - only who told nothing

        if form in {"text", "json"} and wants_to_be_asked():
            return ask(
                facts=(), until=None, save=None, form=form, basis=basis, kb=kb, output=output
            )
        return misused(
            "tell at least one fact, or let dunbar ask", f"dunbar advise {FACTS}, or dunbar ask"
        )
    check_calendar(ics, output, facts)
    spare(export, ics)
    consultation, read = consulted_and_read(facts, basis, kb, output, export=export, outlook=True)
    start = start_of(begin, ics)
    calendar, why_not = calendar_of(consultation, start, ics)
    text = _written(consultation, form, trace, start, output, export=read)
    planned = ics is None or write_calendar(calendar, why_not, ics)
    write(text, output)
    return DONE if planned and not consultation.verdict.cannot_tell else CANNOT_TELL


def _written(
    consultation: Consultation,
    form: ReportForm,
    trace: Trace,
    start: date | None,
    output: Path | None,
    *,
    export: Export | None,
) -> str:
    match form:
        case "json":
            from ..render.json_ import verdict_json  # noqa: PLC0415 - like all below: when asked for

            return as_json(verdict_json(consultation, start))
        case "markdown":
            from ..render.markdown import to_markdown  # noqa: PLC0415
            from ..render.report import report_document  # noqa: PLC0415

            return to_markdown(report_document(consultation, trace, start, export))
        case "html":
            from ..render.report import report_document, to_html  # noqa: PLC0415

            return to_html(report_document(consultation, trace, start, export))
        case _:
            from ..render.present import verdict_document  # noqa: PLC0415

            return as_text(verdict_document(consultation, trace, start), output)

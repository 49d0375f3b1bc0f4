"""How far somebody has come: two points of time compared, or a folder of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..output import as_json, as_text, complain, write
from .frame import CANNOT_TELL, DONE, MisuseError, misused, open_base, told
from .standings import MOST_PLACES, USES, files_of, given_facts, is_history, standing_of

if TYPE_CHECKING:
    from ..api import Basis, Opened
    from ..progress import Progress, Standing

Form = Literal["text", "json", "markdown"]


@told
def progress(
    *,
    places: tuple[Path, ...],
    given: tuple[str, ...],
    keep: Path | None,
    begin: datetime | None,
    end: datetime | None,
    form: Form,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
) -> int:
    """Growth, changes, and the part of the rules; 4 when the rules cannot tell now."""
    problem = _misuse(places, given, keep, output)
    if problem:
        return misused(problem, USES)
    opened = open_base(kb)
    files, others = files_of(places, keep)
    both = given_facts(opened, given)
    series = _dated([standing_of(opened, file, both, basis) for file in files], begin, end)
    kept = ""
    if keep is not None:
        series = _today_if_undated(series)
        file = _keep(opened, series[-1], keep, basis)
        series = [*(one for one in series[:-1] if Path(one.source) != file), series[-1]]
        kept = str(file)
    if len(series) == 1:
        _first_of_all(kept)
        return DONE
    return _written(_found(opened, series, basis), kept, others, form=form, output=output)


def _misuse(
    places: tuple[Path, ...], given: tuple[str, ...], keep: Path | None, output: Path | None
) -> str:
    """What makes no sense in the arguments, or nothing."""
    if any("=" not in each for each in given):
        return "--given takes ATTRIBUTE=VALUE"
    alone = len(places) == 1 and keep is None and not places[0].is_dir()
    if not 0 < len(places) <= MOST_PLACES or alone:
        return "name what was before, and what is now"
    if keep is not None and is_history(places[-1]):
        return f'--keep keeps NEW, and "{places[-1]}" is a history'
    if output is not None and any(output.resolve() == place.resolve() for place in places):
        return f'"{output}" is what is read, and would be overwritten'
    return ""


def _dated(series: list[Standing], begin: datetime | None, end: datetime | None) -> list[Standing]:
    """The series with the days that were given. Raises MisuseError where time runs backwards."""
    from dataclasses import replace  # noqa: PLC0415

    if begin is not None and len(series) > 1:
        series[0] = replace(series[0], day=begin.date())
    if end is not None:
        series[-1] = replace(series[-1], day=end.date())
    _check_order(series)
    return series


def _today_if_undated(series: list[Standing]) -> list[Standing]:
    """The series with today for the day of the last, which is about to be kept by it."""
    from dataclasses import replace  # noqa: PLC0415

    dated = [*series[:-1], replace(series[-1], day=series[-1].day or _today())]
    _check_order(dated)
    return dated


def _check_order(series: list[Standing]) -> None:
    days = [(one.day, one.source) for one in series if one.day is not None]
    for (day, source), (later, other) in pairwise(days):
        if day > later:
            problem = f'"{source}" is of {day}, and "{other}" of {later}: OLD comes first'
            raise MisuseError(problem, USES)


def _keep(opened: Opened, new: Standing, folder: Path, basis: Basis) -> Path:
    """Write the new verdict into the history, under its day."""
    from ..progress import keep_as  # noqa: PLC0415
    from ..render.json_ import verdict_json  # noqa: PLC0415

    facts = [fact for fact in new.consultation.facts if fact.origin != "assumed"]
    assert new.day is not None  # noqa: S101 - today if nothing else
    file = keep_as(folder, new.day)
    if file.exists() and file.resolve() != Path(new.source).resolve():
        complain(f"dunbar: {file} was there before, and is replaced\n")
    write(as_json(verdict_json(opened.consult(facts, basis, outlook=True))), file)
    return file


def _today() -> date:
    return datetime.now().astimezone().date()


def _first_of_all(kept: str) -> None:
    complain(f"Kept as {kept}. It is the first, so there is nothing to compare it with yet.\n")


def _found(opened: Opened, series: list[Standing], basis: Basis) -> Progress:
    from ..consultation import Reference  # noqa: PLC0415
    from ..progress import progress as compared  # noqa: PLC0415

    return compared(series, Reference(opened.program(basis)).believe)


def _written(
    found: Progress, kept: str, others: Iterable[str], *, form: Form, output: Path | None
) -> int:
    from ..render.progress import progress_document, progress_json  # noqa: PLC0415

    match form:
        case "json":
            text = as_json(progress_json(found, kept, others))
        case "markdown":
            from ..render.markdown import to_markdown  # noqa: PLC0415

            text = to_markdown(progress_document(found, kept, others))
        case _:
            text = as_text(progress_document(found, kept, others), output)
    write(text, output)
    return CANNOT_TELL if found.new.consultation.verdict.cannot_tell else DONE

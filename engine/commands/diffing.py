"""Two versions of the rules side by side: what was edited, and whom it touches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..diagnostics import Diagnostic, Findings, KnowledgeError, Location
from ..output import as_json, as_text, complain, write
from .frame import DONE, FINDINGS, misused, open_base, told
from .trying import root_of

if TYPE_CHECKING:
    from ..cases import Case
    from ..diff import Report, Version
    from ..diff.version import Side

Form = Literal["text", "json", "markdown"]
DIFF_USAGE = "dunbar rules diff OLD [NEW] [--cohort FILE] [--fail-on-change]"
FIRST_ERRORS = 5


@told
def diff(
    *,
    old: str,
    new: str | None,
    cohorts: tuple[Path, ...],
    name_in: str | None,
    most: int,
    fail_on_change: bool,
    form: Form,
    kb: Path | None,
    output: Path | None,
) -> int:
    """Compare two versions; 1 where verdicts change and that should fail."""
    from ..diff import Saved, compare, read_cohort  # noqa: PLC0415 - like all below
    from ..diff.revisions import UnknownRevisionError  # noqa: PLC0415

    if name_in is not None and not cohorts:
        return misused("--id names a column of a --cohort, and there is none", DIFF_USAGE)
    here = root_of(kb)
    with ExitStack() as stack:
        try:
            places = [
                stack.enter_context(_place(name, here)) for name in (old, new) if name is not None
            ]
        except UnknownRevisionError as error:
            return misused(str(error), DIFF_USAGE)
        if new is None:
            places.append(("the folder as it is", here))
        before, after = (_version(side, *place) for side, place in zip(_SIDES, places, strict=True))
        vocabularies = before[0].knowledge.vocabulary, after[0].knowledge.vocabulary
        people = tuple(read_cohort(path, *vocabularies, name_in) for path in cohorts)
        report = compare(before[0], after[0], Saved(before[1], after[1], people, most))
    _show(report, form, output)
    return FINDINGS if fail_on_change and report.changes_verdicts else DONE


_SIDES: tuple[Side, Side] = ("OLD", "NEW")


@contextmanager
def _place(name: str, here: Path) -> Iterator[tuple[str, Path]]:
    """The folder of a version, and how it is called."""
    from ..diff.revisions import find_revision, unpacked  # noqa: PLC0415

    if name and Path(name).is_dir():
        yield f"the folder {name}", Path(name)
        return
    revision = find_revision(name, here)
    with unpacked(revision) as folder:
        yield revision.called, folder


def _version(side: Side, called: str, folder: Path) -> tuple[Version, tuple[Case, ...]]:
    """A version with its cases. Raises KnowledgeError, its places naming the version."""
    from ..cases import every_case  # noqa: PLC0415
    from ..diff import Version  # noqa: PLC0415

    try:
        opened = open_base(folder)
    except KnowledgeError as error:
        complain(f"dunbar: {side} ({called}) cannot be used:\n")
        raise _named(side, error) from error
    cases = every_case(folder, opened.knowledge, Findings())
    return Version(side, called, opened.program, opened.infer), cases


def _named(side: Side, error: KnowledgeError) -> KnowledgeError:
    """The first errors, at places of this version."""
    errors = [_at(side, each) for each in error.diagnostics if each.severity == "error"]
    sources = {f"{side}:{path}": text for path, text in error.sources.items()}
    return KnowledgeError(errors[:FIRST_ERRORS], sources)


def _at(side: Side, found: Diagnostic) -> Diagnostic:
    def moved(place: Location) -> Location:
        return replace(place, path=f"{side}:{place.path}")

    return replace(
        found,
        location=None if found.location is None else moved(found.location),
        related=tuple(map(moved, found.related)),
    )


def _show(report: Report, form: Form, output: Path | None) -> None:
    from ..render.diffing import diff_document, diff_json, diff_markdown  # noqa: PLC0415

    match form:
        case "json":
            write(as_json(diff_json(report)), output)
        case "markdown":
            write(diff_markdown(report), output)
        case _:
            write(as_text(diff_document(report), output), output)

"""Files rewritten for their author: in one form, and with their slips mended."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Findings, KnowledgeError
from ..output import as_json, coloured, complain, width, write
from .frame import DONE, FINDINGS, Form, misused, open_base, told

if TYPE_CHECKING:
    from ..files import SourceFile
    from ..fixing import Fixed
    from ..formatting.base import Reformatted
    from ..render.editing import Edited
    from ..rules import KnowledgeBase

FMT_USAGE = "dunbar rules fmt [--check] [--diff] [FILE or FOLDER]... or -"
Files = tuple[tuple[Path, "SourceFile"], ...]
_STDIN = Path("-")
_STDIN_SHOWN = "standard input"


@told
def fmt(*, places: tuple[Path, ...], check: bool, diff: bool, form: Form, kb: Path | None) -> int:
    """Format files; 1 where one has errors, or with ``check`` where one would be changed."""
    if _STDIN in places and len(places) > 1:
        return misused('"-" stands alone', FMT_USAGE)
    findings, root = Findings(), _root(kb)
    files = _chosen(root, places, findings)
    if findings.errors:
        raise KnowledgeError(findings.errors)
    edited, problems, found = _formatted(root, files, kb)
    if _STDIN in places and not (check or diff or form == "json"):
        return _filtered(edited[0], problems)
    written = not (check or diff)
    if written:
        _write(found)
    _show_formatted(edited, problems, form, diff=diff, written=written)
    _complain(problems, {file.path: file.before for file in edited}, form)
    unlike = check and any(file.status == "changed" for file in edited)
    return FINDINGS if unlike or problems else DONE


@told
def fix(*, diff: bool, form: Form, kb: Path | None) -> int:
    """Mend what can be mended without its author; 1 where errors are left."""
    root, findings = _root(kb), Findings()
    files, result = _mended(root, findings)
    left = (*findings.errors, *result.left)
    if not diff:
        for before, after in zip(files, result.files, strict=True):
            if before.data != after.data:
                write(after.data.decode("utf-8"), root / after.shown)
    _show_fixed(files, result, left, form, written=not diff)
    return FINDINGS if left else DONE


def _mended(root: Path, findings: Findings) -> tuple[tuple[SourceFile, ...], Fixed]:
    """The rules, and then the cases, which can be read only against rules without errors.

    Raises KnowledgeError where there is no knowledge base.
    """
    from ..cases.finding import case_files  # noqa: PLC0415 - like all below: when needed
    from ..files import read_files  # noqa: PLC0415
    from ..fixing import Fixed, fixed, fixed_cases  # noqa: PLC0415
    from ..loader import load  # noqa: PLC0415

    files = read_files(root, findings)
    if any(one.location is None for one in findings.errors):
        raise KnowledgeError(findings.errors)
    rules = fixed(root, files)
    if rules.left:
        return files, rules
    cases = case_files(root, findings)
    knowledge = load(root, rules.files, Findings()).knowledge
    mended = fixed_cases(knowledge, cases)
    every = Fixed((*rules.files, *mended.files), (*rules.mended, *mended.mended), mended.left)
    return (*files, *cases), every


def _chosen(root: Path, places: tuple[Path, ...], findings: Findings) -> Files:
    from ..files import SourceFile  # noqa: PLC0415
    from ..formatting.choosing import files_of  # noqa: PLC0415

    if _STDIN in places:
        return ((_STDIN, SourceFile(_STDIN_SHOWN, sys.stdin.buffer.read())),)
    return files_of(root, places, findings)


def _formatted(
    root: Path, files: Files, kb: Path | None
) -> tuple[tuple[Edited, ...], tuple[Diagnostic, ...], tuple[Reformatted, ...]]:
    """What is told of each file, the problems, and what is to be written."""
    from ..formatting import memory  # noqa: PLC0415

    name = memory.name_of(root)
    known = memory.known(name, (file for _, file in files))
    told = {file.shown: _in_form(file) for file in known}
    fresh = tuple(one for one in files if one[1] not in known)
    if files and not fresh:
        return tuple(told.values()), (), ()
    from ..formatting.base import reformatted  # noqa: PLC0415

    knowledge, errors = _knowledge(kb)
    found = reformatted(root, fresh, knowledge, errors)
    told |= {one.before.shown: _edited(one) for one in found}
    in_form = (one.before for one in found if told[one.before.shown].status == "unchanged")
    if knowledge is not None:
        memory.remember(name, (*known, *in_form))
    problems = tuple(each for one in found for each in _refusals(one))
    return tuple(told[file.shown] for _, file in files), problems, found


def _filtered(file: Edited, problems: Sequence[Diagnostic]) -> int:
    """Standard input to standard output. Raises KnowledgeError when it has errors."""
    if problems:
        raise KnowledgeError(problems, {file.path: file.before})
    write(file.after)
    return DONE


def _write(found: Iterable[Reformatted]) -> None:
    for one in found:
        if one.changed:
            write(one.after, one.path)


def _show_formatted(
    files: Sequence[Edited],
    problems: Iterable[Diagnostic],
    form: Form,
    *,
    diff: bool,
    written: bool,
) -> None:
    from ..render.editing import diffs, formatting_json, listed  # noqa: PLC0415

    if form == "json":
        write(as_json(formatting_json(files, problems, written=written)))
    elif diff:
        write(diffs(files, colour=coloured(sys.stdout)))
    else:
        write(listed(files, written=written))


def _show_fixed(
    files: Sequence[SourceFile],
    result: Fixed,
    left: Sequence[Diagnostic],
    form: Form,
    *,
    written: bool,
) -> None:
    from ..render.editing import Edited, mended_text, mending_json  # noqa: PLC0415
    from ..render.problems import problems_text  # noqa: PLC0415

    edited = [
        Edited(
            before.shown,
            "changed" if before.data != after.data else "unchanged",
            before.text,
            after.text,
        )
        for before, after in zip(files, result.files, strict=True)
    ]
    if form == "json":
        write(as_json(mending_json(edited, result.mended, left, written=written)))
        return
    painted = coloured(sys.stdout)
    write(mended_text(edited, result.mended, left, written=written, colour=painted))
    if left:
        sources = {file.shown: file.text for file in result.files}
        write("\n" + problems_text(left, sources, colour=painted, width=width()))


def _in_form(file: SourceFile) -> Edited:
    from ..render.editing import Edited  # noqa: PLC0415

    return Edited(file.shown, "unchanged", file.text, file.text)


def _edited(one: Reformatted) -> Edited:
    from ..formatting.formatting import Kept, Refused  # noqa: PLC0415
    from ..render.editing import Edited  # noqa: PLC0415

    name, before = one.before.shown, one.before.text
    if isinstance(one.outcome, Kept):
        return Edited(name, "kept", before, before, one.outcome.reason)
    if isinstance(one.outcome, Refused):
        return Edited(name, "errors", before, before, "it has errors")
    return Edited(name, "changed" if one.changed else "unchanged", before, one.after)


def _refusals(one: Reformatted) -> tuple[Diagnostic, ...]:
    from ..formatting.formatting import Refused  # noqa: PLC0415

    return one.outcome.diagnostics if isinstance(one.outcome, Refused) else ()


def _knowledge(kb: Path | None) -> tuple[KnowledgeBase | None, tuple[Diagnostic, ...]]:
    """The knowledge base if it can be used, else its errors. Raises KnowledgeError without any."""
    try:
        return open_base(kb).knowledge, ()
    except KnowledgeError as error:
        if any(one.location is None for one in error.diagnostics):
            raise
        complain("The rules have errors, so words stay as they are.\n")
        return None, error.diagnostics


def _complain(problems: Sequence[Diagnostic], sources: dict[str, str], form: Form) -> None:
    from ..fixing import sure  # noqa: PLC0415
    from ..render.editing import offer  # noqa: PLC0415
    from ..render.problems import problems_text  # noqa: PLC0415

    if problems and form == "text":
        complain(problems_text(problems, sources, colour=coloured(sys.stderr), width=width()))
        complain(offer(len(problems), len(sure(problems, sources.values()))))


def _root(kb: Path | None) -> Path:
    from ..resources import data_root  # noqa: PLC0415

    return kb if kb is not None else data_root()

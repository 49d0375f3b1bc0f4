"""Ready cases put at the end of the files of their themes: the new text of each, tried first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..cases.case import Infer
from ..cases.reading import cases_in
from ..cases.running import is_right
from ..diagnostics import DunbarError, Findings
from ..files import ENDINGS, case_folder
from ..rules import KnowledgeBase
from .mutant import Ready

HEAD = "tests:\n"
USUAL = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it is to be, with so many cases more than it had."""

    path: Path
    text: str
    added: int


def put(
    ready: Iterable[Ready], root: Path, knowledge: KnowledgeBase, infer: Infer
) -> tuple[Written, ...]:
    """The files with the cases at their end; each was read again, and its new cases run.

    Nothing is written here. Raises DunbarError for a file to which nothing can be added.
    """
    folder = case_folder(root)
    by_file: dict[Path, list[Ready]] = {}
    for one in ready:
        by_file.setdefault(_file(folder, one.file), []).append(one)
    return tuple(_with(path, some, knowledge, infer) for path, some in by_file.items())


def _file(folder: Path, name: str) -> Path:
    """The file of the theme; where all cases stand in one file, that one."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS)
    named = [path for path in files if path.name == name]
    return (named or (files if len(files) == 1 else [folder / name]))[0]


def _with(path: Path, some: list[Ready], knowledge: KnowledgeBase, infer: Infer) -> Written:
    before = path.read_text(encoding="utf-8") if path.exists() else HEAD
    indent = _indent(before)
    cases = (_indented(one.text, indent) for one in some)
    text = before.rstrip("\n") + "\n\n" + "\n".join(cases)
    findings = Findings()
    old = cases_in(before, str(path), knowledge, Findings())
    new = cases_in(text, str(path), knowledge, findings)[len(old) :]
    right = [case for case in new if not case.problems and is_right(case, infer(case.facts, "all"))]
    if len(right) != len(some) or len(new) != len(some):
        raise DunbarError(
            f"{path} was left as it is: cases cannot be added at its end; does it end in its tests?"
        )
    return Written(path, text, len(some))


def _indent(text: str) -> int:
    """How far in the cases of a file stand."""
    lines = (line for line in text.splitlines() if line.lstrip().startswith("- "))
    first = next(lines, " " * USUAL + "-")
    return len(first) - len(first.lstrip())


def _indented(text: str, indent: int) -> str:
    move = indent - USUAL
    if move >= 0:
        return "".join(f"{' ' * move}{line}" for line in text.splitlines(keepends=True))
    return "".join(line[-move:] for line in text.splitlines(keepends=True))

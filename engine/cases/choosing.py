"""Some of the cases: those of files and folders, and those that words fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..diagnostics import DunbarError, Findings
from ..files import FOLDERS
from ..rules import KnowledgeBase
from ..words import fold, nearest
from .case import Case


def cases_at(
    places: Iterable[Path], root: Path, knowledge: KnowledgeBase, findings: Findings
) -> tuple[Case, ...]:
    """The cases of files and folders: those in files of cases, and the examples of rules.

    Raises DunbarError for a place that does not exist.
    """
    found = (
        case
        for place in places
        for case in _at(place.resolve(), root.resolve(), knowledge, findings)
    )
    return tuple(
        {(case.location and case.location.exact, case.name): case for case in found}.values()
    )


def chosen(cases: Iterable[Case], words: str) -> tuple[Case, ...]:
    """The cases in whose name, file or rules each of the words occurs."""
    wanted = fold(words).split()
    return tuple(case for case in cases if all(word in _text(case) for word in wanted))


def near(cases: Iterable[Case], words: str) -> str | None:
    """The name of a case, a file or a rule that ``words`` were probably meant to be."""
    return nearest(words, dict.fromkeys(name for case in cases for name in _names(case)))


def _at(place: Path, root: Path, knowledge: KnowledgeBase, findings: Findings) -> Iterator[Case]:
    from .gathering import every_case  # noqa: PLC0415 - who runs every case needs no reader
    from .reading import read_cases, read_examples  # noqa: PLC0415

    if not place.exists():
        raise DunbarError(f"there is no file or folder {place}")
    if any(place.is_relative_to(root / name) for name in FOLDERS):
        yield from (case for case in read_examples(knowledge) if _stands(case, place, root))
        return
    if root.is_relative_to(place):
        yield from every_case(root, knowledge, findings)
        return
    yield from read_cases(place, knowledge, findings, root)


def _stands(case: Case, place: Path, root: Path) -> bool:
    return case.location is not None and (root / case.location.path).is_relative_to(place)


def _text(case: Case) -> str:
    return "\n".join(map(fold, _names(case)))


def _names(case: Case) -> tuple[str, ...]:
    file = (case.location.path,) if case.location is not None else ()
    return (case.name, *file, *sorted(case.names))

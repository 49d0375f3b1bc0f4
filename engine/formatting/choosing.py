"""Which files are formatted: all of a knowledge base, or those that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..diagnostics import Findings
from ..files import ENDINGS, FOLDERS, SourceFile, case_folder
from ..yamltext import read_bytes

_CASES = re.compile(rb"^tests\s*:", re.MULTILINE | re.IGNORECASE)  # other files may lie there


def files_of(
    root: Path, places: Sequence[Path], findings: Findings
) -> tuple[tuple[Path, SourceFile], ...]:
    """The files at these places, or all rules, knowledge and cases of the base, each once.

    Those below ``root`` are told from there on. What cannot be read is a finding.
    """
    cases = case_folder(root)
    chosen = places or [root / folder for folder in FOLDERS if (root / folder).is_dir()]
    read = list(_read(root, chosen, findings))
    if not places and cases.is_dir():
        read += [one for one in _read(root, [cases], findings) if _CASES.search(one[1].data)]
    found: dict[Path, tuple[Path, SourceFile]] = {}
    for path, file in read:
        found.setdefault(path.resolve(), (path, file))
    return tuple(found.values())


def _read(
    root: Path, places: Sequence[Path], findings: Findings
) -> Iterator[tuple[Path, SourceFile]]:
    for path in (path for place in places for path in _below(place)):
        shown = _shown(path, root)
        data = read_bytes(path, shown, findings)
        if data is not None:
            yield path, SourceFile(shown, data)


def _below(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    for path in sorted(place.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
        if path.suffix in ENDINGS and path.is_file() and not hidden:
            yield path


def _shown(path: Path, root: Path) -> str:
    """A file of the base from its root on, even through links; any other as it was named."""
    for whole, start in ((path.absolute(), root.absolute()), (path.resolve(), root.resolve())):
        if whole.is_relative_to(start):
            return whole.relative_to(start).as_posix()
    return str(path)

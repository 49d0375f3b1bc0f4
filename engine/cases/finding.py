"""Files of cases, found and read."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import Findings
from ..files import ENDINGS, SourceFile, case_folder


def case_files(root: Path, findings: Findings) -> tuple[SourceFile, ...]:
    """The files in the folder of cases of a knowledge base, if it has one."""
    folder = case_folder(root)
    return files_at(folder, root, findings) if folder.is_dir() else ()


def files_at(place: Path, root: Path, findings: Findings) -> tuple[SourceFile, ...]:
    """A file, or every YAML file below a folder; their paths are told from ``root`` on."""
    from ..yamltext import read_bytes  # noqa: PLC0415

    named = ((_shown(path, root), path) for path in _files(place))
    data = ((shown, read_bytes(path, shown, findings)) for shown, path in named)
    return tuple(SourceFile(shown, found) for shown, found in data if found is not None)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(path for path in place.rglob("*") if path.suffix in ENDINGS)


def _shown(path: Path, base: Path) -> str:
    whole, start = path.resolve(), base.resolve()
    below = whole.is_relative_to(start) and whole != start
    return whole.relative_to(start).as_posix() if below else str(path)

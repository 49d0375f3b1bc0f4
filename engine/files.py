"""The files of a knowledge base: found, read once, and named by their digest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .diagnostics import Findings, Location
from .yamltext import read_bytes

FOLDERS = ("knowledge", "rules")
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One YAML file: the path as it is shown, and its bytes."""

    shown: str
    data: bytes

    @property
    def text(self) -> str:
        """Its text, for quoting lines."""
        return self.data.decode("utf-8", errors="replace")


def read_files(root: Path, findings: Findings) -> tuple[SourceFile, ...]:
    """Every YAML file below ``rules/`` and ``knowledge/``; whatever cannot be read is a finding."""
    if not root.is_dir():
        findings.error(
            "no-knowledge-base",
            f'there is no folder "{root}"',
            hint="name a folder that holds rules/ and knowledge/",
        )
        return ()
    found = []
    for folder in FOLDERS:
        if not (root / folder).is_dir():
            findings.error(
                "no-knowledge-base",
                f'"{root}" has no folder {folder}/',
                hint="a knowledge base holds rules/ and knowledge/",
            )
            continue
        for path in _walk(root / folder, findings):
            shown = path.relative_to(root).as_posix()
            if path.is_dir():
                findings.warning(
                    "file-not-read",
                    f"{shown} is not read: it is a link to a folder",
                    Location(shown, 1),
                    hint="put the folder itself there",
                )
                continue
            if path.suffix not in ENDINGS:
                findings.warning(
                    "file-not-read",
                    f"{shown} is not read: names of rule files end in .yaml",
                    Location(shown, 1),
                )
                continue
            data = read_bytes(path, shown, findings)
            if data is not None:
                found.append(SourceFile(shown, data))
    return tuple(found)


def is_rule_file(shown: str) -> bool:
    """Whether the file of a knowledge base that is shown so holds rules."""
    return shown.startswith("rules/")


def case_folder(root: Path) -> Path:
    """Where the cases of a knowledge base are: ``tests/cases``, or else ``tests``."""
    cases = root / "tests" / "cases"
    return cases if cases.is_dir() else root / "tests"


def digest(files: tuple[SourceFile, ...]) -> str:
    """A name for exactly this content, in these files."""
    summed = hashlib.sha256()
    for file in files:
        summed.update(f"{len(file.shown)}:{file.shown}:{len(file.data)}:".encode())
        summed.update(file.data)
    return summed.hexdigest()


def _walk(folder: Path, findings: Findings) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        findings.error(
            "unreadable-file",
            f'the folder "{error.filename}" cannot be read: {error.strerror}',
            hint="give yourself permission to read it",
        )

    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(here, name).is_symlink()]
        listed = sorted([*names, *linked])
        yield from (Path(here, name) for name in listed if not name.startswith("."))

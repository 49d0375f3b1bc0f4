"""What was agreed on put into its files: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ..diagnostics import DunbarError
from ..dialog import check_place
from ..output import write
from .proposing import Proposal


def store(root: Path, proposal: Proposal) -> None:
    """Write the rule and its cases. Raises DunbarError, and then nothing has changed."""
    files = {root / proposal.path: proposal.text}
    files |= {one.path: one.text for one in proposal.case_files}
    _unchanged(root / proposal.path, proposal.before)
    made = _folders(files)
    before: dict[Path, str | None] = {}
    try:
        for path in files:
            check_place(path)
        for path, text in files.items():
            before[path] = path.read_bytes().decode() if path.exists() else None
            write(text, path)
    except BaseException:
        _put_back(before, made)
        raise


def _unchanged(path: Path, before: str | None) -> None:
    now = path.read_bytes().decode("utf-8", "replace") if path.exists() else None
    if now != before:
        raise DunbarError(f'"{path}" was changed meanwhile, so nothing was written')


def _folders(files: dict[Path, str]) -> list[Path]:
    """The folders that were missing, made, the innermost last."""
    missing = {folder for path in files for folder in path.parents if not folder.exists()}
    made = sorted(missing, key=lambda folder: len(folder.parts))
    try:
        for folder in made:
            folder.mkdir()
    except OSError as error:
        _put_back({}, made)
        raise DunbarError(f"{error.filename} cannot be made: {error.strerror}") from error
    return made


def _put_back(before: dict[Path, str | None], made: list[Path]) -> None:
    for path, text in before.items():
        with suppress(DunbarError, OSError):
            if text is None:
                path.unlink(missing_ok=True)
            else:
                write(text, path)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()

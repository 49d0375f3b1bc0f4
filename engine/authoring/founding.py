"""A whole new knowledge base: a small one that works, to be changed until it is one's own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ..diagnostics import DunbarError
from ..files import FOLDERS
from ..resources import skeleton


def is_vacant(folder: Path) -> bool:
    """Whether a new knowledge base may be put here: there is nothing, or an empty folder.

    Raises DunbarError where something else is that is no knowledge base.
    """
    try:
        there = [path.name for path in folder.iterdir()] if folder.exists() else []
    except OSError as error:
        raise DunbarError(f"{folder} cannot be used: {error.strerror}") from error
    if there and not set(FOLDERS) <= set(there):
        raise DunbarError(
            f"{folder} holds other things, and no knowledge base (rules/ and knowledge/);"
            " name a new or an empty folder"
        )
    return not there


def found(folder: Path) -> tuple[str, ...]:
    """Put the first files into a vacant folder, all or none; their paths in it.

    Raises DunbarError where that cannot be done.
    """
    source, target = skeleton(), folder.absolute()
    try:
        with tempfile.TemporaryDirectory(dir=_nearest(target), prefix=".new-") as scratch:
            whole = Path(scratch) / "base"
            shutil.copytree(source, whole, copy_function=shutil.copyfile)
            target.parent.mkdir(parents=True, exist_ok=True)
            whole.replace(target)
    except OSError as error:
        raise DunbarError(f"{folder} cannot be made: {error.strerror}") from error
    return tuple(
        sorted(path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file())
    )


def _nearest(folder: Path) -> Path:
    """The folder above it that is there already."""
    return next(path for path in folder.parents if path.is_dir())

"""Which files were in form when they were last looked at, so that they need no second look."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .. import cache
from ..diagnostics import Findings
from ..files import SourceFile, digest, is_rule_file, read_files

_MOST_FILES = 2_000


def name_of(root: Path) -> str:
    """The name of what the form of a file depends on: the words of the knowledge base."""
    files = read_files(root, Findings())
    return f"formatted:{digest(tuple(file for file in files if not _holds_rules(file)))}"


def known(name: str, files: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """Those of the files that were in form under this name."""
    names = set(_kept(name))
    return tuple(file for file in files if digest((file,)) in names)


def remember(name: str, files: Iterable[SourceFile]) -> None:
    """Take note that these are; the oldest notes are forgotten."""
    names = dict.fromkeys((*(digest((file,)) for file in files), *_kept(name)))
    cache.store(name, tuple(names)[:_MOST_FILES])


def _kept(name: str) -> tuple[str, ...]:
    kept = cache.fetch(name)
    return kept if isinstance(kept, tuple) else ()


def _holds_rules(file: SourceFile) -> bool:
    return is_rule_file(file.shown)

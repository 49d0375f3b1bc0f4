"""Versions that git keeps, read without touching the work tree: blobs into a temporary folder.

Files come straight from the object store, so no filter, attribute or link has a say in them.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import DunbarError
from ..files import ENDINGS, FOLDERS

KEPT = (*FOLDERS, "tests")
LINK = "120000"


class UnknownRevisionError(DunbarError):
    """What was named is neither a folder nor a revision; the text says what was looked for."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A folder in a commit: ``tree`` is its object, ``called`` names it with the commit's hash."""

    called: str
    tree: str
    repository: Path
    folder: str


def find_revision(name: str, beside: Path) -> Revision:
    """The revision of the repository that holds a folder; ``REV:path`` names another folder.

    Raises DunbarError where there is no git or no repository, UnknownRevisionError otherwise.
    """
    revision, colon, path = name.partition(":")
    prefix = _git(beside, "rev-parse", "--show-prefix")
    if prefix is None:
        raise UnknownRevisionError(
            f'"{name}" is no folder, and {beside} is in no git repository that could have it as a'
            " revision"
        )
    asked = f"{revision}^{{commit}}"
    commit = _git(beside, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    if not revision or commit is None:
        raise UnknownRevisionError(f'there is no folder and no revision "{revision or name}"')
    inside = path.strip("/") if colon else prefix.strip().rstrip("/")
    where = f"{commit.strip()}:{inside}"
    tree = _git(beside, "rev-parse", "--verify", "--quiet", "--end-of-options", where)
    kind = _git(beside, "cat-file", "-t", tree.strip()) if tree is not None else None
    if tree is None or kind is None or kind.strip() != "tree":
        raise UnknownRevisionError(f'revision "{revision}" has no folder "{inside}"')
    short = commit.strip()[:7]
    called = name if revision.startswith(short) else f"{name} ({short})"
    last = Path(inside).name if inside else beside.resolve().name
    return Revision(called, tree.strip(), beside, last or "base")


@contextmanager
def unpacked(revision: Revision) -> Iterator[Path]:
    """A temporary folder with the files of a knowledge base and its cases; it is always removed."""
    with tempfile.TemporaryDirectory(prefix="dunbar-") as scratch:
        root = Path(scratch) / revision.folder
        root.mkdir()
        names = _names(revision)
        for name, data in zip(names, _blobs(revision, list(names.values())), strict=True):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield root


def _names(revision: Revision) -> dict[str, str]:
    """The YAML files of the revision, with their objects."""
    listed = _git(
        revision.repository, "ls-tree", "-r", "-z", "--full-tree", revision.tree, "--", *KEPT
    )
    found: dict[str, str] = {}
    for entry in (listed or "").split("\0"):
        about, _, name = entry.partition("\t")
        mode, _, rest = about.partition(" ")
        if name.endswith(ENDINGS) and rest.startswith("blob "):
            if mode == LINK:
                raise DunbarError(f"{revision.called}: {name} is a link, and links are not read")
            found[name] = rest.removeprefix("blob ")
    return found


def _blobs(revision: Revision, objects: Sequence[str]) -> list[bytes]:
    """The content of objects, all in one call."""
    asked = "".join(f"{one}\n" for one in objects).encode()
    answer = _run(revision.repository, ("cat-file", "--batch"), asked)
    data, at, found = answer.stdout, 0, []
    for one in objects:
        end = data.index(b"\n", at)
        head = data[at:end].split()
        if len(head) != 3:  # noqa: PLR2004 - object, type, size
            raise DunbarError(f"git has lost the object {one} of {revision.called}")
        size = int(head[2])
        found.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None where it does not know."""
    answer = _run(folder, arguments)
    return (
        answer.stdout.decode("utf-8", errors="surrogateescape") if not answer.returncode else None
    )


def _run(
    folder: Path, arguments: Sequence[str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            input=given,
            capture_output=True,
            check=False,
            env=environment,
        )
    except FileNotFoundError as error:
        raise DunbarError(
            "git is not installed, so revisions cannot be read: name two folders"
        ) from error
    except OSError as error:
        raise DunbarError(f"git cannot be run: {error.strerror or error}") from error

"""Whole folders of made files: written beside and put in place at once, or not at all.

A folder that is made knows its files by a manifest. Only these are ever replaced.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from .diagnostics import DunbarError
from .words import join, plural

DEBRIS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # what desktops leave
NAMED = 3
MOST = 100  # so many are counted before the rest is not looked at


def check_free(folder: Path, manifest: str, schema: str) -> None:
    """Raises DunbarError where a folder holds anything but what its manifest lists."""
    target = Path(os.path.realpath(folder))
    if target.exists() and not target.is_dir():
        message = f"{folder} is a file; name a folder that is new, empty or made by this command"
        raise DunbarError(message)
    try:
        foreign = _foreign(target, manifest, schema) if target.is_dir() else []
    except OSError as error:
        raise _refused(folder, error) from error
    if foreign:
        raise DunbarError(_holding(folder, foreign))


def replace_folder(
    folder: Path,
    files: Iterable[tuple[str, str]],
    manifest: str,
    about: Mapping[str, object],
) -> int:
    """Put these files, by their paths, in the place of the folder, and tell how many.

    ``about`` begins the manifest, with its ``schema``. Until the last moment the folder is as it
    was, and it is so again where that is interrupted. Raises DunbarError.
    """
    target = Path(os.path.realpath(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        count = _write(scratch / "new", files, manifest, about)
        check_free(folder, manifest, str(about["schema"]))
        _swap(scratch, target)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return count


def _foreign(target: Path, manifest: str, schema: str) -> list[str]:
    """What lies in a folder and is not in its manifest; of very much only the beginning."""
    own = _listed(target / manifest, schema)
    strange = (path for path in _walk(target) if path not in own and _name(path) not in DEBRIS)
    return list(islice(strange, MOST + 1))


def _walk(target: Path) -> Iterator[str]:
    """The paths of all files below a folder, and of links to folders."""

    def refused(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(target, onerror=refused):
        folders.sort()
        linked = [name for name in folders if Path(here, name).is_symlink()]
        for name in sorted((*names, *linked)):
            yield Path(here, name).relative_to(target).as_posix()


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _holding(folder: Path, foreign: Sequence[str]) -> str:
    """That a folder holds what is not ours, with the first few by name."""
    many = len(foreign) > MOST
    count = f"more than {MOST} files" if many else plural(len(foreign), "file")
    rest = "others" if many else f"{len(foreign) - NAMED:,} more"
    named = [*foreign[:NAMED], *([rest] if len(foreign) > NAMED else [])]
    return (
        f"{folder} holds {count} that this command did not make ({join(named)}), and nothing of"
        " it is touched; name a new or an empty folder"
    )


def _listed(manifest: Path, schema: str) -> frozenset[str]:
    """The files that a manifest names, and itself; none where it is not one of this kind."""
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        if told["schema"] == schema and isinstance(told["files"], dict):
            return frozenset((*told["files"], manifest.name))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return frozenset()


def _write(
    folder: Path, files: Iterable[tuple[str, str]], manifest: str, about: Mapping[str, object]
) -> int:
    folder.mkdir()
    digests: dict[str, str] = {}
    for path, text in files:
        data = text.encode("utf-8", "replace")
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        digests[path] = hashlib.sha256(data).hexdigest()
    told = {**about, "files": dict(sorted(digests.items()))}
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    (folder / manifest).write_text(text, encoding="utf-8")
    return len(digests)


def _swap(scratch: Path, target: Path) -> None:
    """The new folder in the place of the old one; the old one again, if that fails."""
    new, old = scratch / "new", scratch / "old"
    if not target.exists():
        new.rename(target)
        return
    new.chmod(target.stat().st_mode & 0o777)
    try:
        target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _refused(folder: Path, error: OSError) -> DunbarError:
    at = f" ({error.filename})" if error.filename else ""
    return DunbarError(f"{folder} cannot be written: {error.strerror or error}{at}")

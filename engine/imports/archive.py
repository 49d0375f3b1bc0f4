"""The files of an export: an archive, an archive in an archive, a folder, or one file.

Nothing is ever unpacked to disk: a file of an archive is read as a stream, and forgotten.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO

from ..diagnostics import DunbarError
from .limits import DEEPEST, LONGEST_DIRECTORY, MOST_BYTES, MOST_MEMBERS

ZIP, EMPTY_ZIP, END_OF_ZIP = b"PK\x03\x04", b"PK\x05\x06", b"PK\x05\x06"
LAST_RECORD, LONGEST_COMMENT = 22, 65_535
NO_DAY = date(1980, 1, 1)  # what archives hold that keep no days
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file; ``parts`` are its folders and its name, ``problem`` says why it is not to be read.

    ``open`` gives its bytes from the beginning, any number of times.
    """

    parts: tuple[str, ...]
    size: int
    open: Callable[[], IO[bytes]] = field(compare=False, repr=False)
    day: date | None = None
    problem: str | None = None

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.parts[-1]


@dataclass(frozen=True, slots=True)
class Archive:
    """All files of an export.

    ``names`` are those of what was opened, outermost first; ``refused`` counts files by why they
    are not looked at; ``single`` says that the export is one file by itself.
    """

    names: tuple[str, ...]
    members: tuple[Member, ...]
    refused: tuple[tuple[str, int], ...] = ()
    single: bool = False


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The files at ``path``. Raises DunbarError with one line where there is nothing to read."""
    with ExitStack() as stack:
        try:
            yield _archive(path, stack)
        except OSError as error:
            raise DunbarError(f'"{path}" cannot be read: {error.strerror or error}') from error


def _archive(path: Path, stack: ExitStack) -> Archive:
    if path.is_dir():
        return _folder(path, stack)
    if not path.exists():
        raise DunbarError(f'there is no file or folder "{path}"')
    if not path.is_file():
        raise DunbarError(f'"{path}" is neither a file nor a folder')
    with path.open("rb") as file:
        beginning = file.read(len(ZIP))
    if beginning in {ZIP, EMPTY_ZIP}:
        return _zipped(path, stack)
    if not beginning:
        raise DunbarError(f'"{path}" is empty')
    only = Member((path.name,), path.stat().st_size, lambda: path.open("rb"))
    return Archive((path.name,), (_within_bounds(only),), single=True)


def _folder(path: Path, stack: ExitStack) -> Archive:
    """The files of a folder; where it holds only an archive, those of the archive."""
    found, links = list[Path](), 0
    for each in _below(path, DEEPEST):
        if each.is_symlink():
            links += 1
        elif each.is_file():
            found.append(each)
        if len(found) > MOST_MEMBERS:
            raise DunbarError(
                f'"{path}" holds more than {MOST_MEMBERS:,} files; name the folder of the export'
            )
    tables = [each for each in found if each.suffix.lower() in {".csv", ".txt", ".tsv"}]
    zips = [each for each in found if each.suffix.lower() == ".zip" and each.parent == path]
    if not tables and len(zips) == 1:
        return _zipped(zips[0], stack)
    if not tables and zips:
        raise DunbarError(f'"{path}" holds {len(zips)} archives; name one of them')
    members = [
        _within_bounds(Member(each.relative_to(path).parts, each.stat().st_size, _opener(each)))
        for each in found
    ]
    return Archive((path.resolve().name,), tuple(members), _counted({"links": links}))


def _below(folder: Path, depth: int) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.name.startswith(".") or each.name == "__MACOSX":
            continue
        if depth and each.is_dir() and not each.is_symlink():
            yield from _below(each, depth - 1)
        else:
            yield each


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _zipped(path: Path, stack: ExitStack) -> Archive:
    with path.open("rb") as file:
        _refuse_crowds(file, path)
    outer = _zip_file(path, path, stack)
    archive = _contents(outer, (path.name,))
    inner = [each for each in archive.members if each.name.lower().endswith(".zip")]
    if len(inner) == 1 and not any(_is_table(each) for each in archive.members):
        return _inner(inner[0], path, stack)
    if len(inner) > 1 and not any(_is_table(each) for each in archive.members):
        raise DunbarError(f'"{path}" holds {len(inner)} archives; unpack it and name one of them')
    if archive.members and all(each.problem == "is encrypted" for each in archive.members):
        raise DunbarError(
            f'"{path}" is encrypted; unpack it with its password, and name the folder'
        )
    return archive


def _inner(member: Member, path: Path, stack: ExitStack) -> Archive:
    """The archive within an archive, read in place."""
    if member.problem is not None:
        raise DunbarError(f'the archive in "{path}" {member.problem}')
    try:
        file = stack.enter_context(member.open())
        _refuse_crowds(file, path)
    except DAMAGED as error:
        raise DunbarError(_damaged(path)) from error
    return _contents(_zip_file(file, path, stack), (path.name, member.name))


def _zip_file(file: Path | IO[bytes], path: Path, stack: ExitStack) -> zipfile.ZipFile:
    try:
        return stack.enter_context(zipfile.ZipFile(file))
    except PermissionError:
        raise
    except (*DAMAGED, ValueError) as error:
        raise DunbarError(_damaged(path)) from error


def _damaged(path: Path) -> str:
    return f'"{path}" is an archive that is cut off or damaged; download it again'


def _refuse_crowds(file: IO[bytes], path: Path) -> None:
    """Raises DunbarError before an archive of too many files is listed."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LAST_RECORD - LONGEST_COMMENT))
    end = file.read()
    at = end.rfind(END_OF_ZIP)
    if at < 0 or len(end) - at < LAST_RECORD:
        raise DunbarError(_damaged(path))
    count = int.from_bytes(end[at + 10 : at + 12], "little")
    length = int.from_bytes(end[at + 12 : at + 16], "little")
    if count > MOST_MEMBERS or length > LONGEST_DIRECTORY:
        raise DunbarError(f'"{path}" holds too many files for an export (over {MOST_MEMBERS:,})')
    file.seek(0)


def _contents(archive: zipfile.ZipFile, names: tuple[str, ...]) -> Archive:
    members, refused = list[Member](), dict[str, int]()
    for info in archive.infolist():
        parts = tuple(part for part in info.filename.replace("\\", "/").split("/") if part)
        if info.is_dir() or not parts or parts[-1].startswith(".") or parts[0] == "__MACOSX":
            continue
        why = _unsafe(info, parts)
        if why is None:
            members.append(_zip_member(archive, info, parts))
        else:
            refused[why] = refused.get(why, 0) + 1
    return Archive(names, tuple(members), _counted(refused))


def _unsafe(info: zipfile.ZipInfo, parts: tuple[str, ...]) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "links"
    absolute = info.filename[:1] in {"/", "\\"} or parts[0].endswith(":")
    return "paths that lead out of the archive" if absolute or ".." in parts else None


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, parts: tuple[str, ...]) -> Member:
    encrypted = bool(info.flag_bits & ENCRYPTED)
    member = Member(
        parts,
        info.file_size,
        lambda: archive.open(info),
        _day(info),
        "is encrypted" if encrypted else None,
    )
    return _within_bounds(member)


def _day(info: zipfile.ZipInfo) -> date | None:
    try:
        day = date(*info.date_time[:3])
    except ValueError:
        return None
    return None if day <= NO_DAY else day


def _within_bounds(member: Member) -> Member:
    if member.problem is not None or member.size <= MOST_BYTES:
        return member
    return Member(
        member.parts, member.size, member.open, member.day,
        f"is larger than {MOST_BYTES // 1_000_000:,} MB",
    )  # fmt: skip


def _is_table(member: Member) -> bool:
    return member.name.lower().endswith((".csv", ".txt", ".tsv"))


def _counted(refused: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((why, count) for why, count in sorted(refused.items()) if count)


def table_members(members: Iterable[Member]) -> tuple[Member, ...]:
    """The members that may hold a table."""
    return tuple(member for member in members if _is_table(member))

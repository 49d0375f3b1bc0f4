"""Which file of an export is which table of its map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..diagnostics import DunbarError
from ..importmap import ImportMap, Table
from ..words import join
from .archive import Archive, Member, table_members
from .header import Header, header_of

_ENDING = re.compile(r"\.(csv|txt|tsv)$")
_NUMBERED = re.compile(r"[ _-]?\(?\d+\)?$")
_NO_MATTER = re.compile(r"[ _-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A table and its file; ``problem`` says why it has none that can be read."""

    table: Table
    member: Member | None = None
    header: Header | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The tables, which files are left alone on purpose, and how many are not known."""

    tables: tuple[Found, ...]
    left_alone: tuple[str, ...] = ()
    others: int = 0


def found_in(archive: Archive, form: ImportMap) -> Finding:
    """The file of each table. Raises DunbarError where an only file is none of them."""
    if archive.single:
        return Finding((_alone(archive.members[0], form),))
    files = table_members(archive.members)
    tables = tuple(_of_table(table, files) for table in form.tables)
    known = [table.name for table in form.tables]
    others = [file for file in files if not any(_rank(file, name) for name in known)]
    alone = [name for name in form.left_alone if any(_rank(file, name) for file in others)]
    strange = [file for file in others if not any(_rank(file, name) for name in alone)]
    return Finding(tables, tuple(alone), len(strange) + len(archive.members) - len(files))


def _of_table(table: Table, files: Sequence[Member]) -> Found:
    ranked = sorted(
        ((rank, file) for file in files if (rank := _rank(file, table.name)) is not None),
        key=lambda each: each[0],
    )
    if not ranked:
        return Found(table)
    best = [file for rank, file in ranked if rank == ranked[0][0]]
    if len(best) > 1:
        return Found(table, problem=f"is there {len(best)} times, so none is read")
    return _read_as(table, best[0])


def _read_as(table: Table, member: Member) -> Found:
    if member.problem is not None:
        return Found(table, problem=member.problem)
    if not member.size:
        return Found(table, problem="is empty")
    header = header_of(member, table)
    if isinstance(header, str):
        return Found(table, problem=header)
    return Found(table, member, header)


def _alone(member: Member, form: ImportMap) -> Found:
    """The table that a file by itself is, told by its headings, and by its name where they fit two.

    Raises DunbarError.
    """
    if member.problem is not None:
        raise DunbarError(f'"{member.name}" {member.problem}')
    left = next((name for name in form.left_alone if _rank(member, name)), None)
    fitting = [
        found for table in form.tables if (found := _read_as(table, member)).header is not None
    ]
    if left is not None or not fitting:
        raise DunbarError(_unknown(member, form, left))
    named = [found for found in fitting if _rank(member, found.table.name)]
    if len(fitting) > 1 and len(named) != 1:
        names = join([found.table.name for found in fitting], "or")
        raise DunbarError(f'"{member.name}" may be {names}; give it the name that it had')
    return (named if len(fitting) > 1 else fitting)[0]


def _unknown(member: Member, form: ImportMap, left: str | None) -> str:
    if left is not None:
        return f'"{member.name}" is not read: {form.left_alone[left]}'
    named = next((table for table in form.tables if _rank(member, table.name)), None)
    if named is not None:
        wanted = " or ".join(join(each) for each in named.known_by)
        return f'"{member.name}" has no row with the headings {wanted}'
    names = join([table.name for table in form.tables], "or")
    return f'"{member.name}" is none of the files of {form.about}; it may be {names}'


def _rank(member: Member, name: str) -> tuple[int, int] | None:
    """How well a file fits a name, the best lowest; None where it does not."""
    own, wanted = _plain(member.name), _plain(name)
    if own == wanted:
        return len(member.parts), 0
    if _NO_MATTER.sub("", _NUMBERED.sub("", _stem(member.name))) == wanted:
        return len(member.parts), 1
    return None


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _NO_MATTER.sub("", _stem(name))


def _stem(name: str) -> str:
    return _ENDING.sub("", name.casefold())


def unread(tables: Iterable[Found]) -> bool:
    """Whether no table can be read."""
    return all(found.header is None for found in tables)

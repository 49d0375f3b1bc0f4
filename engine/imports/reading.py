"""The main path of an import: files, rows, what is gathered of them, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from ..diagnostics import DunbarError
from ..importmap import ImportMap, Label, ReadingForm, Table
from ..vocabulary import Vocabulary
from .archive import DAMAGED, Archive, opened
from .cells import Row, missing_columns
from .dates import UNREADABLE, day_in_name
from .figures import Grounds, figure
from .finding import Found, found_in, unread
from .gathering import NO_DAY, Days, Gathered, Gathering, gatherer, gatherings_of
from .header import UTF_8, WINDOWS, Header
from .report import DayFrom, Export, FileRead, Reading
from .rows import LATER, rows_of
from .saying import spoken
from .stream import DamagedError, Tick


@dataclass(slots=True)
class TableRead:
    """A table after its rows went by."""

    file: FileRead
    lacking: frozenset[str] = frozenset()
    gathered: Mapping[Gathering, Gathered] = field(default_factory=dict)


def read_export(
    form: ImportMap,
    vocabulary: Vocabulary,
    path: Path,
    *,
    as_of: date | None = None,
    watch: Callable[[int, int], None] = lambda _, __: None,
) -> Export:
    """All figures of the export at ``path``; with ``as_of``, without rows of later days.

    ``watch`` is told now and then how much is read, and of how much. Raises DunbarError, with one
    line, where there is nothing that can be read, or where the export is older than ``as_of``.
    """
    with opened(path) as archive:
        made = _made(form, archive)
        if made is not None and as_of is not None and as_of > made[0]:
            raise DunbarError(f"the export is of {made[0]}; it cannot tell of {as_of}")
        found = found_in(archive, form)
        if unread(found.tables):
            raise DunbarError(_nothing(path, form, found.tables))
        tick = _ticking(found.tables, watch)
        tables = {
            each.table.name: _table_read(each, form.readings, as_of, tick) for each in found.tables
        }
    newest = _newest(tables, _today() if made is None else made[0])
    day, day_from = _day(as_of, made, newest)
    readings = spoken(_read(each, form, tables, vocabulary, day) for each in form.readings)
    files = tuple(
        tables[table.name].file if table.name in tables else FileRead(table.name, "missing")
        for table in form.tables
    )
    return Export(
        form, day, day_from, files, readings, archive.refused, found.left_alone, found.others,
        newest,
    )  # fmt: skip


def _ticking(tables: Sequence[Found], watch: Callable[[int, int], None]) -> Tick:
    """What adds up how much is read."""
    total, done = sum(each.member.size for each in tables if each.member is not None), 0

    def tick(more: int) -> None:
        nonlocal done
        done += more
        watch(done, total)

    return tick


def _table_read(
    found: Found, forms: Sequence[ReadingForm], as_of: date | None, tick: Tick
) -> TableRead:
    """What the readings of a table need, gathered in one passage over its rows."""
    name, header = found.table.name, found.header
    if found.problem is not None:
        return TableRead(FileRead(name, "not readable", problem=found.problem))
    if found.member is None or header is None:
        return TableRead(FileRead(name, "missing"))
    wanted = [form for form in forms if form.table == name]
    encodings = (UTF_8, WINDOWS) if header.encoding == UTF_8 else (header.encoding,)
    problem = "is damaged"
    for encoding in encodings:
        try:
            return _passage(found, replace(header, encoding=encoding), wanted, as_of, tick)
        except UnicodeDecodeError:
            continue
        except DamagedError as error:
            problem = str(error)
            break
        except DAMAGED:
            break
    return TableRead(FileRead(name, "not readable", problem=problem))


def _passage(
    found: Found,
    header: Header,
    forms: Sequence[ReadingForm],
    as_of: date | None,
    tick: Tick,
) -> TableRead:
    assert found.member is not None  # noqa: S101 - it has a header
    table, ignored = found.table, Counter[str]()
    lacking = missing_columns(table, header)
    dated_by = None if table.dated_by in lacking else table.dated_by
    needed = [each for form in forms for each in gatherings_of(form, table)]
    gathered = {each: Gathered() for each in (Days(dated_by), *needed)}
    take = [gatherer(each, table, into) for each, into in gathered.items()]
    with found.member.open() as file:
        rows = rows_of(file, table, header, ignored, tick)
        for row in _until(as_of, dated_by, table, rows, ignored):
            for each in take:
                each(row)
    days = gathered[Days(dated_by)]
    file_read = FileRead(
        table.name,
        "read",
        days.total,
        header.encoding,
        tuple(sorted((why, count) for why, count in ignored.items() if count)),
        days.counts[UNREADABLE],
    )
    return TableRead(file_read, lacking, gathered)


def _until(
    as_of: date | None, dated_by: str | None, table: Table, rows: Iterable[Row],
    ignored: Counter[str],
) -> Iterable[Row]:  # fmt: skip
    """The rows without those that are dated later than asked for."""
    if as_of is None or dated_by is None:
        yield from rows
        return
    last = as_of.toordinal()
    place = [column.name for column in table.columns].index(dated_by)
    for row in rows:
        day = row[place]
        if isinstance(day, int) and day > last:
            ignored[LATER] += 1
        else:
            yield row


def _made(form: ImportMap, archive: Archive) -> tuple[date, DayFrom] | None:
    """The day on which an export was made: in its name, or kept in its archive."""
    if form.day_in_name is not None:
        for name in reversed(archive.names):
            named = day_in_name(name, form.day_in_name)
            if named is not None:
                return named, "name"
    kept = [member.day for member in archive.members if member.day is not None]
    return (max(kept), "archive") if kept else None


def _today() -> date:
    """The day on which an export is read."""
    return datetime.now().astimezone().date()


def _newest(tables: Mapping[str, TableRead], latest: date) -> date | None:
    """The day of the newest row; one that is later than possible is a slip, and does not count."""
    days = (
        day
        for table in tables.values()
        for gathering, gathered in table.gathered.items()
        if isinstance(gathering, Days)
        for day in gathered.counts
        if isinstance(day, int) and NO_DAY < day <= latest.toordinal()
    )
    newest = max(days, default=None)
    return None if newest is None else date.fromordinal(newest)


def _day(
    as_of: date | None, made: tuple[date, DayFrom] | None, newest: date | None
) -> tuple[date | None, DayFrom | None]:
    """The day as of which the figures are: asked for, of the export, or of its newest row."""
    if as_of is not None:
        return as_of, "asked for"
    if made is not None:
        return made
    return (newest, "newest row") if newest is not None else (None, None)


def _read(
    form: ReadingForm,
    export: ImportMap,
    tables: Mapping[str, TableRead],
    vocabulary: Vocabulary,
    day: date | None,
) -> Reading:
    found = tables.get(form.table)
    if found is None or found.file.state == "missing":
        return Reading(form, why_not=f"{form.table} is not there")
    if found.file.state != "read":
        return Reading(form, why_not=f"{form.table} {found.file.problem}")
    table = export.table(form.table)
    gathered = tuple(
        found.gathered[each] for each in gatherings_of(form, table) if each in found.gathered
    )
    grounds = Grounds(table, gathered, found.lacking, day)
    attribute = form.tells or form.suggests
    label = isinstance(form.measure, Label) and attribute is not None
    return figure(form, grounds, vocabulary[attribute] if label and attribute else None)


def _nothing(path: Path, form: ImportMap, tables: Sequence[Found]) -> str:
    """Why nothing of an export can be read, in one line."""
    problems = [f"{each.table.name} {each.problem}" for each in tables if each.problem]
    if problems:
        return f'nothing in "{path}" can be read: {"; ".join(problems)}'
    names = ", ".join(table.name for table in form.tables)
    return f'"{path}" holds none of the files of {form.about} ({names})'

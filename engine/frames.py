"""Tables of profiles, asked all at once: Arrow, Polars or pandas in, the same kind out.

The rules run as SQL on DuckDB, and cells are read as in a batch of files. Only new columns are
read back, so those of the table stay as they were.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard, TypeVar, runtime_checkable

from .diagnostics import DunbarError
from .strata import Program

if TYPE_CHECKING:
    from .batch.duck import Duck
    from .batch.files import Source
    from .relational import Query

MOST_ROWS_SHOWN = 20
_ROW = "row of the table"


@runtime_checkable
class ArrowTable(Protocol):
    """What hands out its rows as Arrow: tables of PyArrow, Polars, pandas and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows, as Arrow's interface for C wants them."""


Frame = TypeVar("Frame", bound=ArrowTable)


def is_frame(profiles: object) -> TypeGuard[ArrowTable]:
    """Whether this is a table, and not one profile after the other."""
    return isinstance(profiles, ArrowTable)


def consult_frame(program: Program, frame: Frame) -> Frame:
    """The table with the fields of the verdict, and the list of rules that fired, beside it.

    Raises DunbarError with the rows that cannot be read, or where a package is missing or no
    column tells anything.
    """
    from tempfile import gettempdir  # noqa: PLC0415 - only tables need it, and what follows

    from .batch.duck import opened  # noqa: PLC0415

    with opened(None, None, Path(gettempdir())) as duck:
        from .batch.duck import named  # noqa: PLC0415
        from .batch.matching import match_columns  # noqa: PLC0415
        from .batch.values import tell  # noqa: PLC0415
        from .relational import compile_query  # noqa: PLC0415

        source = _lent(duck, frame)
        names = [column.name for column in source.columns[1:]]
        vocabulary = program.knowledge.vocabulary
        matched = match_columns(names, vocabulary)
        for each in matched.unmatched:
            if each.reason:
                hint = f'the column "{each.column}" is not read: {each.reason}'
                warnings.warn(hint, stacklevel=3)
        query = compile_query(program, source="told", keep=["kept 0"])
        tell(duck, source, matched, query.inputs, vocabulary.asked)
        _refuse(duck)
        sql = query.sql("duckdb", comments=False)
        shown = ", ".join(f"{term} AS {named(name)}" for name, term in _shown(query, {*names}))
        answers = duck.relation(f'SELECT {shown} FROM ({sql}) ORDER BY "kept 0"')
        together: Frame = _beside(frame, answers)
        return together


def _lent(duck: Duck, frame: object) -> Source:
    """The table as the view ``input``, with the number of each row before its columns."""
    from .batch.duck import named  # noqa: PLC0415
    from .batch.files import BROKEN, Column, Source  # noqa: PLC0415

    duck.lend("lent", frame)
    found = [(str(name), str(kind)) for name, kind, *_ in duck.rows("DESCRIBE lent")]
    cells = [
        f"nullif({named(name)}, 'nan') AS {named(name)}"
        if kind in {"FLOAT", "DOUBLE"}
        else named(name)
        for name, kind in found
    ]
    duck.run(
        f"CREATE VIEW input AS SELECT row_number() OVER () AS {named(_ROW)}, {', '.join(cells)},"
        f" CAST(NULL AS VARCHAR) AS {named(BROKEN)} FROM lent"
    )
    columns = (Column(_ROW, "BIGINT"), *(Column(name, kind) for name, kind in found))
    return Source(Path(), "parquet", columns)


def _refuse(duck: Duck) -> None:
    """Raise DunbarError where rows cannot be read, with the first of them, counted from 1."""
    from .batch.values import REASON  # noqa: PLC0415

    wrong = f"FROM told WHERE {REASON} IS NOT NULL"
    count = int(duck.rows(f"SELECT count(*) {wrong}")[0][0])
    if count:
        first = duck.rows(
            f'SELECT "kept 0", {REASON} {wrong} ORDER BY "kept 0" LIMIT {MOST_ROWS_SHOWN}'
        )
        lines = [f"row {row}: {reason}" for row, reason in first]
        more = [f"and {count - len(first):,} more rows"] if count > len(first) else []
        raise DunbarError("\n".join(("rows of the table cannot be read", *lines, *more)))


def _shown(query: Query, taken: set[str]) -> Iterator[tuple[str, str]]:
    """The new columns: names that the table has not, and what is in them."""
    from .batch.duck import named  # noqa: PLC0415

    for output in query.outputs[1:]:
        cell, name = named(output.name), output.name
        while name in taken:
            name += "_verdict"
        fired = f"CASE WHEN {cell} = '' THEN [] ELSE string_split({cell}, ' ') END"
        yield name, fired if output.rules else cell


def _beside(frame: Any, answers: Any) -> Any:
    """The columns of the answers, in the table's own kind, after those of the table."""
    match type(frame).__module__.partition(".")[0]:
        case "pandas":
            return frame.join(answers.df().set_index(frame.index))
        case "polars":
            return frame.hstack(answers.pl())
        case _:
            table = answers.to_arrow_table()
            for name in table.column_names:
                frame = frame.append_column(name, table[name])
            return frame

"""DuckDB, for whoever runs SQL on this machine; its only importer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ..diagnostics import DunbarError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

TICK = 0.1


class Duck:
    """A database in memory that spills into a folder of its own; every error is a DunbarError."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a query gives."""
        found: list[tuple[Any, ...]] = self._told(
            lambda: self._connection.execute(sql, list(values)).fetchall()
        )
        return found

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run a statement."""
        self._told(lambda: self._connection.execute(sql, list(values)))

    def lend(self, name: str, table: object) -> None:
        """Make a table of this process a view."""
        self._told(lambda: self._connection.register(name, table))

    def relation(self, sql: str) -> DuckDBPyRelation:
        """What a query gives, to be taken as a table of some kind."""
        found: DuckDBPyRelation = self._told(lambda: self._connection.sql(sql))
        return found

    def store(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for each row."""
        if rows:
            self._told(lambda: self._connection.executemany(sql, rows))

    def follow(self, sql: str, watch: Callable[[int, int], None]) -> None:
        """Run a statement that takes long, and tell how far it is; it can be interrupted."""
        failed: list[Exception] = []

        def work() -> None:
            try:
                self._connection.execute(sql)
            except Exception as error:  # noqa: BLE001 - told below, in the thread that waits
                failed.append(error)

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(TICK)
                watch(max(0, int(self._connection.query_progress())), 100)
        except BaseException:
            self._connection.interrupt()
            worker.join()
            raise
        if failed:
            self._told(lambda: _raise(failed[0]))

    def _told(self, work: Callable[[], Any]) -> Any:
        import duckdb  # noqa: PLC0415 - only who runs SQL needs it

        try:
            return work()
        except duckdb.InterruptException as error:
            raise KeyboardInterrupt from error
        except duckdb.Error as error:
            lines = str(error).strip().splitlines()
            raise DunbarError(lines[0] if lines else "DuckDB has failed") from error


@contextmanager
def opened(threads: int | None, memory: str | None, beside: Path) -> Iterator[Duck]:
    """A database. Raises DunbarError where DuckDB is missing or refuses a setting."""
    try:
        import duckdb  # noqa: PLC0415 - only who runs SQL needs it
    except ImportError as error:
        message = "this needs DuckDB and sqlglot: pip install 'dunbar[batch]'"
        raise DunbarError(message) from error
    with TemporaryDirectory(prefix=".dunbar-", dir=beside) as spilled:
        connection = duckdb.connect()
        try:
            duck = Duck(connection)
            duck.run(f"SET temp_directory = {quoted(spilled)}")
            duck.run("SET autoinstall_known_extensions = false")
            if threads is not None:
                duck.run(f"SET threads = {int(threads)}")
            if memory is not None:
                duck.run(f"SET memory_limit = {quoted(memory)}")
            yield duck
        finally:
            connection.close()


def _raise(error: Exception) -> None:
    raise error


def named(name: str) -> str:
    """A name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"

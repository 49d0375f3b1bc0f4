"""The bytes of a file as they go by: counted, so that none is too large and none of its lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO

from .limits import CHUNK, LONGEST_LINE, MOST_BYTES

Tick = Callable[[int], None]


class DamagedError(Exception):
    """A table that cannot be read to its end; the text says why, without a word of it."""


class Guarded(io.RawIOBase):
    """A file that raises DamagedError where it, or one of its lines, is longer than any real one.

    ``tick`` is told of every so many bytes. The standard library asks for a class here, since its
    readers of text take nothing else.
    """

    def __init__(self, file: IO[bytes], tick: Tick) -> None:
        super().__init__()
        self._file, self._tick = file, tick
        self._read = self._line = 0

    def readable(self) -> bool:
        """Yes, always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        chunk = self._file.read(min(len(buffer), CHUNK))
        buffer[: len(chunk)] = chunk
        self._read += len(chunk)
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self._line = len(chunk) - end if end >= 0 else self._line + len(chunk)
        if self._read > MOST_BYTES:
            raise DamagedError(f"is larger than {MOST_BYTES // 1_000_000:,} MB")
        if self._line > LONGEST_LINE:
            raise DamagedError(f"has a line of more than {LONGEST_LINE:,} bytes")
        self._tick(len(chunk))
        return len(chunk)


def text_of(file: IO[bytes], codec: str, tick: Tick) -> io.TextIOWrapper:
    """A file as text, its line ends as they are."""
    errors = "replace" if codec == "cp1252" else "strict"
    guarded = io.BufferedReader(Guarded(file, tick), CHUNK)
    return io.TextIOWrapper(guarded, codec, errors, newline="")

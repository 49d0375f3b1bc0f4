"""Where the lines of a person come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from ..diagnostics import DunbarError
from ..render.characters import safe


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands before the line, and the words that may complete it."""

    text: str
    words: Sequence[str] = field(default=())
    several: bool = False


class Reader(Protocol):
    """Gives line after line; ``offers`` says whether a person can be asked what else they want."""

    offers: bool

    def read(self, prompt: Prompt) -> str | None:
        """The next line without its end, or None when there is none."""


class PipeReader:
    """Lines of a stream, each shown after its prompt, so that what is written reads well."""

    __slots__ = ("_lines", "_write", "offers")

    def __init__(self, lines: TextIO, write: Callable[[str], None]) -> None:
        self._lines, self._write, self.offers = lines, write, False

    def read(self, prompt: Prompt) -> str | None:
        """The next line of the stream."""
        line = _line(self._lines)
        if line is not None:
            self._write(f"{prompt.text}{safe(line)}\n")
        return line


class PlainReader:
    """A terminal that can do nothing but show and type."""

    __slots__ = ("_lines", "_write", "offers")

    def __init__(self, lines: TextIO, write: Callable[[str], None]) -> None:
        self._lines, self._write, self.offers = lines, write, True

    def read(self, prompt: Prompt) -> str | None:
        """What is typed, which the terminal shows by itself."""
        line = None
        try:
            self._write(prompt.text)
            line = _line(self._lines)
        finally:  # at the end of input, and at Ctrl-C, the prompt stands alone on its line
            if line is None:
                self._write("\n")
        return line


def _line(lines: TextIO) -> str | None:
    try:
        line = lines.readline()
    except UnicodeDecodeError as error:
        raise DunbarError("the answers are no text of UTF-8") from error
    return line.rstrip("\r\n") if line else None

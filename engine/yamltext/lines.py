"""A line of YAML as its author sees it: indentation, dashes, key, value, comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# the inside of a regular expression: spaces that are not " "
ODD = "\u00a0\u00ad\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
CURLY = {  # each with those that may close it
    "\u201c": "\u201d\u201c",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019\u2018",
    "\u201a": "\u2018\u2019",
    "\u201d": "\u201d",
    "\u2019": "\u2019",
}

LONGEST_LINE = 4_000  # longer ones are not searched for slips

_LONGEST_SHOWN = 60
_KEY = re.compile(
    r"""[ \t]*(?:-[ \t]+)*(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|"""
    r"""[^\s#'"\[\]{},|>@`%-].*?|-\S.*?)(?<![ \t])[ \t]*:(?:[ \t]+(?P<value>\S.*)?|$)"""
)
_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)+(?P<value>\S.*)")
_PREFIX = re.compile(r"[ \t]*(?:-[ \t]+)*")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#(?:[\s#].*|)$")
_BLOCK_HEADER = re.compile(r"[|>][-+1-9]{0,2}(?:[ \t]+#.*)?$")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that its author did not mean; lines and columns count from 0.

    ``mended`` are the lines as they should read; ``sound`` says that the tree without any
    mending still holds what was meant, so that its meaning may be checked.
    """

    code: str
    message: str
    line: int
    start: int = 0
    end: int | None = None
    hint: str | None = None
    mended: tuple[tuple[int, str], ...] = ()
    related: tuple[tuple[int, int, int | None], ...] = ()
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line."""

    number: int
    line: str
    start: int
    end: int

    @property
    def raw(self) -> str:
        """What is written there."""
        return self.line[self.start : self.end]

    @property
    def alone(self) -> bool:
        """Whether nothing but indentation and dashes stands before it."""
        return not self.line[: self.start].strip(" -")

    @property
    def rest(self) -> Span:
        """From here to the end of the line, without a comment or trailing spaces."""
        return Span(self.number, self.line, self.start, len(without_comment(self.line)))

    def slip(
        self, code: str, message: str, hint: str | None = None, new: str | None = None
    ) -> Slip:
        """A slip at this stretch, mended by writing ``new`` in its place."""
        mended: tuple[tuple[int, str], ...] = ()
        if new is not None:
            line = self.line[: self.start] + new + self.line[self.end :]
            mended = ((self.number, line.rstrip(" \t")),)
        return Slip(code, message, self.number, self.start, self.end, hint, mended)


def too_many(line: int) -> Slip:
    """The finding that ends a list too long to be read."""
    message = "there are more problems in this file than are shown here"
    return Slip("too-many-problems", message, line, hint="mend these first", sound=False)


def key_and_value(number: int, line: str) -> tuple[Span | None, Span | None]:
    """The key and the value (or list item) that a line of block style shows."""
    found = (_KEY.match(line) or _ITEM.match(line)) if len(line) <= LONGEST_LINE else None
    if found is None:
        return None, None
    groups = found.groupdict()
    key = Span(number, line, *found.span("key")) if groups.get("key") else None
    value = Span(number, line, *found.span("value")).rest if groups.get("value") else None
    return key, value


def item(number: int, line: str) -> Span:
    """What stands behind the indentation and the dashes."""
    found = _PREFIX.match(line)
    return Span(number, line, found.end() if found else 0, len(line.rstrip(" \t")))


def without_comment(line: str) -> str:
    """The line up to a comment that is surely one: ``#`` followed by a space."""
    return _COMMENT.sub("", line).rstrip(" \t")


def is_block_header(raw: str) -> bool:
    """Whether ``raw`` is a real ``|`` or ``>`` that a block of text follows."""
    return _BLOCK_HEADER.match(raw) is not None


def quote(text: str) -> str:
    """``text`` in straight quotes, with curly ones around it taken away."""
    text = in_curly(text) or text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def in_curly(text: str) -> str | None:
    """What stands between curly quotes when they are around the whole of ``text``."""
    if not text or text[1:][-1:] not in tuple(CURLY.get(text[0], "")):
        return None
    inner = text[1:-1]
    ambiguous = text[0] if text[0] != text[-1] else ""
    return None if any(mark in inner for mark in ambiguous + "\u201c\u201d") else inner


def shorten(text: str) -> str:
    """``text`` fit for a message: one printable line of bounded length."""
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def indent(line: str) -> int:
    """How many spaces stand before the text."""
    return len(line) - len(line.lstrip(" "))


def says_nothing(line: str) -> bool:
    """Whether the line is blank or only a comment."""
    stripped = line.lstrip()
    return not stripped or stripped.startswith("#")


def matching_lines(pattern: re.Pattern[str], lines: Iterable[str]) -> frozenset[int]:
    """The numbers of the lines in which ``pattern`` is found."""
    return frozenset(number for number, line in enumerate(lines) if pattern.search(line))

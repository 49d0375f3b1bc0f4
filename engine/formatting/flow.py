"""Lists and mappings in brackets: one space after each comma, line breaks where they were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..yamltext.written import Entries, Items, Place, Scalar, Written
from .scalars import scalar_text

_Part = Written | tuple[Scalar, Written]
_COMMENT = re.compile(r"(?:^|\s)#")


def flow_lines(
    node: Written, lines: Sequence[str], column: int, indent: int
) -> tuple[list[str], bool]:
    """The lines of a value that begins in ``column`` of a line indented by ``indent``.

    The first comes without what stands before it. The flag tells that comments stand within, so
    that only the indentation was touched.
    """
    if _holds_comment(node, lines):
        return _moved(node, lines, column), True
    writer = _Writer(lines, [""], column, indent)
    writer.value(node)
    return writer.text, False


def text_lines(scalar: Scalar, lines: Sequence[str], indent: int) -> list[str]:
    """A text that goes over several lines, those after the first indented alike."""
    first, last = scalar.start.line, scalar.end.line
    raw = [lines[first][scalar.start.column :], *lines[first + 1 : last + 1]]
    raw[-1] = raw[-1][: scalar.end.column]
    return [
        raw[0].rstrip(),
        *(" " * indent + line.strip() if line.strip() else "" for line in raw[1:]),
    ]


@dataclass(slots=True)
class _Writer:
    """Writes a value token by token; ``column`` is where the next one will stand."""

    lines: Sequence[str]
    text: list[str]
    column: int
    indent: int

    def value(self, node: Written) -> None:
        match node:
            case Scalar():
                self._scalar(node)
            case Items(items):
                self._collection(node, "[]", [(item, item.start, item.end) for item in items])
            case Entries(entries):
                parts = [(entry, entry[0].start, entry[1].end) for entry in entries]
                self._collection(node, "{}", parts)

    def _collection(
        self,
        node: Items | Entries,
        brackets: str,
        parts: Sequence[tuple[_Part, Place, Place]],
    ) -> None:
        """The parts in their order; lines break before those places where they broke before."""
        opened, line = self.indent, node.start.line
        places = sorted((start, end) for _, start, end in parts)
        self._put(brackets[0])
        inner = self.column
        for count, (part, _, _) in enumerate(parts):
            start, end = places[count]
            if count:
                self._put(",")
            if start.line > line:
                inner = inner if count else opened + 2
                self._break(inner)
            elif count:
                self._put(" ")
            self._part(part)
            line = end.line
        if node.end.line > line and parts:
            self._break(opened)
        self._put(brackets[1])

    def _part(self, part: _Part) -> None:
        if not isinstance(part, tuple):
            self.value(part)
            return
        key, value = part
        before = self.column
        self._put(f"{scalar_text(key, self.lines, flow=True)}:")
        if value.start.line > key.end.line:
            self._break(before + 2)
        else:
            self._put(" ")
        self.value(value)

    def _scalar(self, scalar: Scalar) -> None:
        if scalar.start.line == scalar.end.line or not scalar.own:
            self._put(scalar_text(scalar, self.lines, flow=True))
            return
        first, *others = text_lines(scalar, self.lines, self.column)
        self._put(first)
        for line in others:
            self.text.append(line)
            self.column = len(line)

    def _put(self, text: str) -> None:
        self.text[-1] += text
        self.column += len(text)

    def _break(self, column: int) -> None:
        self.text[-1] = self.text[-1].rstrip()
        self.text.append(" " * column)
        self.column = self.indent = column


def _holds_comment(node: Written, lines: Sequence[str]) -> bool:
    """Whether one may stand within; a text with such a sign is taken for one."""
    if node.start.line == node.end.line or isinstance(node, Scalar):
        return False
    inner = [
        lines[node.start.line][node.start.column :],
        *lines[node.start.line + 1 : node.end.line],
    ]
    return any(_COMMENT.search(line) for line in inner)


def _moved(node: Written, lines: Sequence[str], column: int) -> list[str]:
    by = column - node.start.column
    first, last = node.start.line, node.end.line
    raw = [lines[first][node.start.column :], *lines[first + 1 : last + 1]]
    raw[-1] = raw[-1][: node.end.column]
    return [raw[0].rstrip(), *(_shifted(line.rstrip(), by) for line in raw[1:])]


def _shifted(line: str, by: int) -> str:
    text = line.lstrip()
    return " " * max(1, len(line) - len(text) + by) + text if text else ""

"""The lines of a file laid out anew: order, indentation, spaces; comments go with what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..yamltext.written import Entries, Items, Place, Scalar, Written
from .flow import flow_lines, text_lines
from .scalars import scalar_text

_STEP = 2


class UnusualError(Exception):
    """A form of YAML that is read but not laid out anew; the text says which, and where."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(f"{what} in line {line + 1}")


@dataclass(slots=True)
class _Chunk:
    """One entry or item: the comments and empty lines before it, and its own lines."""

    leading: list[str]
    lines: list[str] = field(default_factory=list)


class Layout:
    """One writing of the lines of a file; ``comments`` are all that it met."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.comments: list[str] = []
        self._lines = lines
        self._next = 0
        self._columns: dict[int, int] = {}

    def document(self, root: Written) -> list[str]:
        """The lines of the tree; it may differ in words and order from what was read."""
        if isinstance(root, Scalar) or root.flow:
            raise UnusualError("all in brackets", root.start.line)
        above = self._marker(root.start.line)
        body = _flat(self._collection(root, 0))
        rest = self._placed(self._taken(len(self._lines)), 0)
        return [*above, *_trimmed([*body, *rest])]

    def _marker(self, until: int) -> list[str]:
        """A ``---`` above everything, with what stands before it."""
        found = [number for number in range(until) if self._lines[number].rstrip() == "---"]
        if not found:
            return []
        before = self._placed(self._taken(found[0]), 0)
        self._next = found[0] + 1
        return [*_trimmed(before), "---"]

    def _collection(self, node: Items | Entries, indent: int) -> list[_Chunk]:
        """The entries of a collection in block style, each with what stands above it."""
        column = node.start.column
        self._columns[column] = indent
        parts: Sequence[Written | tuple[Scalar, Written]]
        parts = node.items if isinstance(node, Items) else node.entries
        found = sorted(parts, key=_start)
        chunks: dict[Place, _Chunk] = {}
        last: _Chunk | None = None
        for part in found:
            line = self._begins(part)
            trailing, leading = _split(self._taken(line), column)
            if last is not None:
                last.lines += self._placed(trailing, indent)
            else:
                leading = [*trailing, *leading]
            last = _Chunk(self._level(leading, indent))
            last.lines = self._part(part, line, (column, indent), last)
            chunks[_start(part)] = last
        if last is not None and column:
            last.lines += self._placed(self._taken(self._ending(column)), indent)
        ordered = [chunks[_start(part)] for part in parts]
        if ordered and ordered[0] is not chunks[_start(found[0])]:
            ordered[0].leading = _trimmed(ordered[0].leading)
        return _spaced(ordered) if isinstance(node, Entries) and node.spaced else ordered

    def _ending(self, column: int) -> int:
        """The line after the last comment that still belongs to a collection in ``column``."""
        end = self._next
        for number in range(self._next, len(self._lines)):
            line = self._lines[number]
            if not _says_nothing(line):
                break
            end = number + 1 if line.strip() and _indent(line) >= column else end
        return end

    def _begins(self, part: Written | tuple[Scalar, Written]) -> int:
        """The line of its key or its dash."""
        line = _start(part).line
        between = range(self._next, line)
        return next((number for number in between if not _says_nothing(self._lines[number])), line)

    def _part(
        self,
        part: Written | tuple[Scalar, Written],
        line: int,
        columns: tuple[int, int],
        chunk: _Chunk,
    ) -> list[str]:
        """The lines of an entry or item that begins in ``line``; ``columns`` are old and new."""
        old, indent = columns
        self._next = line + 1
        if isinstance(part, tuple):
            key, value = part
            self._check_key(key)
            head = f"{' ' * indent}{scalar_text(key, self._lines, flow=False)}:"
            after = self._lines[line].index(":", key.end.column) + 1
        else:
            value, head = part, " " * indent + "-"
            after = old + 1
        if isinstance(value, Scalar) or value.flow:
            return self._value(head, value, line, after, indent)
        if value.start.line > line:
            below = _flat(self._collection(value, indent + _STEP))
            return [self._commented(head, line, after), *below]
        return self._compact(head, value, indent, chunk)

    def _compact(self, head: str, value: Items | Entries, indent: int, chunk: _Chunk) -> list[str]:
        """A collection that begins in the line of its dash."""
        first, *others = self._collection(value, indent + _STEP)
        chunk.leading += [" " * indent + line.lstrip() if line else "" for line in first.leading]
        start = f"{head} {first.lines[0].lstrip()}"
        return [start, *first.lines[1:], *_flat(others)]

    def _value(
        self, head: str, value: Scalar | Items | Entries, line: int, after: int, indent: int
    ) -> list[str]:
        """A text or a collection in brackets, behind its key or dash or below it."""
        if isinstance(value, Scalar) and value.style in ("|", ">"):
            return self._block_text(head, value, indent)
        if value.start.line == line:
            texts = self._inline(value, len(head) + 1, indent)
            found = [f"{head} {texts[0]}", *texts[1:]]
        else:
            above = self._level(self._taken(value.start.line), indent + _STEP)
            deeper = indent + _STEP
            texts = self._inline(value, deeper, deeper)
            first = f"{' ' * deeper}{texts[0]}"
            found = [self._commented(head, line, after), *above, first, *texts[1:]]
        self._next = value.end.line + 1
        found[-1] = self._commented(found[-1], value.end.line, value.end.column)
        return found

    def _inline(self, value: Scalar | Items | Entries, column: int, indent: int) -> list[str]:
        if not isinstance(value, Scalar):
            texts, commented = flow_lines(value, self._lines, column, indent)
            if commented:
                self.comments += _within(value, self._lines)
            return texts
        if value.start.line == value.end.line or not value.own:
            return [scalar_text(value, self._lines, flow=False)]
        return text_lines(value, self._lines, min(column, indent + _STEP))

    def _block_text(self, head: str, value: Scalar, indent: int) -> list[str]:
        """A text after ``|`` or ``>``: its lines are shifted as a whole."""
        first = value.start.line
        header = self._lines[first][value.start.column :].rstrip()
        sign = header.split("#", 1)[0].rstrip()
        if any(letter.isdigit() for letter in sign):
            raise UnusualError("an indentation given by a digit", first)
        last, own = self._extent(first, keep="+" in sign)
        shift = indent + _STEP - own
        texts = self._lines[first + 1 : last]
        self._next = last
        if "#" in header:
            self.comments.append("#" + header.split("#", 1)[1].rstrip())
        moved = (f"{' ' * (_indent(line) + shift)}{line.lstrip(' ')}" for line in texts)
        return [f"{head} {header}", *(line if line.strip() else "" for line in moved)]

    def _extent(self, header: int, *, keep: bool) -> tuple[int, int]:
        """The line after the text below ``header``, and how far the text is indented."""
        said = range(header + 1, len(self._lines))
        begun = next((number for number in said if self._lines[number].strip()), None)
        if begun is None:
            return header + 1, 0
        own = _indent(self._lines[begun])
        last = header + 1
        for number in range(begun, len(self._lines)):
            line = self._lines[number]
            if line.strip() and _indent(line) < own:
                break
            last = number + 1 if line.strip() or keep else last
        return last, own

    def _commented(self, text: str, line: int, column: int) -> str:
        """The text, and the comment behind it in its line, in its old column if it can be."""
        behind = self._lines[line][column:]
        comment = behind.strip()
        if not comment:
            return text
        if not comment.startswith("#"):
            raise UnusualError("something that is no comment behind a value", line)
        self.comments.append(comment)
        gap = len(behind) - len(behind.lstrip())
        column += gap + _lead(text) - _lead(self._lines[line])
        return text + " " * max(min(gap, _STEP), column - len(text)) + comment

    def _taken(self, until: int) -> list[str]:
        """The comments and empty lines up to a line; of several empty ones, one."""
        run: list[str] = []
        for number in range(self._next, until):
            line = self._lines[number].rstrip()
            if line and not line.lstrip().startswith("#"):
                raise UnusualError("something that is no comment", number)
            if line:
                self.comments.append(line.strip())
            if line or (run and run[-1]) or not run:
                run.append(line)
        self._next = max(self._next, until)
        return run

    def _level(self, run: list[str], indent: int) -> list[str]:
        return [" " * indent + line.lstrip() if line else "" for line in run]

    def _placed(self, run: list[str], outer: int) -> list[str]:
        """Comments that stay behind what they follow, as deep as that is now."""
        return [
            " " * max(self._moved(_indent(line)), outer) + line.lstrip() if line else ""
            for line in run
        ]

    def _moved(self, column: int) -> int:
        known = max((old for old in self._columns if old <= column), default=None)
        return column if known is None else self._columns[known] + column - known

    def _check_key(self, key: Scalar) -> None:
        line = self._lines[key.start.line]
        if key.start.line != key.end.line or not line[key.end.column :].lstrip().startswith(":"):
            raise UnusualError("a key without its colon", key.start.line)
        if line[: key.start.column].strip(" -"):
            raise UnusualError("something before a key", key.start.line)


def _start(part: Written | tuple[Scalar, Written]) -> Place:
    return part[0].start if isinstance(part, tuple) else part.start


def _split(run: list[str], column: int) -> tuple[list[str], list[str]]:
    """What belongs to the entry above, since it is indented deeper than the next, and the rest."""
    deeper = [number for number, line in enumerate(run) if line and _indent(line) > column]
    cut = deeper[-1] + 1 if deeper else 0
    return run[:cut], run[cut:]


def _spaced(chunks: list[_Chunk]) -> list[_Chunk]:
    """An empty line between entries of which one is longer than a line."""
    for before, chunk in pairwise(chunks):
        if "" not in chunk.leading and max(len(before.lines), len(chunk.lines)) > 1:
            chunk.leading.insert(0, "")
    return chunks


def _flat(chunks: list[_Chunk]) -> list[str]:
    return [line for chunk in chunks for line in (*chunk.leading, *chunk.lines)]


def _trimmed(lines: list[str]) -> list[str]:
    """Without empty lines at either end."""
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _within(node: Items | Entries, lines: Sequence[str]) -> list[str]:
    """The lines on which comments stand within brackets, whole."""
    inner = lines[node.start.line : node.end.line]
    return [f"#{line.split('#', 1)[1].strip()}" for line in inner if "#" in line]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _lead(line: str) -> int:
    """Where its text begins, behind spaces and dashes."""
    return len(line) - len(line.lstrip(" -"))


def _says_nothing(line: str) -> bool:
    stripped = line.lstrip()
    return not stripped or stripped.startswith("#")

"""Where the parser gave up: which slip stands behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from . import values
from .layout import misplaced, tab_indent, unclosed_bracket
from .lines import LONGEST_LINE, Slip, Span, indent, item, key_and_value, shorten, without_comment

if TYPE_CHECKING:
    from .events import Refusal

_LINES_SEARCHED = 20
_IN_WORDS = (
    ("mapping values are not allowed", "a colon is not expected here"),
    ("could not find expected ':'", "there is no colon in this line, or none where it is wanted"),
    ("expected key", "this does not fit the lines above it"),
    ("expected <block end>", "this does not fit the lines above it"),
    ("expected '-' indicator", 'the lines above are a list; begin this one with "- " too'),
    ("expected ',' or", "a comma or a closing bracket is missing before this"),
    ("expected node content", "a value is missing here"),
    ("expected the node content", "a value is missing here"),
    ("sequence entries are not allowed", "a list cannot begin in the line of its name"),
    ("nesting", "too many levels are nested here"),
)
_HINT = "compare it with the lines around it; text with special characters wants quotes"
_INLINE_ITEM = re.compile(r"- +([^\s#,\[\]{}\"'][^#,\[\]{}:]*)$")
_VALUE_CHECKS: tuple[Callable[[Span], Slip | None], ...] = (
    values.curly_quotes,
    values.comparison,
    values.special_start,
    values.broken_quotes,
    values.cut_by_hash,
    values.colon_in_text,
)


def diagnose(refusal: Refusal, lines: Sequence[str]) -> Slip:
    """The slip behind ``refusal``; a plain ``yaml-syntax`` when none is recognised."""
    number = min(refusal.line, len(lines) - 1)
    last = refusal.last
    opened = _opened_quote(refusal, lines, number)
    if opened is not None:
        return opened
    began = number if refusal.context_line is None else min(refusal.context_line, number)
    above = last.start_mark.line if last is not None else began
    first = max(min(above, began), number - _LINES_SEARCHED)
    for candidate in dict.fromkeys((number, began, *range(number, first - 1, -1))):
        column = refusal.column if candidate == refusal.line else None
        slip = _in_line(candidate, lines, column)
        if slip is not None:
            return slip
    return _in_layout(refusal, lines, number) or _generic(refusal, lines, number)


def _opened_quote(refusal: Refusal, lines: Sequence[str], number: int) -> Slip | None:
    if "end of stream" in refusal.problem or "document indicator" in refusal.problem:
        at = refusal.context_line if refusal.context_line is not None else number
        span = Span(at, lines[at], refusal.context_column, len(lines[at]))
        return values.unclosed_quote(span) if span.raw[:1] in ('"', "'") else None
    last = refusal.last
    if last is None or last.style not in ('"', "'"):
        return None
    start = last.start_mark
    if not start.line < last.end_mark.line == number:
        return None
    opening = Span(start.line, lines[start.line], start.column, start.column + 1)
    return values.unclosed_quote(opening)


def _in_line(number: int, lines: Sequence[str], column: int | None) -> Slip | None:
    line = lines[number]
    if len(line) > LONGEST_LINE or line.lstrip(" ").startswith("#"):
        return None
    found = tab_indent(number, lines) or values.odd_space(number, line)
    if found is not None:
        return found
    key, value = key_and_value(number, line)
    if key is None or key.raw.startswith("-"):
        found = values.missing_space(item(number, line))
    elif not key.raw.startswith(('"', "'")):
        found = values.curly_quotes(key)
    if found is not None or value is None:
        return found
    return _first(value) or (None if column is None else _first(_piece(value, column)))


def _first(span: Span) -> Slip | None:
    found = (check(span) for check in _VALUE_CHECKS)
    return next((slip for slip in found if slip is not None), None) if span.raw else None


def _piece(value: Span, column: int) -> Span:
    """The member of a bracketed list or mapping in which ``column`` is."""
    line = value.line
    start = max(line.rfind(mark, 0, column) for mark in ",[{") + 1
    start = max(value.start, start, line.rfind(": ", start, column) + 1)
    ends = (line.find(mark, column) for mark in ",]}")
    end = min((end for end in ends if end >= 0), default=value.end)
    text = line[start:end]
    start += len(text) - len(text.lstrip())
    return Span(value.number, line, start, max(start, start + len(text.strip())))


def _in_layout(refusal: Refusal, lines: Sequence[str], number: int) -> Slip | None:
    if refusal.context_line is not None and ("',' or" in refusal.problem):
        if refusal.context_line < refusal.line or refusal.column >= len(lines[number]):
            return unclosed_bracket(refusal.context_line, refusal.context_column, lines)
        return None
    return misplaced(number, lines)


def _generic(refusal: Refusal, lines: Sequence[str], number: int) -> Slip:
    if "escape" in refusal.problem or "hex" in refusal.problem:
        return _escape(refusal, lines, number)
    if "could not find" in refusal.problem and refusal.context_line is not None:
        number = min(refusal.context_line, number)
    line = lines[number]
    column = refusal.column if number == refusal.line else indent(line)
    words = (said for part, said in _IN_WORDS if part in refusal.problem)
    message = next(words, f"YAML cannot be read from here: {shorten(refusal.problem)}")
    at = Span(number, line, column, column + 1)
    if at.raw == "," and line[:column].rstrip(" ").endswith((",", "[", "{")):
        return at.slip("yaml-syntax", "there is nothing before this comma", "delete it", "")
    listed = _INLINE_ITEM.match(line, column)
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if listed is not None and "not allowed" in refusal.problem and indent(below) <= indent(line):
        new = f"[{listed[1].rstrip()}]"
        whole = Span(number, line, column, len(without_comment(line)))
        return whole.slip("yaml-syntax", message, "write it in brackets", new)
    return Slip("yaml-syntax", message, number, column, None, _HINT, sound=False)


def _escape(refusal: Refusal, lines: Sequence[str], number: int) -> Slip:
    line = lines[number]
    at = line.rfind("\\", 0, refusal.column + 1)
    message = "a backslash in double quotes begins a special character, but not this one"
    if at < 0:
        return Slip("yaml-syntax", message, number, refusal.column, sound=False)
    hint = "write two backslashes, or use single quotes"
    return Span(number, line, at, at + 1).slip("yaml-syntax", message, hint, "\\\\")


def passed_over(slip: Slip, refusal: Refusal, lines: Sequence[str]) -> Slip:
    """The same finding, mended by leaving out its line and what is indented under it.

    What is left is not what was meant, but the slips in the lines after it can be found.
    """
    if "' or" in refusal.problem or "flow" in refusal.problem or slip.code != "yaml-syntax":
        return slip
    own = indent(lines[slip.line])
    left_out = [(slip.line, "")]
    for number in range(slip.line + 1, len(lines)):
        if lines[number].strip() and indent(lines[number]) <= own:
            break
        left_out.append((number, ""))
    return replace(slip, mended=tuple(left_out), sound=False)

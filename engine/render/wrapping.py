"""Spans broken into lines of a given width, counted in columns of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .characters import cells, width_of
from .document import Span, Text, plain

_WORD = re.compile(r"[^ ]+")


def wrapped(text: Text, width: int) -> list[Text]:
    """The text in lines of at most ``width`` columns; at least one line, if an empty one."""
    return [_part(text, start, end) for start, end in _breaks(plain(text), width)] or [()]


def text_width(text: Text) -> int:
    """How many columns the spans take."""
    return sum(width_of(span.text) for span in text)


def _breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends: between words, and within those that are too long."""
    start = end = -1
    for word in _WORD.finditer(text):
        begin = word.start()
        if start >= 0 and width_of(text[start : word.end()]) <= width:
            end = word.end()
            continue
        if start >= 0:
            yield start, end
        while width_of(text[begin : word.end()]) > width:
            cut = _fitting(text, begin, width)
            yield begin, cut
            begin = cut
        start, end = begin, word.end()
    if start >= 0:
        yield start, end


def _fitting(text: str, begin: int, width: int) -> int:
    """The end of what fits from ``begin`` on, at least one character."""
    end, used = begin + 1, cells(text[begin])
    while used + cells(text[end]) <= width:
        used += cells(text[end])
        end += 1
    return end


def _part(text: Text, start: int, end: int) -> Text:
    """The spans between two characters of their joined text."""
    parts, at = [], 0
    for span in text:
        inner = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if inner:
            parts.append(Span(inner, span.style))
    return tuple(parts)

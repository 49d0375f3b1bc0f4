"""Anchors, aliases, tags and documents: what YAML can do and rules do not want."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from . import values
from .lines import LONGEST_LINE, Slip, Span, quote
from .shapes import Event

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]*)+")
_WRITE_OUT = "write the value out wherever it is wanted, or put the text in quotes"


class Features:
    """Finds them; most are texts that want quotes, so that is what is tried first."""

    def __init__(self, lines: Sequence[str], text: str, keep: Callable[[Slip], None]) -> None:
        self._lines = lines
        self._text = text
        self._keep = keep
        self._anchors: set[str] = set()

    def of_scalar(self, event: Event, span: Span, *, flow: bool) -> Slip:
        """``&name`` or ``!tag`` before a text: part of the text, most likely."""
        whole = span if flow else span.rest
        worded = values.comparison(whole)
        if worded is not None:
            return worded
        if event.value and event.anchor is not None and self._used(event.anchor):
            self._anchors.add(event.anchor)
            return _feature(whole, None)
        found = _PROPERTIES.match(span.line, span.start)
        if found is not None and (event.style or (event.tag or "").startswith("tag:")):
            at = Span(span.number, span.line, span.start, found.end())
            return _feature(at, "")
        return _feature(whole, quote(whole.raw))

    def alias(self, event: Event) -> None:
        """``*name``: text that wants quotes, unless something has that name."""
        start = event.start_mark
        span = Span(start.line, self._line(start.line), start.column, event.end_mark.column)
        if event.anchor in self._anchors or len(span.line) > LONGEST_LINE:
            return self._keep(replace(_feature(span, None), sound=False))
        return self._keep(_feature(span, quote(span.raw)))

    def marked_collection(self, event: Event) -> None:
        """``&name`` or ``!tag`` before a list or mapping: taken away, unless it is used."""
        number, column = event.start_mark.line, event.start_mark.column
        line = self._line(number)
        found = _PROPERTIES.match(line, column)
        at = Span(number, line, column, found.end() if found is not None else column)
        used = event.anchor is not None and self._used(event.anchor)
        if used and event.anchor is not None:
            self._anchors.add(event.anchor)
        self._keep(_feature(at, None if used or found is None else ""))

    def second_document(self, event: Event) -> None:
        """``---`` once more."""
        start = event.start_mark
        message = "a second document begins here; one file holds one"
        hint = "delete this line, or make two files of it"
        self._keep(Slip("yaml-feature", message, start.line, start.column, None, hint, sound=False))

    def _used(self, anchor: str) -> bool:
        return f"*{anchor}" in self._text

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""


def _feature(span: Span, new: str | None) -> Slip:
    message = f'"{span.raw[:1]}" means something special to YAML here'
    hint = "put it in quotes" if new else "delete it" if new == "" else _WRITE_OUT
    return span.slip("yaml-feature", message, hint, new)

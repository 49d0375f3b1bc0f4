"""Each scalar that the parser hands over, looked at for what its author did not mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..nodes import Text
from . import values
from .features import Features
from .frames import OpenListing, OpenMapping, OpenRoot
from .lines import (
    CURLY,
    LONGEST_LINE,
    ODD,
    Slip,
    Span,
    indent,
    item,
    key_and_value,
    matching_lines,
    shorten,
    without_comment,
)
from .shapes import Event, Mark

FINE = re.compile(r"[A-Za-z0-9(][^:]*$").match  # most of them: no slip begins so

_SUSPECT = re.compile(rf"[{ODD}\u200c\u200d{''.join(CURLY)}]|[ \t]#[^\s#]")
_CUT = re.compile(r"[ \t]#[^\s#]")
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_LOST = re.compile(r"[ \t]+#[^\s#]")
_LONE_NAME = re.compile(r"\{+[^{}\[\]:,]*\}+")
_LOST_WHOLLY = re.compile(r"[ \t]*:[ \t]+()#[^\s#]")
_FLOW_END = re.compile(r"[,\]}]")
_TEXT_GOES_ON = re.compile(r"[ \t]*[^\s,\]}#]")
_LINES_SEARCHED = 200
_QUOTE_COMMA = "if the comma before it belongs to a text, put that text in quotes"
_LONGEST_KEY = 40  # longer ones before a colon are prose

Frame = OpenRoot | OpenListing | OpenMapping


class Scalars:
    """The slips found among the scalars of one reading."""

    def __init__(self, lines: Sequence[str], text: str) -> None:
        self.slips: list[Slip] = []
        suspect = _CUT if text.isascii() else _SUSPECT
        self.marked = matching_lines(suspect, lines) if suspect.search(text) else frozenset()
        self.features = Features(lines, text, self._keep)
        self._lines = lines

    def look(self, event: Event, text: Text, frame: Frame) -> None:
        """Add the first slip that shows in this scalar."""
        start, end = event.start_mark, event.end_mark
        line = self._line(start.line)
        if max(len(line), len(self._line(end.line))) > LONGEST_LINE:
            return self._keep(self._unusable(text))
        whole = start.line == end.line
        span = Span(start.line, line, start.column, end.column if whole else len(line))
        found: Slip | None
        if event.anchor is not None or event.tag is not None:
            found = self.features.of_scalar(event, span, flow=frame.flow)
        elif not text.value and (not event.style or event.style in ("|", ">")):
            found = self._empty(event, span, frame)
        elif event.style:
            found = self._quoted(event, span, text, frame)
        else:
            found = self._plain(event, span, frame)
        return self._keep(found)

    def _plain(self, event: Event, span: Span, frame: Frame) -> Slip | None:
        if frame.wants_key:
            return _plain_key(event.value, span)
        end = event.end_mark
        if end.line != span.number:
            found = self._over_lines(span, end.line)
        else:
            whole = span if frame.flow else span.rest
            found = _plain_value(span, whole, listed=not frame.flow)
        if found is None and _LOST.match(self._line(end.line), end.column):
            found = self._cut(span, end, frame)
        return found

    def _over_lines(self, span: Span, last: int) -> Slip | None:
        """Text of several lines, of which one was to be a key or an item of its own."""
        first = Span(span.number, span.line, span.start, len(without_comment(span.line)))
        if first.alone:
            found = values.odd_space(span.number, span.line) or values.missing_space(first)
            if found is not None:
                return found
        for number in range(span.number + 1, last + 1):
            begun = item(number, self._line(number))
            keyed = values.KEYED.match(begun.raw)
            if keyed is not None and len(keyed["key"]) <= _LONGEST_KEY:
                return values.missing_space(begun)
        if first.alone and first.raw.startswith("-") and self._line(last).lstrip().startswith("-"):
            return values.spaced_dash(first)
        return None

    def _cut(self, span: Span, end: Mark, frame: Frame) -> Slip | None:
        if end.line != span.number:
            line = self._line(end.line)
            slip = values.cut_by_hash(Span(end.line, line, indent(line), len(line)))
            return None if slip is None else replace(slip, mended=())
        until = _FLOW_END.search(span.line, end.column) if frame.flow else None
        ending = until.start() if until is not None else len(without_comment(span.line))
        return values.cut_by_hash(Span(span.number, span.line, span.start, ending))

    def _quoted(self, event: Event, span: Span, text: Text, frame: Frame) -> Slip | None:
        first, last = span.number, event.end_mark.line
        if event.style in ("|", ">"):
            return self._unusable(text)
        if first == last:
            worded = None if frame.wants_key else values.comparison(span, written=text.value)
            return worded or self._unusable(text)
        for number in range(first + 1, min(last, first + _LINES_SEARCHED) + 1):
            line = self._line(number)
            if indent(line) <= indent(span.line) and key_and_value(number, line)[0] is not None:
                return values.unclosed_quote(span)
        return self._unusable(text)

    def _empty(self, event: Event, span: Span, frame: Frame) -> Slip | None:
        key = frame.key
        if key is None:
            return self._nothing(span, frame)
        at = key.location
        line = self._line(at.line - 1)
        named = Span(at.line - 1, line, at.column - 1, (at.end or len(line) + 1) - 1)
        lost = _LOST_WHOLLY.match(line, named.end)
        if event.style:
            found = values.comparison(span.rest)
        elif lost is not None:
            found = values.cut_by_hash(Span(named.number, line, lost.start(1), len(line)))
        else:
            found = _lone_name(named) if frame.flow and not key.quoted else None
        message = f'"{shorten(key.value)}" has no value'
        comma = frame.flow and not named.line.startswith(":", named.end)
        hint = _QUOTE_COMMA if comma else "write a value, or delete the line"
        return found or named.slip("empty-value", message, hint)

    def _nothing(self, span: Span, frame: Frame) -> Slip | None:
        if frame.wants_key:
            missing = span.slip("empty-value", "the key before the colon is missing")
            return replace(missing, sound=False)
        if isinstance(frame, OpenListing):
            hint = "write a value, or delete the line"
            return span.slip("empty-value", "this list item has no value", hint)
        if isinstance(frame, OpenRoot):
            hint = "write something in it, or delete the file"
            return Slip("empty-file", "this file is empty", span.number, hint=hint, sound=False)
        return None  # the value of a key that was refused

    def _unusable(self, text: Text) -> Slip | None:
        found = _UNUSABLE.search(text.value)
        if found is None:
            return None
        at = text.location
        message = f"the character U+{ord(found.group()):04X} cannot be part of a text"
        hint = "leave this character out"
        line, start = at.line - 1, at.column - 1
        return Slip("control-character", message, line, start, None, hint, sound=False)

    def _keep(self, slip: Slip | None) -> None:
        if slip is not None:
            self.slips.append(slip)

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""


def _plain_key(value: str, span: Span) -> Slip | None:
    if value == "<<":
        hint = "write the lines out wherever they are wanted"
        message = "<< merges mappings in YAML; here it cannot"
        return replace(span.slip("yaml-feature", message, hint), sound=False)
    odd = values.odd_space(span.number, span.line) if span.alone else values.odd_within(span)
    dashed = values.missing_space(span) if span.alone and span.raw.startswith("-") else None
    return odd or values.curly_quotes(span) or dashed


def _plain_value(span: Span, whole: Span, *, listed: bool) -> Slip | None:
    odd = values.odd_space(span.number, span.line) if span.alone else None
    return (
        odd
        or values.curly_quotes(whole)
        or values.odd_edge(span)
        or values.comparison(span)
        or (values.missing_space(span) if listed and span.alone else None)
    )


def _lone_name(named: Span) -> Slip | None:
    """``{name:value}`` and ``{name}``: a space is missing, or quotes are."""
    before = named.line[: named.start]
    start = len(before.rstrip().rstrip("{"))
    found = _LONE_NAME.match(named.line, start)
    if values.KEYED.match(named.raw):
        return values.missing_space(named)
    if found is None:
        return None
    lone = Span(named.number, named.line, start, found.end())
    goes_on = _TEXT_GOES_ON.match(named.line, lone.end) and not before[:start].count("[")
    return values.special(lone.rest if goes_on else lone)

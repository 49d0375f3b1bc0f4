"""The parser's events to nodes, with an explicit stack: depth costs nothing and is bounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ..diagnostics import Location
from ..nodes import Node, Text
from .frames import OpenListing, OpenMapping, OpenRoot
from .limits import MAX_DEPTH, MAX_FINDINGS, MAX_NODES
from .lines import Slip, too_many
from .scalars import FINE, Scalars
from .shapes import Event, Mark

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML without libyaml: the same events, twenty times slower
    Parser = yaml.SafeLoader  # type: ignore[assignment, misc]

__all__ = ["Events", "Outcome", "Parser", "Refusal"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Where the parser stopped and why, in its words; lines and columns count from 0.

    ``context_line`` is where the thing began that it was reading; ``last`` is the scalar before.
    """

    problem: str
    line: int
    column: int
    context_line: int | None = None
    context_column: int = 0
    last: Event | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reading of the lines gave; ``refusal`` or a ``limit`` ended it early."""

    node: Node | None
    slips: tuple[Slip, ...]
    refusal: Refusal | None = None
    limit: Slip | None = None


class Events:
    """One reading of the lines."""

    def __init__(self, lines: Sequence[str], shown: str) -> None:
        self._shown = shown
        self._text = "\n".join(lines)
        self._scalars = Scalars(lines, self._text)
        self._slips = self._scalars.slips
        self._marked = self._scalars.marked
        self._root = OpenRoot()
        self._stack: list[OpenRoot | OpenListing | OpenMapping] = [self._root]
        self._last: Event | None = None

    def outcome(self) -> Outcome:
        """The tree, or as much as was learnt before the parser or a limit stopped it."""
        refusal = limit = None
        try:
            limit = self._read()
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            refusal = self._refusal(error)  # ValueError: impossible escapes, without libyaml
        stopped = refusal is not None or limit is not None
        node = None if stopped else self._root.node
        return Outcome(node, tuple(self._slips), refusal, limit)

    def _read(self) -> Slip | None:
        starts: dict[type, type[OpenMapping | OpenListing]]
        starts = {yaml.MappingStartEvent: OpenMapping, yaml.SequenceStartEvent: OpenListing}
        scalar = yaml.ScalarEvent
        ends = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
        slips, stack = self._slips, self._stack
        next_event: Callable[[], Any] = Parser(self._text).get_event
        for count, event in enumerate(iter(next_event, None)):
            kind: type = event.__class__
            if kind is scalar:
                self._scalar(event)
            elif kind in starts:
                self._open(event, starts[kind])
            elif kind in ends:
                self._close(event)
            elif self._is_second_document(event):
                return None
            if count > MAX_NODES or len(stack) > MAX_DEPTH + 1 or len(slips) >= MAX_FINDINGS:
                return self._limit(event, count)
        return None

    def _limit(self, event: Event, count: int) -> Slip:
        line, column = event.start_mark.line, event.start_mark.column
        if len(self._stack) > MAX_DEPTH + 1:
            message = f"more than {MAX_DEPTH} levels are nested here"
            return Slip("too-deep", message, line, column, sound=False)
        if count > MAX_NODES:
            message = f"more than {MAX_NODES:,} values are in this file"
            return Slip("too-large", message, line, column, sound=False)
        return too_many(line)

    def _is_second_document(self, event: Event) -> bool:
        if isinstance(event, yaml.AliasEvent):
            text = Text(f"*{event.anchor}", self._location(event))
            self._scalars.features.alias(event)
            self._stack[-1].add(text, self._slips)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root.node is not None:
            self._scalars.features.second_document(event)
            return True
        return False

    def _scalar(self, event: Event) -> None:
        self._last = event
        start, end, value = event.start_mark, event.end_mark, event.value
        plain, line = not event.style, start.line
        after = end.column + 1 if end.line == line else None
        text = Text(value, Location(self._shown, line + 1, start.column + 1, after), not plain)
        frame = self._stack[-1]
        if (
            not (plain and after and FINE(value))
            or line in self._marked
            or event.tag is not None
            or event.anchor is not None
        ):
            self._scalars.look(event, text, frame)
        frame.add(text, self._slips)

    def _open(self, event: Event, kind: type[OpenMapping | OpenListing]) -> None:
        if event.anchor is not None or event.tag is not None:
            self._scalars.features.marked_collection(event)
        self._stack.append(kind(self._location(event), flow=bool(event.flow_style)))

    def _close(self, event: Event) -> None:
        frame = self._stack.pop()
        if not isinstance(frame, OpenRoot):
            frame.ending = event.end_mark
            self._stack[-1].add(frame.close(), self._slips)

    def _location(self, event: Event) -> Location:
        start = event.start_mark
        return Location(self._shown, start.line + 1, start.column + 1)

    def _refusal(self, error: Exception) -> Refusal:
        problem = str(getattr(error, "problem", None) or error)
        context: Mark | None = getattr(error, "context_mark", None)
        mark: Mark | None = getattr(error, "problem_mark", None) or context
        if mark is None and self._last is not None:
            mark = self._last.end_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        if context is None:
            return Refusal(problem, line, column, last=self._last)
        return Refusal(problem, line, column, context.line, context.column, self._last)

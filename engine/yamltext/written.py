"""YAML as it is written: every node with its stretch of the text, for those that rewrite it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from .events import Parser


class Place(NamedTuple):
    """Where something begins or ends; lines and columns count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; ``style`` is the sign that opens it, ``own`` whether it stands as it was read."""

    value: str
    style: str = field(compare=False)
    start: Place = field(compare=False)
    end: Place = field(compare=False)
    own: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``flow`` says that it stands in brackets."""

    items: tuple[Written, ...]
    flow: bool = field(compare=False)
    start: Place = field(compare=False)
    end: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; ``spaced`` asks for an empty line between its entries."""

    entries: tuple[tuple[Scalar, Written], ...]
    flow: bool = field(compare=False)
    start: Place = field(compare=False)
    end: Place = field(compare=False)
    spaced: bool = field(default=False, compare=False)


Written = Scalar | Items | Entries


def written(lines: Sequence[str]) -> Written | None:
    """The tree of lines that ``parse`` finds no fault with, or None where they hold no node."""
    scalar = yaml.ScalarEvent
    starts = {yaml.MappingStartEvent, yaml.SequenceStartEvent}
    ends = {yaml.MappingEndEvent, yaml.SequenceEndEvent}
    next_event: Callable[[], Any] = Parser("\n".join(lines)).get_event
    events = iter(next_event, None)
    open_: list[tuple[Any, list[Written]]] = [(None, [])]
    for event in events:
        kind = type(event)
        if kind is scalar:
            start, end = _place(event.start_mark), _place(event.end_mark)
            open_[-1][1].append(Scalar(event.value, event.style or "", start, end))
        elif kind in starts:
            open_.append((event, []))
        elif kind in ends:
            begun, parts = open_.pop()
            open_[-1][1].append(_collection(begun, event, parts))
    return open_[0][1][0] if open_[0][1] else None


def _collection(start: Any, end: Any, parts: list[Written]) -> Written:
    flow, begun, ended = bool(start.flow_style), _place(start.start_mark), _place(end.end_mark)
    if isinstance(start, yaml.SequenceStartEvent):
        return Items(tuple(parts), flow, begun, ended)
    keys, values = parts[::2], parts[1::2]
    entries = ((key, value) for key, value in zip(keys, values, strict=True))
    return Entries(
        tuple((key, value) for key, value in entries if isinstance(key, Scalar)),
        flow,
        begun,
        ended,
    )


def _place(mark: Any) -> Place:
    return Place(mark.line, mark.column)

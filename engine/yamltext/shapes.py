"""What is used of the parser's events, so that only one module needs the parser."""

from __future__ import annotations

from typing import Protocol


class Mark(Protocol):
    """A place in the text; lines and columns count from 0."""

    line: int
    column: int


class Event(Protocol):
    """An event; those that are no scalars lack some of these."""

    start_mark: Mark
    end_mark: Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None
    flow_style: bool | None

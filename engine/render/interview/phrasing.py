"""The small texts of an interview: what can still be, and what the aim is called."""

from __future__ import annotations

from collections.abc import Sequence

from ...diagram import Between, Reached
from ...interview import Aim, Interview, Left, Possible, Span
from ...values import Net, Unknown, show, show_number
from ...words import join

MOST_NAMED = 8  # so many values are named one by one


def can_be(interview: Interview, aim: Aim, possible: Possible) -> str:
    """``size smaller or typical; target 330 to 640``."""
    parts = [f"{aim.name} {values(possible.values)}"] if possible.values else []
    range_of = range_name(interview)
    if range_of:
        parts.append(f"{range_of} {span(possible.span)}")
    return "; ".join(parts)


def still(left: Left, aim: Aim) -> str:
    """A sentence about all that can come out, answered or not; empty where nothing can be said."""
    possible = left.possible(aim)
    now = can_be(left.interview, aim, possible) if possible is not None else ""
    if now:
        return f"Still possible, whatever you answer or leave open: {now}."
    depends = left.depends(aim)
    names = [name for name in left.interview.program.asked if name in depends]
    return f"The {aim.name} still depends on {join(names)}." if names else ""


def values(found: Sequence[Reached]) -> str:
    """Values as alternatives; where they are many, the least and the greatest."""
    said = list(dict.fromkeys(map(text, found)))
    if len(said) <= MOST_NAMED:
        return join(said, "or")
    return f"{said[0]} to {said[-1]} ({len(said)} values)"


def span(found: Span) -> str:
    """``330 to 640``."""
    if found.low is None or found.high is None:
        return "without a figure"
    if found.low == found.high:
        return show_number(found.low)
    return f"{show_number(found.low)} to {show_number(found.high)}"


def range_name(interview: Interview) -> str:
    """What the range of the verdict is called; empty where it has none."""
    form = interview.program.knowledge.verdict
    return (form.range_of or "") if form is not None and form.reaches is not None else ""


def text(value: Reached) -> str:
    """One value in words; of evidence its word."""
    match value:
        case Between(low, high):
            return f"{show_number(low)} to {show_number(high)}"
        case Net(word=word):
            return word
        case bool():
            return "yes" if value else "no"
        case tuple() as parts if not all(isinstance(part, str) for part in parts):
            return ", ".join(map(text, parts))
        case str() | Unknown() | None:
            return show(value)
        case _:
            return show(value)  # type: ignore[arg-type]

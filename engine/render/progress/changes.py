"""What somebody told otherwise than before, in words."""

from __future__ import annotations

from decimal import Decimal

from ...values import show, show_number
from ...vocabulary import ListOf
from ...what_if.edits import Edit
from ...words import join


def change_text(edit: Edit) -> str:
    """``legs: from 4 to 6 (2 more)``; ``fur: red (not told before)``."""
    name = edit.attribute.name
    if edit.now is None:
        return f"{name}: {show(edit.then)} (not told before)"
    if edit.then is None:
        return f"{name}: not told any more (before: {show(edit.now)})"
    if isinstance(edit.attribute.kind, ListOf) and edit.now and edit.then:
        return f"{name}: {_moved(edit)}"
    return f"{name}: from {show(edit.now)} to {show(edit.then)}{_far(edit)}"


def _moved(edit: Edit) -> str:
    parts = (("new", edit.added), ("gone", edit.dropped))
    return "; ".join(f"{word} {join(words)}" for word, words in parts if words)


def _far(edit: Edit) -> str:
    if not isinstance(edit.now, Decimal) or not isinstance(edit.then, Decimal):
        return ""
    far = edit.then - edit.now
    return f" ({show_number(abs(far))} {'more' if far > 0 else 'less'})"

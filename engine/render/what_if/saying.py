"""Changed facts and changed fields in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ...presentation import VerdictForm
from ...values import Value, show, show_number
from ...vocabulary import ListOf
from ...what_if.edits import Edit
from ...what_if.fields import Difference
from ...words import join
from ..explanations.saying import shown_field

NOT_TOLD = "not told"


def edit_text(*alternatives: Edit, pace: bool = False) -> str:
    """One fact that changes, to any of several values: ``legs: from 4 to 6 (2 more)``.

    With ``pace`` it says so where that takes time.
    """
    edit = alternatives[0]
    name, slowly = edit.attribute.name, ", changes slowly" if pace and edit.slow else ""
    if isinstance(edit.attribute.kind, ListOf) and edit.now and edit.then is not None:
        return f"{name}: {_list_text(alternatives)} (now {show(edit.now)}{slowly})"
    thens = join([present(each, each.then) for each in alternatives], "or")
    if edit.now is None:
        return f"{name}: {thens} (now {present(edit, None)}{slowly})"
    far = ", ".join(filter(None, (_far(alternatives), slowly.removeprefix(", "))))
    return f"{name}: from {show(edit.now)} to {thens}" + (f" ({far})" if far else "")


def present(edit: Edit, value: Value | None) -> str:
    """A value that may not be told, or be assumed."""
    if value is not None:
        return show(value)
    assumption = edit.attribute.assumption
    return NOT_TOLD if assumption is None else f"{show(assumption.value)}, which is assumed"


def difference_text(difference: Difference) -> str:
    """``pace from slow to fast``."""
    now, then = shown_field(difference.now), shown_field(difference.then)
    return f"{difference.field} from {now} to {then}"


def brief(form: VerdictForm | None, found: Iterable[Difference]) -> list[Difference]:
    """The differences; of the group whose figure is built up only that figure."""
    if form is None or form.waterfall is None:
        return list(found)
    last = form.waterfall.stages[-1]
    dull = set[str]()
    for entry in form.fields:
        members = entry.shows if isinstance(entry.shows, tuple) else ()
        if any(member.shows == last for member in members):
            dull |= {f"{entry.name} {each.name}" for each in members if each.shows != last}
    return [each for each in found if each.field not in dull]


def _list_text(alternatives: Sequence[Edit]) -> str:
    """``add a or b`` where each gains one word, or loses one; else each in full."""
    added, dropped = [e.added for e in alternatives], [e.dropped for e in alternatives]
    if not any(dropped) and all(len(words) == 1 for words in added):
        return f"add {join([words[0] for words in added], 'or')}"
    if not any(added) and all(len(words) == 1 for words in dropped):
        return f"drop {join([words[0] for words in dropped], 'or')}"
    return "; or ".join(map(_moved, alternatives))


def _moved(edit: Edit) -> str:
    parts = [
        f"{verb} {join(words)}"
        for verb, words in (("add", edit.added), ("drop", edit.dropped))
        if words
    ]
    return " and ".join(parts)


def _far(alternatives: Sequence[Edit]) -> str:
    """How far a number moves, where it moves to one value."""
    edit = alternatives[0]
    if len(alternatives) > 1 or not isinstance(edit.now, Decimal):
        return ""
    if not isinstance(edit.then, Decimal):
        return ""
    far = edit.then - edit.now
    return f"{show_number(abs(far))} {'more' if far > 0 else 'less'}"

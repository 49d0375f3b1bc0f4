"""Whether everyone gets a verdict: some headline is said, and every field has a value or a word.

*Cannot tell* is a verdict as well, where the form of the verdict says so in words of its own. What
has no value is counted, over those who tell everything, so that the author sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..presentation import Field
from ..values import UNKNOWN
from .fault import Fault
from .space import Space, everyone


def faults(space: Space) -> Iterator[Fault]:
    """Where no headline is said."""
    form = space.program.knowledge.verdict
    if form is not None:
        said = space.any_of(space.holds(saying.when) for saying in form.headline)
        silent = space.without(space.nodes.true, said)
        if not space.empty(silent):
            yield Fault("no-verdict", (), silent)


def gaps(space: Space) -> Iterator[tuple[str, str | None, float]]:
    """Fields without a value: name, the word in its stead, the share of those who tell all."""
    form = space.program.knowledge.verdict
    if form is None:
        return
    whole = everyone(space)
    for entry in form.fields:
        for name, one in _fields(entry):
            missing = space.nodes.map("is missing", _missing, space.value(str(one.shows)))
            count = space.count(missing, complete=True)
            if count:
                yield name, one.otherwise, count / whole


def unanswered(space: Space) -> float:
    """The share of those who tell all, and of whom the form says that it cannot tell."""
    form = space.program.knowledge.verdict
    if form is None:
        return 0.0
    return space.count(space.holds(form.cannot_tell), complete=True) / everyone(space)


def _fields(entry: Field) -> Iterator[tuple[str, Field]]:
    """The fields that show attributes; of a group the first, for without it nothing is shown."""
    match entry.shows:
        case str():
            yield entry.name, entry
        case (Field(shows=str()) as first, *_):
            yield entry.name, first
        case _:
            return


def _missing(value: object) -> bool:
    return value is None or value is UNKNOWN

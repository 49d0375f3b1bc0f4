"""Changes of what is told, and which of several are the least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..values import Value

NONE = ""  # the word of an empty list that was not told
Measure = Mapping[str, Decimal | frozenset[str]]
"""How far each attribute moves: a distance, or the words that come and go."""


@dataclass(frozen=True, slots=True)
class Change:
    """Attributes with a new value; ``now`` has None for what was not told."""

    now: Mapping[str, Value | None]
    then: Mapping[str, Value]
    cost: float


def least(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those for which no other does the same with less.

    It does the same if it gives the same attributes the same words, and moves numbers the same
    way; with less, if no number goes farther and no list gains or loses another word. Of a number
    that was not told the lowest is the least, of a list one without words that are not needed;
    that it is empty is an answer of its own.
    """
    kinds: dict[tuple[tuple[str, object], ...], list[tuple[Measure, Change]]] = {}
    for change in changes:
        measured = kinds.setdefault(tuple(_kind(change)), [])
        measure = dict(_measured(change))
        if all(measure != other for other, _ in measured):
            measured.append((measure, change))
    return tuple(
        change
        for same in kinds.values()
        for measure, change in same
        if not any(_less(other, measure) for other, _ in same)
    )


def _kind(change: Change) -> Iterator[tuple[str, object]]:
    """What has to be the same in two changes for one of them to be less."""
    for name, then in sorted(change.then.items()):
        now = change.now[name]
        match then:
            case Decimal():
                yield name, then > now if isinstance(now, Decimal) else "told"
            case tuple():
                yield name, "list"
            case _:
                yield name, then


def _measured(change: Change) -> Iterator[tuple[str, Decimal | frozenset[str]]]:
    for name, then in change.then.items():
        now = change.now[name]
        if isinstance(then, Decimal):
            yield name, abs(then - now) if isinstance(now, Decimal) else then
        elif isinstance(then, tuple):
            told = frozenset(now) if isinstance(now, tuple) else None
            yield name, frozenset(then) ^ told if told is not None else frozenset(then or (NONE,))


def _less(one: Measure, other: Measure) -> bool:
    """Whether ``one`` moves nothing farther than ``other``, and something not as far."""
    return one != other and all(one[name] <= other[name] for name in one)  # type: ignore[operator]

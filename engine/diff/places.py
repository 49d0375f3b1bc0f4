"""Classes of an input in the words of its author: which answers a box holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..diagram.classes import Input
from ..diagram.figures import Position
from ..values import show_number
from ..vocabulary import ListOf, Number, OneOf
from ..words import join

MOST_WORDS = 6
NOT_TOLD = "not told"


def described(entry: Input, chosen: frozenset[int]) -> str | None:
    """Which answers these classes are; None where any answer will do, and none as well.

    Of lists that have no words in common, and lack none, only whether any is told.
    """
    if len(chosen) == len(entry.classes):
        return None
    told = sorted(chosen - {0})
    if not told:
        return NOT_TOLD
    if len(told) == len(entry.classes) - 1:
        return "told"
    match entry.attribute.kind:
        case OneOf(values):
            said = _words([value for value in values if entry.find(value) in chosen], values)
        case ListOf():
            said = _lists(entry, told)
        case Number() as kind:
            said = join([_span(entry, *run, kind) for run in _runs(told)], "or")
        case _:
            said = ""
    if not said:  # no few words tell these lists from the others
        return None if 0 in chosen else "told"
    return f"{said}, or not told" if 0 in chosen else said


def _words(chosen: Sequence[str], values: Sequence[str]) -> str:
    """The words, or all but the others where these are fewer."""
    others = [value for value in values if value not in chosen]
    if len(others) < len(chosen) and len(others) <= MOST_WORDS:
        return f"any but {join(others, 'and')}"
    if len(chosen) <= MOST_WORDS:
        return join(chosen, "or")
    return f"{', '.join(chosen[: MOST_WORDS - 1])} or {len(chosen) - MOST_WORDS + 1} others"


def _lists(entry: Input, told: Sequence[int]) -> str:
    held = [each for number in told if isinstance(each := entry.classes[number].held, tuple)]
    if held == [()]:
        return "none"
    if len(held) == 1 and not set(held[0]) & set(entry.mentioned):
        return f"only others than {join(entry.mentioned, 'and')}"
    inside = [word for word in entry.mentioned if all(word in words for words in held)]
    outside = [word for word in entry.mentioned if not any(word in words for words in held)]
    parts = []
    if inside:
        parts.append(f"includes {join(inside)}")
    if outside and len(inside) + len(outside) == len(entry.mentioned) and inside:
        parts = [f"only {join(inside)}" if not _rest(entry) else f"includes only {join(inside)}"]
    elif outside:
        parts.append(f"without {join(outside, 'and')}")
    return ", ".join(parts)


def _rest(entry: Input) -> bool:
    """Whether there are words that nothing mentions."""
    return isinstance(entry.attribute.kind, ListOf) and len(entry.mentioned) < len(
        entry.attribute.kind.values
    )


def _runs(told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring classes as one stretch each."""
    first = last = told[0]
    for number in told[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _span(entry: Input, first: int, last: int, kind: Number) -> str:
    """A stretch of a number, in the words of comparisons."""
    low = None if first == 1 else entry.ends[first - 2]
    high = None if last == len(entry.classes) - 1 else entry.ends[last - 1]
    if kind.whole:
        return _whole(low, high)
    parts = []
    if low is not None:
        parts.append(f"{'more than' if low[1] else 'at least'} {show_number(low[0])}")
    if high is not None:
        if low is not None and low[0] == high[0]:
            return show_number(low[0])
        parts.append(f"{'at most' if high[1] else 'fewer than'} {show_number(high[0])}")
    return " and ".join(parts)


def _whole(low: Position | None, high: Position | None) -> str:
    least, most = low and low[0], high and high[0] - Decimal(1)
    if least is not None and most is not None:
        if least == most:
            return show_number(least)
        return f"{show_number(least)} to {show_number(most)}"
    if least is not None:
        return f"at least {show_number(least)}"
    return f"at most {show_number(most or Decimal(0))}"

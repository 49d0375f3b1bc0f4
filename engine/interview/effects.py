"""What each answer to a question would lead to; answers with the same effect together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagram import Fires
from ..diagram.classes import Input, first_whole
from ..diagram.figures import Figure
from ..values import show_number
from ..vocabulary import ListOf, Number, OneOf
from .aims import Aim
from .asking import Question
from .left import Left, Possible
from .state import Interview

_Said = str | int  # an answer in words, or the number of a class of numbers


@dataclass(frozen=True, slots=True)
class Effect:
    """Answers as a person would give them, and what is possible after each of them.

    ``counting`` are the rules that then count in any case; only told of the whole verdict.
    """

    answers: tuple[str, ...]
    possible: Possible
    counting: tuple[str, ...] = ()


def effects(interview: Interview, question: Question) -> tuple[Effect, ...]:
    """The effect of every answer, and of no answer; empty without a diagram.

    Of lists only the empty one and those of one word are told; what was skipped before may still
    be told after all.
    """
    left = Left(interview, reopened=True)
    if left.view is None:
        return ()
    name = question.attribute.name
    entry = next(each for each in left.view.diagram.inputs if each.attribute.name == name)
    before = _counting(left, question.aim)
    found: dict[tuple[Possible, tuple[str, ...]], list[_Said]] = {}
    for said, number in _answers(entry):
        after = Left(interview, {name: (number,)}, reopened=True)
        possible = after.possible(question.aim)
        if possible is not None:
            counting = tuple(sorted(_counting(after, question.aim) - before))
            found.setdefault((possible, counting), []).extend(said)
    return tuple(
        Effect(tuple(_in_words(entry, said)), possible, counting)
        for (possible, counting), said in found.items()
    )


def _answers(entry: Input) -> Iterator[tuple[tuple[_Said, ...], int]]:
    """What can be said, with the number of its class."""
    match entry.attribute.kind:
        case ListOf(values):
            yield ("none",), entry.find(())
            yield from (((f"only {value}",), entry.find((value,))) for value in values)
        case OneOf(values):
            for number in range(1, len(entry.classes)):
                yield tuple(value for value in values if entry.find(value) == number), number
        case _:
            for number, each in enumerate(entry.classes[1:], 1):
                if each.example is not None:
                    yield (number,), number
    yield ("no answer",), 0


def _counting(left: Left, aim: Aim) -> frozenset[str]:
    """The rules of the aim that count whatever else is told."""
    if left.view is None or not aim.whole:
        return frozenset()
    rules = [subject for subject in aim.subjects if isinstance(subject, Fires)]
    return frozenset(rule.rule for rule in rules if left.view.reachable(rule) == {True})


def _in_words(entry: Input, said: list[_Said]) -> Iterator[str]:
    """Words as they are; classes of numbers that lie side by side as one range."""
    yield from _ranges(entry, [each for each in said if isinstance(each, int)])
    yield from (each for each in said if isinstance(each, str))


def _ranges(entry: Input, numbers: list[int]) -> Iterator[str]:
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield _range(entry, numbers[start], number)
            start = at + 1


def _range(entry: Input, first: int, last: int) -> str:
    """``5``, ``0 to 4``, ``more than 4.5 to 9``: from one class to another."""
    low, high = entry.classes[first].held, entry.classes[last].held
    if not isinstance(low, Figure) or not isinstance(high, Figure):
        return ""
    (start, above), (end, past) = low.low, high.high
    if isinstance(entry.attribute.kind, Number) and entry.attribute.kind.whole:
        start, above = first_whole(low.low), 0
        end, past = -first_whole((-end, 1 - past)), 1
    before, after = "more than " if above else "", "" if past else "less than "
    if start == end:
        return show_number(start)
    return f"{before}{show_number(start)} to {after}{show_number(end)}"

"""Answers that an export suggests: offered with the question, and never taken by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..imports import Suggestion
from ..values import show
from ..vocabulary import YES_OR_NO, Attribute
from ..words import fold


@dataclass(frozen=True, slots=True)
class Hint:
    """A suggested answer, and by what."""

    answer: str
    because: str


Hints = Mapping[str, Hint]


def hints_of(suggestions: Iterable[Suggestion]) -> Hints:
    """The suggested answers by attribute."""
    return {each.attribute: Hint(show(each.value), each.read.method) for each in suggestions}


def hint_for(attribute: Attribute, hints: Hints) -> Hint | None:
    """The hint that "yes" takes; none where "yes" is itself an answer."""
    hint = hints.get(attribute.name)
    return None if hint is None or fold(hint.answer) in YES_OR_NO else hint


def offer(hint: Hint) -> str:
    """The hint as it is put below a question."""
    return f'Perhaps {hint.answer}: {hint.because}. "yes" takes it.'

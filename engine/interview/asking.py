"""The next question of an interview, or the news that nothing is left to ask."""

from __future__ import annotations

from dataclasses import dataclass

from ..vocabulary import Attribute
from .aims import Aim
from .choosing import choose
from .left import Left, proved
from .state import Interview


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next: ``gain`` in bits (None without a diagram), ``number`` counted from 1.

    ``at_most`` is how many more may follow, which never rises; ``about`` is how many did on
    average when some interviews were played through, or None where that would take too long.
    """

    attribute: Attribute
    aim: Aim
    number: int
    gain: float | None
    at_most: int
    about: float | None = None

    @property
    def worth(self) -> float | None:
        """Bits for each unit of effort."""
        return None if self.gain is None else self.gain / self.attribute.effort


@dataclass(frozen=True, slots=True)
class Settled:
    """No answer, and no silence, can change the aims any more.

    That is ``proved`` with a diagram; without one, everything was asked that some rule reads.
    """

    aims: tuple[Aim, ...]
    proved: bool
    unasked: tuple[str, ...]


def ask_next(interview: Interview, left: Left | None = None) -> Question | Settled:
    """What to ask next, without an estimate of how many more there are."""
    left = left or Left(interview)
    aim = next((aim for aim in interview.aims if left.depends(aim)), None)
    if aim is None:
        return Settled(interview.aims, proved(interview), interview.open)
    name, gain = choose(left, aim, left.depends(aim))
    attribute = interview.program.knowledge.vocabulary[name]
    number = len(interview.answers) + 1
    return Question(attribute, aim, number, gain, _wanted(interview, left) - 1)


def _wanted(interview: Interview, left: Left) -> int:
    """How many open attributes some aim still depends on."""
    found, every = set[str](), len(interview.open)
    for aim in reversed(interview.aims):  # the whole verdict comes last, and often needs all
        if len(found) < every:
            found |= left.depends(aim)
    return len(found)

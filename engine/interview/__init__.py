"""The interview: what to ask next, why, when to stop. Values and functions; nothing is printed."""

from .aims import Aim, aims_of
from .asking import Question, Settled
from .effects import Effect, effects
from .ladder import Rung, Waiting, ladder
from .left import Left, Possible, Span
from .progress import question
from .state import Answer, Interview, answered, back, begin, skipped

__all__ = [
    "Aim",
    "Answer",
    "Effect",
    "Interview",
    "Left",
    "Possible",
    "Question",
    "Rung",
    "Settled",
    "Span",
    "Waiting",
    "aims_of",
    "answered",
    "back",
    "begin",
    "effects",
    "ladder",
    "question",
    "skipped",
]

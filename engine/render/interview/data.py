"""An interview as the versioned JSON document of ``docs/schemas/interview.json``."""

from __future__ import annotations

from ...consultation import Consultation
from ...interview import Answer, Interview, Left, Settled
from ...values import as_json
from ..json_ import Json, verdict_json
from .closing import Ending
from .phrasing import text

SCHEMA = "dunbar.interview/1"
PLACES = 6  # of a gain in bits


def interview_json(
    interview: Interview, ending: Ending, settled: Settled | None, consultation: Consultation
) -> Json:
    """What was asked, whether the aims are settled, what is left, and the verdict."""
    left = Left(interview, reopened=True)
    return {
        "schema": SCHEMA,
        "aims": [aim.name for aim in interview.aims],
        "ended": ending,
        "settled": settled is not None,
        "proved": settled is not None and settled.proved,
        "told": [fact.attribute for fact in interview.before],
        "questions": [_asked(interview, answer) for answer in interview.answers],
        "unasked": list(interview.open),
        "range": _range(interview, left),
        "consultation": verdict_json(consultation),
    }


def _asked(interview: Interview, answer: Answer) -> Json:
    effort = interview.program.knowledge.vocabulary[answer.attribute].effort
    return {
        "attribute": answer.attribute,
        "aim": answer.aim,
        "value": None if answer.fact is None else as_json(answer.fact.value),
        "skipped": answer.fact is None,
        "gain_bits": None if answer.gain is None else round(answer.gain, PLACES),
        "effort": effort,
    }


def _range(interview: Interview, left: Left) -> Json | None:
    """What the first field can still be, how low and high the figures, and what moves those.

    What was skipped may be told after all.
    """
    if left.view is None:
        return None
    possible, moving = left.possible(interview.aims[0]), left.moving()
    return {
        "sizes": [] if possible is None else [text(value) for value in possible.values],
        "low": as_json(left.span().low),
        "high": as_json(left.span().high),
        "depends_on": [name for name in interview.program.asked if name in moving],
    }

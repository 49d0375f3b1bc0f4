"""Where an interview stands, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ...consultation import Consultation
from ...explain import how
from ...interview import Aim, Interview, Left, Settled
from ...words import join, plural
from ..document import Paragraph, Span
from ..explanations.outline import Entry, Outline, words
from ..explanations.saying import asked
from .phrasing import range_name, span, still, values

Ending = Literal["settled", "quit", "input ended", "interrupted"]


def so_far(interview: Interview, aim: Aim, consultation: Consultation) -> Outline:
    """The verdict as it is now, and all that it can still become."""
    return (*_headline(consultation), _said(_still(interview, aim)))


def closing(interview: Interview, ending: Ending, settled: Settled | None,
            consultation: Consultation) -> Outline:  # fmt: skip
    """Why it ended, the verdict, and what is left open."""
    aim = _aim(interview)
    why = (
        _settled(interview, settled, consultation)
        if settled
        else _broken_off(interview, aim, ending)
    )
    return (
        Entry(Paragraph((Span(why, "strong"),)), above=True),
        *_headline(consultation),
        *_range(interview),
        _said(_answered(interview)),
    )


def _still(interview: Interview, aim: Aim) -> str:
    return still(Left(interview, reopened=True), aim) or "That is settled."


def _settled(interview: Interview, settled: Settled, consultation: Consultation) -> str:
    return f"{_promised(interview, settled, consultation)}{_left_open(interview, settled)}"


def _promised(interview: Interview, settled: Settled, consultation: Consultation) -> str:
    aim = _aim(interview)
    result = "verdict" if aim.whole else asked(how(consultation, aim.name))
    if not settled.unasked:
        return f"Everything was asked. {result}." if not aim.whole else "Everything was asked."
    if settled.proved:
        return f"Nothing that was not asked could change the {result}."
    return (
        f"All that some rule reads was asked, so this is the {result}."
        " (There are too many combinations to prove earlier that nothing else matters.)"
    )


def _left_open(interview: Interview, settled: Settled) -> str:
    """What was skipped and could change what is settled without it."""
    aim, left = _aim(interview), Left(interview, reopened=True)
    names = [name for name in interview.skipped if name in left.depends(aim)]
    if not names:
        return ""
    possible = left.possible(aim)
    then = f"; it can be {values(possible.values)} then" if possible and possible.values else ""
    return f" What you left open {'could' if settled.proved else 'might'}: {join(names)}{then}."


def _broken_off(interview: Interview, aim: Aim, ending: Ending) -> str:
    possible = Left(interview, reopened=True).possible(aim)
    left = f" It can still be {values(possible.values)}." if possible and possible.values else ""
    began = "You stopped" if ending == "quit" else "The input ended"
    return f"{began} before the {aim.name} was settled.{left}"


def _aim(interview: Interview) -> Aim:
    """What it was all for: with several aims, the last one, which is all of them."""
    return interview.aims[-1]


def _headline(consultation: Consultation) -> Iterator[Entry]:
    verdict = consultation.verdict
    said = " ".join((verdict.headline, *verdict.remarks)).strip()
    if said:
        yield _said(said)


def _range(interview: Interview) -> Iterator[Entry]:
    """How far the figures are settled, and what could still move them."""
    name, left = range_name(interview), Left(interview, reopened=True)
    if not name or left.view is None:
        return
    moving = [each for each in interview.program.asked if each in left.moving()]
    found = left.span()
    if moving:
        yield _said(f"The {name} can still come out at {span(found)}, depending on {join(moving)}.")
    elif found.low is None:
        yield _said(f"No answer could give a {name} any more.")
    else:
        yield _said(f"No answer could move the {name} any more: {span(found)}.")


def _answered(interview: Interview) -> str:
    every = plural(len(interview.program.asked), "question")
    parts = [f"Answered {len(interview.answers) - len(interview.skipped)} of {every}"]
    if interview.before:
        parts.append(f"{len(interview.before)} told before")
    if interview.skipped:
        parts.append(f"{len(interview.skipped)} left open")
    return f"{', '.join(parts)}."


def _said(text: str) -> Entry:
    return Entry(Paragraph(words(text)))

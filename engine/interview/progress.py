"""How many questions are still to come: at most so many, which is proved, and about so many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from statistics import fmean

from ..consultation import Fact
from ..diagram import Diagram, Subject
from ..values import Value
from .asking import Question, Settled, ask_next
from .choosing import weights
from .state import Interview, answered, skipped

PLAYED = 6  # interviews played through for an estimate
DEAREST = 4_000  # branches to walk for one of them; beyond it there is no estimate

_Completion = dict[str, Value | None]
_Known = dict[frozenset[tuple[str, Value | None]], Question | Settled]


def question(interview: Interview) -> Question | Settled:
    """What to ask next, and how many questions are still to come."""
    asked = ask_next(interview)
    if isinstance(asked, Question) and asked.at_most and _cheap(interview, asked):
        return replace(asked, about=_about(interview, asked))
    return asked


def _cheap(interview: Interview, asked: Question) -> bool:
    """Whether playing through takes some milliseconds only; the same on every machine."""
    diagram = interview.diagram
    if not isinstance(diagram, Diagram) or len(interview.aims) > 1 or asked.aim.whole:
        return False
    most = DEAREST // (asked.at_most + 1)
    return sum(_branches(diagram, subject, most) for subject in asked.aim.subjects) <= most


def _branches(diagram: Diagram, subject: Subject, most: int) -> int:
    """How many branches a diagram has; a little more than ``most`` where there are more."""
    children, count = diagram.nodes.children, 0
    todo = [diagram.root(subject)]
    seen = set(todo)
    while todo and count <= most:
        below = children[todo.pop()]
        count += len(below)
        new = set(below) - seen
        seen |= new
        todo += new
    return count


def _about(interview: Interview, first: Question) -> float:
    """The mean number of questions that follow the first, over some random completions."""
    rng, known = Random(0), _Known()  # noqa: S311 - the same sample every time
    return fmean(
        sum(1 for _ in _played(interview, first, completion, known))
        for completion in (_completion(interview, rng) for _ in range(PLAYED))
    )


def _played(
    interview: Interview,
    asked: Question | Settled,
    completion: _Completion,
    known: _Known,
) -> Iterator[Question]:
    """The questions after ``asked`` when answers come from ``completion``."""
    path: list[tuple[str, Value | None]] = []
    while isinstance(asked, Question):
        name = asked.attribute.name
        value = completion[name]
        interview = (
            skipped(interview, name) if value is None else answered(interview, Fact(name, value))
        )
        path.append((name, value))
        state = frozenset(path)
        if state not in known:
            known[state] = ask_next(interview)
        asked = known[state]
        if isinstance(asked, Question):
            yield asked


def _completion(interview: Interview, rng: Random) -> _Completion:
    """An answer to each open question, or None, drawn from the prior that gains are exact under."""
    diagram = interview.diagram
    entries = diagram.inputs if isinstance(diagram, Diagram) else ()
    return {
        entry.attribute.name: rng.choices(entry.classes, weights(entry))[0].example
        for entry in entries
    }

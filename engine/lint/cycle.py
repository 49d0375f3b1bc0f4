"""Attributes that are concluded from themselves.

A rule that needs an attribute waits until everything that concludes it is done. Where one
attribute waits for another, and that one in the end for the first, nothing could ever begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic, Severity
from ..strata import Program, Step
from ..vocabulary import Formula
from .phrases import named, places
from .subject import Subject

HINT = (
    "take one of these conditions away, or let the rule conclude another attribute; "
    "what rules do together is checked once no loop is left"
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The loop in which attributes wait for each other, link by link."""
    if not isinstance(subject.order, Program):
        yield _loop(subject, subject.order)
    for attribute in subject.knowledge.vocabulary:
        if isinstance(attribute.kind, Formula) and attribute.name in attribute.reads():
            message = f'the formula of "{attribute.name}" reads "{attribute.name}" itself'
            hint = "compute it from other attributes"
            yield Diagnostic("cycle", Severity.ERROR, message, attribute.location, hint=hint)


def _loop(subject: Subject, steps: Sequence[Step]) -> Diagnostic:
    links = list(steps)
    if len(links) > 1 and links[0].name == links[-1].name and links[-1].rule is None:
        links.pop()
    first = min(range(len(links)), key=lambda at: links[at].name)
    links = [*links[first:], *links[:first]]
    names = [step.name for step in links]
    told = [
        _link(subject, step, needed)
        for step, needed in zip(links, [*names[1:], names[0]], strict=True)
    ]
    rules = [step.rule for step in links if step.rule is not None]
    at = rules[0].location if rules else subject.knowledge.vocabulary[names[0]].location
    message = f"{' -> '.join([*names, names[0]])} is a loop: {'; '.join(told)}"
    return Diagnostic("cycle", Severity.ERROR, message, at, hint=HINT, related=places(*rules[1:]))


def _link(subject: Subject, step: Step, needed: str) -> str:
    if step.rule is None:
        where = subject.knowledge.vocabulary[step.name].location
        return f'"{step.name}" ({where}) is computed from "{needed}"'
    if step.name in step.rule.writes():
        return f'{named(step.rule)} concludes "{step.name}" from "{needed}"'
    return f'{named(step.rule)} overrides a rule that concludes "{step.name}", and reads "{needed}"'

"""What an interview is after: entries of the verdict, one after the other, or all that it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..conditions import attributes
from ..diagnostics import DunbarError
from ..diagram import Fires, Subject
from ..presentation import Field
from ..rules import KnowledgeBase
from ..strata import Program
from ..words import did_you_mean, fold

ALL = "all"
VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to be settled: ``attributes`` carry it, ``subjects`` are its diagrams.

    ``otherwise`` is what a missing value is shown as. The ``whole`` verdict is settled when no
    part of it can change; its subjects are the rules that call for advice.
    """

    name: str
    attributes: tuple[str, ...]
    subjects: tuple[Subject, ...]
    otherwise: str | None = None
    whole: bool = False


def aims_of(program: Program, until: str | None = None) -> tuple[Aim, ...]:
    """The aims of an interview until a field is settled (the first by default), or ``all``.

    A knowledge base without a verdict has one aim, all that it concludes. Raises DunbarError.
    """
    form = program.knowledge.verdict
    fields = form.fields if form is not None else ()
    wanted = until if until is not None else fields[0].name if fields else ALL
    found = next((entry for entry in fields if fold(entry.name) == fold(wanted)), None)
    if found is not None:
        return (_aim(found),)
    if fold(wanted) == ALL:
        return (*map(_aim, fields), _whole(program))
    names = [*(entry.name for entry in fields), ALL]
    hint = did_you_mean(wanted, names) or f"it may be {', '.join(names)}"
    raise DunbarError(f'the verdict has no "{wanted}" to ask for; {hint}')


def concluded(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Every attribute that is worked out."""
    return tuple(each.name for each in knowledge.vocabulary if not each.asked)


def _aim(entry: Field) -> Aim:
    names = tuple(dict.fromkeys(_carriers(entry)))
    subject: Subject = names[0] if len(names) == 1 else names
    return Aim(entry.name, names, (subject,), entry.otherwise)


def _carriers(entry: Field) -> Iterator[str]:
    match entry.shows:
        case str() as name:
            yield name
        case tuple() as members:
            for member in members:
                yield from _carriers(member)
        case condition:
            yield from attributes(condition)


def _whole(program: Program) -> Aim:
    form = program.knowledge.verdict
    lists = form.advice if form is not None else concluded(program.knowledge)
    callers = [
        Fires(rule.id, stands=True)
        for rule, concludes in zip(program.rules, program.concludes, strict=True)
        if not concludes.keys().isdisjoint(lists)
    ]
    return Aim(VERDICT, concluded(program.knowledge), tuple(callers), whole=True)

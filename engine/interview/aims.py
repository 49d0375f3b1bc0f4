"""What an interview is after: entries of the verdict, one after the other, or all that it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..diagnostics import DunbarError
from ..diagram import Clashes, Fires, Subject
from ..presentation import Field
from ..rules import KnowledgeBase
from ..strata import Program
from ..vocabulary import Number, OneOf
from ..words import did_you_mean, fold

ALL = "all"
VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to be settled: ``attributes`` carry it, ``subjects`` are its diagrams.

    ``otherwise`` is what a missing value is shown as. The ``whole`` verdict is settled when no
    part of it can change; its subjects are the rules that call for advice. Where rules disagree,
    which is a subject too, nothing is shown, not even ``otherwise``.
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
        return (_aim(program, found),)
    if fold(wanted) == ALL:
        return (*(_aim(program, entry) for entry in fields), _whole(program))
    names = [*(entry.name for entry in fields), ALL]
    hint = did_you_mean(wanted, names) or f"it may be {', '.join(names)}"
    raise DunbarError(f'the verdict has no "{wanted}" to ask for; {hint}')


def concluded(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Every attribute that is worked out."""
    return tuple(each.name for each in knowledge.vocabulary if not each.asked)


def clashes_of(program: Program, names: Iterable[str]) -> tuple[Clashes, ...]:
    """Whether rules disagree about these attributes: about those that rules alone give."""
    found = (program.knowledge.vocabulary[name] for name in names)
    given = (each for each in found if not each.asked and isinstance(each.kind, OneOf | Number))
    return tuple(Clashes(each.name) for each in given)


def _aim(program: Program, entry: Field) -> Aim:
    names = tuple(dict.fromkeys(entry.carriers()))
    subject: Subject = names[0] if len(names) == 1 else names
    return Aim(entry.name, names, (subject, *clashes_of(program, names)), entry.otherwise)


def _whole(program: Program) -> Aim:
    form = program.knowledge.verdict
    lists = form.advice if form is not None else concluded(program.knowledge)
    callers = [
        Fires(rule.id, stands=True)
        for rule, concludes in zip(program.rules, program.concludes, strict=True)
        if not concludes.keys().isdisjoint(lists)
    ]
    names = concluded(program.knowledge)
    return Aim(VERDICT, names, (*callers, *clashes_of(program, names)), whole=True)

"""Why a question is asked: what waits for its answer, and step by step what waits for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..chaining import ReferenceMatcher
from ..diagram import Fires
from ..explain.checks import Check, Checker
from ..inference import assume, infer
from ..presentation import Field
from ..rules import Rule
from ..values import show
from ..vocabulary import Attribute
from .asking import Question
from .left import Left
from .reading import on_the_way
from .state import Interview


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rule whose firing is open: what it would say, and its conditions held against the facts."""

    rule: Rule
    says: str
    when: Check
    unless: Check | None


@dataclass(frozen=True, slots=True)
class Rung:
    """One level: the attributes that are ``wanted``, and all that reads them on the way up.

    ``computed`` are worked out from them; ``fields`` of the verdict show them.
    """

    wanted: tuple[str, ...]
    rules: tuple[Waiting, ...]
    computed: tuple[Attribute, ...]
    fields: tuple[str, ...]


def ladder(interview: Interview, question: Question) -> tuple[Rung, ...]:
    """From the fact that is asked for up to the verdict."""
    climb = _Climb(interview, question)
    rungs, wanted, seen = list[Rung](), [question.attribute.name], {question.attribute.name}
    while wanted:
        rung = climb.rung(tuple(wanted), {each.rule.id for below in rungs for each in below.rules})
        if rung.rules or rung.computed or rung.fields or not rungs:
            rungs.append(rung)
        above = dict.fromkeys(climb.above(rung))
        wanted = [name for name in above if name not in seen]
        seen |= {*wanted}
    return tuple(rungs)


class _Climb:
    """What reads what, among all that leads to the aim and is still open."""

    __slots__ = ("_aim", "_checker", "_left", "_program", "_way")

    def __init__(self, interview: Interview, question: Question) -> None:
        self._program, self._aim = interview.program, question.aim
        self._way = on_the_way(interview.program, question.aim)
        self._left = Left(interview)
        facts = {**assume(self._program, interview.told)}
        facts.pop(question.attribute.name, None)  # else its assumption would seem an answer
        self._checker = Checker(infer(self._program, facts, ReferenceMatcher(self._program)))

    def rung(self, wanted: tuple[str, ...], below: set[str]) -> Rung:
        """All that reads what is wanted; a rule stands only on the lowest of its rungs."""
        read = frozenset(wanted)
        computed = tuple(
            each
            for each in self._program.knowledge.vocabulary
            if each.name in self._way and not read.isdisjoint(each.reads())
        )
        rules = tuple(each for each in self._waiting(read) if each.rule.id not in below)
        return Rung(wanted, rules, computed, tuple(self._showing(read)))

    def above(self, rung: Rung) -> Iterator[str]:
        for each in rung.rules:
            yield from (name for name in each.rule.writes() if name in self._way)
        yield from (each.name for each in rung.computed)

    def _waiting(self, read: frozenset[str]) -> Iterator[Waiting]:
        for number, rule in enumerate(self._program.rules):
            leads = any(name in self._way for name in rule.writes())
            if leads and not read.isdisjoint(self._program.reads[number]) and self._open(rule):
                check = self._checker.check
                unless = None if rule.unless is None else check(rule.unless)
                yield Waiting(rule, _says(rule), check(rule.when), unless)

    def _open(self, rule: Rule) -> bool:
        view = self._left.view
        return view is None or not view.settled(Fires(rule.id))

    def _showing(self, read: frozenset[str]) -> Iterator[str]:
        form = self._program.knowledge.verdict
        for entry in form.fields if form is not None else ():
            if self._aim.whole or entry.name == self._aim.name:
                yield from (each for each, name in _shown(entry) if name in read)


def _shown(entry: Field) -> Iterator[tuple[str, str]]:
    """Each place of a field with the attribute that it shows."""
    match entry.shows:
        case str() as name:
            yield entry.name, name
        case tuple() as members:
            for member in members:
                yield from ((f"{entry.name} {said}", name) for said, name in _shown(member))
        case _:
            return


def _says(rule: Rule) -> str:
    return "; ".join(
        f"{one.attribute}: {'not ' if one.negated else ''}{show(one.value)}"
        for one in rule.conclusions
    )

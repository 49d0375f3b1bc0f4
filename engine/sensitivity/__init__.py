"""How far a verdict is from tipping: by its facts, by what was not told, by its conventions.

A verdict tips where one of its *words* becomes another: a field that is a word, a yes or no, or
that there is a verdict at all. Its figures may move before that, and how far is told beside it.
All is found by the reference chainer and by bounds of formulas, exactly on a grid that is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..consultation import Fact
from ..diagnostics import DunbarError
from ..inference import Inference, assume
from ..strata import Program
from ..values import Value, show
from ..vocabulary import Attribute
from .budget import Budget
from .conventions import convention
from .facts import examined, untold
from .figures import chosen
from .nearness import by_nearness, convention_nearness
from .reading import changes
from .report import (
    Answer,
    Change,
    Convention,
    Figure,
    Figures,
    NumberFact,
    Others,
    Reading,
    Sensitivity,
    Stretch,
    Tip,
    Untold,
    WordFact,
)
from .subject import Case, Subject, subject
from .turning import Chosen


class Examiner:
    """A program made ready once, to examine any number of consultations."""

    __slots__ = ("_chosen", "_subject")

    def __init__(self, program: Program) -> None:
        self._subject: Subject = subject(program)
        self._chosen: tuple[Chosen, ...] = tuple(chosen(program))

    def examine(self, facts: Iterable[Fact]) -> Sensitivity:
        """How far the verdict of these facts, and of what is assumed beside them, is from tipping.

        Nothing in it has been inferred by durable-rules yet: see ``confirm``.
        """
        case, known = self._case(facts)
        taking_part = [each for each in self._chosen if each.takes_part(case)]
        asked = self._subject.whole.knowledge.vocabulary.asked
        missing = [each for each in asked if each.name not in case.told]
        # a number is walked down and up, and then its range; a convention down and up
        budget = Budget(3 * len(known) + 2 * len(taking_part) + len(missing))
        examined_facts = [self._fact(case, each, budget) for each in known]
        conventions = [convention(case, each, budget) for each in taking_part]
        return Sensitivity(
            reading=case.reading,
            main=self._subject.reader.main,
            facts=tuple(sorted(examined_facts, key=by_nearness)),
            untold=tuple(self._untold(case, missing, budget)),
            conventions=tuple(sorted(conventions, key=convention_nearness)),
            asleep=len(self._chosen) - len(taking_part),
            range_of=self._subject.reader.range_of,
        )

    def confirm(self, found: Sensitivity, infer: Callable[[Iterable[Fact]], Inference]) -> None:
        """Let another matcher infer every value and every answer that is said to tip the verdict.

        Of many numbers it is the first and the last, of many lists the shortest. Raises
        DunbarError where it comes to other words.
        """
        told = [each.fact for each in found.facts if each.fact.origin != "assumed"]
        for name, tried, expected in (*_tipping_facts(found), *_tipping_answers(found)):
            others = [fact for fact in told if fact.attribute != name]
            run = infer([*others, Fact(name, tried)])
            if changes(found.reading, self._subject.reader.read(run)) != expected:
                message = (
                    f"{name}: {show(tried)} was to change {len(expected)} words of the"
                    " verdict, and durable-rules comes to others; please report this as a bug"
                )
                raise DunbarError(message)

    def _case(self, facts: Iterable[Fact]) -> tuple[Case, list[Fact]]:
        """All that is known of one case, told or assumed, and what it comes to."""
        vocabulary = self._subject.whole.knowledge.vocabulary
        known = {fact.attribute: fact for fact in facts}
        told = assume(self._subject.whole, {name: fact.value for name, fact in known.items()})
        for name, value in told.items():
            if name not in known and value is not None:
                known[name] = Fact(name, value, "assumed")
        ordered = [known[each.name] for each in vocabulary.asked if each.name in known]
        run = self._subject.believe(told)
        return Case(self._subject, told, run, self._subject.reader.read(run)), ordered

    def _fact(self, case: Case, fact: Fact, budget: Budget) -> NumberFact | WordFact:
        attribute = self._subject.whole.knowledge.vocabulary[fact.attribute]
        return examined(case, fact, attribute, budget)

    def _untold(self, case: Case, missing: Iterable[Attribute], budget: Budget) -> Iterator[Untold]:
        for attribute in missing:
            if attribute.name in self._subject.names:
                yield untold(case, attribute, budget)
            else:
                yield Untold(attribute, (), complete=True)


Witness = tuple[str, Value, tuple[Change, ...]]
"""An attribute, a value of it that tips the verdict, and the words that it changes."""


def _tipping_facts(found: Sensitivity) -> Iterator[Witness]:
    for each in found.facts:
        name = each.attribute.name
        match each:
            case NumberFact(lower=lower, higher=higher):
                tips = [tip for tip in (lower, higher) if tip is not None]
                yield from ((name, tip.value, tip.changes) for tip in tips)
            case WordFact(others=others):
                for other in others:
                    if other.changes:
                        yield from ((name, value, other.changes) for value in other.values)


def _tipping_answers(found: Sensitivity) -> Iterator[Witness]:
    for each in found.untold:
        for answer in each.answers:
            for value in answer.shortest:
                ends = (value.low, value.high) if isinstance(value, Stretch) else (value,)
                yield from ((each.attribute.name, end, answer.changes) for end in ends)


__all__ = [
    "Answer",
    "Change",
    "Convention",
    "Examiner",
    "Figure",
    "Figures",
    "NumberFact",
    "Others",
    "Reading",
    "Sensitivity",
    "Stretch",
    "Tip",
    "Untold",
    "WordFact",
]

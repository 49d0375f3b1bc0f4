"""What the author promises of everyone, in sentences, and whether it was proved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..conditions import ALWAYS, Condition
from ..properties import Always, Compared, Moving, Never, Property, Relation
from ..rules import KnowledgeBase
from ..values import show
from ..verify import Finding, Report
from .clauses import Clause, clause_of
from .wording import Phrase, Piece, attribute, listing

Outcome = Literal["proved", "fails", "not proved", "not tried"]


@dataclass(frozen=True, slots=True)
class Promised:
    """A property: ``where`` it holds (None: everywhere), what it says, and how that came out.

    ``says`` is one sentence; ``clause`` follows it where it is about a condition.
    """

    property: Property
    where: Clause | None
    says: Phrase
    clause: Clause | None
    outcome: Outcome
    failure: Finding | None = None
    open: str = ""


def promised(knowledge: KnowledgeBase, report: Report | None) -> tuple[Promised, ...]:
    """Every declared property; without a report none of them was tried."""
    return tuple(_promised(each, report) for each in knowledge.properties)


def _promised(declared: Property, report: Report | None) -> Promised:
    where, says, clause = _said(declared)
    failure, open_ = _failure(declared, report), _open(declared, report)
    outcome: Outcome = "fails" if failure else "not proved" if open_ else "proved"
    return Promised(
        declared, where, says, clause, outcome if report else "not tried", failure, open_
    )


def _said(declared: Property) -> tuple[Clause | None, Phrase, Clause | None]:
    match declared.promise:
        case Never(condition):
            return None, (Piece("It is never so that"),), clause_of(condition)
        case Always(when, then):
            return _where(when), (Piece("It is always so that"),), clause_of(then)
        case Compared(when=when) as promise:
            return _where(when), tuple(_compared(promise)), None
        case Moving(when=when) as promise:
            return _where(when), _moving(promise), None


def _where(condition: Condition) -> Clause | None:
    return None if condition == ALWAYS else clause_of(condition)


def _compared(promise: Compared) -> Iterator[Piece]:
    """``Of two profiles that differ only in colour: with red, weight is not lower than ...``."""
    grouped: dict[Relation, list[str]] = defaultdict(list)
    for name, relation in promise.claims:
        grouped[relation].append(name)
    yield from (Piece("Of two profiles that differ only in "), attribute(promise.attribute))
    yield Piece(f": with {show(promise.first)}, ")
    for number, (relation, names) in enumerate(grouped.items()):
        if number:
            yield Piece(", and ")
        verb = "is" if len(names) == 1 else "are"
        yield from (*listing(map(attribute, names)), Piece(f" {verb} {relation}"))
    than = "as" if list(grouped)[-1:] == ["the same"] else "than"
    yield Piece(f" {than} with {show(promise.second)}.")


def _moving(promise: Moving) -> Phrase:
    names = listing(map(attribute, promise.names), "or")
    if not promise.more:
        before = (Piece("Another answer to "), attribute(promise.attribute))
    else:
        before = (Piece("More "), attribute(promise.attribute))
    return *before, Piece(f" never {promise.motion} "), *names, Piece(".")


def _failure(declared: Property, report: Report | None) -> Finding | None:
    about = f'property "{declared.id}" fails'
    found = () if report is None else report.findings
    return next((each for each in found if each.diagnostic.message.startswith(about)), None)


def _open(declared: Property, report: Report | None) -> str:
    checks = () if report is None else report.checks
    about = f'property "{declared.id}"'
    return next((text for check in checks for text in check.open if about in text), "")

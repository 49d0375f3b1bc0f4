"""The words of a verdict and the ends of its range, as far as they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..conditions import Comparison, Condition, attributes, literals, truth
from ..inference import Inference
from ..presentation import Field
from ..strata import Program
from ..values import UNKNOWN, Net, Unknown, show
from ..vocabulary import Evidence
from .report import Change, Figures, Reading

DISPUTED = "the rules disagree"
TOLD = "verdict"  # a name that no field of a verdict may have


@dataclass(frozen=True, slots=True)
class Reader:
    """Which fields of a verdict are words, and which attributes are the ends of its range."""

    fields: tuple[tuple[str, Field], ...]
    figures: tuple[str, ...]
    cannot_tell: Condition | None
    main: str | None
    range_of: str | None

    def read(self, run: Inference) -> Reading:
        """What a finished run comes to."""
        clashing = {clash.attribute for clash in run.clashes}
        words = {name: _word(entry, run, clashing) for name, entry in self.fields}
        if self.cannot_tell is not None:
            told = truth(self.cannot_tell, run.memory) is not True
            words[TOLD] = "can be told" if told else "cannot be told"
        ends = [run.memory.get(name) for name in self.figures]
        found = [end for end in ends if isinstance(end, Decimal)]
        figures = (found[0], found[-1]) if found and len(found) == len(ends) else None
        return Reading(words, figures)

    def conditions(self) -> Iterator[Condition]:
        """Every condition that a word of the verdict is the truth of."""
        if self.cannot_tell is not None:
            yield self.cannot_tell
        for _, entry in self.fields:
            if not isinstance(entry.shows, str | tuple):
                yield entry.shows

    def attributes(self) -> Iterator[str]:
        """Every attribute that the words and the range are made of."""
        for _, entry in self.fields:
            if isinstance(entry.shows, str):
                yield entry.shows
        for condition in self.conditions():
            yield from attributes(condition)
        yield from self.figures


def reader(program: Program) -> Reader:
    """How to read the verdicts of a program; without a ``verdict:`` all that is worked out."""
    knowledge = program.knowledge
    form = knowledge.verdict
    if form is None:
        derived = (each for each in knowledge.vocabulary if not each.asked)
        shown = [Field(each.name, each.name) for each in derived]
        words = tuple((each.name, each) for each in shown if _is_word(program, each))
        return Reader(words, (), None, None, None)
    words = tuple(each for each in _flat(form.fields) if _is_word(program, each[1]))
    figures = form.group(form.range_of) if form.range_of is not None else ()
    ends = tuple(each.shows for each in figures if isinstance(each.shows, str))
    main = words[0][0] if words else None
    return Reader(words, ends, form.cannot_tell, main, form.range_of)


def changes(before: Reading, after: Reading) -> tuple[Change, ...]:
    """The words that differ, in the order of the verdict."""
    return tuple(
        Change(name, word, after.words[name])
        for name, word in before.words.items()
        if after.words[name] != word
    )


def hull(every: Iterable[Figures | None]) -> Figures | None:
    """The lowest and the highest figure of several ranges."""
    found = [figures for figures in every if figures is not None]
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None


def is_upside_down(figures: Figures | None) -> bool:
    """Whether a range ends below where it begins."""
    return figures is not None and figures[0] > figures[1]


def comparisons(conditions: Iterable[Condition]) -> Iterator[Comparison]:
    """Every comparison of several conditions."""
    for condition in conditions:
        yield from (literal.comparison for literal in literals(condition))


def _flat(fields: Iterable[Field]) -> Iterator[tuple[str, Field]]:
    for entry in fields:
        if isinstance(entry.shows, tuple):
            yield from ((f"{entry.name} {name}", each) for name, each in _flat(entry.shows))
        else:
            yield entry.name, entry


def _is_word(program: Program, entry: Field) -> bool:
    if not isinstance(entry.shows, str):
        return True
    attribute = program.knowledge.vocabulary[entry.shows]
    return not attribute.asked and (not attribute.numeric or isinstance(attribute.kind, Evidence))


def _word(entry: Field, run: Inference, clashing: set[str]) -> str | None:
    if not isinstance(entry.shows, str):
        holds = not isinstance(entry.shows, tuple) and truth(entry.shows, run.memory) is True
        return "yes" if holds else "no"
    if entry.shows in clashing:
        return DISPUTED
    value = run.memory.get(entry.shows, UNKNOWN)
    if isinstance(value, Unknown) or value is None:
        return entry.otherwise
    return value.word if isinstance(value, Net) else show(value)

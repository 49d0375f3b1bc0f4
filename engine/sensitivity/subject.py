"""A program cut to what its words rest on, and one consultation of it to be varied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..chaining import CompiledTests, ReferenceMatcher
from ..conditions import Condition
from ..inference import Inference, infer
from ..slicing import Rest, rest, sliced
from ..strata import Program
from ..values import Facts
from ..vocabulary import Lookup
from .reading import Reader, comparisons, reader
from .report import Reading
from .trails import Trails, trails


@dataclass(frozen=True, slots=True)
class Subject:
    """``program`` is the slice that the words rest on, ``whole`` is all; ``names`` take part.

    ``named`` are the words of each attribute that some rule or lookup names; ``rests`` keeps
    what has been cut once.
    """

    whole: Program
    program: Program
    names: frozenset[str]
    reader: Reader
    trails: Trails
    named: Mapping[str, frozenset[object]]
    compiled: CompiledTests
    rests: dict[frozenset[str], Rest]

    def rest(self, changing: frozenset[str]) -> Rest:
        """What is left to infer when these attributes change."""
        found = self.rests.get(changing)
        if found is None:
            found = self.rests[changing] = rest(self.program, changing)
        return found

    def believe(self, told: Facts) -> Inference:
        """What follows from ``told``, as far as it bears on a word."""
        return infer(self.program, told, ReferenceMatcher(self.program, self.compiled))


@dataclass(frozen=True, slots=True)
class Case:
    """One consultation to be varied: all that was told or is assumed, and what it comes to."""

    subject: Subject
    told: Facts
    run: Inference
    reading: Reading

    def rest(self, changing: Iterable[str]) -> Rest:
        """What is left to infer when these attributes change."""
        return self.subject.rest(frozenset(changing))

    def again(self, left: Rest, program: Program, changed: Facts) -> Inference:
        """What follows when only this changes; ``program`` may be ``left.program`` turned."""
        told = {k: v for k, v in self.run.memory.items() if k not in left.affected}
        matcher = ReferenceMatcher(program, self.subject.compiled)
        run = infer(program, {**told, **changed}, matcher)
        run.clashes += [each for each in self.run.clashes if each.attribute not in left.affected]
        return run


def subject(program: Program) -> Subject:
    """A program made ready."""
    how = reader(program)
    part, names = sliced(program, how.attributes())
    tests = tuple(comparisons([*_conditions(part), *how.conditions()]))
    named: dict[str, set[object]] = {}
    for test in tests:
        named.setdefault(test.attribute, set()).add(test.operand)
    for name in names:
        kind = program.knowledge.vocabulary[name].kind
        if isinstance(kind, Lookup):
            named.setdefault(kind.by, set()).update(row.key for row in kind.rows)
    return Subject(
        whole=program,
        program=part,
        names=names,
        reader=how,
        trails=trails(part, tests, how.figures),
        named={name: frozenset(found) for name, found in named.items()},
        compiled=CompiledTests(part),
        rests={},
    )


def _conditions(program: Program) -> Iterator[Condition]:
    for stratum in program.strata:
        for number in stratum.rules:
            rule = program.rules[number]
            yield rule.when
            if rule.unless is not None:
                yield rule.unless

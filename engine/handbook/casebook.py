"""The cases of a rule: in which it fires, in which one condition keeps it silent, and so on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..cases import Report, Run
from ..cases.coverage import Covered
from .wording import Ref


@dataclass(frozen=True, slots=True)
class Told:
    """A case that has something to say of a rule; ``what`` kept the rule from having its say."""

    number: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class RuleCases:
    """The cases of one rule by their number; those that speak of it by name stand first.

    It ``fires``; it is ``missed``, where one condition alone keeps it silent; it is ``excepted``,
    where its exception holds; it is ``aside``, where another rule has its way.
    """

    speaking: frozenset[int] = frozenset()
    fires: tuple[Told, ...] = ()
    missed: tuple[Told, ...] = ()
    excepted: tuple[Told, ...] = ()
    aside: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Casebook:
    """All cases in the order in which they were run, by file and by rule."""

    runs: tuple[Run, ...]
    files: Mapping[str, tuple[int, ...]]
    rules: Mapping[str, RuleCases] = field(repr=False)

    def of(self, rule: str) -> RuleCases:
        """The cases of a rule."""
        return self.rules.get(rule, RuleCases())


def casebook(report: Report) -> Casebook:
    """The cases of a report; what they miss is told where coverage was counted."""
    files: dict[str, list[int]] = defaultdict(list)
    for number, run in enumerate(report.runs):
        at = run.result.case.location
        files[at.path if at is not None else ""].append(number)
    found: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for number, run in enumerate(report.runs):
        for rule, part, what in _parts(run, report):
            found[rule][part].append(Told(number, what))
    speaking = _speaking(report)
    rules = {
        name: _ordered(found[name], frozenset(speaking[name]))
        for name in dict.fromkeys((*found, *speaking))
    }
    return Casebook(report.runs, {path: tuple(numbers) for path, numbers in files.items()}, rules)


def case_ref(number: int) -> Ref:
    """The case with this number."""
    return Ref("case", str(number))


def _speaking(report: Report) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, run in enumerate(report.runs):
        for name in run.result.case.names:
            found[name].add(number)
    return found


def _parts(run: Run, report: Report) -> Iterator[tuple[str, str, str]]:
    """The rules that have to do with a run, the part that each has, and why it has no say."""
    for name in sorted(run.fired):
        yield name, "fires", ""
    covered = report.tally.covered if report.tally is not None else ()
    for mark in sorted(run.marks):
        yield from _of_aim(covered[mark])


def _of_aim(covered: Covered) -> Iterator[tuple[str, str, str]]:
    aim = covered.aim
    match aim.kind:
        case "alone":
            yield aim.rules[0].id, "missed", aim.said
        case "excepted":
            yield aim.rules[0].id, "excepted", aim.said
        case "overrides":
            yield aim.said, "aside", aim.rules[0].id


def _ordered(found: Mapping[str, list[Told]], speaking: frozenset[int]) -> RuleCases:
    def those(part: str) -> tuple[Told, ...]:
        return tuple(sorted(found.get(part, ()), key=lambda told: told.number not in speaking))

    return RuleCases(speaking, those("fires"), those("missed"), those("excepted"), those("aside"))

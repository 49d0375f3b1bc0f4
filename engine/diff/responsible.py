"""The rules behind a difference: those on its way that do otherwise, or were edited and speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Location
from ..inference import Inference
from ..rules import Rule
from ..slicing import sliced
from ..strata import Program
from .forms import Form, Key

Standing = Literal["counts", "set aside", "silent", "not there"]


@dataclass(frozen=True, slots=True)
class Part:
    """A rule with its part in it, or something worked out: then ``before`` is None, and ``after``.

    ``location`` is that in the new version, or in the old one where it is not there any more.
    """

    name: str
    edited: bool
    before: Standing | None
    after: Standing | None
    location: Location | None = field(default=None, compare=False)
    old: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """What was edited: rules by their new id (old, where removed), attributes, and new ids."""

    rules: frozenset[str]
    attributes: frozenset[str]
    renamed: Mapping[str, str]


class Blame:
    """Finds the rules behind differences between runs of two versions."""

    def __init__(self, forms: tuple[Form, Form], edited: Edited) -> None:
        self._forms, self._edited = forms, edited
        self._cones: dict[tuple[bool, frozenset[str]], tuple[frozenset[int], frozenset[str]]] = {}

    def behind(self, before: Inference, after: Inference, keys: Iterable[Key]) -> tuple[Part, ...]:
        """The rules, what was edited first, then in the order of inference."""
        wanted = tuple(keys)
        names = [frozenset[str]().union(*(f.carriers(k) for k in wanted)) for f in self._forms]
        old, old_names = self._cone(before.program, names[0], first=True)
        new, new_names = self._cone(after.program, names[1], first=False)
        old = frozenset(n for n in old if _says(before.program.rules[n], wanted))
        new = frozenset(n for n in new if _says(after.program.rules[n], wanted))
        parts = self._rules(before, after, old, new)
        found = [*self._worked_out(before, after, old_names | new_names), *parts]
        return tuple(sorted(found, key=lambda part: not part.edited))

    def _rules(
        self, before: Inference, after: Inference, old: frozenset[int], new: frozenset[int]
    ) -> list[Part]:
        renamed = self._edited.renamed
        ids = {
            renamed.get(before.program.rules[number].id, before.program.rules[number].id): number
            for number in _in_turn(before.program, old)
        }
        others = {after.program.rules[number].id: number for number in _in_turn(after.program, new)}
        found = []
        for name in (*others, *(name for name in ids if name not in others)):
            was, becomes = _standing(before, ids.get(name)), _standing(after, others.get(name))
            edited = name in self._edited.rules
            speaks = not {was, becomes} <= {"silent", "not there"}
            if speaks and (was != becomes or edited):
                gone = name not in others
                run, number = (before, ids[name]) if gone else (after, others[name])
                place = run.program.rules[number].location
                found.append(Part(name, edited, was, becomes, place, gone))
        return found

    def _worked_out(
        self, before: Inference, after: Inference, names: frozenset[str]
    ) -> Iterable[Part]:
        for name in sorted(names & self._edited.attributes):
            here = name in after.program.knowledge.vocabulary
            run = after if here else before
            if name in run.program.knowledge.vocabulary:
                place = run.program.knowledge.vocabulary[name].location
                yield Part(name, edited=True, before=None, after=None, location=place, old=not here)

    def _cone(
        self, program: Program, names: frozenset[str], *, first: bool
    ) -> tuple[frozenset[int], frozenset[str]]:
        known = frozenset(name for name in names if name in program.knowledge.vocabulary)
        if (first, known) not in self._cones:
            part, behind = sliced(program, known)
            rules = (number for stratum in part.strata for number in stratum.rules)
            self._cones[first, known] = frozenset(rules), behind
        return self._cones[first, known]


def _says(rule: Rule, keys: tuple[Key, ...]) -> bool:
    """Whether a rule can have a part in these: of those that give advice, only if it is this."""
    lists = {key.name for key in keys if key.kind == "advice"}
    items = {(key.name, key.item) for key in keys}
    return any(
        each.attribute not in lists
        or any((each.attribute, word) in items for word in _listed(each.value))
        for each in rule.conclusions
    )


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _in_turn(program: Program, numbers: frozenset[int]) -> Iterable[int]:
    return (number for one in program.strata for number in one.rules if number in numbers)


def _standing(run: Inference, number: int | None) -> Standing:
    if number is None:
        return "not there"
    if number not in run.fired:
        return "silent"
    return "counts" if run.stands(number) else "set aside"

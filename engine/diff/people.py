"""Cases and cohorts under both versions: whose verdict changes, and which expectation fails now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..cases import Case
from ..cases.running import is_right
from ..values import Facts, Value, show
from ..vocabulary import Vocabulary
from .cohort import Cohort
from .common import holds
from .contrasting import Contrasting
from .forms import Key
from .report import Expectation, Group, Person
from .shifts import Shift, kind_of, widest
from .version import Basis, Side

ORDER: tuple[Expectation, ...] = ("now fails", "now met", "could not run", "to do", "as before")


@dataclass(frozen=True, slots=True)
class Trial:
    """Somebody to be judged by both versions."""

    name: str
    old: Facts
    new: Facts
    kept: tuple[str, ...] = ()
    basis: Basis = "all"
    case: Case | None = None
    side: Side = "NEW"
    location: object = None


def cases(both: Contrasting, old: Iterable[Case], new: Iterable[Case], most: int) -> Group:
    """The cases of the new version, and those that only the old one has.

    The first ``most`` that change are shown in full.
    """
    new = tuple(new)
    names = {case.name for case in new}
    gone = [case for case in old if case.name not in names]
    trials = [
        *(_of_case(both, case, "NEW") for case in new),
        *(_of_case(both, case, "OLD") for case in gone),
    ]
    unread = tuple(
        f"{case.location}: {case.name}: {case.problems[0].message}" for case in new if case.problems
    )
    able = [trial for trial in trials if trial.case is not None and not trial.case.problems]
    return replace(_group(both, "saved cases", able, most), unread=unread)


def cohort(both: Contrasting, found: Cohort, most: int) -> Group:
    """Everybody of a file of profiles."""
    trials = [
        Trial(each.name, each.old, each.new, each.kept, location=each.location)
        for each in found.members
    ]
    group = _group(both, found.path, trials, most)
    return replace(group, unread=found.unread, remarks=found.remarks)


def _of_case(both: Contrasting, case: Case, side: Side) -> Trial:
    told = {fact.attribute: fact.value for fact in case.facts}
    old, old_kept = _readable(told, both.old.knowledge.vocabulary, "OLD")
    new, new_kept = _readable(told, both.new.knowledge.vocabulary, "NEW")
    kept = (*old_kept, *new_kept)
    return Trial(case.name, old, new, kept, case.basis, case, side, case.location)


def _readable(
    told: dict[str, Value], vocabulary: Vocabulary, side: Side
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """What a version can be told of a profile, and what not."""
    able = {
        name: value
        for name, value in told.items()
        if name in vocabulary and vocabulary[name].asked and holds(vocabulary[name], value)
    }
    rest = (f"{side} cannot be told {n}: {show(v)}" for n, v in told.items() if n not in able)
    return able, tuple(rest)


def _group(both: Contrasting, name: str, trials: list[Trial], most: int) -> Group:
    counts: dict[tuple[Key, object], tuple[Shift, int]] = {}
    changed: list[tuple[Trial, Expectation, bool]] = []
    moved = 0
    for trial in trials:
        runs = both.tried(trial.old, trial.basis, trial.new)
        shifts = both.shifts(runs)
        expectation = _expectation(trial, runs)
        moved += bool(shifts)
        for key, shift in shifts.items():
            kind = key, kind_of(shift)
            before, times = counts.get(kind, (shift, 0))
            counts[kind] = widest(before, shift), times + 1
        if shifts or expectation in ("now fails", "now met"):
            changed.append((trial, expectation, bool(shifts)))
    changed.sort(key=lambda each: ORDER.index(each[1]))
    told = sorted(
        ((key, shift, times) for (key, _), (shift, times) in counts.items()),
        key=lambda each: (both.keys.index(each[0]), -each[2]),
    )
    people = tuple(_people(both, changed, most))
    return Group(name, len(trials), people, tuple(told), total_changed=moved)


def _expectation(trial: Trial, runs: tuple[object, object]) -> Expectation:
    case = trial.case
    if case is None:
        return "as before"
    if case.to_do is not None:
        return "to do"
    before, after = (is_right(case, run) for run in runs)  # type: ignore[arg-type]
    if before == after:
        return "as before"
    return "now met" if after else "now fails"


def _people(
    both: Contrasting, changed: list[tuple[Trial, Expectation, bool]], most: int
) -> Iterator[Person]:
    for number, (trial, expectation, moved) in enumerate(changed):
        shown = number < most and moved
        contrast = both.shown(trial.old, trial.basis, trial.new, trial.kept) if shown else None
        if number < most or expectation == "now fails":
            yield Person(trial.name, trial.location, expectation, contrast, trial.side, moved)  # type: ignore[arg-type]

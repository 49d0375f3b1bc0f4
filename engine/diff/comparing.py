"""The main path: what was edited, whose saved verdict changes, and what changes for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..cases import Case
from ..cases.sharing import WORTH_SHARING, beside
from . import people
from .affected import redefined
from .cohort import Cohort
from .common import common
from .contrasting import Contrasting
from .edits import Edit, edited, edits, same_files
from .everyone import everyone
from .forms import compared, forms
from .report import Everyone, Group, Named, Report
from .version import Version

COMPARED = {
    "rule", "attribute", "scale", "advice", "verdict", "claim", "tension", "property",
    "knowledge base",
}  # fmt: skip
"""What edits bear on a verdict, or on nothing but words and promises."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The people to compare besides everybody: cases of both versions, and cohorts.

    Of each the first ``most`` whose verdict changes are shown in full.
    """

    old: tuple[Case, ...] = ()
    new: tuple[Case, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    most: int = 10


def compare(old: Version, new: Version, saved: Saved) -> Report:
    """Everything in which two versions differ, and whom it touches."""
    found = edits(old.knowledge, new.knowledge)
    both = Contrasting(
        old,
        new,
        compared(*forms(old.knowledge, new.knowledge)),
        common(old.knowledge.vocabulary, new.knowledge.vocabulary),
        edited(found, redefined(old.program("all"), new.program("all"))),
    )
    groups, found_for_all = _judged(both, saved)
    return Report(
        _named(old),
        _named(new),
        found,
        same_files(old.knowledge, new.knowledge, found),
        groups[0] if saved.old or saved.new else None,
        tuple(groups[-len(saved.cohorts) :] if saved.cohorts else ()),
        found_for_all,
        tuple(_beside_the_point(found)),
    )


def _beside_the_point(found: Iterable[Edit]) -> Iterator[str]:
    """What was edited that is no part of a verdict, and not compared."""
    kinds = (each.subject.kind for each in found if each.weight == "meaning")
    for kind in dict.fromkeys(kind for kind in kinds if kind not in COMPARED):
        yield f"{kind}: edited; what comes of it is no part of the verdict"


def _judged(both: Contrasting, saved: Saved) -> tuple[list[Group], Everyone]:
    """The saved people in a process of their own, where there are enough to be worth it."""

    def people_judged() -> list[Group]:
        groups = [people.cohort(both, one, saved.most) for one in saved.cohorts]
        if saved.old or saved.new:
            groups.insert(0, people.cases(both, saved.old, saved.new, saved.most))
        return groups

    count = len(saved.old) + len(saved.new) + sum(len(one.members) for one in saved.cohorts)
    if count < WORTH_SHARING:
        return people_judged(), everyone(both)
    return beside(people_judged, lambda: everyone(both))


def _named(version: Version) -> Named:
    knowledge = version.knowledge
    return Named(version.called, knowledge.name, knowledge.version, knowledge.digest)

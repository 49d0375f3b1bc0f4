"""The main path of progress: two points of time in; growth, changes, and the part of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..what_if.comparison import Comparison, Rerun, compare
from .growth import Distance, Growth, distances, growth
from .revision import Revision, revision
from .standing import Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """All that lies between the first and the last of a series.

    ``comparison`` is of their facts under the rules of today, so it is what the person changed;
    ``revisions`` is what the rules changed meanwhile. ``growth`` is None where it is not known.
    """

    series: tuple[Standing, ...]
    comparison: Comparison
    growth: Growth | None
    distances: tuple[Distance, ...]
    revisions: tuple[Revision, ...]

    @property
    def old(self) -> Standing:
        """The first."""
        return self.series[0]

    @property
    def new(self) -> Standing:
        """The last."""
        return self.series[-1]


def progress(series: Sequence[Standing], rerun: Rerun) -> Progress:
    """What lies between two or more standings, earliest first; ``rerun`` infers anew."""
    old, new = series[0], series[-1]
    found = growth(old, new)
    revisions = (revision(each) for each in (old, new))
    return Progress(
        tuple(series),
        compare(old.consultation, new.consultation, rerun),
        found,
        tuple(distances(found, new)) if found is not None else (),
        tuple(each for each in revisions if each is not None),
    )

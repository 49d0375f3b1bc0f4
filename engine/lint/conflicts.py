"""Why a set of conditions cannot hold together: the fewest of them that cannot."""

from __future__ import annotations

from collections.abc import Sequence

from .joint import Case, all_of
from .subject import Subject


def core(subject: Subject, cases: Sequence[Case]) -> tuple[int, ...]:
    """The positions of the fewest cases (none can be left out) that are impossible together."""
    kept = list(range(len(cases)))
    for at in tuple(kept):
        fewer = [each for each in kept if each != at]
        if subject.trials.can_be(all_of(cases[each] for each in fewer)) is False:
            kept = fewer
    return tuple(kept)

"""Every fault that the diagram shows, of all kinds; whether a rule matters is asked apart."""

from __future__ import annotations

from collections.abc import Iterator

from . import clashes, figures, firing, idling, promises, verdicts
from .fault import Fault
from .space import Space

CHECKS = (
    verdicts.faults,
    clashes.faults,
    firing.faults,
    firing.overlaps,
    idling.faults,
    figures.faults,
    promises.faults,
)


def faults(space: Space) -> Iterator[Fault]:
    """All of them. Raises OverBudgetError."""
    for check in CHECKS:
        yield from check(space)

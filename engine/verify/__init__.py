"""Proofs over all inputs of a knowledge base: what holds for everyone, and an example where not."""

from __future__ import annotations

from ..diagram import Diagram, Exceeded
from ..strata import Program
from .checking import Checker
from .cones import in_cones
from .finding import Check, Finding, Fix, Report, Scope, Side
from .fineness import fine_enough
from .space import space_of
from .ways import Trial


def verify(program: Program, diagram: Diagram | Exceeded, trial: Trial) -> Report:
    """Every check over every profile; ``trial`` runs the rules on each example before it is told.

    Where there is no diagram of the whole, by cones of influence as far as these go.
    """
    if isinstance(diagram, Exceeded):
        return in_cones(program, diagram.reason, trial)
    space = space_of(diagram)
    checks = tuple(Checker(space, fine_enough(space), trial).checks())
    return Report(Scope(space.profiles, space.size.cells), checks)


__all__ = ["Check", "Finding", "Fix", "Report", "Scope", "Side", "Trial", "verify"]

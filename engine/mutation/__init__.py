"""Small slips put into the rules on purpose: which of them does a case notice."""

from .mutant import FATES, KINDS, Fate, Judged, Kind, Mutant, Ready, Report
from .mutants import mutants, spread
from .mutating import Progress, mutate
from .writing import Written, put

__all__ = [
    "FATES",
    "KINDS",
    "Fate",
    "Judged",
    "Kind",
    "Mutant",
    "Progress",
    "Ready",
    "Report",
    "Written",
    "mutants",
    "mutate",
    "put",
    "spread",
]

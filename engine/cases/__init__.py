"""Cases: what the author expects for given facts, run and measured against the rules.

Each name is imported when it is first used: who only runs cases needs no reader of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..files import case_folder
    from .case import OUTCOMES, Case, Decider, Difference, Expected, Outcome, Result, Run
    from .choosing import cases_at, chosen, near
    from .coverage import KINDS, Aim, Covered, Kind, Ready, Tally, aims_of, marks_of, tally
    from .gathering import every_case
    from .reading import CASE_KEYS, read_cases, read_examples
    from .report import Report, examine
    from .running import run_case, run_cases
    from .writing import case_text

_MODULES = {
    "Aim": ".coverage",
    "CASE_KEYS": ".reading",
    "Case": ".case",
    "Covered": ".coverage",
    "Decider": ".case",
    "Difference": ".case",
    "Expected": ".case",
    "KINDS": ".coverage",
    "Kind": ".coverage",
    "OUTCOMES": ".case",
    "Outcome": ".case",
    "Ready": ".coverage",
    "Report": ".report",
    "Result": ".case",
    "Run": ".case",
    "Tally": ".coverage",
    "aims_of": ".coverage",
    "case_folder": "..files",
    "case_text": ".writing",
    "cases_at": ".choosing",
    "chosen": ".choosing",
    "every_case": ".gathering",
    "examine": ".report",
    "marks_of": ".coverage",
    "near": ".choosing",
    "read_cases": ".reading",
    "read_examples": ".reading",
    "run_case": ".running",
    "run_cases": ".running",
    "tally": ".coverage",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        message = f"module {__name__} has no attribute {name}"
        raise AttributeError(message)
    return getattr(import_module(_MODULES[name], __name__), name)


__all__ = [
    "CASE_KEYS",
    "KINDS",
    "OUTCOMES",
    "Aim",
    "Case",
    "Covered",
    "Decider",
    "Difference",
    "Expected",
    "Kind",
    "Outcome",
    "Ready",
    "Report",
    "Result",
    "Run",
    "Tally",
    "aims_of",
    "case_folder",
    "case_text",
    "cases_at",
    "chosen",
    "every_case",
    "examine",
    "marks_of",
    "near",
    "read_cases",
    "read_examples",
    "run_case",
    "run_cases",
    "tally",
]

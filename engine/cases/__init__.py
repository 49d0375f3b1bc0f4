"""Cases: what the author expects for given facts, run and measured against the rules."""

from ..files import case_folder
from .case import OUTCOMES, Case, Decider, Difference, Expected, Outcome, Result, Run
from .choosing import cases_at, chosen, near
from .coverage import KINDS, Aim, Covered, Kind, Ready, Tally, aims_of, marks_of, tally
from .reading import CASE_KEYS, every_case, read_cases, read_examples
from .report import Report, examine
from .running import run_case, run_cases
from .writing import case_text

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

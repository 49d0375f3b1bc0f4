"""Many profiles at once: files of them in, the same files with verdicts and fired rules out."""

from __future__ import annotations

from .files import FORMS, Form, form_of
from .job import Explain, Job, Watch
from .matching import Matched, Unmatched
from .running import run
from .summary import Summary

__all__ = [
    "FORMS",
    "Explain",
    "Form",
    "Job",
    "Matched",
    "Summary",
    "Unmatched",
    "Watch",
    "form_of",
    "run",
]

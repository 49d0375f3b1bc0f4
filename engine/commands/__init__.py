"""What each command does between its arguments and its exit code."""

from .advice import advise
from .authoring import check, explain, list_rules, show_rule, version
from .questions import how, why_not

__all__ = [
    "advise",
    "check",
    "explain",
    "how",
    "list_rules",
    "show_rule",
    "version",
    "why_not",
]

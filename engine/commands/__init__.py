"""What each command does between its arguments and its exit code."""

from .advice import advise
from .authoring import check, explain, list_rules, show_rule, version
from .editing import fix, fmt
from .interview import ask
from .mutating import mutate
from .questions import how, why_not
from .sensitivity import sensitivity
from .testing import test
from .verifying import verify
from .watching import watch
from .what_if import what_if

__all__ = [
    "advise",
    "ask",
    "check",
    "explain",
    "fix",
    "fmt",
    "how",
    "list_rules",
    "mutate",
    "sensitivity",
    "show_rule",
    "test",
    "verify",
    "version",
    "watch",
    "what_if",
    "why_not",
]

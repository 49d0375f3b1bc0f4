"""What each command does between its arguments and its exit code.

A command's module is imported when the command is run, so that none waits for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .advice import advise
    from .authoring import check, explain, list_rules, show_rule, version
    from .comparing import what_if
    from .editing import fix, fmt
    from .examining import sensitivity
    from .interview import ask
    from .mutating import mutate
    from .questions import how, why_not
    from .testing import test
    from .verifying import verify
    from .watching import watch

_MODULES = {
    "advise": "advice",
    "ask": "interview",
    "check": "authoring",
    "explain": "authoring",
    "fix": "editing",
    "fmt": "editing",
    "how": "questions",
    "list_rules": "authoring",
    "mutate": "mutating",
    "sensitivity": "examining",
    "show_rule": "authoring",
    "test": "testing",
    "verify": "verifying",
    "version": "authoring",
    "watch": "watching",
    "what_if": "comparing",
    "why_not": "questions",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        message = f"there is no command {name}"
        raise AttributeError(message)
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)


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

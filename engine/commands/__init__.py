"""What each command does between its arguments and its exit code.

A command's module is imported when the command is run, so that none waits for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .advice import advise
    from .authoring import check, explain, list_rules, show_rule, version
    from .batching import batch
    from .comparing import what_if
    from .completing import candidates, completion
    from .creating import new
    from .diffing import diff
    from .editing import fix, fmt
    from .examining import sensitivity
    from .exports import Wanted
    from .graphing import graph
    from .importing import import_export
    from .interview import ask
    from .mutating import mutate
    from .progressing import progress
    from .publishing import handbook
    from .querying import sql
    from .questions import how, why_not
    from .schema_writing import schema
    from .testing import test
    from .verifying import verify
    from .watching import watch

_MODULES = {
    "Wanted": "exports",
    "advise": "advice",
    "ask": "interview",
    "batch": "batching",
    "candidates": "completing",
    "check": "authoring",
    "completion": "completing",
    "diff": "diffing",
    "explain": "authoring",
    "fix": "editing",
    "fmt": "editing",
    "graph": "graphing",
    "handbook": "publishing",
    "how": "questions",
    "import_export": "importing",
    "list_rules": "authoring",
    "mutate": "mutating",
    "new": "creating",
    "progress": "progressing",
    "schema": "schema_writing",
    "sensitivity": "examining",
    "show_rule": "authoring",
    "sql": "querying",
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
    "Wanted",
    "advise",
    "ask",
    "batch",
    "candidates",
    "check",
    "completion",
    "diff",
    "explain",
    "fix",
    "fmt",
    "graph",
    "handbook",
    "how",
    "import_export",
    "list_rules",
    "mutate",
    "new",
    "progress",
    "schema",
    "sensitivity",
    "show_rule",
    "sql",
    "test",
    "verify",
    "version",
    "watch",
    "what_if",
    "why_not",
]

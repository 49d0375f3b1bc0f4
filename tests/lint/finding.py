"""What one check finds in rules about animals, written in YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from engine.diagnostics import Diagnostic
from engine.lint.subject import Subject
from tests.knowledge import animal_files, loaded

TODAY = date(2026, 5, 15)
Check = Callable[[Subject], Iterator[Diagnostic]]


def diagnostics(check: Check, folder: Path, rules: str, more: str = "") -> tuple[Diagnostic, ...]:
    """The findings of one check; ``more`` is another knowledge file."""
    files = animal_files(rules)
    if more:
        files["knowledge/more.yaml"] = more
    return tuple(check(Subject(loaded(folder, files).knowledge, TODAY)))


def found(check: Check, folder: Path, rules: str, more: str = "") -> list[str]:
    """The findings as ``severity code: message``."""
    return [
        f"{each.severity} {each.code}: {each.message}"
        for each in diagnostics(check, folder, rules, more)
    ]

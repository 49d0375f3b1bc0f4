"""Words that several checks share: rules and places as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable

from ..diagnostics import Diagnostic, Location, Severity
from ..rules import Rule
from ..values import Facts, show
from ..words import join


def named(rule: Rule) -> str:
    """A rule with its place."""
    return f'"{rule.id}" ({rule.location})' if rule.location else f'"{rule.id}"'


def quoted(names: Iterable[str], last: str = "and") -> str:
    """``"a", "b" and "c"``."""
    return join([f'"{name}"' for name in names], last)


def told(facts: Facts) -> str:
    """A profile as a person would write it."""
    if not facts:
        return "nothing told at all"
    return ", ".join(f"{name}: {show(value)}" for name, value in facts.items())


def places(*rules: Rule) -> tuple[Location, ...]:
    """Where the rules stand, as far as they have a place."""
    return tuple(rule.location for rule in rules if rule.location)


def not_checked(message: str, at: Location | None, *others: Rule) -> Diagnostic:
    """A check that came to no end, so that nobody takes it for passed."""
    return Diagnostic(
        "not-checked",
        Severity.NOTE,
        message,
        at,
        hint="write a test case for it",
        related=places(*others),
    )

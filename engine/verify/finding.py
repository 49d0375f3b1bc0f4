"""What verification finds: checks that hold, that fail with a profile, or that came to no end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Diagnostic, Location, Severity
from ..rules import Rule
from ..values import Facts

Outcome = Literal["proved", "failed", "not proved"]
Tried = Literal["mends it", "not tried"]


@dataclass(frozen=True, slots=True)
class Side:
    """A rule that has a part in a failure, and what it says there."""

    rule: Rule
    says: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write or to delete, and where; whether that was tried on all inputs again."""

    says: str
    location: Location | None
    tried: Tried


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure, or a note.

    ``profile`` is a smallest one that shows it, ``other`` the second person where two are compared;
    ``profiles`` says how many there are, each attribute being told or not.
    """

    diagnostic: Diagnostic
    profile: Facts | None = None
    other: Facts | None = None
    profiles: int | None = None
    sides: tuple[Side, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether something has to be mended; notes only inform."""
        return self.diagnostic.severity is not Severity.NOTE


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to prove: ``says`` states it, ``counted`` is of how many rules, rows or figures.

    ``open`` are sentences about what could not be proved, for a lack of time or of space.
    """

    name: str
    says: str
    counted: int
    findings: tuple[Finding, ...] = ()
    open: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def outcome(self) -> Outcome:
        """A failure weighs more than what is open; only what is neither is proved."""
        if any(finding.fails for finding in self.findings):
            return "failed"
        return "not proved" if self.open else "proved"


@dataclass(frozen=True, slots=True)
class Scope:
    """What was proved over: profiles of whole numbers, their classes, and the searched ones."""

    profiles: int
    classes: int
    searched: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of every check."""

    scope: Scope
    checks: tuple[Check, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst of all checks."""
        found = {check.outcome for check in self.checks}
        if "failed" in found:
            return "failed"
        return "not proved" if "not proved" in found else "proved"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of all checks."""
        return tuple(finding for check in self.checks for finding in check.findings)

"""Profiles and large numbers in words."""

from __future__ import annotations

from ...values import Facts
from ...verify import Finding
from ..phrases import listed

LARGE = 10_000_000


def many(number: int) -> str:
    """``1,234``, and ``1.2e30`` from ten million on."""
    if number < LARGE:
        return f"{number:,}"
    digits = str(number)
    return f"{digits[0]}.{digits[1]}e{len(digits) - 1}"


def share(part: int, whole: int) -> str:
    """``2.5 %``, and more places where there is less."""
    found = 100 * part / whole
    if found >= 1:
        return f"{found:.0f} %"
    return f"{found:.2g} %" if found >= 0.001 else "less than 0.001 %"  # noqa: PLR2004


def profile_text(told: Facts) -> str:
    """A profile as a person would write it."""
    if not told:
        return "nothing told at all"
    return listed(told.items())


def message(finding: Finding) -> str:
    """The failure and its example in one sentence."""
    said = finding.diagnostic.message
    if finding.profile is None:
        return said
    profiles = [told for told in (finding.profile, finding.other) if told is not None]
    return f"{said}; for example with {'; and with '.join(map(profile_text, profiles))}"

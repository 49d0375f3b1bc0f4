"""Weeks and growth in words."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ...plan import LONGEST, Plan, day_of
from ...values import show_number
from ...words import plural

SHORT = 9  # weeks that need no months beside them
MONTHS = 104  # weeks up to which months say more than years
WEEKS_A_YEAR = Decimal(52)
WEEKS_A_MONTH = WEEKS_A_YEAR / 12


def rate(plan: Plan) -> str:
    """``14 letters a week, for about 7 more friends``."""
    effort, gain = show_number(plan.effort), show_number(plan.gain)
    return f"{effort} {plan.effort_name} a week, for about {gain} more {plan.unit or plan.counts}"


def stages(plan: Plan) -> str:
    """``In stages of 50, with 3 weeks of rest after each``, or nothing."""
    if plan.staging is None:
        return ""
    size = f"In stages of {show_number(plan.staging.gain)}"
    rest = plan.staging.rest
    return f"{size}, with {plural(rest, 'week')} of rest after each." if rest else f"{size}."


def when(week: int, start: date | None) -> str:
    """``in 30 weeks (about 7 months)``, or the day where there is a first one."""
    day = day_of(start, week)
    if day is not None:
        return f"by {day.isoformat()}, in {plural(week, 'week')}"
    return f"in {plural(week, 'week')}{about(week)}"


def about(weeks: int) -> str:
    """`` (about 7 months)``, or nothing where weeks say enough."""
    if weeks < SHORT:
        return ""
    if weeks <= MONTHS:
        return f" (about {plural(int(_nearest(weeks / WEEKS_A_MONTH)), 'month')})"
    halves = _nearest(weeks / WEEKS_A_YEAR * 2) / 2
    return f" (about {show_number(halves)} years)"


def too_long() -> str:
    """That no plan leads there, and why."""
    return f"At this pace it would take more than {LONGEST // int(WEEKS_A_YEAR)} years."


def _nearest(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_HALF_UP)

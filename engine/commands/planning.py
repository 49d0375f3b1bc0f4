"""The plan of a verdict as a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..output import complain, write
from .frame import STDOUT, MisuseError

if TYPE_CHECKING:
    from ..consultation import Consultation
    from ..plan import Plan


def start_of(begin: datetime | None, ics: Path | None) -> date | None:
    """The first day of the plan: the one that was given, today for a calendar, or none."""
    if begin is not None:
        return begin.date()
    return None if ics is None else datetime.now().astimezone().date()


def check_calendar(ics: Path | None, output: Path | None, facts: tuple[str, ...]) -> None:
    """Raises MisuseError where the calendar would go to the screen, or over another file."""
    if ics is None:
        return
    if ics == STDOUT:
        raise MisuseError("--ics takes the name of a file, since the verdict goes to the screen")
    others = [Path(fact) for fact in facts if "=" not in fact]
    if output not in (None, STDOUT) and output is not None:
        others.append(output)
    if any(ics.resolve() == other.resolve() for other in others):
        raise MisuseError(f'"{ics}" is named twice, and would be overwritten')


def calendar_of(
    consultation: Consultation, start: date | None, ics: Path | None
) -> tuple[str | None, str]:
    """The text of the calendar, or None and why there is none. Raises DunbarError."""
    if ics is None or start is None:
        return None, ""
    from ..plan import plan_of  # noqa: PLC0415
    from ..render.planning.calendar import calendar_text  # noqa: PLC0415

    plan = plan_of(consultation)
    if plan is None or plan.status != "planned":
        return None, _why_not(plan)
    name = f"{consultation.knowledge.name}:{ics.stem}"
    return calendar_text(plan, start, name, datetime.now(UTC)), ""


def write_calendar(text: str | None, why_not: str, ics: Path) -> bool:
    """Whether the calendar was written; else it is said why not."""
    if text is None:
        complain(f"dunbar: {ics} was not written: {why_not}\n")
        return False
    write(text, ics)
    return True


def _why_not(plan: Plan | None) -> str:
    match plan.status if plan is not None else None:
        case "undated":
            assert plan is not None  # noqa: S101 - it has a status
            return f"tell {plan.counts}, so that the plan has dates"
        case "reached":
            return "nothing needs to grow"
        case "too long":
            return "at this pace the plan has no end in sight"
        case _:
            return "there is no figure to plan for"

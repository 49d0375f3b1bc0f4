"""What a test and a watch have in common: which cases, and how they are run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Findings, KnowledgeError, Severity

if TYPE_CHECKING:
    from ..api import Opened
    from ..cases import Case, Report


def cases_found(
    opened: Opened, root: Path, places: Iterable[Path], findings: Findings
) -> tuple[Case, ...]:
    """The cases at these places, or all. Raises KnowledgeError when there are none at all."""
    from ..cases import case_folder, cases_at, every_case  # noqa: PLC0415

    wanted, knowledge = tuple(places), opened.knowledge
    found = (
        cases_at(wanted, root, knowledge, findings)
        if wanted
        else every_case(root, knowledge, findings)
    )
    if not found and not findings.all:
        where = ", ".join(map(str, wanted)) or f"{case_folder(root)}, and in no rule"
        hint = 'write cases there, or "examples:" in a rule; dunbar explain no-cases shows how'
        message = f"there are no cases in {where}"
        raise KnowledgeError([Diagnostic("no-cases", Severity.ERROR, message, hint=hint)])
    return found


def reported(
    opened: Opened,
    cases: tuple[Case, ...],
    findings: Findings,
    *,
    coverage: bool = False,
    again: bool = False,
) -> Report:
    """The cases run by the engine of a consultation; ``again`` also those that did not change."""
    from ..cases import examine  # noqa: PLC0415

    return examine(
        cases,
        opened.program("all"),
        opened.infer,
        findings.errors,
        coverage=coverage,
        name=None if again else opened.name,
    )


def root_of(kb: Path | None) -> Path:
    """The folder of the knowledge base."""
    from ..resources import data_root  # noqa: PLC0415

    return kb if kb is not None else data_root()


def chosen_of(cases: tuple[Case, ...], words: str | None) -> tuple[Case, ...]:
    """The cases that the words fit; all, without words."""
    from ..cases import chosen  # noqa: PLC0415

    return cases if words is None else chosen(cases, words)

"""Proofs over all inputs: what holds for everyone, and whom a failure touches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..output import as_json, as_text, write
from .frame import CANNOT_TELL, DONE, FINDINGS, open_base, told

if TYPE_CHECKING:
    from ..api import Opened
    from ..verify import Report


@told
def verify(*, form: Literal["text", "json", "github"], kb: Path | None) -> int:
    """Every check over every profile; 1 where one fails, 4 where one could not be proved."""
    from ..render.verifying import (  # noqa: PLC0415 - like all below: --help needs no engine
        verification_document,
        verification_github,
        verification_json,
    )

    opened = open_base(kb)
    report = proofs_of(opened)
    match form:
        case "json":
            write(as_json(verification_json(report, opened.knowledge)))
        case "github":
            write(verification_github(report))
        case _:
            write(as_text(verification_document(report)))
    return {"proved": DONE, "failed": FINDINGS, "not proved": CANNOT_TELL}[report.outcome]


def proofs_of(opened: Opened) -> Report:
    """All checks of a knowledge base, each example tried by the engine of a consultation."""
    from ..consultation import Fact  # noqa: PLC0415
    from ..verify import verify as proved  # noqa: PLC0415

    return proved(
        opened.program(),
        opened.diagram(),
        lambda facts: opened.infer(
            [Fact(name, value) for name, value in facts.items() if value is not None]
        ),
    )

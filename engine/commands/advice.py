"""The verdict for one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..output import as_json, as_text, write
from .frame import CANNOT_TELL, DONE, FACTS, Form, consulted, misused, told

if TYPE_CHECKING:
    from ..api import Basis


@told
def advise(
    *,
    facts: tuple[str, ...],
    form: Form,
    trace: Literal["none", "short", "full"],
    basis: Basis,
    kb: Path | None,
    output: Path | None,
) -> int:
    """The verdict for one person; 4 when the rules cannot tell."""
    if not facts:
        from .interview import ask, wants_to_be_asked  # noqa: PLC0415 - only who told nothing

        if wants_to_be_asked():
            return ask(
                facts=(), until=None, save=None, form=form, basis=basis, kb=kb, output=output
            )
        return misused(
            "tell at least one fact, or let dunbar ask", f"dunbar advise {FACTS}, or dunbar ask"
        )
    consultation = consulted(facts, basis, kb, output, outlook=True)
    if form == "json":
        from ..render.json_ import verdict_json  # noqa: PLC0415

        write(as_json(verdict_json(consultation)), output)
    else:
        from ..render.present import verdict_document  # noqa: PLC0415

        write(as_text(verdict_document(consultation, trace), output), output)
    return CANNOT_TELL if consultation.verdict.cannot_tell else DONE

"""How far a verdict is from tipping: by each fact, by what was not told, by each convention."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..output import as_json, as_text, write
from .exports import hint_at
from .frame import DONE, FACTS, Form, misused, opened_and_told, told

if TYPE_CHECKING:
    from ..api import Basis
    from .exports import Wanted


@told
def sensitivity(
    *,
    facts: tuple[str, ...],
    given: tuple[str, ...],
    want: str | None,
    form: Form,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    export: Wanted | None = None,
) -> int:
    """What would tip the verdict for these facts, those ``given`` among them."""
    if want is not None:
        return misused("--want and --sensitivity are two questions; ask one at a time", USAGE)
    if any("=" not in each for each in given):
        return misused("--given takes ATTRIBUTE=VALUE; a profile stands by itself", USAGE)
    if not facts and not given and export is None:
        return misused("tell at least one fact", USAGE)
    from ..sensitivity import Examiner  # noqa: PLC0415

    opened, known, read = opened_and_told((*facts, *given), kb, output, export)
    hint_at(read.suggestions, known)
    examiner = Examiner(opened.program(basis))
    found = examiner.examine(known)
    examiner.confirm(found, lambda tried: opened.infer(tried, basis))
    if form == "json":
        from ..render.sensitivity import sensitivity_json  # noqa: PLC0415

        write(as_json(sensitivity_json(found, opened.knowledge, basis)), output)
    else:
        from ..render.sensitivity import sensitivity_document  # noqa: PLC0415

        write(as_text(sensitivity_document(found), output), output)
    return DONE


USAGE = f"dunbar what-if --sensitivity {FACTS}"

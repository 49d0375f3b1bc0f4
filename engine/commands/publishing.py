"""The rules as a book to be read: a static site of all that stands in a knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Findings
from ..output import write
from ..words import plural
from .frame import DONE, open_base, told
from .trying import reported, root_of
from .verifying import proofs_of

if TYPE_CHECKING:
    from ..api import Opened
    from ..handbook import Handbook

MANIFEST, SCHEMA = "handbook.json", "dunbar.handbook/1"
START = "index.html"


@told
def handbook(*, output: Path, dated: str, quick: bool, kb: Path | None) -> int:
    """Write the handbook of a knowledge base; ``quick`` leaves out coverage and proofs."""
    from ..folders import check_free, replace_folder  # noqa: PLC0415 - like all below: when needed
    from ..render.handbook import site  # noqa: PLC0415

    opened = open_base(kb)
    check_free(output, MANIFEST, SCHEMA)
    found = _composed(opened, kb, quick=quick)
    count = replace_folder(output, site(found, dated), MANIFEST, _about(found))
    start = (output / START).as_posix()
    write(f"Wrote {plural(count, 'file')} to {output}. Open {start} in a browser.\n")
    return DONE


def _composed(opened: Opened, kb: Path | None, *, quick: bool) -> Handbook:
    """The handbook, with every case run, and all counted and proved unless it is to be quick."""
    from ..cases import every_case  # noqa: PLC0415
    from ..handbook import compose  # noqa: PLC0415

    findings = Findings()
    cases = every_case(root_of(kb), opened.knowledge, findings)
    report = reported(opened, cases, findings, coverage=bool(cases) and not quick)
    return compose(opened.program(), report, None if quick else proofs_of(opened))


def _about(found: Handbook) -> dict[str, object]:
    """How the manifest begins."""
    base = found.knowledge
    named = {"name": base.name, "version": base.version, "digest": base.digest}
    return {"schema": SCHEMA, "knowledge_base": named}

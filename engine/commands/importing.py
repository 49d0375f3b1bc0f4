"""An export read into a profile, with a report of what was read and what was not."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import DunbarError
from ..output import as_json, as_text, complain, write
from .exports import Wanted, read
from .frame import DONE, FINDINGS, Form, MisuseError, open_base, told

USAGE = "dunbar import NAME PATH -o NEW.yaml"


@told
def import_export(*, wanted: Wanted, form: Form, kb: Path | None, output: Path | None) -> int:
    """The report on stdout, the profile to ``output``; 1 where no fact could be read.

    Raises DunbarError where there is nothing to write to ``output``, or no way to.
    """
    from ..imports import facts_of, suggestions_of  # noqa: PLC0415
    from ..render.importing import import_document, import_json, profile_of  # noqa: PLC0415

    _check(output)
    opened = open_base(kb)
    vocabulary = opened.knowledge.vocabulary
    export = read(opened, wanted)
    facts = facts_of(export, vocabulary, confirmed=wanted.confirmed)
    suggestions = () if wanted.confirmed else suggestions_of(export, vocabulary)
    if output is not None:
        if not facts:
            raise DunbarError(f"{output} was not written: no fact could be read")
        write(profile_of(export, facts, suggestions, vocabulary), output)
        complain(f"Saved to {output}. Go on with: dunbar advise {output}\n")
    if form == "json":
        write(as_json(import_json(export, facts, suggestions, opened.knowledge)))
    else:
        write(as_text(import_document(export, facts, suggestions)))
    return DONE if facts else FINDINGS


def _check(output: Path | None) -> None:
    """Raises MisuseError where a profile would be overwritten that somebody may have edited."""
    if output is not None and output != Path("-") and output.is_file():
        raise MisuseError(f'"{output}" is there already; move it, or name another file', USAGE)

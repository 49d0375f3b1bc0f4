"""Answers into a file: never half, never over a file of somebody else."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ..diagnostics import DunbarError, Findings, KnowledgeError
from ..intake.saving import profile_text
from ..interview import Interview
from ..output import write
from ..yamltext import read_bytes


def keep(interview: Interview, file: Path, ours: Collection[Path], *, fresh: bool = False) -> None:
    """Write what is told to a profile; what else stands in it is kept, unless it is ``fresh``.

    Raises DunbarError where the file is not among ``ours``, or cannot be written.
    """
    there = file.exists()
    if there and file.absolute() not in ours:
        raise DunbarError(f'{file} is there already; "overwrite {file}" replaces it')
    before = _text(file) if there and not fresh else ""
    text = profile_text(
        interview.program.knowledge.vocabulary, interview.told, interview.skipped, before
    )
    write(text, file)


def _text(file: Path) -> str:
    findings = Findings()
    data = read_bytes(file, str(file), findings)
    if data is None:
        raise KnowledgeError(findings.all)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DunbarError(f"{file} is no longer a text of UTF-8, so it is left alone") from error

"""Answers into a file: never half, never over a file of somebody else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from ..diagnostics import DunbarError, Findings, KnowledgeError
from ..intake.saving import profile_text
from ..interview import Interview
from ..output import write
from ..yamltext import read_bytes

Known = Mapping[Path, str]
"""The files that may be written over, by their absolute paths: the text last seen in each."""


def keep(interview: Interview, file: Path, known: Known, *, fresh: bool = False) -> str:
    """Write what is told to a profile, and give its text.

    What else stands in the file is kept. One that is ``fresh`` is written over, whatever it holds.
    Raises DunbarError where the file is not ``known``, was changed, or cannot be written.
    """
    check_place(file)
    before = "" if fresh or not file.exists() else _unchanged(file, known)
    text = profile_text(
        interview.program.knowledge.vocabulary, interview.told, interview.skipped, before
    )
    write(text, file)
    return text


def check_place(file: Path) -> None:
    """Raises DunbarError where no file can be written here."""
    try:
        if file.is_dir():
            raise DunbarError(f'"{file}" is a folder; name a file')
        target = Path(os.path.realpath(file))
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}."):
            pass
    except FileNotFoundError as error:
        raise DunbarError(
            f'"{file}" cannot be written: there is no folder {file.parent}'
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DunbarError(f'"{file}" cannot be written: {reason}') from error


def text_of(file: Path) -> str:
    """The text of a profile. Raises DunbarError."""
    findings = Findings()
    data = read_bytes(file, str(file), findings)
    if data is None:
        raise KnowledgeError(findings.all)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DunbarError(f"{file} is no text of UTF-8, so it is left alone") from error


def _unchanged(file: Path, known: Known) -> str:
    before = known.get(file.absolute())
    if before is None:
        raise DunbarError(f'"{file}" is there already; "overwrite {file}" replaces it')
    if text_of(file) != before:
        raise DunbarError(
            f'"{file}" was changed by somebody else meanwhile, so it is left alone;'
            f' save to another file, or "overwrite {file}"'
        )
    return before

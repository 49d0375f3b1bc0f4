"""The words of a knowledge base kept apart from it between runs, so that Tab is quick."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from .. import cache
from ..diagnostics import Findings
from ..files import digest, read_files
from .lexicon import Lexicon


def lexicon(root: Path) -> Lexicon:
    """The words of the knowledge base at ``root``. Raises KnowledgeError."""
    findings = Findings()
    name = f"lexicon:{digest(read_files(root, findings))}"
    kept = None if findings.all else cache.fetch(name)
    if isinstance(kept, tuple):
        return Lexicon(*kept)
    from .collecting import collected  # noqa: PLC0415 - loads what the cache spares

    made = collected(root)
    if not findings.all:
        cache.store(name, tuple(getattr(made, field.name) for field in fields(made)))
    return made

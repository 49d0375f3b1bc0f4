"""Every case of a base, parsed only where something has changed."""

from __future__ import annotations

from pathlib import Path

from .. import cache
from ..diagnostics import Findings
from ..files import digest
from ..rules import KnowledgeBase
from .case import Case
from .finding import case_files


def every_case(root: Path, knowledge: KnowledgeBase, findings: Findings) -> tuple[Case, ...]:
    """The cases of the folder of cases, and the examples of the rules.

    They come from the cache where neither a rule nor a case has changed.
    """
    slips = Findings()
    files = case_files(root, slips)
    name = f"cases:{knowledge.digest}:{digest(files)}"
    kept = cache.fetch(name) if not slips.all else None
    if isinstance(kept, tuple):
        return kept
    from .reading import cases_of, read_examples  # noqa: PLC0415 - a cache hit spares the loader

    found = (*cases_of(files, knowledge, slips), *read_examples(knowledge))
    findings.extend(slips.all)
    if not slips.all:
        cache.store(name, found)
    return found

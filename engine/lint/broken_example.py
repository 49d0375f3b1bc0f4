"""Examples of rules that cannot be run: what is wrong with them, where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from .subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every problem of a case that stands in a rule."""
    if not any("examples" in text.casefold() for text in subject.knowledge.sources.values()):
        return
    from ..cases import read_examples  # noqa: PLC0415 - few rules have any

    for case in read_examples(subject.knowledge):
        yield from case.problems

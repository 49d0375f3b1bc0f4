"""The rules as SQL, for whoever has an engine of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DunbarError
from ..output import write
from .frame import DONE, misused, open_base, told

if TYPE_CHECKING:
    from ..api import Basis

USAGE = "dunbar rules sql [--dialect NAME] [--source TABLE] [-o FILE]"
CURE = "this needs sqlglot: pip install 'dunbar[batch]'"


@told
def sql(*, dialect: str, source: str, basis: Basis, kb: Path | None, output: Path | None) -> int:
    """One query that gives every row of a table its verdict."""
    try:
        from ..relational import DialectError, script  # noqa: PLC0415 - --help needs none
    except ImportError as error:
        raise DunbarError(CURE) from error
    opened = open_base(kb)
    knowledge = opened.knowledge
    title = f"The rules of {knowledge.name} as SQL ({dialect}), basis: {basis}."
    try:
        text = script(opened.program(basis), dialect.casefold(), source, title)
    except DialectError as error:
        return misused(str(error), USAGE)
    write(text, output)
    return DONE

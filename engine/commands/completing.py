"""Completion: the scripts for shells, and the words that they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DunbarError
from ..output import write
from .frame import DONE, told
from .trying import root_of

if TYPE_CHECKING:
    from ..completion import Candidate


@told
def completion(*, shell: str) -> int:
    """The script for a shell."""
    from ..completion import script  # noqa: PLC0415 - like below: when needed

    write(script(shell))
    return DONE


def candidates(
    kind: str, kb: Path | None, typed: str, before: Sequence[str]
) -> tuple[Candidate, ...]:
    """What may be typed next; nothing where the knowledge base cannot be used."""
    from ..completion import offered  # noqa: PLC0415

    try:
        return offered(kind, root_of(kb), typed, before)
    except DunbarError:
        return ()

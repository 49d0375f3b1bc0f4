"""How far a verdict is from tipping, as a document."""

from __future__ import annotations

from ...sensitivity import Sensitivity
from ..document import Block, Document
from .conventions import convention_blocks
from .facts import facts
from .summary import summary
from .untold import untold


def sensitivity_document(found: Sensitivity) -> Document:
    """All that is told of it: what it comes to, the facts, what was not told, the conventions."""
    blocks: tuple[Block, ...] = (
        *summary(found),
        *facts(found),
        *untold(found),
        *convention_blocks(found),
    )
    return Document(blocks)

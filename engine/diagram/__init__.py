"""The decision diagram: the whole rule base over classes of inputs, and walks over it.

It answers what no run of rules can: what is still possible, what would change it, what is always
so (design, section 4). Semantics are those of ``inference``; provisos are flags it does not carry.
"""

from __future__ import annotations

from collections.abc import Collection

from ..strata import Program
from .changes import Changes, nearest_changes
from .diagram import (
    DEFAULT_BUDGET,
    Between,
    Clashes,
    Diagram,
    Exceeded,
    Fires,
    Reached,
    Size,
    Subject,
)
from .gains import Prior, information_gain
from .smallest import Change
from .storing import restored, stored
from .view import Counted, Range, View
from .witnesses import witness

__all__ = [
    "Between",
    "Change",
    "Changes",
    "Clashes",
    "Counted",
    "Diagram",
    "Exceeded",
    "Fires",
    "Prior",
    "Range",
    "Reached",
    "Size",
    "Subject",
    "View",
    "compile_diagram",
    "information_gain",
    "nearest_changes",
    "restored",
    "stored",
    "witness",
]


def compile_diagram(
    program: Program,
    budget: int = DEFAULT_BUDGET,
    order: tuple[str, ...] | None = None,
    only: Collection[str] | None = None,
) -> Diagram | Exceeded:
    """The diagram of a program, or the honest answer that it would be too large.

    Of ``only`` some derived attributes, it is made sooner, and knows nothing else.
    """
    from .making import make_diagram  # noqa: PLC0415 - one from the cache needs no compiler

    return make_diagram(program, budget, order, only)

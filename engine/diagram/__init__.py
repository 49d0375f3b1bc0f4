"""The decision diagram: the whole rule base over classes of inputs, and walks over it.

It answers what no run of rules can: what is still possible, what would change it, what is always
so (design, section 4). Semantics are those of ``inference``; provisos are flags it does not carry.
Changes, gains and witnesses are imported from their modules, by those who need them.
"""

from __future__ import annotations

from collections.abc import Collection

from ..strata import Program
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
from .storing import restored, stored
from .view import Counted, Range, View

__all__ = [
    "Between",
    "Clashes",
    "Counted",
    "Diagram",
    "Exceeded",
    "Fires",
    "Range",
    "Reached",
    "Size",
    "Subject",
    "View",
    "compile_diagram",
    "restored",
    "stored",
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

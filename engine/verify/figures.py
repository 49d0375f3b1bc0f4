"""Whether numbers stay where they belong: within their bounds, and the range of a verdict in order.

Bounds are those that the vocabulary declares for what rules conclude; the order is that of the
members of the verdict's range, such as low, likely, high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from ..conditions import Test
from ..vocabulary import Number
from .comparing import violated
from .fault import Fault
from .space import Space


def faults(space: Space) -> Iterator[Fault]:
    """Numbers beyond their bounds, and two members of the range that stand the wrong way round."""
    for name in bounded(space):
        kind = space.program.knowledge.vocabulary[name].kind
        assert isinstance(kind, Number)  # noqa: S101 - that is what is bounded
        outside = space.nodes.map(
            ("outside", kind.low, kind.high), _outside(kind), space.value(name)
        )
        if not space.empty(outside):
            yield Fault("out-of-bounds", (name,), outside)
    for low, high in ordered(space):
        wrong = violated(space, Test.AT_MOST, space.value(low), space.value(high))
        if not space.empty(wrong):
            yield Fault("wrong-order", (low, high), wrong)


def bounded(space: Space) -> tuple[str, ...]:
    """The derived numbers that have bounds."""
    return tuple(name for name, each in space.closings.items() if isinstance(each.kind, Number))


def ordered(space: Space) -> tuple[tuple[str, str], ...]:
    """Neighbours in the range of the verdict."""
    form = space.program.knowledge.verdict
    if form is None or form.range_of is None:
        return ()
    members = [entry.shows for entry in form.group(form.range_of) if isinstance(entry.shows, str)]
    return tuple(pairwise(members))


def _outside(kind: Number) -> Callable[[object], bool]:
    def outside(value: object) -> bool:
        return isinstance(value, Decimal) and not kind.low <= value <= kind.high

    return outside

"""Whether numbers can lie to each other as demanded, and within what each of them can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from .cases import Order, Variable
from .model import Model
from .states import Bound

Reach = dict[tuple[str, str], bool]
"""The first lies below the second; True: strictly."""


def orderable(model: Model, orders: Iterable[Order], masks: Mapping[Variable, int]) -> bool:
    """Whether no number would have to lie above itself, or outside what it can be."""
    names = sorted({name for left, right, _ in orders for name in (left, right)})
    reach = _closed(names, [*orders, *_always(model, names)])
    if any(reach.get((name, name)) for name in names):
        return False
    hulls = {}
    for name in names:
        states = model.numbers(name)
        mask = masks.get(name, states.full) & states.valued
        if not mask:
            return False
        hulls[name] = states.hull(mask)
    return all(
        _fits(hulls[left][0], hulls[right][1], strict=strict)
        for (left, right), strict in reach.items()
    )


def _always(model: Model, names: Iterable[str]) -> Iterable[Order]:
    """What is known of two computed figures whatever was told."""
    for left, right in product(names, names):
        if left < right and not _asked(model, left) and not _asked(model, right):
            possible = model.ranges.relation(left, right)
            if 1 not in possible:
                yield left, right, 0 not in possible
            if -1 not in possible:
                yield right, left, 0 not in possible


def _asked(model: Model, name: str) -> bool:
    return model.knowledge.vocabulary[name].asked


def _closed(names: list[str], orders: Iterable[Order]) -> Reach:
    reach: Reach = {}
    for left, right, strict in orders:
        reach[left, right] = reach.get((left, right), False) or strict
    for middle, left, right in product(names, names, names):
        if (left, middle) in reach and (middle, right) in reach:
            strict = reach[left, middle] or reach[middle, right]
            reach[left, right] = reach.get((left, right), False) or strict
    return reach


def _fits(low: Bound, high: Bound, *, strict: bool) -> bool:
    """Whether something from ``low`` can lie below something up to ``high``."""
    if low[0] != high[0]:
        return low[0] < high[0]
    return low[1] and high[1] and not strict

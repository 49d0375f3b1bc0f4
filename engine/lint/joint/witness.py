"""Profiles that could show a case, written from its states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice, product

from ...values import Facts, Value
from ...vocabulary import Attribute, ListOf
from .cases import Variable
from .model import Model
from .search import Gone
from .states import FIRST_BIT, NONE_BIT, UNKNOWN_BIT

MOST_TRIED = 60

Run = Callable[[Facts], Facts]
"""What is believed once these facts are told."""


def profiles(model: Model, found: Gone, run: Run) -> Iterator[Facts]:
    """Profiles with these states, as little told as can be."""
    told = dict(_told(model, found.masks))
    ordered = [name for name in _ordered(found) if model.knowledge.vocabulary[name].asked]
    if not ordered:
        yield told
        return
    believed = run({name: value for name, value in told.items() if name not in ordered})
    choices = [tuple(_figures(model, name, found, believed)) for name in ordered]
    for figures in islice(product(*choices), MOST_TRIED):
        yield {**told, **dict(zip(ordered, figures, strict=True))}


def _told(model: Model, masks: Mapping[Variable, int]) -> Iterator[tuple[str, Value]]:
    for attribute in model.knowledge.vocabulary.asked:
        if isinstance(attribute.kind, ListOf):
            value = _list(model, attribute, masks)
        elif attribute.name not in masks or masks[attribute.name] & UNKNOWN_BIT:
            value = None
        else:
            example = model.states(attribute.name).example(masks[attribute.name])
            value = example if isinstance(example, str | Decimal) else None
        if value is not None:
            yield attribute.name, value


def _list(model: Model, attribute: Attribute, masks: Mapping[Variable, int]) -> Value | None:
    """None where it may stay untold, else the words that must be in it, or one that may."""
    name = attribute.name
    values: tuple[str, ...] = getattr(attribute.kind, "values", ())
    words = {word: masks.get((name, word), model.states((name, word)).full) for word in values}
    whole = masks.get(name, model.states(name).full)
    if whole & UNKNOWN_BIT and all(mask & UNKNOWN_BIT for mask in words.values()):
        return None
    wanted = tuple(word for word in values if words[word] & (FIRST_BIT | NONE_BIT) == FIRST_BIT)
    if wanted or not whole & FIRST_BIT:
        return wanted
    if whole & NONE_BIT and all(mask & NONE_BIT for mask in words.values()):
        return ()
    return tuple(islice((word for word in values if words[word] & FIRST_BIT), 1))


def _ordered(found: Gone) -> Iterable[str]:
    return dict.fromkeys(name for left, right, _ in sorted(found.orders) for name in (left, right))


def _figures(model: Model, name: str, found: Gone, believed: Facts) -> Iterator[Decimal]:
    """Figures for one number, on and beside those that it is compared with."""
    states = model.numbers(name)
    mask = found.masks.get(name, states.full) & states.valued
    near: dict[Decimal, None] = {}
    for left, right, _ in found.orders:
        other = right if left == name else left if right == name else None
        value = believed.get(other) if other else None
        if isinstance(value, Decimal):
            near |= dict.fromkeys((value, value - 1, value + 1))
    first = states.example(mask)
    if isinstance(first, Decimal):
        near |= dict.fromkeys((first, first + 1, first + 2))
    yield from (figure for figure in near if states.bit(figure) & mask)

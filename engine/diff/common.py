"""What both versions ask: the profiles that can be told to either, and be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from ..diagram.classes import input_of
from ..values import Facts, Value
from ..vocabulary import Attribute, ListOf, Number, OneOf, Vocabulary


@dataclass(frozen=True, slots=True)
class Apart:
    """What only one version can be told: an attribute, or some of its values."""

    attribute: str
    values: tuple[str, ...]
    only: str


@dataclass(frozen=True, slots=True)
class Common:
    """The attributes that both versions ask, each with the values that both know.

    ``apart`` is what the profiles that are compared leave out.
    """

    attributes: tuple[Attribute, ...]
    apart: tuple[Apart, ...]

    @property
    def profiles(self) -> int:
        """How many profiles of whole numbers there are, each attribute being told or not."""
        return prod(1 + _size(each) for each in self.attributes)

    @property
    def told(self) -> int:
        """How many of them tell everything."""
        return prod(map(_size, self.attributes))

    def shared(self, facts: Facts) -> Facts:
        """What of a profile both versions can be told."""
        known = {each.name: each for each in self.attributes}
        return {name: it for name, it in facts.items() if name in known and holds(known[name], it)}


def common(old: Vocabulary, new: Vocabulary) -> Common:
    """What two vocabularies have in common, in the order of the new one."""
    known = {each.name: each for each in old.asked}
    attributes: list[Attribute] = []
    apart: list[Apart] = []
    for now in new.asked:
        before = known.get(now.name)
        both = _both(before, now) if before is not None else None
        if before is None or both is None:
            apart.append(Apart(now.name, (), "NEW"))
            if before is not None:
                apart.append(Apart(now.name, (), "OLD"))
        else:
            attributes.append(both)
            apart += _left_out(before, both, "OLD")
            apart += _left_out(now, both, "NEW")
    gone = (each for each in old.asked if each.name not in new or not new[each.name].asked)
    apart += [Apart(each.name, (), "OLD") for each in gone]
    return Common(tuple(attributes), tuple(apart))


def holds(attribute: Attribute, value: Value | None) -> bool:
    """Whether a value can be told of an attribute."""
    match attribute.kind, value:
        case OneOf(values), str():
            return value in values
        case ListOf(values), tuple():
            return set(value) <= set(values)
        case Number(low, high, whole), Decimal():
            return low <= value <= high and (not whole or value == value.to_integral_value())
        case _:
            return False


def _both(before: Attribute, now: Attribute) -> Attribute | None:
    """The attribute with the values that both have; None where there are none."""
    kind: OneOf | ListOf | Number
    match before.kind, now.kind:
        case OneOf(old), OneOf(new, readings):
            kind = OneOf(_kept(new, old), readings)
        case ListOf(old), ListOf(new, readings):
            kind = ListOf(_kept(new, old), readings)
        case Number(low, high, whole), Number(lowest, highest, counted):
            kind = Number(max(low, lowest), min(high, highest), whole or counted)
        case _:
            return None
    found = replace(now, kind=kind, assumption=None)
    return found if _size(found) > 0 else None


def _kept(values: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(value for value in values if value in known)


def _left_out(own: Attribute, both: Attribute, only: str) -> Iterable[Apart]:
    match own.kind, both.kind:
        case (OneOf(values), OneOf(kept)) | (ListOf(values), ListOf(kept)):
            rest = tuple(value for value in values if value not in kept)
        case Number(low, high), Number(least, most):
            below = (f"below {least:,f}",) if low < least else ()
            above = (f"above {most:,f}",) if high > most else ()
            rest = (*below, *above)
        case _:
            rest = ()
    return (Apart(own.name, rest, only),) if rest else ()


def _size(attribute: Attribute) -> int:
    """How many values there are, of numbers the whole ones."""
    match attribute.kind:
        case OneOf(values):
            return len(values)
        case ListOf(values):
            return 1 << len(values)
        case Number(low, high) if low > high:
            return 0
        case _:
            sizes: list[int] = [each.size for each in input_of(attribute, (), ()).classes[1:]]
            return sum(sizes)

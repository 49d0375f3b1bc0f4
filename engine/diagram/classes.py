"""Classes of inputs: the values of an asked attribute that nothing can tell apart.

Class 0 is *not told* (where an assumption stands in, it behaves as the assumed value). Merging
what no test can tell apart is what makes proofs over all inputs feasible at all: 1.4e18 profiles
became 3.7e9 cells in the measured base (verify.md, section 1).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from itertools import combinations, pairwise

from ..expressions import Name
from ..values import UNKNOWN, Unknown, Value
from ..vocabulary import Attribute, ListOf, Number, OneOf
from .figures import Figure, Position, point
from .nodes import OverBudgetError

MOST_WORDS = 10  # 1,024 lists; beyond it one input would have too many classes
MOST_CLASSES = 3000

Held = Value | Figure | Unknown | None


@dataclass(frozen=True, slots=True)
class Class:
    """Values that nothing tells apart: one of them, how many, and how the diagram sees them."""

    example: Value | None
    size: int
    held: Held


@dataclass(frozen=True, slots=True)
class Input:
    """An asked attribute and its classes; ``ends`` are the upper ends of a number's classes."""

    attribute: Attribute
    classes: tuple[Class, ...]
    index: Mapping[Value, int] = field(compare=False, repr=False, default_factory=dict)
    ends: tuple[Position, ...] = ()
    mentioned: tuple[str, ...] = ()

    def find(self, value: Value) -> int:
        """The class of a value."""
        match value:
            case Decimal():
                return 1 + bisect_right(self.ends, (value, 0))
            case tuple() if value not in self.index:
                kept = tuple(word for word in self.mentioned if word in value)
                return self.index.get((*kept, ""), self.index[kept])
            case _:
                return self.index[value]


def input_of(attribute: Attribute, named: Iterable[Value], cuts: Iterable[Position]) -> Input:
    """The classes of an asked attribute of which the knowledge names some values.

    Raises OverBudgetError.
    """
    match attribute.kind:
        case OneOf(values):
            return _of_words(attribute, values, frozenset(named))
        case ListOf(values):
            return _of_lists(attribute, values, frozenset(named))
        case Number(low, high, whole=True):
            return _of_whole(attribute, first_whole((low, 0)), -first_whole((-high, 0)), cuts)
        case Number(low, high):
            return _of_numbers(attribute, (low, 0), (high, 1), cuts)
        case _:
            message = f"{attribute.name} is asked and worked out"
            raise OverBudgetError(message)


def _not_told(attribute: Attribute) -> Class:
    if attribute.assumption is None:
        return Class(None, 1, UNKNOWN)
    value = attribute.assumption.value
    if isinstance(value, Decimal):
        return Class(None, 1, Figure(Name(attribute.name), *point(value)))
    return Class(None, 1, value)


def _of_words(attribute: Attribute, values: tuple[str, ...], named: frozenset[Value]) -> Input:
    apart = [value for value in values if value in named]
    rest = [value for value in values if value not in named]
    classes = [_not_told(attribute), *(Class(value, 1, value) for value in apart)]
    index: dict[Value, int] = {value: number for number, value in enumerate(apart, 1)}
    if rest:
        index.update(dict.fromkeys(rest, len(classes)))
        classes.append(Class(rest[0], len(rest), rest[0]))
    return Input(attribute, tuple(classes), index)


def _of_lists(attribute: Attribute, values: tuple[str, ...], named: frozenset[Value]) -> Input:
    mentioned = tuple(value for value in values if value in named)
    rest = [value for value in values if value not in named]
    if len(mentioned) > MOST_WORDS:
        message = f"more than {MOST_WORDS} words of {attribute.name} matter"
        raise OverBudgetError(message)
    classes, index = [_not_told(attribute)], dict[Value, int]()
    for size in range(len(mentioned) + 1):
        for words in combinations(mentioned, size):
            index[words] = len(classes)
            many = 1 if not words else 2 ** len(rest)
            classes.append(Class(words, many, words))
    if rest:  # a list of unmentioned words only is not an empty one
        index["",] = len(classes)
        classes.append(Class((rest[0],), 2 ** len(rest) - 1, (rest[0],)))
    return Input(attribute, tuple(classes), index, mentioned=mentioned)


def _of_numbers(
    attribute: Attribute, low: Position, high: Position, cuts: Iterable[Position]
) -> Input:
    inner = sorted({cut for cut in cuts if low < cut < high})
    if len(inner) > MOST_CLASSES:
        message = f"more than {MOST_CLASSES:,} classes of {attribute.name}"
        raise OverBudgetError(message)
    edges = [low, *inner, high]
    classes = [
        Class(*_whole(start, end), Figure(Name(attribute.name), start, end))
        for start, end in pairwise(edges)
    ]
    return Input(attribute, (_not_told(attribute), *classes), ends=tuple(inner))


def _of_whole(attribute: Attribute, low: Decimal, high: Decimal, cuts: Iterable[Position]) -> Input:
    """Classes of whole numbers: between two cuts with none of them there is no class."""
    firsts = sorted({first for first in map(first_whole, cuts) if low < first <= high})
    if len(firsts) > MOST_CLASSES:
        message = f"more than {MOST_CLASSES:,} classes of {attribute.name}"
        raise OverBudgetError(message)
    ends = [*firsts, high + 1]
    classes = [
        Class(first, int(end - first), Figure(Name(attribute.name), (first, 0), (end - 1, 1)))
        for first, end in pairwise([low, *ends])
    ]
    found = tuple([(first, 0) for first in firsts])
    return Input(attribute, (_not_told(attribute), *classes), ends=found)


def _whole(start: Position, end: Position) -> tuple[Decimal, int]:
    """A member, whole where there is one, and how many whole ones there are (at least one)."""
    first, last = first_whole(start), -first_whole((-end[0], 1 - end[1]))
    if first <= last:
        return first, int(last - first) + 1
    if not start[1]:
        return start[0], 1
    return (start[0] + end[0]) / 2 if end[0] > start[0] else start[0], 1


def first_whole(start: Position) -> Decimal:
    """The least whole number at or after a position."""
    whole = start[0].to_integral_value(ROUND_CEILING)
    return whole + 1 if whole == start[0] and start[1] else whole

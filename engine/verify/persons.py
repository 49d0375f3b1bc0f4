"""Two persons who differ in one attribute: where the one's values do not stand to the other's so.

A person is a cofactor: the diagram with the class of that attribute fixed. A region over all other
inputs says who else these two may be. Figures whose order bounds do not settle count as a failure
here; whoever looks for an example then finds one, or says that nothing was proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from itertools import combinations, product

from ..conditions import Test
from ..diagram.figures import Figure, Position, operation
from ..diagram.nodes import OverBudgetError
from ..expressions import (
    Arithmetic,
    Constant,
    Expression,
    Extreme,
    Name,
    Otherwise,
    Rounded,
    names,
)
from ..properties import Compared, Moving
from ..vocabulary import ListOf, Number
from .bounding import always, direction, expression_of
from .cofactors import (
    Person,
    both_hold,
    figures_of,
    level_of,
    looks_at,
    moves_with,
    persons,
    roots_of,
)
from .comparing import restricted
from .relations import MOTIONS, RELATIONS
from .space import Space

REFLEXIVE = {Test.IS, Test.AT_LEAST, Test.AT_MOST}
MOST_FIGURES = 40


class _Seen(Enum):
    NOBODY = "nobody yet"


def compared(space: Space, promise: Compared) -> int:
    """Where the second person's figures do not stand to the first's as promised."""
    level, find = level_of(space, promise.attribute)
    found = space.nodes.false
    for name, relation in promise.claims:
        roots = roots_of(space, name, exact=relation == "the same")
        for root in roots:
            pairs = product(
                persons(space, level, find(promise.first), root, promise.first),
                persons(space, level, find(promise.second), root, promise.second),
            )
            for one, other in pairs:
                wrong = _wrong(space, RELATIONS[relation], root, (one, other), promise.attribute)
                both = both_hold(space, promise.when, one, other)
                found = space.nodes.either(found, space.both(wrong, both))
    return found


def moving(space: Space, promise: Moving) -> int:
    """Where more of the attribute, or another answer, moves a value as it never should."""
    level, _ = level_of(space, promise.attribute)
    found = space.nodes.false
    for name in promise.names:
        for root in roots_of(space, name, exact=promise.motion == "changes"):
            if looks_at(space, root, level):
                found = space.nodes.either(found, _moved(space, promise, level, root))
    return found


def _moved(space: Space, promise: Moving, level: int, root: int) -> int:
    """Pairs of neighbours in a list; for numbers and words, everyone against all before."""
    entry = space.workspace.inputs[level]
    if promise.more and isinstance(entry.attribute.kind, ListOf):
        return _one_word_more(space, promise, level, root)
    groups = [list(persons(space, level, number, root)) for number in range(1, len(entry.classes))]
    if not any(True for _ in figures_of(space, root)):
        return _folded(space, promise, root, groups)
    people = [person for group in groups for person in group]
    if len(people) > MOST_FIGURES:
        raise OverBudgetError(f"more than {MOST_FIGURES} classes of {promise.attribute} to compare")
    test, found = MOTIONS[promise.motion], space.nodes.false
    for one, other in combinations(people, 2):
        wrong = _wrong(space, test, root, (one, other), promise.attribute)
        both = both_hold(space, promise.when, one, other)
        found = space.nodes.either(found, space.both(wrong, both))
    for person in people:
        inside = space.both(
            _within(space, test, root, person, promise.attribute),
            both_hold(space, promise.when, person, person),
        )
        found = space.nodes.either(found, inside)
    return found


def _one_word_more(space: Space, promise: Moving, level: int, root: int) -> int:
    entry, found = space.workspace.inputs[level], space.nodes.false
    held = [
        (number, each.held)
        for number, each in enumerate(entry.classes)
        if number and isinstance(each.held, tuple)
    ]
    for (one, fewer), (other, more) in product(held, held):
        if set(fewer) < set(more) and len(more) == len(fewer) + 1:
            pair = (
                next(persons(space, level, one, root)),
                next(persons(space, level, other, root)),
            )
            wrong = _wrong(space, MOTIONS[promise.motion], root, pair, promise.attribute)
            found = space.nodes.either(
                found, space.both(wrong, both_hold(space, promise.when, *pair))
            )
    return found


def _folded(space: Space, promise: Moving, root: int, groups: Iterable[Sequence[Person]]) -> int:
    """Everyone against the least or the most of all before; in a class, either against other."""
    nodes = space.nodes
    so_far, found = nodes.terminal(_Seen.NOBODY), nodes.false
    for group in groups:
        values = [
            nodes.choose(
                restricted(space, space.holds(promise.when), person.fixed),
                restricted(space, root, person.fixed),
                nodes.terminal(_Seen.NOBODY),
            )
            for person in group
        ]
        for value in values:
            wrong = nodes.combine(f"never {promise.motion}", _WRONG[promise.motion], so_far, value)
            found = nodes.either(found, wrong)
        for one, other in combinations(values, 2):
            found = nodes.either(
                found, nodes.combine("never changes", _WRONG["changes"], one, other)
            )
        for value in values:
            so_far = nodes.combine(f"so far {promise.motion}", _KEPT[promise.motion], so_far, value)
    return found


def _wrong(space: Space, test: Test, root: int, pair: tuple[Person, Person], attribute: str) -> int:
    """Where the test is not known to be true of the first one's value and the second one's."""
    nodes = space.nodes
    one, other = (restricted(space, root, person.fixed) for person in pair)
    if one == other and test in REFLEXIVE and not moves_with(space, one, attribute):
        return nodes.false

    def differ(left: object, right: object) -> int:
        if not isinstance(left, Decimal | Figure) or not isinstance(right, Decimal | Figure):
            same = test is not Test.IS or (type(left) is type(right) and left == right)
            return nodes.false if same else nodes.true
        sides = _named(left, pair[0], attribute, ""), _named(right, pair[1], attribute, "'")
        within = _bounds(space, attribute, pair, sides)
        return nodes.false if always(test, *sides, within) else nodes.true

    return nodes.merge(one, other, differ)


def _within(space: Space, test: Test, root: int, person: Person, attribute: str) -> int:
    """Where two of the same class may stand wrong, since a figure goes on moving inside it."""

    def moves(value: object) -> bool:
        if not isinstance(value, Figure):
            return False
        found = direction(value.expression, attribute)
        return (
            found is None
            or found * {Test.AT_LEAST: 1, Test.AT_MOST: -1, Test.IS: 2}[test] > 0
            or (test is Test.IS and found != 0)
        )

    root = restricted(space, root, person.fixed)
    return space.nodes.map(("moves inside", attribute, test), moves, root)


def _named(side: Decimal | Figure, person: Person, attribute: str, mark: str) -> Decimal | Figure:
    """A figure in which the attribute is this person's own."""
    if isinstance(side, Decimal) or attribute not in names(side.expression):
        return side
    own: Expression = Name(attribute + mark)
    if isinstance(person.value, Decimal):
        own = Constant(person.value)
    return replace(side, expression=_substituted(side.expression, attribute, own))


def _substituted(expression: Expression, name: str, own: Expression) -> Expression:
    match expression:
        case Name(attribute):
            return own if attribute == name else expression
        case Extreme(_, parts):
            return operation(expression, [_substituted(part, name, own) for part in parts])
        case Arithmetic(_, left, right) | Rounded(left, right) | Otherwise(left, right):
            return operation(expression, [_substituted(part, name, own) for part in (left, right)])
        case _:
            return expression


def _bounds(
    space: Space,
    attribute: str,
    pair: tuple[Person, Person],
    sides: tuple[Decimal | Figure, Decimal | Figure],
) -> dict[str, tuple[Position, Position]]:
    """Within what the numbers of two figures lie: the attribute is of its person's class."""
    level, _ = level_of(space, attribute)
    classes = space.workspace.inputs[level].classes
    found = dict[str, tuple[Position, Position]]()
    for side, person, own in zip(sides, pair, (attribute, attribute + "'"), strict=True):
        held = classes[person.number].held
        for name in names(expression_of(side)):
            kind = space.program.knowledge.vocabulary[attribute if name == own else name].kind
            assert isinstance(kind, Number)  # noqa: S101 - figures are made of asked numbers
            found[name] = (kind.low, 0), (kind.high, 1)
            if name == own and isinstance(held, Figure):
                found[name] = held.low, held.high
    return found


def _raised(before: object, now: object) -> object:
    return isinstance(before, Decimal) and isinstance(now, Decimal) and now > before


def _lowered(before: object, now: object) -> object:
    return isinstance(before, Decimal) and isinstance(now, Decimal) and now < before


def _changed(before: object, now: object) -> object:
    if _Seen.NOBODY in (before, now):
        return False
    return type(before) is not type(now) or before != now


def _least(before: object, now: object) -> object:
    if isinstance(before, Decimal) and isinstance(now, Decimal):
        return min(before, now)
    return before if isinstance(before, Decimal) else now


def _most(before: object, now: object) -> object:
    if isinstance(before, Decimal) and isinstance(now, Decimal):
        return max(before, now)
    return before if isinstance(before, Decimal) else now


def _first(before: object, now: object) -> object:
    return now if before is _Seen.NOBODY else before


_WRONG = {"raises": _raised, "lowers": _lowered, "changes": _changed}
_KEPT = {"raises": _least, "lowers": _most, "changes": _first}

"""What a lookup or a formula demands of what it is computed from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from ...vocabulary import Attribute, Lookup
from .cases import ANYTHING, NEVER, Case, all_of, any_of
from .model import Model
from .states import NONE_BIT, UNKNOWN_BIT, NumberStates


class Computed:
    """Cases for computed attributes."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def looked_up(self, attribute: Attribute, lookup: Lookup, mask: int) -> Iterator[Case]:
        """The ways in which a lookup comes to be in these states."""
        name, states = attribute.name, self._model.numbers(attribute.name)
        by = self._model.states(lookup.by)
        keyed, otherwise = 0, None
        for row in lookup.rows:
            bit = states.bit(row.value)
            if row.key is None:
                otherwise = bit
                continue
            key = self._key(lookup.by, row.key) & ~keyed
            keyed |= key
            if key and bit & mask:
                yield Case({name: bit & mask, lookup.by: key})
        rest = by.full & ~keyed
        yield from self._without_row(name, lookup.by, rest, mask, otherwise)

    def _without_row(
        self, name: str, by: str, rest: int, mask: int, otherwise: int | None
    ) -> Iterator[Case]:
        if otherwise is not None:
            if rest and otherwise & mask:
                yield Case({name: otherwise & mask, by: rest})
            return
        if rest & ~UNKNOWN_BIT and mask & NONE_BIT:
            yield Case({name: NONE_BIT, by: rest & ~UNKNOWN_BIT})
        if rest & UNKNOWN_BIT and mask & UNKNOWN_BIT:
            yield Case({name: UNKNOWN_BIT, by: UNKNOWN_BIT})

    def _key(self, by: str, key: str | Decimal) -> int:
        states = self._model.states(by)
        if isinstance(states, NumberStates):
            bit = states.bit(Decimal(str(key))) & states.full
            return bit | (NONE_BIT if key == 0 and states.valued & NONE_BIT else 0)
        return states.bits.get(str(key), 0) & states.full  # type: ignore[attr-defined, no-any-return]

    def computed(self, name: str, expression: Expression, mask: int) -> Iterator[Case]:
        """The ways in which a formula comes to be in these states."""
        valued = mask & self._model.states(name).valued
        if valued:
            yield all_of([Case({name: valued}), self._valued(expression)])
        if mask & NONE_BIT:
            yield all_of([Case({name: NONE_BIT}), self._nothing(expression, NONE_BIT)])
        if mask & UNKNOWN_BIT:
            yield all_of([Case({name: UNKNOWN_BIT}), self._nothing(expression, UNKNOWN_BIT)])

    def _valued(self, expression: Expression) -> Case:
        match expression:
            case Constant():
                return ANYTHING
            case Name(attribute):
                return self._in(attribute, self._model.states(attribute).valued)
            case Otherwise(first, second):
                return any_of([self._valued(first), self._valued(second)])
            case _:
                return all_of(self._valued(part) for part in _parts(expression))

    def _nothing(self, expression: Expression, bit: int) -> Case:
        """It is none, or it is unknown."""
        match expression:
            case Constant():
                return NEVER
            case Name(attribute):
                states = self._model.states(attribute)
                nothing = states.full & ~states.valued
                if isinstance(states, NumberStates):
                    return self._in(attribute, nothing & bit)
                return self._in(attribute, states.full)
            case Otherwise(first, second):
                return self._neither(first, second, bit)
            case Arithmetic("/", _, _) | Rounded() if bit == NONE_BIT:
                return ANYTHING  # a division by nought is none
            case _:
                return any_of(self._nothing(part, bit) for part in _parts(expression))

    def _neither(self, first: Expression, second: Expression, bit: int) -> Case:
        none = [self._nothing(part, NONE_BIT) for part in (first, second)]
        unknown = [self._nothing(part, UNKNOWN_BIT) for part in (first, second)]
        if bit == NONE_BIT:
            return all_of(none)
        return any_of(
            [
                all_of([unknown[0], unknown[1]]),
                all_of([unknown[0], none[1]]),
                all_of([none[0], unknown[1]]),
            ]
        )

    def _in(self, name: str, mask: int) -> Case:
        if not mask:
            return NEVER
        return ANYTHING if mask == self._model.states(name).full else Case({name: mask})


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Extreme(_, parts):
            return parts
        case Arithmetic(_, left, right) | Rounded(left, right):
            return left, right
        case _:
            return ()

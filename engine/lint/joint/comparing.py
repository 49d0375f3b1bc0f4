"""What it takes for a comparison to have a truth value."""

from __future__ import annotations

from collections.abc import Iterator

from ...conditions import Comparison, Other, Test
from .cases import ANYTHING, NEVER, Case, Mode, Order, Variable, all_of, any_of
from .model import Model
from .states import FIRST_BIT, NONE_BIT, UNKNOWN_BIT


def translate(model: Model, comparison: Comparison, mode: Mode) -> Case:
    """What it takes for a comparison to have this truth value."""
    if isinstance(comparison.operand, Other):
        return _ordered(model, comparison, comparison.operand.attribute, mode)
    name = comparison.attribute
    if comparison.test is Test.INCLUDES:
        return _included(model, name, str(comparison.operand), mode)
    states = model.states(name)
    true = states.where(comparison.test, comparison.operand)
    unknown = 0 if comparison.test is Test.KNOWN else states.full & UNKNOWN_BIT
    return _case(model, name, _of_mode(states.full, true, unknown, mode))


def _case(model: Model, variable: Variable, mask: int) -> Case:
    if mask == model.states(variable).full:
        return ANYTHING
    return Case({variable: mask}) if mask else NEVER


def _included(model: Model, name: str, word: str, mode: Mode) -> Case:
    states = model.states((name, word))
    mask = _of_mode(states.full, states.full & FIRST_BIT, states.full & UNKNOWN_BIT, mode)
    if mode in (Mode.NOT_TRUE, Mode.NOT_FALSE):
        return _case(model, (name, word), mask)
    status = FIRST_BIT if mode is Mode.TRUE else FIRST_BIT | NONE_BIT
    whole = _case(model, name, model.states(name).full & status)
    return all_of([_case(model, (name, word), mask), whole])


def _ordered(model: Model, comparison: Comparison, other: str, mode: Mode) -> Case:
    name, test = comparison.attribute, comparison.test
    valued = _status(model, name, "valued"), _status(model, other, "valued")
    both = all_of(valued)
    if mode in (Mode.TRUE, Mode.NOT_FALSE):
        found = [
            all_of([both, Case(orders=orders)]) for orders in _orders(name, test, other, truth=True)
        ]
    else:
        found = [
            all_of([both, Case(orders=orders)])
            for orders in _orders(name, test, other, truth=False)
        ]
        found += [_status(model, name, "none"), all_of([valued[0], _status(model, other, "none")])]
    if mode in (Mode.NOT_TRUE, Mode.NOT_FALSE):
        found += [
            _status(model, name, "unknown"),
            all_of([valued[0], _status(model, other, "unknown")]),
        ]
    return any_of(found)


def _status(model: Model, name: str, which: str) -> Case:
    states = model.states(name)
    nothing = states.full & ~states.valued
    mask = {
        "valued": states.valued,
        "none": nothing & NONE_BIT,
        "unknown": nothing & UNKNOWN_BIT,
    }[which]
    return _case(model, name, mask)


def _of_mode(full: int, true: int, unknown: int, mode: Mode) -> int:
    match mode:
        case Mode.TRUE:
            return true
        case Mode.FALSE:
            return full & ~true & ~unknown
        case Mode.NOT_TRUE:
            return full & ~true
        case Mode.NOT_FALSE:
            return true | unknown


def _orders(left: str, test: Test, right: str, *, truth: bool) -> Iterator[frozenset[Order]]:
    """The ways in which two numbers may lie for a comparison to be true, or false."""
    below, above = (left, right), (right, left)
    match test, truth:
        case (Test.FEWER_THAN, True) | (Test.AT_LEAST, False):
            yield frozenset({(*below, True)})
        case (Test.AT_MOST, True) | (Test.MORE_THAN, False):
            yield frozenset({(*below, False)})
        case (Test.MORE_THAN, True) | (Test.AT_MOST, False):
            yield frozenset({(*above, True)})
        case (Test.AT_LEAST, True) | (Test.FEWER_THAN, False):
            yield frozenset({(*above, False)})
        case (_, True):
            yield frozenset({(*below, False), (*above, False)})
        case _:
            yield frozenset({(*below, True)})
            yield frozenset({(*above, True)})

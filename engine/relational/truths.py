"""Conditions as terms: TRUE, FALSE, or NULL where something unknown decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlglot import exp

from ..conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test
from .states import Amount, Listed, Make, State, Weighed, Words, held
from .terms import (
    Term,
    among,
    cases,
    column,
    compared,
    every,
    false,
    is_given,
    negated,
    null,
    number,
    some,
    text,
    true,
)

_ORDERED: Mapping[Test, type[exp.Binary]] = {
    Test.IS: exp.EQ,
    Test.AT_LEAST: exp.GTE,
    Test.MORE_THAN: exp.GT,
    Test.AT_MOST: exp.LTE,
    Test.FEWER_THAN: exp.LT,
}


def truth(condition: Condition, states: Mapping[str, State]) -> Term:
    """The truth of a condition, with Kleene's three values."""
    match condition:
        case Comparison():
            return _comparison(condition, states)
        case AllOf(parts):
            return every(truth(part, states) for part in parts)
        case AnyOf(parts):
            return some(_alternatives(parts, states))
        case NoneOf(parts):
            return negated(some(_alternatives(parts, states)))


def _alternatives(parts: Iterable[Condition], states: Mapping[str, State]) -> Iterable[Term]:
    """The parts; several words of one attribute are looked up together."""
    words: dict[str, list[str]] = {}
    for part in parts:
        match part:
            case Comparison(name, Test.IS, str() as word) if isinstance(states[name], Words):
                words.setdefault(name, []).append(word)
            case _:
                yield truth(part, states)
    for name, several in words.items():
        state = states[name]
        if isinstance(state, Words):
            yield among(column(state.value), [text(word) for word in dict.fromkeys(several)])


def _comparison(comparison: Comparison, states: Mapping[str, State]) -> Term:
    test, operand = comparison.test, comparison.operand
    other = _amount(states[operand.attribute]) if isinstance(operand, Other) else None
    match states[comparison.attribute]:
        case Words() as words:
            return _of_words(words, test, operand)
        case Listed() as listed:
            return _of_list(listed, test, operand)
        case Weighed() as weighed:
            return _of_evidence(weighed, test, operand, other)
        case Amount() as amount:
            return _of_amount(amount, test, operand, other)


def _of_evidence(weighed: Weighed, test: Test, operand: object, other: Amount | None) -> Term:
    match test, operand:
        case Test.KNOWN, _:
            return true()
        case Test.IS_NONE, _:
            return every(compared(exp.EQ, column(side), number(0)) for side in weighed.sides)
        case Test.IS, str():
            return compared(exp.EQ, column(weighed.word), text(operand))
        case _:
            return _of_amount(held(weighed.figure, weighed.span), test, operand, other)


def _of_words(words: Words, test: Test, operand: object) -> Term:
    match test, operand:
        case Test.KNOWN, _:
            return is_given(column(words.value))
        case Test.IS_NONE, _:
            return compared(exp.EQ, column(words.value), text(words.none))
        case Test.IS, str():
            return compared(exp.EQ, column(words.value), text(operand))
        case _:
            return _never(lambda: is_given(column(words.value)))


def _of_list(listed: Listed, test: Test, operand: object) -> Term:
    match test, operand:
        case Test.KNOWN, _:
            return listed.known()
        case Test.IS_NONE, _:
            return cases([(listed.known(), negated(some(map(column, listed.words.values()))))])
        case Test.INCLUDES, str() if operand in listed.words:
            return column(listed.words[operand])
        case _:
            return _never(listed.known)


def _of_amount(amount: Amount, test: Test, operand: object, other: Amount | None) -> Term:
    none = amount.none
    match test, operand:
        case Test.KNOWN, _:
            return some((is_given(amount.value()), none()))
        case Test.IS_NONE, _:
            return some((none(), cases([(is_given(amount.value()), false())], null())))
        case (_, Decimal()) if test in _ORDERED:
            holds = compared(_ORDERED[test], amount.value(), number(operand))
        case _ if other is not None and test in _ORDERED:
            nothing = every((other.none(), is_given(amount.value())))
            both = compared(_ORDERED[test], amount.value(), other.value())
            holds = both if nothing == false() else cases([(nothing, false())], both)
        case _:
            return _never(lambda: some((is_given(amount.value()), none())))
    return every((negated(none()), holds))


def _amount(state: State) -> Amount | None:
    match state:
        case Amount():
            return state
        case Weighed(figure, _, _, span):
            return held(figure, span)
        case _:
            return None


def _never(known: Make) -> Term:
    """FALSE of whatever is known."""
    return cases([(known(), false())], null())

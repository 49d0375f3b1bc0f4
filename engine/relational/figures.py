"""Formulas in exact decimals: every step has the type of all numbers that it can come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlglot import exp

from ..expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from ..values import EXACT
from .layers import Layers
from .states import Amount, Listed, Make, State, Weighed, Words, held, nothing
from .terms import (
    Term,
    cases,
    column,
    compared,
    every,
    greatest,
    is_given,
    least,
    number,
    some,
)
from .typing import (
    DIGITS_OF_64_BITS,
    MOST_DIGITS,
    Span,
    digits_within,
    hull,
    point,
    product_of,
    sum_of,
    typed,
    widened,
)

PLACES_OF_A_QUOTIENT = 12
_SIGN = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}


@dataclass(frozen=True, slots=True)
class Figures:
    """Makes formulas into terms; ``what`` names the formula where numbers grow too long.

    ``wide`` is the type of whole numbers beyond BIGINT.
    """

    layers: Layers
    states: dict[str, State]
    wide: str

    def of(self, expression: Expression, what: str) -> Amount:  # noqa: PLR0911 - a kind a line
        """The number that a formula gives. Raises UnfitError."""
        match expression:
            case Constant(value):
                return Amount(lambda: number(value), _never, point(value))
            case Name(name):
                return self.named(name)
            case Arithmetic("/", left, right):
                return self._quotient(self._cheap(left, what), self._cheap(right, what), what)
            case Arithmetic(sign, left, right):
                return _computed(sign, self.of(left, what), self.of(right, what), what)
            case Extreme(pick, parts):
                return _extreme(pick, [self._cheap(part, what) for part in parts], what)
            case Rounded(part, step):
                return self._rounded(self._cheap(part, what), self._cheap(step, what), what)
            case Otherwise(first, second):
                return _otherwise(self.of(first, what), self.of(second, what), what)

    def named(self, name: str) -> Amount:
        """The number that an attribute is."""
        match self.states[name]:
            case Amount() as amount:
                return amount
            case Weighed(figure, _, _, span):
                return held(figure, span)
            case Words(value):
                return nothing(lambda: is_given(column(value)))
            case Listed(_, known):
                return nothing(known)

    def held(self, name: str, amount: Amount) -> Amount:
        """The amount in columns of its own."""
        value = self.layers.define(name, typed(amount.value(), amount.span, name))
        none = amount.none()
        flag = None if none == _never() else self.layers.bound(f"{name} none", none)
        return held(value, amount.span, flag)

    def _cheap(self, expression: Expression, what: str) -> Amount:
        amount = self.of(expression, what)
        return amount if amount.cheap else self.held(f"part of {what}", amount)

    def _quotient(self, left: Amount, right: Amount, what: str) -> Amount:
        """Half up at the last place, by whole numbers, since engines divide as they please."""
        shift = PLACES_OF_A_QUOTIENT + right.span.places - left.span.places
        above, below = max(shift, 0), max(-shift, 0)
        reach = EXACT.divide(left.span.reach, _nearest_nought(right.span)).to_integral_value() + 1
        span = Span(-reach, reach, PLACES_OF_A_QUOTIENT)

        def value() -> Term:
            count = self._halves(
                left, left.span.places + above, right, right.span.places + below, what
            )
            unit = number(Decimal(1).scaleb(-PLACES_OF_A_QUOTIENT))
            whole = Span(-reach.scaleb(PLACES_OF_A_QUOTIENT), reach.scaleb(PLACES_OF_A_QUOTIENT), 0)
            digits_within(whole.digits + PLACES_OF_A_QUOTIENT, what)
            exact = exp.Mul(this=typed(count, whole, what), expression=unit)
            return cases([(_not_nought(right), typed(exact, span, what))])

        return Amount(value, _none_of_division(left, right), span, cheap=False)

    def _rounded(self, part: Amount, step: Amount, what: str) -> Amount:
        reach = part.span.reach + step.span.reach
        low = Decimal(0) if part.span.low >= 0 and step.span.low > 0 else -reach
        span = Span(low, reach, step.span.places)
        places = max(part.span.places, step.span.places)

        def value() -> Term:
            count = self._halves(part, places, step, places, what)
            exact = typed(exp.Mul(this=exp.Paren(this=count), expression=step.value()), span, what)
            return exact if _is_positive(step) else cases([(_not_nought(step), exact)])

        return Amount(value, _none_of_division(part, step), span, cheap=False)

    def _halves(
        self, left: Amount, left_places: int, right: Amount, right_places: int, what: str
    ) -> Term:
        """How often ``right`` goes into ``left``, half away from nought, both as whole numbers."""
        digits = (
            max(
                left.span.digits + left_places - left.span.places,
                right.span.digits + right_places - right.span.places,
            )
            + 1
        )
        digits_within(digits, what)
        kind = "BIGINT" if digits <= DIGITS_OF_64_BITS else self.wide
        doubled = exp.Add(
            this=exp.Mul(this=number(2), expression=_whole(left, left_places, kind)),
            expression=_whole(right, right_places, kind),
        )
        twice = exp.Mul(this=number(2), expression=_whole(right, right_places, kind))
        count = exp.IntDiv(this=exp.Paren(this=doubled), expression=exp.Paren(this=twice))
        if left.span.low >= 0 and right.span.low >= 0:
            return count
        alike = exp.EQ(
            this=exp.Paren(this=compared(exp.LT, left.value(), number(0))),
            expression=exp.Paren(this=compared(exp.LT, right.value(), number(0))),
        )
        return exp.Mul(
            this=cases([(alike, number(1))], number(-1)), expression=exp.Paren(this=count)
        )


def _nearest_nought(span: Span) -> Decimal:
    """The least distance from nought of a divisor that is not nought."""
    if span.low > 0:
        return span.low
    return -span.high if span.high < 0 else Decimal(1).scaleb(-span.places)


def _never() -> Term:
    return exp.Boolean(this=False)


def _computed(sign: str, left: Amount, right: Amount, what: str) -> Amount:
    span = (
        product_of(left.span, right.span)
        if sign == "*"
        else sum_of(left.span, right.span, minus=sign == "-")
    )

    def value() -> Term:
        left_operand = widened(_operand(left), left.span, span.digits)
        exact = _SIGN[sign](this=left_operand, expression=_operand(right))
        return typed(exact, span, what)

    return Amount(value, lambda: some((left.none(), right.none())), span, cheap=False)


def _operand(amount: Amount) -> Term:
    term = amount.value()
    return exp.Paren(this=term) if isinstance(term, exp.Neg) else term


def _extreme(pick: str, parts: list[Amount], what: str) -> Amount:
    span = hull(*(part.span for part in parts))
    choose = least if pick == "min" else greatest

    def value() -> Term:
        sure = every(is_given(part.value()) for part in parts if not _is_constant(part))
        return cases([(sure, typed(choose([part.value() for part in parts]), span, what))])

    return Amount(value, lambda: some(part.none() for part in parts), span, cheap=False)


def _otherwise(first: Amount, second: Amount, what: str) -> Amount:
    span = hull(first.span, second.span)

    def value() -> Term:
        return typed(exp.Coalesce(this=first.value(), expressions=[second.value()]), span, what)

    return Amount(value, lambda: every((first.none(), second.none())), span, cheap=False)


def _none_of_division(left: Amount, right: Amount) -> Make:
    def none() -> Term:
        without = [left.none(), right.none()]
        if not (_is_positive(right)):
            given = () if _is_constant(left) else (is_given(left.value()),)
            nought = compared(exp.EQ, right.value(), number(0))
            known = () if _is_constant(right) else (is_given(right.value()),)
            without.append(every((*given, *known, nought)))
        return some(without)

    return none


def _whole(amount: Amount, places: int, kind: str) -> Term:
    """The distance from nought as a whole number of the last of so many places."""
    value = amount.value()
    if isinstance(value, exp.Neg):
        value = exp.Paren(this=value)
    value = _shifted(value, amount.span, places)
    if amount.span.low < 0:
        value = exp.Abs(this=value)
    return exp.cast(value, kind)


def _shifted(value: Term, span: Span, places: int) -> Term:
    """The value times ten to the power of ``places``.

    A product has the places of both operands at first, so it is made in steps that fit.
    """
    while places:
        step = min(places, max(1, MOST_DIGITS - span.digits))
        product = exp.Mul(
            this=widened(value, span, span.digits + step), expression=number(10**step)
        )
        kept = max(0, span.places - step)
        power = Decimal(10**step)
        span = Span(EXACT.multiply(span.low, power), EXACT.multiply(span.high, power), kept)
        places -= step
        value = product if not places else typed(product, span, "a part of a formula")
    return value


def _not_nought(amount: Amount) -> Term:
    return compared(exp.NEQ, amount.value(), number(0))


def _is_positive(amount: Amount) -> bool:
    return amount.span.low > 0


def _is_constant(amount: Amount) -> bool:
    return amount.span.low == amount.span.high and not isinstance(
        amount.value(), exp.Column | exp.Null
    )

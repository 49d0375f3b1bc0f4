"""Exact numbers in columns: their bounds, their places, and the decimal type that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from sqlglot import exp

from ..diagnostics import DunbarError
from ..values import EXACT
from .terms import Term

MOST_DIGITS = 38
DIGITS_OF_64_BITS = 18
PLACES_OF_ASKED = 6
"""So many decimal places may a told number have that is not whole."""


class UnfitError(DunbarError):
    """Something that no column can hold exactly."""


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from ``low`` to ``high`` with at most so many decimal ``places``."""

    low: Decimal
    high: Decimal
    places: int

    @property
    def reach(self) -> Decimal:
        """The greatest distance from nought."""
        return max(abs(self.low), abs(self.high))

    @property
    def digits(self) -> int:
        """How many digits a number of the span may have."""
        return max(len(f"{self.reach:.0f}"), 1) + self.places

    def column_type(self, what: str) -> exp.DataType:
        """The decimal type. Raises UnfitError, naming ``what``, where 38 digits are not enough."""
        digits_within(self.digits, what)
        return exp.DataType.build(f"DECIMAL({self.digits}, {self.places})")


def digits_within(digits: int, what: str) -> None:
    """Raise UnfitError where so many digits do not fit into a number of SQL."""
    if digits > MOST_DIGITS:
        message = (
            f"{what} can need {digits} digits, and SQL has {MOST_DIGITS}: round it to a step,"
            " or narrow the numbers that it is made of"
        )
        raise UnfitError(message)


def point(value: Decimal) -> Span:
    """The span of one number."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return Span(value, value, max(0, -exponent if isinstance(exponent, int) else 0))


def hull(*spans: Span) -> Span:
    """The span that holds all of them."""
    return Span(
        min(each.low for each in spans),
        max(each.high for each in spans),
        max(each.places for each in spans),
    )


def sum_of(left: Span, right: Span, *, minus: bool = False) -> Span:
    """The span of sums, or of differences."""
    low, high = (
        (right.high.copy_negate(), right.low.copy_negate()) if minus else (right.low, right.high)
    )
    places = max(left.places, right.places)
    return Span(EXACT.add(left.low, low), EXACT.add(left.high, high), places)


def product_of(left: Span, right: Span) -> Span:
    """The span of products."""
    ends = [
        EXACT.multiply(a, b) for a, b in product((left.low, left.high), (right.low, right.high))
    ]
    return Span(min(ends), max(ends), left.places + right.places)


def typed(value: Term, span: Span, what: str) -> Term:
    """The value in the type of its span."""
    return exp.Cast(this=value, to=span.column_type(what))


def widened(value: Term, span: Span, digits: int) -> Term:
    """The value in a type from which engines go on with 128 bits, where a result needs them.

    DuckDB keeps to 64 bits where both operands have at most 18 digits, and then overflows.
    """
    if digits <= DIGITS_OF_64_BITS or span.digits > DIGITS_OF_64_BITS:
        return value
    wide = exp.DataType.build(f"DECIMAL({DIGITS_OF_64_BITS + 1}, {span.places})")
    return exp.Cast(this=value, to=wide)

"""What a fact may hold: a word, an exact number, a list of words, a net of evidence, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

EXACT = Context(prec=100, rounding=ROUND_HALF_UP, Emax=60, Emin=-999_999)
PLACES_OF_A_QUOTIENT = Decimal(1).scaleb(-12)
MOST_DIGITS = 30

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Net:
    """Evidence added up: the ``figure`` in signed steps, its ``word``, how many pulls counted."""

    figure: Decimal
    word: str
    pulls: int


class Unknown(Enum):
    """The third value: not told, or not settled yet."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN

Value = str | Decimal | tuple[str, ...] | Net
Facts = Mapping[str, Value | None]
"""Attribute to value; an absent attribute is unknown, None is settled as *none*."""
State = Value | Unknown | None
Figure = Decimal | Unknown | None


def read_number(text: str) -> Decimal | None:
    """The exact number that ``text`` writes (thousands separators and one ``%`` pass), or None."""
    plain = text.strip().removesuffix("%").rstrip()
    if len(plain) > MOST_DIGITS or NUMBER.fullmatch(plain) is None:
        return None
    return Decimal(plain.replace(",", ""))


def show(value: State) -> str:
    """A value as a person reads it."""
    match value:
        case Unknown():
            return "not known"
        case None | ():
            return "none"
        case Decimal():
            return show_number(value)
        case tuple():
            return ", ".join(value)
        case Net():
            return f"{value.word} ({show_signed(value.figure)})"
        case str():
            return value


def show_number(number: Decimal) -> str:
    """``1,234.5``: no trailing noughts, never an exponent."""
    text = f"{number:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) if number else "0"


def show_signed(number: Decimal) -> str:
    """``+0.5``, ``-1``, ``0``."""
    return ("+" if number > 0 else "") + show_number(number)


def as_json(value: State) -> str | int | float | list[str] | None:
    """A value as JSON: whole numbers stay whole, lists stay lists, unknown and none are null."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return list(value)
        case Net():
            return as_json(value.figure)
        case str():
            return value
        case _:
            return None

"""By how much a number misses what a rule asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..conditions import Comparison, Other, Test
from ..inference import Inference
from ..values import EXACT, Net, show_number
from ..vocabulary import Number

_UPWARD = (Test.AT_LEAST, Test.MORE_THAN)
_STRICT = (Test.MORE_THAN, Test.FEWER_THAN)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How far off (``by``), in words, and as a share of all that the attribute may be."""

    by: Decimal
    text: str
    share: Decimal


def shortfall(comparison: Comparison, wanted: Test, run: Inference) -> Shortfall | None:
    """How far the attribute is from passing ``wanted``; None where no number says it."""
    value, bound = _figure(run.memory.get(comparison.attribute)), _bound(comparison, run)
    if value is None or bound is None:
        return None
    by = EXACT.abs(EXACT.subtract(value, bound))
    low = wanted in _UPWARD or (wanted is Test.IS and value < bound)
    text = f"{show_number(by)} {_too(comparison.attribute, (value, bound), run, low=low)}"
    if not by and wanted in _STRICT:
        text = "just at the limit"
    return Shortfall(by, text, _share(by, bound, comparison.attribute, run))


def _bound(comparison: Comparison, run: Inference) -> Decimal | None:
    operand = comparison.operand
    if isinstance(operand, Other):
        return _figure(run.memory.get(operand.attribute))
    return _figure(operand)


def _figure(value: object) -> Decimal | None:
    if isinstance(value, Net):
        return value.figure
    return value if isinstance(value, Decimal) else None


def _too(name: str, numbers: tuple[Decimal, Decimal], run: Inference, *, low: bool) -> str:
    """Whole numbers that cannot be below nought are counted, others are high or low."""
    kind = run.program.knowledge.vocabulary[name].kind
    counted = isinstance(kind, Number) and kind.low >= 0
    if counted and all(number == number.to_integral_value() for number in numbers):
        return "too few" if low else "too many"
    return "too low" if low else "too high"


def _share(by: Decimal, bound: Decimal, name: str, run: Inference) -> Decimal:
    kind = run.program.knowledge.vocabulary[name].kind
    whole = kind.high - kind.low if isinstance(kind, Number) else abs(bound)
    return min(EXACT.divide(by, whole), ONE) if whole else ONE

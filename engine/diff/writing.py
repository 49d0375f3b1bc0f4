"""Conditions and formulas in the words in which their authors write them."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import ALWAYS, AllOf, Comparison, Condition, Test, describe
from ..expressions import Expression
from ..verify.mending import as_yaml


def condition_lines(condition: Condition) -> Iterator[tuple[str, str]]:
    """The parts that must all hold: an attribute and its test, or a phrase and nothing.

    A second test of one attribute goes by the attribute and a number.
    """
    if condition == ALWAYS:
        yield "", "always"
        return
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    if _between(condition) is not None:
        parts = (condition,)
    seen: dict[str, int] = {}
    for part in parts:
        key, text = _line(part)
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key} ({seen[key]})"), text


def _line(part: Condition) -> tuple[str, str]:
    between = _between(part)
    if between is not None:
        return between
    written = None if isinstance(part, AllOf) else as_yaml(part)
    if written is None:
        return describe(part), ""
    key, _, text = written.partition(": ")
    return key, text


def _between(condition: Condition) -> tuple[str, str] | None:
    match condition:
        case AllOf(
            (Comparison(name, Test.AT_LEAST) as low, Comparison(other, Test.AT_MOST) as high)
        ) if name == other:
            least, most = (describe(one).rpartition(" ")[2] for one in (low, high))
            return name, f"between {least} and {most}"
        case _:
            return None


def formula_text(expression: Expression) -> str:
    """A formula as its author writes it."""
    from ..handbook.formulas import formula  # noqa: PLC0415 - only who edits formulas
    from ..handbook.wording import plain  # noqa: PLC0415

    return plain(formula(expression))

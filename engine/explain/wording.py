"""Tests of one attribute in words, its name and the verb said once."""

from __future__ import annotations

from collections.abc import Iterable

from ..conditions import AllOf, Comparison, Condition, describe
from ..words import join

_VERBS = ("does not include ", "includes ", "is not ", "is ")
_NEITHER = {"is not ": "is neither ", "does not include ": "includes neither "}


def phrase(tests: tuple[Comparison, ...], condition: Condition, positive: bool) -> str:
    """``describe``, with the attribute and the verb said once."""
    if len(tests) == 1:
        return describe(tests[0], positive)
    name = tests[0].attribute
    tails = [describe(test, positive).removeprefix(f"{name} ") for test in tests]
    verb = next((verb for verb in _VERBS if all(map(verb.__eq__, _starts(tails, verb)))), "")
    conjunction = isinstance(condition, AllOf) is positive
    said = [tail.removeprefix(verb) for tail in tails]
    if conjunction and verb in _NEITHER:
        return f"{name} {_NEITHER[verb]}{join(said, 'nor')}"
    return f"{name} {verb}{join(said, 'and' if conjunction else 'or')}"


def _starts(tails: Iterable[str], verb: str) -> Iterable[str]:
    return (tail[: len(verb)] for tail in tails)

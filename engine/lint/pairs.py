"""Which of many rules could hold together, so that only those are looked at closely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..rules import Rule
from .joint import Case
from .joint.cases import Variable

MOST_STATES = 64  # a number with more stretches than this is left to the close look


def pairs(rules: Sequence[Rule], case_of: Callable[[Rule], Case]) -> Iterator[tuple[int, int]]:
    """Every two rules (by position) whose plain conditions leave room for both.

    For each state of each attribute the rules that allow it are the bits of one number, so a rule
    meets all others at once.
    """
    index = _Index([case_of(rule) for rule in rules])
    for one in range(len(rules)):
        others = index.meeting(one) >> (one + 1) << (one + 1)
        for state in _bits(others):
            yield one, state.bit_length() - 1


class _Index:
    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = cases
        self._everyone = sum(1 << at for at, case in enumerate(cases) if not case.never)
        self._by_state: dict[tuple[Variable, int], int] = {}
        self._bound: dict[Variable, int] = {}
        self._seen: dict[tuple[Variable, int], int] = {}
        for at, case in enumerate(cases):
            for variable, mask in case.masks.items():
                if mask.bit_count() <= MOST_STATES:
                    self._add(at, variable, mask)

    def _add(self, at: int, variable: Variable, mask: int) -> None:
        self._bound[variable] = self._bound.get(variable, 0) | 1 << at
        for state in _bits(mask):
            key = variable, state
            self._by_state[key] = self._by_state.get(key, 0) | 1 << at

    def meeting(self, one: int) -> int:
        """The rules that allow, of every attribute, some state that this one allows."""
        found = self._everyone if self._everyone >> one & 1 else 0
        for variable, mask in self._cases[one].masks.items():
            if mask.bit_count() <= MOST_STATES:
                found &= self._allowing(variable, mask)
        return found

    def _allowing(self, variable: Variable, mask: int) -> int:
        key = variable, mask
        if key not in self._seen:
            found = self._everyone & ~self._bound[variable]
            for state in _bits(mask):
                found |= self._by_state.get((variable, state), 0)
            self._seen[key] = found
        return self._seen[key]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        state = mask & -mask
        yield state
        mask ^= state

"""Conditions as cases: states that must be met, and clauses of which one case must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from ...conditions import AllOf, AnyOf, Comparison, Condition, NoneOf

Variable = str | tuple[str, str]
"""An attribute, or one word of a list attribute."""

Order = tuple[str, str, bool]
"""The first number attribute lies below the second; True: strictly."""


class Mode(Enum):
    """The truth value that is asked of a condition with three."""

    TRUE = "true"
    FALSE = "false"
    NOT_TRUE = "not true"
    NOT_FALSE = "not false"


TURNED = {
    Mode.TRUE: Mode.FALSE,
    Mode.FALSE: Mode.TRUE,
    Mode.NOT_TRUE: Mode.NOT_FALSE,
    Mode.NOT_FALSE: Mode.NOT_TRUE,
}
OUTRIGHT = (Mode.TRUE, Mode.NOT_FALSE)


@dataclass(frozen=True, slots=True)
class Case:
    """All of this: the masks of states, the orders of numbers, and one case of every clause."""

    masks: Mapping[Variable, int] = field(default_factory=dict)
    orders: frozenset[Order] = frozenset()
    clauses: tuple[Clause, ...] = ()

    @property
    def always(self) -> bool:
        """Whether nothing is demanded."""
        return not (self.masks or self.orders or self.clauses)

    @property
    def never(self) -> bool:
        """Whether it plainly cannot be met."""
        return any(not clause.cases for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Clause:
    """One of these cases; ``variables`` are those whose states they name at once."""

    cases: tuple[Case, ...]
    variables: frozenset[Variable]


def clause_of(cases: Iterable[Case]) -> Clause:
    """The clause of these cases."""
    found = tuple(cases)
    return Clause(found, frozenset(variable for case in found for variable in case.masks))


ANYTHING = Case()
NEVER = Case(clauses=(clause_of(()),))
Translate = Callable[[Comparison, Mode], Case]


def case_of(condition: Condition, mode: Mode, translate: Translate) -> Case:
    """What it takes for ``condition`` to have this truth value."""
    match condition:
        case Comparison():
            return translate(condition, mode)
        case NoneOf(parts):
            return case_of(AnyOf(parts), TURNED[mode], translate)
        case AllOf(parts) | AnyOf(parts):
            cases = [case_of(part, mode, translate) for part in parts]
            together = isinstance(condition, AllOf) is (mode in OUTRIGHT)
            return all_of(cases) if together else any_of(cases)


def all_of(cases: Iterable[Case]) -> Case:
    """Every one of them."""
    masks: dict[Variable, int] = {}
    orders: frozenset[Order] = frozenset()
    clauses: list[Clause] = []
    for case in cases:
        if not meet(masks, case.masks):
            return NEVER
        orders |= case.orders
        clauses += case.clauses
    found = Case(masks, orders, tuple(clauses))
    return NEVER if found.never else found


def any_of(cases: Iterable[Case]) -> Case:
    """At least one of them; those that ask only for states of one variable become one."""
    merged: dict[Variable, int] = {}
    others: list[Case] = []
    for case in cases:
        if case.always:
            return ANYTHING
        if len(case.masks) == 1 and not case.orders and not case.clauses:
            ((variable, mask),) = case.masks.items()
            merged[variable] = merged.get(variable, 0) | mask
        elif not case.never:
            others.append(case)
    found = [*(Case({variable: mask}) for variable, mask in merged.items()), *others]
    if len(found) == 1:
        return found[0]
    return Case(clauses=(clause_of(found),)) if found else NEVER


def meet(masks: dict[Variable, int], more: Mapping[Variable, int]) -> bool:
    """Narrow ``masks`` by ``more``; False where nothing is left of a variable."""
    for variable, mask in more.items():
        found = masks.get(variable)
        narrowed = mask if found is None else found & mask
        if not narrowed:
            return False
        masks[variable] = narrowed
    return True

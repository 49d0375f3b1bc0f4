"""A point of the search, and what is left of its clauses."""

from __future__ import annotations

from dataclasses import dataclass

from .cases import Case, Clause, Order, Variable, clause_of


@dataclass(slots=True)
class Node:
    """A point of the search; clauses that mention no ``changed`` variable need no second look."""

    masks: dict[Variable, int]
    orders: frozenset[Order]
    pending: tuple[Clause, ...]
    followed: dict[str, tuple[tuple[Variable, int], ...]]
    fresh: tuple[Clause, ...] = ()
    changed: frozenset[Variable] = frozenset()


def sorted_out(node: Node) -> tuple[list[Clause], list[Clause]]:
    """The pending clauses that mention nothing changed, and the others."""
    untouched: list[Clause] = []
    touched: list[Clause] = []
    for clause in node.pending:
        (untouched if clause.variables.isdisjoint(node.changed) else touched).append(clause)
    return untouched, touched


def left_of(node: Node, clause: Clause) -> Clause | None:
    """What is left of a clause, None where it is met already."""
    left = []
    for case in clause.cases:
        fits = _fit(node, case)
        if fits is None:
            return None
        if fits:
            left.append(case)
    return clause if len(left) == len(clause.cases) else clause_of(left)


def _fit(node: Node, case: Case) -> bool | None:
    """Whether a case is still open; None where it is met already."""
    met = not case.clauses and case.orders <= node.orders
    for variable, mask in case.masks.items():
        known = node.masks.get(variable)
        if known is None:
            met = False
        elif not known & mask:
            return False
        elif known & ~mask:
            met = False
    return None if met else True

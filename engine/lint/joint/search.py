"""The search for states that meet a case, or the proof that there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ...conditions import Condition
from ...rules import KnowledgeBase, Rule
from ...vocabulary import Evidence, ListOf
from .cases import Case, Clause, Mode, Order, Variable, meet
from .demands import Demands
from .model import Model
from .orders import orderable
from .states import FIRST_BIT, NONE_BIT, UNKNOWN_BIT

BUDGET = 2_000


class Spent(Exception):  # noqa: N818 - no error: the search says that it does not know
    """The search was given up; whether the case can be met is not known."""


@dataclass(frozen=True, slots=True)
class Gone:
    """States under which a case is met, as far as it was followed."""

    masks: Mapping[Variable, int]
    orders: frozenset[Order]


@dataclass(slots=True)
class _Node:
    masks: dict[Variable, int]
    orders: frozenset[Order]
    pending: tuple[Clause, ...]
    followed: dict[str, tuple[tuple[Variable, int], ...]]


class Joint:
    """Answers what can hold together in one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.clashing: set[str] = set()
        self.model = Model(knowledge)
        self.demands = Demands(self.model, self.clashing)

    def fires(self, rule: Rule) -> Case:
        """A rule fires."""
        return self.demands.fires(rule)

    def stands(self, rule: Rule) -> Case:
        """A rule fires and is not set aside."""
        return self.demands.stands(rule)

    def condition(self, condition: Condition, mode: Mode = Mode.TRUE) -> Case:
        """A condition has this truth value."""
        return self.demands.condition(condition, mode)

    def possible(self, case: Case, budget: int = BUDGET) -> bool:
        """Whether it can be met. Raises Spent when that could not be found out."""
        return next(self.solutions(case, budget), None) is not None

    def solutions(self, case: Case, budget: int = BUDGET) -> Iterator[Gone]:
        """Every way to meet it, lazily. Raises Spent when the search takes too long."""
        start = self._taken(_Node({}, frozenset(), (), {}), case)
        todo = [] if start is None else [start]
        while todo:
            if not budget:
                raise Spent
            budget -= 1
            node = self._propagated(todo.pop())
            if node is None:
                continue
            ways = self._ways(node)
            if ways is None:
                yield Gone(node.masks, node.orders)
            else:
                todo += reversed(ways)

    def _taken(self, node: _Node, case: Case) -> _Node | None:
        masks = dict(node.masks)
        if () in case.clauses or not meet(masks, case.masks):
            return None
        orders = node.orders | case.orders
        if not self._lists_agree(masks, case.masks):
            return None
        if (case.orders or (orders and case.masks)) and not orderable(self.model, orders, masks):
            return None
        return _Node(masks, orders, node.pending + case.clauses, node.followed)

    def _propagated(self, node: _Node) -> _Node | None:
        """With every clause taken that has only one case left, None where one has none."""
        found: _Node | None = node
        while found is not None and found.pending:
            clauses, forced = [], None
            for clause in found.pending:
                open_cases = tuple(case for case in clause if _compatible(found.masks, case))
                if any(_implied(found, case) for case in open_cases):
                    continue
                if not open_cases:
                    return None
                if len(open_cases) == 1 and forced is None:
                    forced = open_cases[0]
                else:
                    clauses.append(open_cases)
            found = _Node(found.masks, found.orders, tuple(clauses), found.followed)
            if forced is None:
                return found
            found = self._taken(found, forced)
        return found

    def _ways(self, node: _Node) -> list[_Node] | None:
        """The branches below a node, None where nothing is left to decide."""
        clause = min(node.pending, key=len, default=())
        name = self._derived(node) if len(clause) != 2 else None  # noqa: PLR2004 - a plain either-or
        if name is not None:
            return self._followed(node, name)
        if not clause:
            return None
        base = _Node(node.masks, node.orders, _without(node.pending, clause), node.followed)
        taken = (self._taken(base, case) for case in clause)
        return [found for found in taken if found is not None]

    def _followed(self, node: _Node, name: str) -> list[_Node]:
        """The branches in which the rules account for the states of a derived attribute."""
        followed = {**node.followed, name: self._signature(node, name)}
        base = _Node(node.masks, node.orders, node.pending, followed)
        narrowed = {v: mask for v, mask in node.masks.items() if _attribute(v) == name}
        taken = (self._taken(base, case) for case in self.demands.of(name, narrowed))
        return [found for found in taken if found is not None]

    def _derived(self, node: _Node) -> str | None:
        """A derived attribute whose states are narrowed and not yet followed to its rules."""
        vocabulary = self.model.knowledge.vocabulary
        for variable, mask in node.masks.items():
            name = _attribute(variable)
            if vocabulary[name].asked or mask == self.model.states(variable).full:
                continue
            if node.followed.get(name) != self._signature(node, name):
                return name
        return None

    def _signature(self, node: _Node, name: str) -> tuple[tuple[Variable, int], ...]:
        """What was demanded when it was followed; clauses keep up with all but lists and evidence."""
        if not isinstance(self.model.knowledge.vocabulary[name].kind, ListOf | Evidence):
            return ()
        return tuple((v, mask) for v, mask in node.masks.items() if _attribute(v) == name)

    def _lists_agree(self, masks: Mapping[Variable, int], changed: Collection[Variable]) -> bool:
        names = {_attribute(variable) for variable in changed}
        for name in names:
            words = {v[1]: mask for v, mask in masks.items() if isinstance(v, tuple) and v[0] == name}
            if words and not self._list_agrees(name, masks.get(name, self.model.states(name).full), words):
                return False
        return True

    def _list_agrees(self, name: str, whole: int, words: Mapping[str, int]) -> bool:
        if whole & UNKNOWN_BIT and all(mask & UNKNOWN_BIT for mask in words.values()):
            return True
        if whole & NONE_BIT and all(mask & NONE_BIT for mask in words.values()):
            return True
        if not whole & FIRST_BIT or any(mask == UNKNOWN_BIT for mask in words.values()):
            return False
        kind = self.model.knowledge.vocabulary[name].kind
        values: tuple[str, ...] = getattr(kind, "values", ())
        return any(words.get(word, self.model.states((name, word)).full) & FIRST_BIT for word in values)


def _compatible(masks: Mapping[Variable, int], case: Case) -> bool:
    return all(masks.get(variable, mask) & mask for variable, mask in case.masks.items())


def _implied(node: _Node, case: Case) -> bool:
    if case.clauses or not case.orders <= node.orders:
        return False
    return all(node.masks.get(variable, ~mask) & ~mask == 0 for variable, mask in case.masks.items())


def _without(clauses: tuple[Clause, ...], chosen: Clause) -> tuple[Clause, ...]:
    at = next(at for at, clause in enumerate(clauses) if clause is chosen)
    return clauses[:at] + clauses[at + 1 :]


def _attribute(variable: Variable) -> str:
    return variable if isinstance(variable, str) else variable[0]

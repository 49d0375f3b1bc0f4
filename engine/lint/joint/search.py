"""The search for states that meet a case, or the proof that there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ...conditions import Condition
from ...rules import KnowledgeBase, Rule
from ...vocabulary import Evidence, ListOf
from .cases import Case, Clause, Mode, Order, Variable
from .demands import Demands
from .firing import Firing
from .model import Model
from .nodes import Node, left_of, sorted_out
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


class Joint:
    """Answers what can hold together in one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.clashing: set[str] = set()
        self._orders_seen: dict[object, bool] = {}
        self._full: dict[Variable, int | None] = {}
        self._lists = {
            found.name for found in knowledge.vocabulary if isinstance(found.kind, ListOf)
        }
        self.model = Model(knowledge)
        self.firing = Firing(self.model)
        self.demands = Demands(self.firing, self.clashing)

    def fires(self, rule: Rule) -> Case:
        """A rule fires."""
        return self.firing.fires(rule)

    def stands(self, rule: Rule) -> Case:
        """A rule fires and is not set aside."""
        return self.firing.stands(rule)

    def condition(self, condition: Condition, mode: Mode = Mode.TRUE) -> Case:
        """A condition has this truth value."""
        return self.firing.condition(condition, mode)

    def possible(self, case: Case, budget: int = BUDGET) -> bool:
        """Whether it can be met. Raises Spent when that could not be found out."""
        return next(self.solutions(case, budget), None) is not None

    def solutions(self, case: Case, budget: int = BUDGET) -> Iterator[Gone]:
        """Every way to meet it, lazily. Raises Spent when the search takes too long."""
        start = self._taken(Node({}, frozenset(), (), {}), case)
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

    def _taken(self, node: Node, case: Case) -> Node | None:
        """The node with a case added, None where it contradicts."""
        if case.never:
            return None
        masks, changed = dict(node.masks), set(node.changed)
        for variable, mask in case.masks.items():
            known = masks.get(variable)
            narrowed = mask if known is None else known & mask
            if not narrowed:
                return None
            if narrowed != known:
                masks[variable] = narrowed
                changed.add(variable)
        orders = node.orders | case.orders
        if not self._lists_agree(masks, changed) or not self._orderable(
            node, orders, masks, changed
        ):
            return None
        fresh = node.fresh + case.clauses
        return Node(masks, orders, node.pending, node.followed, fresh, frozenset(changed))

    def _orderable(
        self,
        node: Node,
        orders: frozenset[Order],
        masks: dict[Variable, int],
        changed: set[Variable],
    ) -> bool:
        if orders == node.orders and not any(
            left in changed or right in changed for left, right, _ in orders
        ):
            return True
        names = sorted({name for left, right, _ in orders for name in (left, right)})
        key = orders, tuple(masks.get(name) for name in names)
        if key not in self._orders_seen:
            self._orders_seen[key] = orderable(self.model, orders, masks)
        return self._orders_seen[key]

    def _propagated(self, node: Node) -> Node | None:
        """With every clause taken that has only one case left, None where one has none."""
        found: Node | None = node
        while found is not None and (found.fresh or found.changed):
            found = self._looked_again(found)
        return found

    def _looked_again(self, node: Node) -> Node | None:
        """Every clause reduced to the cases that are left; the first with only one is taken."""
        pending: list[Clause] = []
        fresh: list[Clause] = []
        forced: Case | None = None
        untouched, touched = sorted_out(node)
        pending += untouched
        for clause in (*touched, *node.fresh):
            if forced is not None:
                fresh.append(clause)
                continue
            left = left_of(node, clause)
            if left is None:
                continue
            if not left.cases:
                return None
            if len(left.cases) == 1:
                forced = left.cases[0]
            else:
                pending.append(left)
        if forced is None:
            return Node(node.masks, node.orders, tuple(pending), node.followed)
        rest = Node(node.masks, node.orders, tuple(pending), node.followed, tuple(fresh))
        return self._taken(rest, forced)

    def _ways(self, node: Node) -> list[Node] | None:
        """The branches below a node, None where nothing is left to decide."""
        clause = min(node.pending, key=_size, default=None)
        either_or = clause is not None and _size(clause) == 2  # noqa: PLR2004 - one or the other
        name = None if either_or else self._derived(node)
        if name is not None:
            return self._followed(node, name)
        if clause is None:
            return None
        base = Node(node.masks, node.orders, _without(node.pending, clause), node.followed)
        taken = (self._taken(base, case) for case in clause.cases)
        return [found for found in taken if found is not None]

    def _followed(self, node: Node, name: str) -> list[Node]:
        """The branches in which the rules account for the states of a derived attribute."""
        followed = {**node.followed, name: self._signature(node, name)}
        base = Node(node.masks, node.orders, node.pending, followed)
        narrowed = {v: mask for v, mask in node.masks.items() if _attribute(v) == name}
        taken = (self._taken(base, case) for case in self.demands.of(name, narrowed))
        return [found for found in taken if found is not None]

    def _derived(self, node: Node) -> str | None:
        """A derived attribute whose states are narrowed and not yet followed to its rules."""
        for variable, mask in node.masks.items():
            everything = self._everything(variable)
            if everything is None or mask == everything:
                continue
            name = _attribute(variable)
            if node.followed.get(name) != self._signature(node, name):
                return name
        return None

    def _everything(self, variable: Variable) -> int | None:
        """All states of a derived variable, None for an asked one, which rests on nothing."""
        if variable not in self._full:
            asked = self.model.knowledge.vocabulary[_attribute(variable)].asked
            self._full[variable] = None if asked else self.model.states(variable).full
        return self._full[variable]

    def _signature(self, node: Node, name: str) -> tuple[tuple[Variable, int], ...]:
        """What was demanded when it was followed; clauses keep up, except for some kinds."""
        if not isinstance(self.model.knowledge.vocabulary[name].kind, ListOf | Evidence):
            return ()
        return tuple((v, mask) for v, mask in node.masks.items() if _attribute(v) == name)

    def _lists_agree(self, masks: Mapping[Variable, int], changed: Collection[Variable]) -> bool:
        for name in {_attribute(variable) for variable in changed} & self._lists:
            words = {
                v[1]: mask for v, mask in masks.items() if isinstance(v, tuple) and v[0] == name
            }
            if words and not self._list_agrees(
                name, masks.get(name, self.model.states(name).full), words
            ):
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
        return any(
            words.get(word, self.model.states((name, word)).full) & FIRST_BIT for word in values
        )


def _without(clauses: tuple[Clause, ...], chosen: Clause) -> tuple[Clause, ...]:
    at = next(at for at, clause in enumerate(clauses) if clause is chosen)
    return clauses[:at] + clauses[at + 1 :]


def _size(clause: Clause) -> int:
    return len(clause.cases)


def _attribute(variable: Variable) -> str:
    return variable if isinstance(variable, str) else variable[0]

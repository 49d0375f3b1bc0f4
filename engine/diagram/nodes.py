"""Hash-consed nodes of a multi-valued, multi-terminal decision diagram (verify.md, section 5).

Equal functions are the same number, so every question is a walk over few shared nodes. Bottom-up
``combine`` wins over building states and reducing them: every intermediate is already reduced.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

LEAF = 1 << 30
"""The level of every terminal, below all inputs."""

PENDING = 1 << 29
"""From here to LEAF: places held for tests that finer classes will settle."""

Operation = Callable[[object, object], object]


class OverBudgetError(Exception):
    """More nodes than allowed; the text names what was counted."""


class Nodes:
    """All nodes of one diagram: their ``level``, ``children`` (one a class) and ``value``."""

    __slots__ = (
        "_choices",
        "_known",
        "_maps",
        "_memos",
        "_terminals",
        "budget",
        "children",
        "false",
        "level",
        "open",
        "true",
        "value",
    )

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.level: list[int] = []
        self.children: list[tuple[int, ...]] = []
        self.value: list[object] = []
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._terminals: dict[tuple[type, object], int] = {}
        self._maps: dict[Hashable, dict[int, int]] = {}
        self._memos: dict[str, dict[tuple[int, int], int]] = {}
        self._choices: dict[tuple[int, int, int], int] = {}
        self.false, self.true, self.open = map(self.terminal, (False, True, None))

    def __len__(self) -> int:
        return len(self.level)

    def terminal(self, value: object) -> int:
        """The leaf with this value; values of different types are never the same."""
        key = type(value), value
        found = self._terminals.get(key)
        if found is None:
            found = self._terminals[key] = self._new(LEAF, (), value)
        return found

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """The node that leads to ``children``, all of them below ``level``."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = level, children
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._new(level, children, None)
        return found

    def _new(self, level: int, children: tuple[int, ...], value: object) -> int:
        number = len(self.level)
        if number >= self.budget:
            message = f"more than {self.budget:,} nodes"
            raise OverBudgetError(message)
        self.level.append(level)
        self.children.append(children)
        self.value.append(value)
        return number

    def combine(self, name: str, operation: Operation, left: int, right: int) -> int:
        """``operation`` on the values of both; ``name`` says which results may be remembered."""
        memo = self._memos.setdefault(name, {})
        level, children, value = self.level, self.children, self.value

        def walk(a: int, b: int) -> int:
            found = memo.get((a, b))
            if found is not None:
                return found
            above, below = level[a], level[b]
            if above == below:
                if above == LEAF:
                    made = self.terminal(operation(value[a], value[b]))
                else:
                    pairs = zip(children[a], children[b], strict=True)
                    made = self.node(above, tuple([walk(x, y) for x, y in pairs]))
            elif above < below:
                made = self.node(above, tuple([walk(x, b) for x in children[a]]))
            else:
                made = self.node(below, tuple([walk(a, y) for y in children[b]]))
            memo[a, b] = made
            return made

        return walk(left, right)

    def both(self, left: int, right: int) -> int:
        """Kleene's *and*: false where one is, true where both are."""
        return self._kleene("and", left, right, (self.false, self.true))

    def either(self, left: int, right: int) -> int:
        """Kleene's *or*: true where one is, false where both are."""
        return self._kleene("or", left, right, (self.true, self.false))

    def _kleene(self, name: str, left: int, right: int, ends: tuple[int, int]) -> int:
        """``ends``: the value that settles the result, and the one that changes nothing."""
        settles, neutral = ends
        memo = self._memos.setdefault(name, {})
        level, children = self.level, self.children

        def walk(a: int, b: int) -> int:
            if settles in (a, b):
                return settles
            if a in (neutral, b):
                return b
            if b == neutral:
                return a
            key = (a, b) if a < b else (b, a)
            found = memo.get(key)
            if found is not None:
                return found
            above, below = level[a], level[b]
            if above == below:
                pairs = zip(children[a], children[b], strict=True)
                made = self.node(above, tuple([walk(x, y) for x, y in pairs]))
            elif above < below:
                made = self.node(above, tuple([walk(x, b) for x in children[a]]))
            else:
                made = self.node(below, tuple([walk(a, y) for y in children[b]]))
            memo[key] = made
            return made

        return walk(left, right)

    def choose(self, condition: int, yes: int, no: int) -> int:
        """``yes`` where the condition is true, ``no`` where it is not."""
        if yes == no or condition in (self.false, self.open):
            return no
        if condition == self.true:
            return yes
        key = condition, yes, no
        found = self._choices.get(key)
        if found is None:
            top = min(self.level[condition], self.level[yes], self.level[no])
            parts = [self.children[n] if self.level[n] == top else None for n in key]
            count = next(len(part) for part in parts if part is not None)
            condition_parts, yes_parts, no_parts = (
                (number,) * count if part is None else part
                for number, part in zip(key, parts, strict=True)
            )
            triples = zip(condition_parts, yes_parts, no_parts, strict=True)
            found = self.node(top, tuple([self.choose(c, y, n) for c, y, n in triples]))
            self._choices[key] = found
        return found

    def map(self, name: Hashable, by: Callable[[object], object], number: int) -> int:
        """Each terminal's value replaced by another; ``name`` as in ``combine``."""
        memo = self._maps.setdefault(name, {})
        level, children, value = self.level, self.children, self.value

        def walk(at: int) -> int:
            if level[at] == LEAF:
                found = self.terminal(by(value[at]))
            else:
                below = [memo[c] if c in memo else walk(c) for c in children[at]]
                found = self.node(level[at], tuple(below))
            memo[at] = found
            return found

        return memo[number] if number in memo else walk(number)

    def replace(self, number: int, by: Callable[[object], int]) -> int:
        """Each terminal replaced by a diagram, which may look at any input."""
        return self.merge(number, self.true, lambda value, _: by(value))

    def merge(self, left: int, right: int, by: Callable[[object, object], int]) -> int:
        """Each pair of terminals replaced by a diagram, which may look at any input."""
        memo: dict[tuple[int, int], int] = {}
        level, children, value = self.level, self.children, self.value

        def walk(a: int, b: int) -> int:
            found = memo.get((a, b))
            if found is None:
                above, below = level[a], level[b]
                if above == below == LEAF:
                    found = by(value[a], value[b])
                elif above == below:
                    pairs = zip(children[a], children[b], strict=True)
                    found = self._branch(above, tuple([walk(x, y) for x, y in pairs]))
                elif above < below:
                    found = self._branch(above, tuple([walk(x, b) for x in children[a]]))
                else:
                    found = self._branch(below, tuple([walk(a, y) for y in children[b]]))
                memo[a, b] = found
            return found

        return walk(left, right)

    def only(self, roots: Iterable[int]) -> tuple[Nodes, Mapping[int, int]]:
        """Nodes of these diagrams alone, and the new number of each node."""
        kept, todo = set[int](), list(roots)
        while todo:
            at = todo.pop()
            if at not in kept:
                kept.add(at)
                todo.extend(self.children[at])
        made, new = Nodes(self.budget), dict[int, int]()
        for number in sorted(kept):  # children come before those that lead to them
            if self.level[number] == LEAF:
                new[number] = made.terminal(self.value[number])
            else:
                children = tuple([new[child] for child in self.children[number]])
                new[number] = made.node(self.level[number], children)
        return made, new

    def mentions(self, number: int, levels: frozenset[int]) -> bool:
        """Whether a diagram looks at one of these inputs, or at a test that is pending."""
        seen, todo = set[int](), [number]
        while todo:
            at = todo.pop()
            if at not in seen:
                level = self.level[at]
                if level in levels or PENDING <= level < LEAF:
                    return True
                seen.add(at)
                todo.extend(self.children[at])
        return False

    def _branch(self, level: int, children: tuple[int, ...]) -> int:
        """A node over diagrams that may look at inputs above ``level``."""
        top = min([self.level[child] for child in children])
        if top > level:
            return self.node(level, children)
        count = next(len(self.children[c]) for c in children if self.level[c] == top)
        sides = (
            tuple([self.children[c][k] if self.level[c] == top else c for c in children])
            for k in range(count)
        )
        if top == level:  # the same input again: its own class goes on
            return self.node(level, tuple([side[k] for k, side in enumerate(sides)]))
        return self.node(top, tuple([self._branch(level, side) for side in sides]))

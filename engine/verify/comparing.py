"""Two values side by side, as a region: where the one does not stand to the other as it should."""

from __future__ import annotations

from decimal import Decimal

from ..conditions import Test
from ..diagram.figures import Figure
from ..diagram.workspace import as_figure
from .bounding import always, everywhere
from .space import Space


def violated(space: Space, test: Test, left: int, right: int) -> int:
    """Where ``left`` and ``right`` are numbers of which the test is not true.

    Where bounds settle nothing, a joint test decides, which may be true of nobody.
    """
    nodes, workspace = space.nodes, space.workspace
    vocabulary = space.program.knowledge.vocabulary

    def differ(one: object, other: object) -> int:
        if not isinstance(one, Decimal | Figure) or not isinstance(other, Decimal | Figure):
            return nodes.false
        if always(test, one, other, everywhere(vocabulary, one, other)):
            return nodes.false
        return nodes.choose(workspace.compared(test, one, other), nodes.false, nodes.true)

    return nodes.merge(figures(space, left), figures(space, right), differ)


def figures(space: Space, root: int) -> int:
    """The numbers of a diagram; what is none, unknown or a word is no number."""
    return space.nodes.map("figure", as_figure, root)


def restricted(space: Space, root: int, classes: dict[int, int]) -> int:
    """A diagram with the classes of some levels fixed, so that it looks at them no more."""
    key = root, tuple(classes.items())
    if key not in space.cofactors:
        space.cofactors[key] = _restricted(space, root, classes)
    return space.cofactors[key]


def _restricted(space: Space, root: int, classes: dict[int, int]) -> int:
    nodes, memo = space.nodes, dict[int, int]()
    last = max(classes)

    def walk(at: int) -> int:
        found = memo.get(at)
        if found is None:
            level, children = nodes.level[at], nodes.children[at]
            if level > last:
                found = at
            elif level in classes:
                found = walk(children[classes[level]])
            else:
                found = nodes.node(level, tuple([walk(child) for child in children]))
            memo[at] = found
        return found

    return walk(root)

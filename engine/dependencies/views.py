"""The forms in which a graph is shown, so coarse that a person can follow it."""

from __future__ import annotations

from dataclasses import dataclass

from .graph import CLAIMS, STATEMENTS, TEXTS, Dependencies, Thing
from .parts import Direction, bundled, folded, gathered, part, without

MOST_BOXES = 12  # so many rules on one side of a thing are boxes; more of them become arrows


@dataclass(frozen=True, slots=True)
class Around:
    """A thing, the ``whole`` it stands in, and all that it rests on or that rests on it.

    That is ``reached``; in ``near`` rules are arrows; in ``drawn`` those beside the thing are
    boxes all the same.
    """

    centre: Thing
    whole: Dependencies
    reached: Dependencies
    near: Dependencies
    drawn: Dependencies


def outlined(graph: Dependencies) -> Dependencies:
    """A whole knowledge base: tables as one thing, without claims."""
    return folded(without(graph, CLAIMS))


def drawn(graph: Dependencies, *, every: bool = False) -> Dependencies:
    """A whole knowledge base: attributes and fields, rules as arrows; or everything."""
    graph = outlined(graph)
    return graph if every else without(gathered(graph, ()), TEXTS)


def around(
    graph: Dependencies,
    centre: Thing,
    direction: Direction = "both",
    depth: int | None = None,
    *,
    every: bool = False,
) -> Around:
    """What a thing rests on and what rests on it, so many steps far."""
    whole = folded(graph, () if centre.table is None else (centre.table,))
    centre = whole.things[centre.id]
    reached = part(whole, centre.id, direction, depth)
    if centre.sort != "claim":
        reached = without(reached, CLAIMS)
    plain = _without_far_texts(reached, centre.id)
    near = gathered(plain, (centre.id,))
    if every:
        return Around(centre, whole, reached, near, reached)
    merged = bundled(plain, (centre.id,))
    kept = {centre.id, *_beside(merged, centre.id)}
    return Around(centre, whole, reached, near, gathered(merged, kept))


def _without_far_texts(graph: Dependencies, centre: str) -> Dependencies:
    """Nearly every attribute leads to some text in the end, so only those beside it are kept."""
    beside = {link.target for link in graph.out_of(centre)} | {centre}
    things = {
        name: thing
        for name, thing in graph.things.items()
        if thing.sort != "text" or name in beside
    }
    return graph.only(things)


def _beside(graph: Dependencies, centre: str) -> set[str]:
    """The rules that stand on a side of the centre, where they are not too many."""
    before = {link.source for link in graph.into(centre)}
    before |= {link.source for name in before for link in graph.into(name)}
    after = {link.target for link in graph.out_of(centre)}
    found = set[str]()
    for side in (before, after):
        rules = {name for name in side if graph.things[name].sort in STATEMENTS}
        if len(rules) <= MOST_BOXES:
            found |= rules
    return found

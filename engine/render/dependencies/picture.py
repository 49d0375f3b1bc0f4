"""A graph of dependencies as boxes and arrows that a person can follow."""

from __future__ import annotations

from collections.abc import Iterator

from ...dependencies import Dependencies, Link, Thing
from ...graphs import Edge, Graph, Node, NodeKind
from ...words import join, plural
from .saying import SORTS, some

MOST_LINES = 4  # rules that are named in the box of a table or a bundle
MOST_LABELLED = 24  # with more arrows than these, labels would hide each other
MOST_NAMED = 12

_KINDS: dict[str, NodeKind] = {
    "asked": "fact",
    "decided": "conclusion",
    "evidence": "conclusion",
    "formula": "reckoning",
    "lookup": "reckoning",
    "rule": "rule",
    "table": "rule",
    "field": "shown",
    "text": "text",
    "claim": "claim",
}
_LABELS = {"unless": "unless", "overrides": "sets aside", "cites": "cited"}


def picture(graph: Dependencies, centre: Thing | None = None) -> Graph:
    """The things and links of a graph; ``centre`` is the one that was asked about."""
    names = {name: f"n{at}" for at, name in enumerate(graph.things, 1)}
    nodes = tuple(
        Node(names[name], _KINDS[thing.sort], tuple(_lines(thing)), _title(thing), thing == centre)
        for name, thing in graph.things.items()
    )
    drawn = [link for link in graph.links if link.carries]  # what is only quoted moves nothing
    labelled = len(drawn) <= MOST_LABELLED
    edges = tuple(_edge(names, graph, link, labelled=labelled) for link in drawn)
    name = graph.name or "this knowledge base"
    title = f"What reads what in {name}"
    if centre is not None:
        title = f"What {centre.name} rests on, and what rests on it, in {name}"
    return Graph(title, nodes, edges, "across", _about(graph))


def _lines(thing: Thing) -> Iterator[str]:
    if thing.sort == "field":
        yield f"verdict: {thing.name}"
    elif thing.sort == "table":
        yield f"table {thing.name}"
        yield plural(len(thing.rows), "row")
    elif thing.rows:
        yield from thing.rows[:MOST_LINES]
        if len(thing.rows) > MOST_LINES:
            yield f"and {plural(len(thing.rows) - MOST_LINES, 'more rule')}"
    else:
        yield thing.name
        if thing.sort == "rule" and thing.location is not None:
            yield str(thing.location)


def _title(thing: Thing) -> str:
    at = f" at {thing.location}" if thing.location is not None else ""
    rows = f": {some(thing.rows, MOST_NAMED, 'rule')}" if thing.rows else ""
    return f"{SORTS[thing.sort]}{at}{rows}"


def _edge(names: dict[str, str], graph: Dependencies, link: Link, *, labelled: bool) -> Edge:
    through = not {graph.things[end].sort for end in (link.source, link.target)} & {"rule", "table"}
    label = _LABELS.get(link.how, "")
    if not label and labelled and through and link.rules:
        label = link.rules[0] if len(link.rules) == 1 else plural(len(link.rules), "rule")
    source, target = graph.things[link.source].name, graph.things[link.target].name
    by = f", by {some(link.rules, MOST_NAMED, 'rule')}" if through and link.rules else ""
    idle = f" (never matters: {link.idle})" if link.idle else ""
    said = f"{source} to {target}{by}{idle}"
    taken = link.how in {"overrides", "cites"} or bool(link.idle)
    if link.idle:
        label = "never matters"
    return Edge(names[link.source], names[link.target], label, taken, said)


def _about(graph: Dependencies) -> str:
    counts: dict[str, int] = {}
    for thing in graph.things.values():
        counts[SORTS[thing.sort]] = counts.get(SORTS[thing.sort], 0) + 1
    said = join([plural(many, sort, _many(sort)) for sort, many in counts.items()])
    return (
        f"{said}, and {plural(len(graph.links), 'arrow')}, each from what is read to what reads it."
    )


def _many(sort: str) -> str:
    first, _, rest = sort.partition(" ")
    return f"{first}s {rest}".rstrip()

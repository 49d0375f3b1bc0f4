"""A graph of dependencies as data."""

from __future__ import annotations

from ...dependencies import Dependencies, Link, Thing


def dependencies_json(graph: Dependencies, centre: Thing | None = None) -> dict[str, object]:
    """All things and links in their order, by ``docs/schemas/graph.json``."""
    return {
        "schema": "dunbar.graph/1",
        "knowledge_base": graph.name,
        "asked_about": None if centre is None else centre.id,
        "not_checked": graph.unchecked or None,
        "nodes": [_node(thing) for thing in graph.things.values()],
        "links": [_link(link) for link in graph.links],
    }


def _node(thing: Thing) -> dict[str, object]:
    return {
        "id": thing.id,
        "sort": thing.sort,
        "name": thing.name,
        "step": thing.step,
        "rules": list(thing.rows),
        "table": thing.table,
        "at": None if thing.location is None else str(thing.location),
    }


def _link(link: Link) -> dict[str, object]:
    return {
        "from": link.source,
        "to": link.target,
        "how": link.how,
        "rules": list(link.rules),
        "never_matters": link.idle or None,
    }

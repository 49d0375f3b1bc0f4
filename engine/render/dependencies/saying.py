"""The words for things and links."""

from __future__ import annotations

from collections.abc import Sequence

from ...dependencies import Dependencies, How, Link, Sort, Thing
from ...words import join, plural

SORTS: dict[Sort, str] = {
    "asked": "question",
    "decided": "attribute",
    "evidence": "evidence attribute",
    "formula": "formula",
    "lookup": "lookup",
    "rule": "rule",
    "table": "table",
    "field": "field of the verdict",
    "text": "text",
    "claim": "claim",
}
INTO: dict[How, str] = {
    "concludes": "Written by",
    "computes": "Computed from",
    "looks up": "Looked up by",
    "reads": "Reads",
    "unless": "Reads in unless",
    "overrides": "Set aside by",
    "shows": "Shows",
    "says": "Says",
    "calls for": "Called for by",
    "quotes": "Quotes",
    "cites": "Cites",
}
OUT_OF: dict[How, str] = {
    "reads": "Read by",
    "unless": "Read in unless by",
    "computes": "Computed into",
    "looks up": "Looks up",
    "concludes": "Concludes",
    "calls for": "Calls for",
    "overrides": "Sets aside",
    "shows": "Shown by",
    "says": "Said by",
    "quotes": "Quoted by",
    "cites": "Cited by",
}


def some(names: Sequence[str], most: int, one: str) -> str:
    """All names, or so many of them and the number of the others."""
    if len(names) <= most:
        return join(names)
    return f"{', '.join(names[:most])} and {plural(len(names) - most, f'more {one}')}"


def called(thing: Thing) -> str:
    """A thing as it stands in a sentence."""
    match thing.sort:
        case "field":
            return f"verdict {thing.name}"
        case "table":
            return f"{thing.name} ({plural(len(thing.rows), 'row')})"
        case _:
            return thing.name


def sources(graph: Dependencies, links: Sequence[Link]) -> list[str]:
    """What stands at the start of links, each once."""
    return list(dict.fromkeys(called(graph.things[link.source]) for link in links))


def targets(graph: Dependencies, links: Sequence[Link]) -> list[str]:
    """What stands at the end of links, each once."""
    return list(dict.fromkeys(called(graph.things[link.target]) for link in links))

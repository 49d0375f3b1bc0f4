"""Parts and coarser forms of a graph of dependencies; each gives a graph of the same kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Literal

from .graph import STATEMENTS, Dependencies, Link, Sort, Thing, identity

Direction = Literal["upstream", "downstream", "both"]


def without(graph: Dependencies, sorts: Collection[Sort]) -> Dependencies:
    """The graph without things of these sorts."""
    return graph.only({name for name, thing in graph.things.items() if thing.sort not in sorts})


def part(
    graph: Dependencies, centre: str, direction: Direction = "both", depth: int | None = None
) -> Dependencies:
    """What a thing rests on, what rests on it, or both; ``depth`` counts the steps away.

    From attribute to attribute through a rule is one step.
    """
    found = {centre}
    for way in ("upstream", "downstream"):
        if direction in {way, "both"}:
            found |= _reached(graph, centre, depth, backwards=way == "upstream")
    kept = graph.only(found)
    links = (link for link in kept.links if link.carries or centre in {link.source, link.target})
    return replace(kept, links=tuple(links))


def folded(graph: Dependencies, spared: Collection[str] = ()) -> Dependencies:
    """Rules of a table as one thing, but for tables in ``spared``."""
    tables: dict[str, list[Thing]] = defaultdict(list)
    for thing in graph.things.values():
        if thing.table is not None and thing.table not in spared:
            tables[thing.table].append(thing)
    groups = {
        Thing(
            identity("table", name),
            "table",
            name,
            min(row.step for row in rows),
            tuple(row.name for row in rows),
            location=rows[0].location,
        ): [row.id for row in rows]
        for name, rows in tables.items()
    }
    return _merged(graph, groups)


def bundled(graph: Dependencies, spared: Collection[str] = ()) -> Dependencies:
    """Rules that read the same and conclude the same as one thing, but for those ``spared``."""
    alike: dict[object, list[Thing]] = defaultdict(list)
    for thing in graph.things.values():
        if thing.sort == "rule" and thing.id not in spared:
            before = frozenset((link.source, link.how) for link in graph.into(thing.id))
            after = frozenset((link.target, link.how) for link in graph.out_of(thing.id))
            alike[before, after].append(thing)
    groups = {
        replace(
            rules[0],
            id=f"{rules[0].id}+",
            name=rules[0].name,
            rows=tuple(rule.name for rule in rules),
        ): [rule.id for rule in rules]
        for rules in alike.values()
        if len(rules) > 1
    }
    return _merged(graph, groups)


def gathered(graph: Dependencies, kept: Collection[str]) -> Dependencies:
    """Rules and tables that are not ``kept`` as links from what they read to what they conclude."""
    left = {
        name: thing
        for name, thing in graph.things.items()
        if thing.sort not in STATEMENTS or name in kept
    }
    through = _Through(graph, left)
    links = chain.from_iterable(map(through.links, graph.links))
    return replace(graph, things=left, links=_united(links))


class _Through:
    """Where links lead that go through things which are left out."""

    def __init__(self, graph: Dependencies, kept: Collection[str]) -> None:
        self._graph, self._kept = graph, kept
        self._ends: dict[str, tuple[Link, ...]] = {}

    def links(self, link: Link) -> Iterable[Link]:
        """A link between things that are kept; or what it becomes, where it leads to no such."""
        if link.source not in self._kept:
            return ()
        return (link,) if link.target in self._kept else self._on(link)

    def _on(self, link: Link) -> tuple[Link, ...]:
        if not link.carries:
            return ()
        return tuple(
            Link(
                link.source,
                end.target,
                end.how,
                tuple(dict.fromkeys((*link.rules, *end.rules))),
                link.idle or end.idle,
            )
            for end in self._ends_of(link.target)
        )

    def _ends_of(self, name: str) -> tuple[Link, ...]:
        """The links by which all that starts at a thing arrives at things that are kept."""
        if name not in self._ends:
            out = [link for link in self._graph.out_of(name) if link.carries]
            found = chain.from_iterable(
                (link,) if link.target in self._kept else self._on(link) for link in out
            )
            self._ends[name] = _united(found)
        return self._ends[name]


def _reached(graph: Dependencies, centre: str, depth: int | None, *, backwards: bool) -> set[str]:
    """All that is reached along links that carry; from rule to attribute is no further step."""
    steps = {centre: 0}
    todo = [centre]
    for name in todo:  # it grows; what turns out nearer comes again
        passing = graph.things[name].sort in STATEMENTS and name != centre
        away = steps[name] + (not passing)
        if depth is not None and away > depth:
            continue
        links = graph.into(name) if backwards else graph.out_of(name)
        for link in links:
            other = link.source if backwards else link.target
            if link.carries and away < steps.get(other, away + 1):
                steps[other] = away
                todo.append(other)
    return set(steps)


def _merged(graph: Dependencies, groups: Mapping[Thing, Iterable[str]]) -> Dependencies:
    """Each group as its one thing, which stands where its first member stood."""
    becomes = {name: group for group, names in groups.items() for name in names}
    things: dict[str, Thing] = {}
    for name, thing in graph.things.items():
        found = becomes.get(name, thing)
        things[found.id] = found

    def new(name: str) -> str:
        return becomes[name].id if name in becomes else name

    links = (replace(link, source=new(link.source), target=new(link.target))
             for link in graph.links)  # fmt: skip
    return replace(
        graph, things=things, links=_united(link for link in links if link.source != link.target)
    )


def _united(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links of the same kind between the same two as one; idle only where all of them are."""
    found: dict[tuple[str, str, str], Link] = {}
    for link in links:
        key = link.source, link.target, link.how
        one = found.get(key)
        found[key] = link if one is None else replace(
            one,
            rules=tuple(dict.fromkeys((*one.rules, *link.rules))),
            idle=one.idle if one.idle and link.idle else "",
        )  # fmt: skip
    return tuple(found.values())

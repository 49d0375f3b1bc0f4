"""What reads what as an outline: of a whole knowledge base, or of one thing in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...dependencies import STATEMENTS, Around, Dependencies, How, Link, Thing
from ...words import join, plural
from ..document import Item, Items, Paragraph, Span, Text, dim
from ..explanations.outline import Entry, heading, item, outline_text, words
from ..phrases import standing
from .saying import INTO, OUT_OF, SORTS, called, some, sources, targets

MOST_NAMED = 5
ASIDE: tuple[How, ...] = ("quotes", "cites")  # told beside the centre, whatever the direction

Tree = Mapping[str, Sequence[str]]


def base_text(graph: Dependencies, **page: Any) -> str:
    """Every attribute in the order of inference: what writes it, and what reads it."""
    return outline_text(_base(graph), **page)


def thing_text(around: Around, depends: frozenset[str] | None, **page: Any) -> str:
    """One thing: its own links, and all that it rests on or that rests on it.

    ``depends`` are the asked attributes that can change it, where a diagram could tell.
    """
    return outline_text(_thing(around, depends), **page)


def _base(graph: Dependencies) -> Iterator[Entry]:
    things = graph.things.values()
    rules = sum(len(thing.rows) or 1 for thing in things if thing.sort in STATEMENTS)
    attributes = [thing for thing in things if thing.id.startswith("attribute:")]
    asked = [thing for thing in attributes if thing.sort == "asked"]
    last = max((thing.step for thing in attributes), default=0)
    yield Entry(Paragraph((
        Span(f"{len(asked)} of {plural(len(attributes), 'attribute')} are asked; "
             f"{plural(rules, 'rule')} work out the others in {plural(last, 'step')}."),
    )))  # fmt: skip
    yield from _section(graph, "Asked", asked)
    for step in range(1, last + 1):
        found = [thing for thing in attributes if thing.step == step]
        yield from _section(graph, f"Step {step}", found)
    yield from _verdict(graph)
    yield from _never(graph, graph.links)


def _section(graph: Dependencies, title: str, things: Sequence[Thing]) -> Iterator[Entry]:
    if things:
        yield heading(title)
        yield Entry(Items(tuple(_attribute(graph, thing) for thing in things)))


def _attribute(graph: Dependencies, thing: Thing) -> Item:
    into, out = graph.into(thing.id), graph.out_of(thing.id)
    written = [link for link in into if link.how == "concludes"]
    computed = [link for link in into if link.how in {"computes", "looks up"}]
    from_ = {link.source for one in written for link in graph.into(one.source)
             if link.how in {"reads", "unless"}}  # fmt: skip
    read = [graph.things[name] for name in graph.things if name in from_]
    notes: list[Text] = []
    if computed:
        notes.append(dim(f"{SORTS[thing.sort]} of {join(sources(graph, computed))}"))
    if written:
        named = some(sources(graph, written), MOST_NAMED, "rule")
        notes.append(dim(f"written by {named}"))
        if read:
            notes.append(dim(f"from {join([each.name for each in read])}"))
    notes.append(dim(_read_by(graph, thing, out)))
    return Item((Span(thing.name, "strong"),), tuple(notes))


def _read_by(graph: Dependencies, thing: Thing, out: Sequence[Link]) -> str:
    carrying = [link for link in out if link.carries]
    rules = [link for link in carrying if graph.things[link.target].sort in STATEMENTS]
    others = [link for link in carrying if graph.things[link.target].sort not in STATEMENTS]
    quoting = [link for link in out if link.how == "quotes"
               and graph.things[link.target].sort == "text"]  # fmt: skip
    parts = []
    if rules:
        many = len({rule for link in rules for rule in link.rules})
        led = {one.target for link in rules for one in graph.out_of(link.target)
               if one.how == "concludes" and one.target != thing.id}  # fmt: skip
        for_ = join([each.name for each in graph.things.values() if each.id in led])
        parts.append(f"{plural(many, 'rule')} (for {for_})" if for_ else plural(many, "rule"))
    named = dict.fromkeys((*targets(graph, others), *targets(graph, quoting)))
    parts += [some(list(named), MOST_NAMED, "reader")] if named else []
    return f"read by {'; '.join(parts)}" if parts else "read by nothing"


def _verdict(graph: Dependencies) -> Iterator[Entry]:
    fields = [thing for thing in graph.things.values() if thing.sort == "field"]
    if fields:
        yield heading("The verdict")
        yield Entry(Items(tuple(
            Item((Span(thing.name, "strong"),),
                 (dim(f"shows {join(sources(graph, graph.into(thing.id)))}"),))
            for thing in fields
        )))  # fmt: skip


def _never(graph: Dependencies, links: Iterable[Link]) -> Iterator[Entry]:
    """The arrows that matter to nobody; or why that was not looked into."""
    idle = [link for link in links if link.idle]
    if graph.unchecked:
        yield heading("Whether each arrow matters")
        yield Entry(Paragraph(words(f"was not looked into: {graph.unchecked}.")))
    elif idle:
        yield heading("Arrows that never matter, which is proved")
        yield Entry(Items(tuple(
            Item(words(f"{called(graph.things[one.source])} to {called(graph.things[one.target])}: "
                       f"{one.idle}."))
            for one in idle
        )))  # fmt: skip


def _thing(around: Around, depends: frozenset[str] | None) -> Iterator[Entry]:
    graph, centre, near = around.whole, around.centre, around.near
    step = f", settled in step {centre.step}" if centre.step else ""
    yield Entry(Paragraph((
        Span(f"{SORTS[centre.sort].capitalize()} ", "dim"), *standing(centre.name, centre.location),
        Span(step, "dim"),
    )))  # fmt: skip
    into, out = graph.into(centre.id), graph.out_of(centre.id)
    shown = around.reached.things
    yield from _groups(graph, INTO, into, [link.source for link in into], shown)
    yield from _groups(graph, OUT_OF, out, [link.target for link in out], shown)
    yield from _far(near, centre, depends)
    yield from _never(graph, (*into, *out))


def _groups(
    graph: Dependencies,
    titles: Mapping[How, str],
    links: Sequence[Link],
    ends: Sequence[str],
    shown: Mapping[str, Thing],
) -> Iterator[Entry]:
    """The things at the other ends of links, under a heading for each kind of link."""
    found: dict[How, list[Thing]] = defaultdict(list)
    for link, end in zip(links, ends, strict=True):
        if end in shown or link.how in ASIDE:
            found[link.how].append(graph.things[end])
    for how, title in titles.items():
        if found[how]:
            yield heading(title)
            yield Entry(Items(tuple(
                Item(standing(called(thing), thing.location), _own(graph, thing, how))
                for thing in found[how]
            )))  # fmt: skip


def _own(graph: Dependencies, thing: Thing, how: How) -> tuple[Text, ...]:
    """What else a rule reads and concludes."""
    if thing.sort not in STATEMENTS:
        return ()
    into, out = graph.into(thing.id), graph.out_of(thing.id)
    reads = [link for link in into if link.how in {"reads", "unless"}]
    concludes = [link for link in out if link.how == "concludes"]
    above = [link for link in out if link.how == "overrides"]
    parts = [
        f"reads {join(sources(graph, reads))}" if reads else "always",
        f"concludes {join(targets(graph, concludes))}" if how != "concludes" or len(concludes) > 1
        else "",
        f"sets aside {join(targets(graph, above))}" if above else "",
    ]  # fmt: skip
    return (dim("; ".join(filter(None, parts))),)


def _far(near: Dependencies, centre: Thing, depends: frozenset[str] | None) -> Iterator[Entry]:
    """All that it rests on and all that rests on it, as trees of attributes."""
    before, after = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for link in near.links:
        if link.carries:
            before[link.target].append(link.source)
            after[link.source].append(link.target)
    idle = frozenset[str]()
    behind = _all(before, centre.id)
    if depends is not None:
        asked = {name for name in behind if near.things[name].sort == "asked"}
        idle = frozenset(asked - {f"attribute:{name}" for name in depends})
    if behind:
        yield heading("Rests on, all the way")
        yield from _tree(near, before, centre.id, idle)
    if _all(after, centre.id):
        yield heading("Leads to, all the way")
        yield from _tree(near, after, centre.id, frozenset())


def _all(tree: Tree, centre: str) -> set[str]:
    found, todo = set[str](), [centre]
    while todo:
        for name in tree.get(todo.pop(), ()):
            if name not in found:
                found.add(name)
                todo.append(name)
    return found


def _tree(near: Dependencies, tree: Tree, centre: str, idle: frozenset[str]) -> Iterator[Entry]:
    """Each thing below the one that it is next to; what was told already is not told again."""
    seen: set[str] = set()

    def branch(name: str, depth: int) -> Iterator[Entry]:
        for other in dict.fromkeys(tree.get(name, ())):
            thing, below = near.things[other], bool(tree.get(other))
            again = ", as above" if other in seen and below else ""
            kind = ", asked" if thing.sort == "asked" else ""
            moved = ", which never matters to it" if other in idle else ""
            yield item((Span(called(thing)), Span(f"{kind}{moved}{again}", "dim")), depth)
            if other not in seen:
                seen.add(other)
                yield from branch(other, depth + 1)

    yield from branch(centre, 0)

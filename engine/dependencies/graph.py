"""A knowledge base as a graph: a link leads from what is read to what reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Literal

from ..conditions import attributes
from ..diagnostics import Location
from ..diagram.cutting import placeholders
from ..presentation import Field, Saying, VerdictForm
from ..rules import Conclusion, KnowledgeBase, Rule
from ..strata import Program
from ..vocabulary import Attribute, Evidence, Formula, Lookup

Sort = Literal[
    "asked", "decided", "evidence", "formula", "lookup", "rule", "table", "field", "text", "claim"
]
ATTRIBUTES: tuple[Sort, ...] = ("asked", "decided", "evidence", "formula", "lookup")
STATEMENTS: tuple[Sort, ...] = ("rule", "table")
TEXTS: tuple[Sort, ...] = ("text",)
CLAIMS: tuple[Sort, ...] = ("claim",)
How = Literal[
    "reads", "unless", "concludes", "overrides", "computes", "looks up", "shows", "says",
    "calls for", "quotes", "cites",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: an attribute, a rule or a table, a field or a text of the verdict, a claim.

    ``step`` is the stratum in which it is settled, from 1, or 0; ``rows`` are the rules of a table
    or of a bundle; ``table`` is that of a rule; ``called`` are other names for it.
    """

    id: str
    sort: Sort
    name: str
    step: int = 0
    rows: tuple[str, ...] = ()
    table: str | None = None
    called: tuple[str, ...] = ()
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two things, by their ids, and the ``rules`` through which it goes.

    ``idle`` says why it never matters to anybody, where that is proved.
    """

    source: str
    target: str
    how: How
    rules: tuple[str, ...] = ()
    idle: str = ""

    @property
    def carries(self) -> bool:
        """Whether what changes at its source may change what stands behind its target.

        A reason that quotes a value changes with it; what the rule concludes does not.
        """
        return self.how != "quotes"


@dataclass(frozen=True)
class Dependencies:
    """All things in the order of inference, and all links; ``unchecked`` says why none is idle."""

    name: str
    things: Mapping[str, Thing]
    links: tuple[Link, ...]
    unchecked: str = ""

    def into(self, name: str) -> Sequence[Link]:
        """The links that end at a thing."""
        return self._ending.get(name, ())

    def out_of(self, name: str) -> Sequence[Link]:
        """The links that start at a thing."""
        return self._starting.get(name, ())

    def only(self, names: Collection[str]) -> Dependencies:
        """Only these things, and the links among them."""
        things = {name: thing for name, thing in self.things.items() if name in names}
        links = (link for link in self.links if link.source in things and link.target in things)
        return replace(self, things=things, links=tuple(links))

    @cached_property
    def _ending(self) -> Mapping[str, Sequence[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.target, []).append(link)
        return found

    @cached_property
    def _starting(self) -> Mapping[str, Sequence[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.source, []).append(link)
        return found


def dependencies(program: Program) -> Dependencies:
    """Everything in a knowledge base that reads or decides something, each row by itself."""
    knowledge = program.knowledge
    things = {thing.id: thing for thing in _things(program)}
    links = dict.fromkeys(link for link in _links(knowledge) if link.source in things)
    return Dependencies(knowledge.name, things, tuple(links))


def identity(sort: Sort, name: str) -> str:
    """The id of a thing: attributes, rules, fields and the rest may share a name."""
    return f"{'attribute' if sort in ATTRIBUTES else sort}:{name}"


def _things(program: Program) -> Iterator[Thing]:
    knowledge, vocabulary = program.knowledge, program.knowledge.vocabulary
    for claim in knowledge.claims.values():
        yield Thing(identity("claim", claim.id), "claim", claim.id, location=claim.location)
    yield from (_attribute(attribute, 0) for attribute in vocabulary.asked)
    for step, stratum in enumerate(program.strata, 1):
        yield from (_rule(program.rules[number], step) for number in stratum.rules)
        yield from (_attribute(vocabulary[name], step) for name in stratum.closes)
    if knowledge.verdict is not None:
        yield from _shown(knowledge, knowledge.verdict)


def _attribute(attribute: Attribute, step: int) -> Thing:
    sort: Sort = "decided"
    match attribute.kind:
        case _ if attribute.asked:
            sort = "asked"
        case Evidence():
            sort = "evidence"
        case Formula():
            sort = "formula"
        case Lookup():
            sort = "lookup"
        case _:
            pass
    return Thing(
        identity(sort, attribute.name),
        sort,
        attribute.name,
        step,
        called=attribute.also_called,
        location=attribute.location,
    )


def _rule(rule: Rule, step: int) -> Thing:
    return Thing(
        identity("rule", rule.id), "rule", rule.id, step, table=rule.table, location=rule.location
    )


def _shown(knowledge: KnowledgeBase, form: VerdictForm) -> Iterator[Thing]:
    for entry in form.fields:
        members = entry.shows if isinstance(entry.shows, tuple) else ()
        called = (f"verdict {entry.name}", *(f"{entry.name} {one.name}" for one in members))
        yield Thing(identity("field", entry.name), "field", entry.name, called=called)
    for name, at, _ in _texts(form):
        yield Thing(identity("text", name), "text", name, location=at)
    for name in form.advice:
        yield Thing(identity("field", name), "field", name, called=(f"verdict {name}",))
        for word, advice in knowledge.advice.get(name, {}).items():
            called = (word, *((f"{name[:-1]}: {word}",) if name.endswith("s") else ()))
            own = f"{name}: {word}"
            yield Thing(identity("text", own), "text", own, called=called, location=advice.location)


def _texts(
    form: VerdictForm,
) -> Iterator[tuple[str, Location | None, Iterable[tuple[str, How]]]]:
    """What a verdict says beside its fields: its name, its place, and what it reads."""
    yield "cannot tell", form.location, [(name, "reads") for name in attributes(form.cannot_tell)]
    for name, sayings in (("headline", form.headline), ("remarks", form.remarks)):
        if sayings:
            yield name, sayings[0].location, chain.from_iterable(map(_read_in, sayings))
    if form.number_line is not None:
        marks = form.number_line.marks.values()
        span = [name for entry in form.group(form.number_line.span) for name in entry.carriers()]
        yield "number line", form.location, [(name, "shows") for name in (*marks, *span)]
    if form.waterfall is not None:
        stages = (*form.waterfall.stages, form.waterfall.pulls)
        yield "waterfall", form.location, [(name, "shows") for name in stages]


def _read_in(saying: Saying) -> Iterator[tuple[str, How]]:
    yield from ((name, "reads") for name in attributes(saying.when))
    yield from ((name, "says") for name in placeholders(saying.says))


def _links(knowledge: KnowledgeBase) -> Iterator[Link]:
    rules = {rule.id for rule in knowledge.rules}
    for rule in knowledge.rules:
        yield from _links_of_rule(knowledge, rule, rules)
    for attribute in knowledge.vocabulary:
        yield from _links_of_attribute(knowledge, attribute)
    if knowledge.verdict is not None:
        yield from _links_of_verdict(knowledge, knowledge.verdict)


def _links_of_rule(knowledge: KnowledgeBase, rule: Rule, rules: set[str]) -> Iterator[Link]:
    own, by = identity("rule", rule.id), (rule.id,)
    read: dict[How, Iterable[str]] = {
        "reads": attributes(rule.when),
        "unless": attributes(rule.unless) if rule.unless is not None else (),
        "quotes": placeholders(rule.because),
    }
    for how, names in read.items():
        yield from (Link(_of(name), own, how, by) for name in names)
    for claim in rule.source.claims:
        yield Link(identity("claim", claim), own, "cites", by)
    for target in rule.overrides:
        if target in rules:
            yield Link(own, identity("rule", target), "overrides", by)
    for conclusion in rule.conclusions:
        yield Link(own, _of(conclusion.attribute), "concludes", by)
        for text in _called_for(knowledge, conclusion):
            yield Link(own, identity("text", text), "calls for", by)


def _called_for(knowledge: KnowledgeBase, conclusion: Conclusion) -> Iterator[str]:
    """The pieces of advice that a conclusion gives."""
    lists = knowledge.verdict.advice if knowledge.verdict is not None else {}
    if conclusion.attribute in lists and isinstance(conclusion.value, tuple):
        texts = knowledge.advice.get(conclusion.attribute, {})
        yield from (f"{conclusion.attribute}: {word}" for word in conclusion.value if word in texts)


def _links_of_attribute(knowledge: KnowledgeBase, attribute: Attribute) -> Iterator[Link]:
    own = _of(attribute.name)
    sources = [attribute.source]
    if attribute.assumption is not None:
        sources.append(attribute.assumption.source)
    match attribute.kind:
        case Evidence(scale):
            sources.append(knowledge.scales[scale].source)
        case Lookup(_, rows):
            sources += [row.source for row in rows]
        case _:
            pass
    for claim in dict.fromkeys(claim for source in sources for claim in source.claims):
        yield Link(identity("claim", claim), own, "cites")
    how: How = "looks up" if isinstance(attribute.kind, Lookup) else "computes"
    for name in attribute.reads():
        if name != attribute.name:  # a formula stripped by its basis stands on nothing
            yield Link(_of(name), own, how)


def _links_of_verdict(knowledge: KnowledgeBase, form: VerdictForm) -> Iterator[Link]:
    for entry in form.fields:
        yield from _links_of_field(entry)
    for text, _, read in _texts(form):
        for name, how in read:
            yield Link(_of(name), identity("text", text), how)
    for listed in form.advice:
        yield Link(_of(listed), identity("field", listed), "shows")
        for word, advice in knowledge.advice.get(listed, {}).items():
            own = identity("text", f"{listed}: {word}")
            for claim in advice.source.claims:
                yield Link(identity("claim", claim), own, "cites")
            for name in placeholders(f"{advice.says} {advice.because}"):
                yield Link(_of(name), own, "says")


def _links_of_field(entry: Field) -> Iterator[Link]:
    for name in dict.fromkeys(entry.carriers()):
        yield Link(_of(name), identity("field", entry.name), "shows")


def _of(name: str) -> str:
    return f"attribute:{name}"

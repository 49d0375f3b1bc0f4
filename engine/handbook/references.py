"""Who reads, concludes and cites what: the graph of dependencies, seen from each thing in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .. import dependencies as graph
from ..conditions import attributes
from ..dependencies import Link, Thing
from ..pacing import PlanForm
from ..properties import Always, Compared, Moving, Never, Property
from ..rules import KnowledgeBase
from ..strata import Program
from ..vocabulary import Evidence
from .wording import Ref, advice_ref

How = Literal[
    "asks for it", "makes an exception of it", "computes with it", "looks up by it", "shows it",
    "names it", "concludes it", "cites it", "sets it aside", "comes after it", "promises it",
]  # fmt: skip
READING: tuple[How, ...] = (
    "asks for it", "makes an exception of it", "computes with it", "looks up by it", "shows it",
    "names it",
)  # fmt: skip
_HOW: dict[graph.How, How] = {
    "reads": "asks for it",
    "unless": "makes an exception of it",
    "computes": "computes with it",
    "looks up": "looks up by it",
    "shows": "shows it",
    "says": "names it",
    "quotes": "names it",
    "cites": "cites it",
    "concludes": "concludes it",
    "calls for": "concludes it",
    "overrides": "sets it aside",
}
_ACTING = ("concludes", "calls for", "overrides")  # links that start at the one who acts


@dataclass(frozen=True, slots=True)
class Use:
    """Something that stands on something else, or acts on it, and how."""

    by: Ref
    how: How


@dataclass(frozen=True, slots=True)
class References:
    """All uses in the order of the knowledge base; ``of`` gives those of one thing."""

    uses: Mapping[Ref, tuple[Use, ...]]

    def of(self, ref: Ref, *how: How) -> tuple[Use, ...]:
        """Who uses this; only in one of these ways, where some are named."""
        found = self.uses.get(ref, ())
        return tuple(use for use in found if use.how in how) if how else found

    def by(self, ref: Ref, *how: How) -> tuple[Ref, ...]:
        """The same without the way, each once."""
        return tuple(dict.fromkeys(use.by for use in self.of(ref, *how)))


def references(program: Program) -> References:
    """Every use of every attribute, rule, claim, scale and advice text."""
    found: dict[Ref, dict[Use, None]] = defaultdict(dict)
    for used, use in _uses(program):
        found[used][use] = None
    return References({used: tuple(uses) for used, uses in found.items()})


def _uses(program: Program) -> Iterator[tuple[Ref, Use]]:
    knowledge = program.knowledge
    whole = graph.dependencies(program)
    form = knowledge.verdict
    fields = frozenset(entry.name for entry in form.fields) if form is not None else frozenset()
    refs = {name: _ref(thing, fields) for name, thing in whole.things.items()}
    yield from (_of_link(link, refs) for link in whole.links)
    yield from _of_advice(knowledge)
    yield from _of_scales(knowledge)
    if knowledge.plan is not None:
        yield from _of_plan(knowledge.plan)
    for declared in knowledge.properties:
        ref = Ref("property", declared.id)
        yield from _all("cites it", ref, (Ref("claim", name) for name in declared.source.claims))
        named = (Ref("attribute", name) for name in _promised(declared))
        yield from _all("promises it", ref, dict.fromkeys(named))


def _of_link(link: Link, refs: Mapping[str, Ref]) -> tuple[Ref, Use]:
    source, target = refs[link.source], refs[link.target]
    used, by = (target, source) if link.how in _ACTING else (source, target)
    return used, Use(by, _HOW[link.how])


def _ref(thing: Thing, fields: frozenset[str]) -> Ref:
    """The page of a thing; lists of advice and what frames a verdict stand on the verdict's."""
    match thing.sort:
        case "rule" | "table" | "claim":
            return Ref(thing.sort, thing.name)
        case "field":
            return Ref("field", thing.name) if thing.name in fields else Ref("verdict", "")
        case "text":
            return Ref("advice", thing.name) if ": " in thing.name else Ref("verdict", "")
        case _:
            return Ref("attribute", thing.name)


def _of_advice(knowledge: KnowledgeBase) -> Iterator[tuple[Ref, Use]]:
    """What calls for advice, also where no verdict shows it, and the order of the texts."""
    for rule in knowledge.rules:
        for one in rule.conclusions:
            texts = knowledge.advice.get(one.attribute, {})
            words = one.value if isinstance(one.value, tuple) else ()
            called = (advice_ref(one.attribute, word) for word in words if word in texts)
            yield from _all("concludes it", Ref("rule", rule.id), called)
    for listed, texts in knowledge.advice.items():
        for name, advice in texts.items():
            ref = advice_ref(listed, name)
            before = (advice_ref(listed, one) for one in advice.after)
            yield from _all("comes after it", ref, before)
            cited = (Ref("claim", claim) for claim in advice.source.claims)
            yield from _all("cites it", ref, cited)


def _of_scales(knowledge: KnowledgeBase) -> Iterator[tuple[Ref, Use]]:
    for attribute in knowledge.vocabulary:
        if isinstance(attribute.kind, Evidence):
            ref = Ref("attribute", attribute.name)
            yield Ref("scale", attribute.kind.scale), Use(ref, "computes with it")


def _of_plan(plan: PlanForm) -> Iterator[tuple[Ref, Use]]:
    ref = Ref("plan", "")
    yield from _all("asks for it", ref, (Ref("attribute", name) for name in plan.reads()))
    cited = (Ref("claim", name) for source in plan.sources() for name in source.claims)
    yield from _all("cites it", ref, cited)


def _promised(declared: Property) -> Iterator[str]:
    match declared.promise:
        case Never(condition):
            yield from attributes(condition)
        case Always(when, then):
            yield from (*attributes(when), *attributes(then))
        case Compared(name, _, _, claims, when):
            yield from (name, *(claimed for claimed, _ in claims), *attributes(when))
        case Moving(name, _, names, _, when):
            yield from (name, *names, *attributes(when))


def _all(how: How, by: Ref, used: Iterable[Ref]) -> Iterator[tuple[Ref, Use]]:
    return ((each, Use(by, how)) for each in used)

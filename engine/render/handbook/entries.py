"""What can be looked up: an entry for everything that has a place of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...conditions import attributes
from ...handbook import Handbook, Kind, Ref, advice_ref, concluded, plain
from ...rules import KnowledgeBase, Rule
from ...vocabulary import Attribute, ListOf, OneOf, shorten
from ...words import fold
from .places import Places

SAID: dict[Kind, str] = {
    "rule": "rule",
    "theme": "factor",
    "table": "table",
    "attribute": "attribute",
    "claim": "claim",
    "advice": "advice",
    "field": "verdict",
    "plan": "verdict",
    "property": "property",
    "tension": "tension",
    "scale": "scale",
    "cases": "cases",
}
_NUMBERED = ("claim", "tension")


class Entry(NamedTuple):
    """A title, what it is, where it stands, and the folded words by which it is found.

    ``about`` is how it begins, where its title is only a number.
    """

    title: str
    kind: str
    href: str
    words: str
    about: str = ""


def entries(handbook: Handbook, places: Places) -> Iterator[Entry]:
    """All entries, in the order of the alphabet."""
    found = [
        Entry(
            title,
            SAID[ref.kind],
            places[ref].seen_from(""),
            " ".join(fold(words).split()),
            shorten(words) if ref.kind in _NUMBERED else "",
        )
        for ref, title, words in _found(handbook)
    ]
    return iter(sorted(found, key=lambda one: (fold(one.title), one.kind, one.href)))


def _found(handbook: Handbook) -> Iterator[tuple[Ref, str, str]]:
    """What has a place, its title, and its words."""
    knowledge = handbook.knowledge
    for rule in knowledge.rules:
        yield Ref("rule", rule.id), rule.id, _of_rule(rule, knowledge)
    for theme in handbook.themes:
        yield Ref("theme", theme.name), theme.name, " ".join(theme.files)
    yield from ((Ref("table", name), name, "") for name in handbook.tables)
    for attribute in knowledge.vocabulary:
        yield Ref("attribute", attribute.name), attribute.name, _of_attribute(attribute)
    yield from _shown(knowledge)
    yield from _grounds(knowledge)
    yield from ((Ref("cases", path), path or "cases", "") for path in handbook.casebook.files)


def _shown(knowledge: KnowledgeBase) -> Iterator[tuple[Ref, str, str]]:
    """What a verdict says."""
    for listed, texts in knowledge.advice.items():
        for name, advice in texts.items():
            yield advice_ref(listed, name), name, f"{advice.says} {listed}"
    for entry in knowledge.verdict.fields if knowledge.verdict is not None else ():
        yield Ref("field", entry.name), entry.name, " ".join(entry.carriers())
    if knowledge.plan is not None:
        yield Ref("plan", ""), "plan", " ".join(knowledge.plan.texts())


def _grounds(knowledge: KnowledgeBase) -> Iterator[tuple[Ref, str, str]]:
    """What the rules stand on, and what is promised of them."""
    for claim in knowledge.claims.values():
        yield Ref("claim", claim.id), claim.id, f"{claim.says} {claim.section} {claim.cited_from}"
    for tension in knowledge.tensions.values():
        yield Ref("tension", tension.id), tension.id, f"{tension.what} {tension.treatment}"
    for scale in knowledge.scales.values():
        yield Ref("scale", scale.name), scale.name, " ".join(one.word for one in scale.words)
    for declared in knowledge.properties:
        yield Ref("property", declared.id), declared.id, declared.because


def _of_rule(rule: Rule, knowledge: KnowledgeBase) -> str:
    said = (plain(concluded(one, knowledge)) for one in rule.conclusions)
    read = dict.fromkeys(attributes(rule.when))
    return " ".join((rule.because, *said, *read, rule.factor, *rule.source.claims))


def _of_attribute(attribute: Attribute) -> str:
    match attribute.kind:
        case OneOf(values, readings) | ListOf(values, readings):
            words = dict.fromkeys((*values, *readings))
        case _:
            words = {}
    return " ".join((attribute.question, *attribute.also_called, *words, attribute.because))

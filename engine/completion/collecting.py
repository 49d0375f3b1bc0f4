"""The words of a knowledge base, collected from the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..api import open_knowledge
from ..rules import KnowledgeBase
from ..values import show_number
from ..vocabulary import Attribute, Evidence, ListOf, Number, OneOf
from ..words import fold
from .lexicon import Lexicon


def collected(root: Path) -> Lexicon:
    """The words of the knowledge base at ``root``. Raises KnowledgeError."""
    knowledge = open_knowledge(root).knowledge
    vocabulary, form = knowledge.vocabulary, knowledge.verdict
    entries = form.fields if form is not None else ()
    shown = [(one.name, one.shows if isinstance(one.shows, str) else "") for one in entries]
    files = [path for path in knowledge.sources if path.startswith("rules/")]
    return Lexicon(
        asked=tuple((one.name, _about(one)) for one in vocabulary.asked),
        called=tuple((other, one.name) for one in vocabulary for other in one.also_called),
        derived=tuple(one.name for one in vocabulary if not one.asked),
        concluded=tuple(one.name for one in vocabulary if not one.asked and not one.computed),
        values={one.name: tuple(_values(one, knowledge)) for one in vocabulary},
        spellings={one.name: tuple(_spellings(one)) for one in vocabulary},
        lists=tuple(one.name for one in vocabulary if isinstance(one.kind, ListOf)),
        fields=tuple(shown),
        rules=tuple((rule.id, rule.because) for rule in knowledge.rules),
        claims=tuple((claim.id, claim.says) for claim in knowledge.claims.values()),
        factors=tuple(dict.fromkeys(rule.factor for rule in knowledge.rules)),
        files=tuple(path.removeprefix("rules/") for path in files),
    )


def _about(attribute: Attribute) -> str:
    match attribute.kind:
        case Number(low, high):
            unit = f" {attribute.unit}" if attribute.unit else ""
            return f"{attribute.question} {show_number(low)} to {show_number(high)}{unit}"
        case _:
            return attribute.question


def _values(attribute: Attribute, knowledge: KnowledgeBase) -> Iterator[str]:
    match attribute.kind:
        case OneOf(values) | ListOf(values):
            yield from values
        case Evidence(scale):
            yield from (entry.word for entry in knowledge.scales[scale].words)
        case _:
            pass


def _spellings(attribute: Attribute) -> Iterator[str]:
    match attribute.kind:
        case OneOf(values, readings) | ListOf(values, readings):
            yield from (spelled for spelled in readings if spelled not in map(fold, values))
        case _:
            pass

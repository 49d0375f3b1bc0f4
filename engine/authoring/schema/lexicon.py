"""The words that files may use: all that a schema depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...rules import KnowledgeBase, Scale
from ...sources import Claim
from ...vocabulary import Attribute, Evidence, ListOf, Number, OneOf, Vocabulary
from ...words import join
from .forms import referable


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Attributes, scales, claims, advice and the names of rules.

    ``rules`` are names with what each says; None where some could not be read, so that any name
    must pass.
    """

    name: str
    vocabulary: Vocabulary
    scales: Mapping[str, Scale]
    strengths: tuple[str, ...]
    claims: Mapping[str, Claim]
    advice: Mapping[str, Mapping[str, str]]
    groups: tuple[str, ...]
    rules: Mapping[str, str] | None

    def names(self, attribute: Attribute) -> tuple[str, ...]:
        """All that the attribute is called."""
        return (attribute.name, *attribute.also_called)

    def numbered(self, what: str, attribute: Attribute) -> str:
        """The name of a definition about an attribute."""
        number = self.vocabulary.attributes.index(attribute) + 1
        return f"{what}-{number}-{referable(attribute.name)}"

    def scale_of(self, attribute: Attribute) -> Scale | None:
        """The scale of an evidence attribute."""
        kind = attribute.kind
        return self.scales[kind.scale] if isinstance(kind, Evidence) else None

    @property
    def asked(self) -> tuple[Attribute, ...]:
        """What a person can tell."""
        return self.vocabulary.asked

    @property
    def concludable(self) -> tuple[Attribute, ...]:
        """What rules may conclude."""
        return tuple(each for each in self.vocabulary if not each.asked and not each.computed)

    @property
    def numeric(self) -> tuple[Attribute, ...]:
        """What is compared with numbers."""
        return tuple(each for each in self.vocabulary if each.numeric)


def lexicon(knowledge: KnowledgeBase, rules: Mapping[str, str] | None) -> Lexicon:
    """The words of a knowledge base; ``rules`` as it is kept."""
    form = knowledge.verdict
    fields = form.fields if form is not None else ()
    return Lexicon(
        knowledge.name,
        knowledge.vocabulary,
        knowledge.scales,
        tuple(knowledge.strengths),
        knowledge.claims,
        {
            name: {text.id: text.says for text in texts.values()}
            for name, texts in knowledge.advice.items()
        },
        tuple(entry.name for entry in fields if isinstance(entry.shows, tuple)),
        rules,
    )


def about(attribute: Attribute) -> str:
    """What an editor shows of an attribute: its question or its reason, and what it may hold."""
    parts = [
        _sentence(attribute.question if attribute.asked else "Worked out by the rules"),
        _sentence(attribute.why_we_ask),
        _sentence(attribute.because),
        _sentence(_holds(attribute)),
        _sentence(_else_called(attribute)),
    ]
    return " ".join(part for part in parts if part)


def _holds(attribute: Attribute) -> str:
    unit = f" {attribute.unit}" if attribute.unit else ""
    match attribute.kind:
        case OneOf():
            return "One word"
        case ListOf():
            return 'One or several words, or "none"'
        case Number(low, high, whole):
            kind = "whole number" if whole else "number"
            return f"A {kind} from {low:,f} to {high:,f}{unit}"
        case Evidence(scale):
            return f'Evidence on the scale "{scale}"'
        case _:
            return f"A computed number{f' of{unit}' if unit else ''}"


def _else_called(attribute: Attribute) -> str:
    called = [f'"{name}"' for name in attribute.also_called]
    return f"Also called {join(called)}" if called else ""


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if not plain or plain[-1] in ".?!" else f"{plain}."

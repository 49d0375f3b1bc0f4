"""What the verdicts of two versions consist of, entry by entry, under common names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..conditions import attributes
from ..diagram.cutting import placeholders
from ..presentation import Field, Saying, VerdictForm
from ..rules import KnowledgeBase
from ..vocabulary import Attribute, Evidence, Lookup

Kind = Literal["field", "cannot tell", "advice", "headline", "remark", "figure", "clash"]
KINDS: tuple[Kind, ...] = (
    "field",
    "cannot tell",
    "advice",
    "headline",
    "remark",
    "figure",
    "clash",
)
"""In the order in which changes are told."""

ONLY_SHARED: tuple[Kind, ...] = ("field", "cannot tell", "headline", "figure")
"""What is compared only where both versions have it; the rest may come and go."""

Labels = Mapping[str, str]
"""Sentences of the old version by those of the new one that differ in their wording only."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a verdict.

    A field has its name; advice its list and id; a remark its template; a figure, which stands in
    sentences alone, its attribute; a clash likewise.
    """

    kind: Kind
    name: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a version's verdict consists of; its sentences go by labels that both versions share.

    ``figures`` are the attributes whose values stand in sentences, in no field, and do not follow
    from those that do.
    """

    knowledge: KnowledgeBase
    labels: Labels
    figures: tuple[str, ...]

    @property
    def verdict(self) -> VerdictForm | None:
        """What the knowledge base declares of its verdict."""
        return self.knowledge.verdict

    def label(self, saying: Saying) -> str:
        """The template by which a sentence goes in both versions."""
        return self.labels.get(saying.says, saying.says)

    def keys(self) -> Iterator[Key]:
        """Every entry that this version's verdict can have, in the order in which it is told."""
        form = self.verdict
        derived = [each for each in self.knowledge.vocabulary if not each.asked]
        if form is None:
            yield from (Key("field", each.name) for each in derived)
        else:
            yield from (Key("field", name) for name, _ in members(form))
            yield Key("cannot tell")
            yield from (key for key, _ in advice_of(self.knowledge, form))
            yield Key("headline")
            yield from (Key("remark", self.label(each)) for each in form.remarks)
            yield from (Key("figure", name) for name in self.figures)
        yield from (Key("clash", each.name) for each in derived if not each.computed)

    def carriers(self, key: Key) -> frozenset[str]:
        """The attributes that decide what an entry says."""
        form = self.verdict
        if form is None or key.kind in ("clash", "advice"):
            return frozenset({key.name})
        match key.kind:
            case "field":
                return frozenset(_behind_field(form, key.name))
            case "cannot tell":
                return frozenset(attributes(form.cannot_tell))
            case "headline":
                return _behind_sentences(form.headline)
            case "remark":
                return _behind_sentences(
                    tuple(one for one in form.remarks if self.label(one) == key.name)
                )
            case _:
                telling = [
                    other for other, text in self.sentences() if key.name in placeholders(text)
                ]
                return frozenset({key.name}).union(*map(self.carriers, dict.fromkeys(telling)))

    def sentences(self) -> Iterator[tuple[Key, str]]:
        """Every template, with the entry that it belongs to."""
        form = self.verdict
        if form is not None:
            yield from ((Key("headline"), one.says) for one in form.headline)
            yield from ((Key("remark", self.label(one)), one.says) for one in form.remarks)
            yield from advice_of(self.knowledge, form)


def forms(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Form, Form]:
    """The forms of two versions, with common labels."""
    one, other = Form(old, _labels(old.verdict, new.verdict), ()), Form(new, {}, ())
    named = [name for name in _figures(other) if name in _figures(one)]
    figures = tuple(name for name in named if not _follows(name, one, other))
    return replace(one, figures=figures), replace(other, figures=figures)


def compared(old: Form, new: Form) -> tuple[Key, ...]:
    """The entries that can be compared, in the order in which they are told."""
    before, after = dict.fromkeys(old.keys()), dict.fromkeys(new.keys())
    found = [
        key
        for key in {**after, **before}
        if key.kind not in ONLY_SHARED or (key in before and key in after)
    ]
    return tuple(sorted(found, key=lambda key: KINDS.index(key.kind)))


def members(form: VerdictForm) -> Iterator[tuple[str, Field]]:
    """Every field by its name; in place of a group its members, called ``group member``."""
    for entry in form.fields:
        if isinstance(entry.shows, tuple):
            yield from ((f"{entry.name} {member.name}", member) for member in entry.shows)
        else:
            yield entry.name, entry


def advice_of(knowledge: KnowledgeBase, form: VerdictForm) -> Iterator[tuple[Key, str]]:
    """Every piece of advice, with all its sentences."""
    for name in form.advice:
        for word, text in knowledge.advice.get(name, {}).items():
            yield Key("advice", name, word), f"{text.says} {text.because}"


def _figures(form: Form) -> tuple[str, ...]:
    """The attributes whose values stand in sentences and in no field."""
    verdict, vocabulary = form.verdict, form.knowledge.vocabulary
    shows = {one.shows for _, one in members(verdict)} if verdict is not None else set()
    named = dict.fromkeys(name for _, text in form.sentences() for name in placeholders(text))
    return tuple(name for name in named if name in vocabulary and name not in shows)


def _follows(name: str, one: Form, other: Form) -> bool:
    """Whether a figure is made in one way in both versions, of what is told or stands in a field.

    Then it differs only where such a field does.
    """
    before, after = (form.knowledge.vocabulary[name] for form in (one, other))
    return (
        before.computed
        and _made(before) == _made(after)
        and not any(_open(read, one).isdisjoint(_open(read, other)) for read in before.reads())
    )


def _made(attribute: Attribute) -> object:
    kind = attribute.kind
    if isinstance(kind, Lookup):
        return kind.by, tuple((row.key, row.value) for row in kind.rows)
    return kind


def _open(name: str, form: Form) -> frozenset[str]:
    """Where an attribute's value is plain to see: in fields, or as it was told."""
    attribute = form.knowledge.vocabulary[name]
    if attribute.asked:
        return frozenset({"as it was told"} if attribute.assumption is None else ())
    if not attribute.numeric or isinstance(attribute.kind, Evidence) or form.verdict is None:
        return frozenset()
    firsts = (
        (entry.name, entry.shows[0] if isinstance(entry.shows, tuple) else entry)
        for entry in form.verdict.fields
        if entry.shows
    )
    return frozenset(f"field {where}" for where, entry in firsts if entry.shows == name)


def _labels(old: VerdictForm | None, new: VerdictForm | None) -> Labels:
    """The sentences of which only the wording is new: the only ones said under their condition."""
    found: dict[str, str] = {}
    if old is not None and new is not None:
        for before, after in ((old.headline, new.headline), (old.remarks, new.remarks)):
            kept = {one.says for one in after}
            for one in before:
                twins = [other for other in before if other.when == one.when]
                again = [other.says for other in after if other.when == one.when]
                if one.says not in kept and len(twins) == len(again) == 1:
                    found[one.says] = again[0]
    return found


def _behind_field(form: VerdictForm, name: str) -> Iterator[str]:
    """What a field shows; of a group also its first member, without which nothing is shown."""
    for entry in form.fields:
        if isinstance(entry.shows, tuple):
            for member in entry.shows:
                if f"{entry.name} {member.name}" == name:
                    yield from entry.shows[0].carriers()
                    yield from member.carriers()
        elif entry.name == name:
            yield from entry.carriers()


def _behind_sentences(sayings: tuple[Saying, ...]) -> frozenset[str]:
    return frozenset(name for one in sayings for name in attributes(one.when))

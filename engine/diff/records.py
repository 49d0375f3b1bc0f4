"""A knowledge base, subject by subject: what an author adds, removes, renames and edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from ..diagnostics import Location
from ..rules import KnowledgeBase
from ..vocabulary import Attribute, ListOf, OneOf
from .lines import At, Line, lines_of, order_of, walked

SINGLY = {
    "scales": "scale",
    "claims": "claim",
    "tensions": "tension",
}
DONE = {"rules", "vocabulary", "advice", "properties", "digest", *SINGLY}


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that an author edits: a rule, an attribute, a claim, ..."""

    kind: str
    name: str = ""


BASE = Subject("knowledge base")


@dataclass(frozen=True, slots=True)
class Record:
    """A subject with its value; the knowledge base itself has its lines as a value."""

    subject: Subject
    value: object
    location: Location | None

    @property
    def lines(self) -> Mapping[At, Line]:
        """Everything that it says, but for its name."""
        if self.subject == BASE:
            return self.value  # type: ignore[return-value]
        name = self.subject.name
        own = [each for each in ("id", "name") if name.endswith(self._named(each))]
        if self._named("factor") == name:  # what a rule has that names none
            own.append("factor")
        return dict(lines_of(self.value, leave=own))

    def same(self, other: Record) -> bool:
        """Whether two say the same for sure, which is soon known of most."""
        return self.value == other.value and _readings(self.value) == _readings(other.value)

    def _named(self, field: str) -> str:
        return str(getattr(self.value, field, "\n"))


def records(knowledge: KnowledgeBase) -> dict[Subject, Record]:
    """A knowledge base, subject by subject."""
    return {record.subject: record for record in _records(knowledge)}


def unordered(value: object) -> object:
    """A value without the order of what it lists, and without places."""
    if isinstance(value, Mapping):
        return frozenset((name, unordered(each)) for name, each in value.items())
    if isinstance(value, tuple):
        return frozenset(map(unordered, value))
    if is_dataclass(value):
        found = (getattr(value, each.name) for each in fields(value) if each.compare)
        return type(value), tuple(map(unordered, found))
    return value


def _records(knowledge: KnowledgeBase) -> Iterator[Record]:
    yield from (_record("rule", each.id, each) for each in knowledge.rules)
    yield from (_record("attribute", each.name, each) for each in knowledge.vocabulary)
    yield from (_record("property", each.id, each) for each in knowledge.properties)
    for listed, texts in knowledge.advice.items():
        yield from (_record("advice", f"{listed}: {word}", it) for word, it in texts.items())
    for several, kind in SINGLY.items():
        found: Mapping[str, object] = getattr(knowledge, several)
        yield from (_record(kind, name, value) for name, value in found.items())
    yield from _rest(knowledge)


def _rest(knowledge: KnowledgeBase) -> Iterator[Record]:
    """What there is one of, and the knowledge base itself with all else."""
    rest: dict[At, Line] = dict(_orders(knowledge))
    for entry in fields(knowledge):
        value = getattr(knowledge, entry.name)
        if not entry.compare or entry.name in DONE:
            continue
        if is_dataclass(value):
            yield _record(entry.name, "", value)
        elif isinstance(value, Mapping) and any(map(is_dataclass, value.values())):
            yield from (_record(entry.name, name, each) for name, each in value.items())
        elif isinstance(value, tuple) and value and all(map(is_dataclass, value)):
            names = (str(getattr(each, "name", at)) for at, each in enumerate(value))
            yield from (
                _record(entry.name, name, each) for name, each in zip(names, value, strict=True)
            )
        else:
            rest.update(walked(entry.name, value))
    yield Record(BASE, rest, None)


def _orders(knowledge: KnowledgeBase) -> Iterator[tuple[At, Line]]:
    named: dict[str, list[str]] = {
        "rules": [each.id for each in knowledge.rules],
        "attributes": [each.name for each in knowledge.vocabulary],
        "properties": [each.id for each in knowledge.properties],
        **{f"advice {name}": list(texts) for name, texts in knowledge.advice.items()},
    }
    yield from ((At(f"order of {name}"), order_of(keys)) for name, keys in named.items())


def _record(kind: str, name: str, value: object) -> Record:
    return Record(Subject(kind, name), value, getattr(value, "location", None))


def _readings(value: object) -> object:
    """How people may write the values of an attribute, which its equality leaves out."""
    kind = value.kind if isinstance(value, Attribute) else None
    return kind.readings if isinstance(kind, OneOf | ListOf) else None

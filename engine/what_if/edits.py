"""A fact that changes, and the order in which changes are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..values import Facts, Value
from ..vocabulary import Attribute, ListOf, OneOf, Vocabulary


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact that changes; None stands for what is not told."""

    attribute: Attribute
    now: Value | None
    then: Value | None

    @property
    def slow(self) -> bool:
        """Whether it takes its time."""
        return self.attribute.can_change == "slowly"

    @property
    def added(self) -> tuple[str, ...]:
        """The words that a list gains."""
        return _without(self.then, self.now)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The words that a list loses."""
        return _without(self.now, self.then)


Edits = tuple[Edit, ...]


def edits(vocabulary: Vocabulary, now: Facts, then: Facts) -> Edits:
    """What differs between two profiles, in the order of the vocabulary."""
    return tuple(
        Edit(attribute, now.get(attribute.name), then.get(attribute.name))
        for attribute in vocabulary.asked
        if now.get(attribute.name) != then.get(attribute.name)
    )


def in_order(vocabulary: Vocabulary, alternatives: Iterable[Edits]) -> list[Edits]:
    """By attributes and values in the order of the vocabulary, numbers by how far they move."""
    places = {attribute.name: place for place, attribute in enumerate(vocabulary)}
    return sorted(
        alternatives,
        key=lambda made: (
            [places[edit.attribute.name] for edit in made],
            [_place(edit) for edit in made],
        ),
    )


def _place(edit: Edit) -> tuple[Decimal | int, ...]:
    match edit.attribute.kind, edit.then:
        case OneOf(values), str() as word:
            return (values.index(word),)
        case ListOf(values), tuple():
            moved = (*edit.added, *edit.dropped)
            return (len(moved), *sorted(map(values.index, moved)))
        case _, Decimal() as number:
            return (abs(number - edit.now) if isinstance(edit.now, Decimal) else number,)
        case _:
            return ()


def _without(words: Value | None, others: Value | None) -> tuple[str, ...]:
    before = others if isinstance(others, tuple) else ()
    return tuple(word for word in words if word not in before) if isinstance(words, tuple) else ()

"""Ways that differ in the value of one fact only, told as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...what_if.edits import Edits
from ...what_if.granting import Way

MOST_APART = 10  # so many are told apart where they come to different things


@dataclass(frozen=True, slots=True)
class Joined:
    """For each attribute the edits of which any will do, and all the ways that these are."""

    choices: tuple[Edits, ...]
    ways: tuple[Way, ...]


def joined(ways: Sequence[Way]) -> tuple[Joined, ...]:
    """Ways that come to the same are one; where they are many still, others that are alike too."""
    single = [Joined(tuple((edit,) for edit in way.edits), (way,)) for way in ways]
    found = _merged(single, same_outcome=True)
    return tuple(found if len(found) <= MOST_APART else _merged(single, same_outcome=False))


def _merged(groups: list[Joined], *, same_outcome: bool) -> list[Joined]:
    names = dict.fromkeys(name for group in groups for name in _names(group))
    for name in names:
        alike: dict[tuple[object, ...], list[Joined]] = {}
        for group in groups:
            alike.setdefault(tuple(_key(group, name, same_outcome)), []).append(group)
        groups = [_one(name, each) for each in alike.values()]
    return groups


def _names(group: Joined) -> list[str]:
    return [choice[0].attribute.name for choice in group.choices]


def _key(group: Joined, name: str, same_outcome: bool) -> Iterator[object]:
    """What two groups share that may be one, differing at most in ``name``."""
    for choice in group.choices:
        changed = choice[0].attribute.name
        yield changed
        if changed != name:
            yield tuple(str(edit.then) for edit in choice)
    if same_outcome:
        outcome = group.ways[0].outcome
        yield outcome.headline
        yield str(outcome.fields)


def _one(name: str, groups: Iterable[Joined]) -> Joined:
    groups = list(groups)
    choices = tuple(
        tuple(dict.fromkeys(edit for group in groups for edit in group.choices[at]))
        if choice[0].attribute.name == name
        else choice
        for at, choice in enumerate(groups[0].choices)
    )
    return Joined(choices, tuple(way for group in groups for way in group.ways))

"""What the rules have to do with it: a saved verdict beside what today's rules say of its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..presentation import VerdictForm
from ..values import Net
from ..verdict import Shown
from .standing import Standing


@dataclass(frozen=True, slots=True)
class Revised:
    """A field of the verdict that is another under today's rules, the facts being the same."""

    field: str
    then: object
    now: object


@dataclass(frozen=True, slots=True)
class Revision:
    """What other rules made of the same facts.

    ``only_then`` and ``only_now`` are the ids in one trace alone, ``lost`` the facts that cannot
    be told any more.
    """

    source: str
    version_then: str
    version_now: str
    headline_then: str
    headline_now: str
    fields: tuple[Revised, ...]
    only_then: tuple[str, ...]
    only_now: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def idle(self) -> bool:
        """Whether the other rules come to the same."""
        same = self.headline_then == self.headline_now
        return same and not (self.fields or self.only_then or self.only_now or self.lost)


def revision(standing: Standing) -> Revision | None:
    """None where nothing was saved, or the same rules saved it and all its facts are there."""
    saved, today = standing.saved, standing.consultation
    if saved is None or (saved.digest == today.knowledge.digest and not saved.lost):
        return None
    now = {step.id: None for step in today.proof.standing}
    then = dict.fromkeys(saved.steps)
    return Revision(
        standing.source,
        saved.version,
        today.knowledge.version,
        saved.headline,
        today.verdict.headline,
        tuple(_fields(today.knowledge.verdict, saved.fields, today.verdict.fields)),
        tuple(step for step in then if step not in now),
        tuple(step for step in now if step not in then),
        saved.lost,
    )


def _fields(
    form: VerdictForm | None,
    then: Mapping[str, object],
    now: Mapping[str, Shown | Mapping[str, Shown]],
) -> Iterator[Revised]:
    """The fields of today that were others then; members of a group by both names."""
    for entry in form.fields if form is not None else ():
        before, after = then.get(entry.name), now.get(entry.name)
        names = [one.name for one in entry.shows] if isinstance(entry.shows, tuple) else []
        pairs: list[tuple[str, object, object]] = [
            (f"{entry.name} {name}", _member(before, name), _member(after, name)) for name in names
        ]
        for name, was, is_now in pairs or [(entry.name, before, after)]:
            if was != _plain(is_now):
                yield Revised(name, was, _plain(is_now))


def _member(group: object, name: str) -> object:
    return group.get(name) if isinstance(group, Mapping) else None


def _plain(value: object) -> object:
    """A value as a saved document has it."""
    match value:
        case tuple():
            return list(value)
        case Net(figure=figure):
            return figure
        case _:
            return value

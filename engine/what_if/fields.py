"""The fields of two verdicts, compared one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..presentation import VerdictForm
from ..verdict import Shown

Fields = Mapping[str, Shown | Mapping[str, Shown]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with another value than before; members of a group are called ``group member``."""

    field: str
    now: Shown
    then: Shown


def differences(form: VerdictForm, now: Fields, then: Fields) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the verdict."""
    before, after = dict(flat(form, now)), dict(flat(form, then))
    return tuple(
        Difference(name, before[name], after[name])
        for name in before
        if before[name] != after[name]
    )


def carriers(form: VerdictForm) -> Mapping[str, str]:
    """The attribute behind each field that shows one, members of groups too."""
    found = dict[str, str]()
    for entry in form.fields:
        members = entry.shows if isinstance(entry.shows, tuple) else ()
        shown = [(f"{entry.name} {one.name}", one.shows) for one in members]
        for name, shows in (*shown, (entry.name, entry.shows)):
            if isinstance(shows, str):
                found[name] = shows
    return found


def flat(form: VerdictForm, fields: Fields) -> Iterator[tuple[str, Shown]]:
    """Every field, and in place of a group its members."""
    for entry in form.fields:
        value = fields[entry.name]
        if isinstance(entry.shows, tuple):
            for member in entry.shows:
                shown = value.get(member.name) if isinstance(value, Mapping) else None
                yield f"{entry.name} {member.name}", shown
        elif not isinstance(value, Mapping):
            yield entry.name, value

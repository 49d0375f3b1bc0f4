"""What a comparison of two versions finds, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Location
from ..values import Facts
from .common import Apart
from .counting import Count
from .edits import Edit
from .forms import Key
from .responsible import Part
from .shifts import Shift

Proof = Literal["proved", "in parts", "searched"]
Place = tuple[tuple[str, str], ...]
"""A region in words: attributes, and which answers it holds of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one version says of a profile: its headline, and the entries that differ."""

    headline: str
    said: tuple[tuple[Key, object], ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A profile under both versions; ``told`` is what both can be told of it.

    ``kept`` are what only one of them can be told, in words.
    """

    told: Facts
    before: Outcome
    after: Outcome
    parts: tuple[Part, ...]
    kept: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The entries that differ."""
        return tuple(key for key, _ in self.after.said)

    @property
    def differences(self) -> tuple[tuple[Key, object, object], ...]:
        """What each of them says in the old version, and in the new one."""
        pairs = zip(self.before.said, self.after.said, strict=True)
        return tuple((key, before, after) for (key, before), (_, after) in pairs)


@dataclass(frozen=True, slots=True)
class Region:
    """A box that lies wholly in a change, with its profiles told in full."""

    place: Place
    profiles: int


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which an entry of the verdict differs.

    ``full`` counts profiles that tell everything, ``partly`` those that tell anything; None where
    they were only searched. ``example`` is an index among the examples. ``covered`` is how many of
    ``full`` the regions have together.
    """

    key: Key
    shift: Shift
    full: Count | None
    partly: Count | None
    example: int | None = None
    regions: tuple[Region, ...] = ()
    covered: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What was compared: profiles told or not, those told in full, in how many classes.

    ``apart`` is what only one version can be told. ``open`` are entries that were not proved, for
    the ``reason``; ``searched`` profiles were drawn with ``seed`` for these.
    """

    profiles: int
    told: int
    classes: int | None
    apart: tuple[Apart, ...]
    open: tuple[Key, ...] = ()
    reason: str = ""
    searched: int = 0
    seed: int = 0

    @property
    def proof(self) -> Proof:
        """How far it is proved."""
        if not self.open:
            return "proved"
        return "in parts" if self.classes is not None else "searched"


@dataclass(frozen=True, slots=True)
class Everyone:
    """All profiles at once: every change, and whom the changes touch.

    ``touched`` have a verdict that differs in any way; ``common`` is what all of them tell, and
    ``regions`` are some of them. None where that was not proved.
    """

    scope: Scope
    changes: tuple[Change, ...]
    examples: tuple[Contrast, ...]
    touched: Count | None = None
    touched_partly: Count | None = None
    common: Place = ()
    regions: tuple[Region, ...] = ()
    covered: int = 0


Expectation = Literal["as before", "now met", "now fails", "could not run", "to do"]


@dataclass(frozen=True, slots=True)
class Person:
    """A case or a row of a cohort, where its verdict changes or its case comes out otherwise.

    ``moved`` where its verdict changes; the ``contrast`` is there only where it is to be shown.
    """

    name: str
    location: Location | None
    expectation: Expectation
    contrast: Contrast | None
    side: str = "NEW"
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Cases, or a cohort: how many were compared, those that changed, and what was not read.

    ``counts`` are the commonest changes with how many they concern.
    """

    name: str
    compared: int
    changed: tuple[Person, ...]
    counts: tuple[tuple[Key, Shift, int], ...] = ()
    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    total_changed: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A version, as it is named in the report."""

    called: str
    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """Two versions compared."""

    old: Named
    new: Named
    edits: tuple[Edit, ...]
    same_files: tuple[str, ...]
    cases: Group | None
    cohorts: tuple[Group, ...]
    everyone: Everyone
    notes: tuple[str, ...] = field(default=())

    @property
    def changes_verdicts(self) -> bool:
        """Whether somebody's verdict is known to change."""
        people = (self.cases, *self.cohorts) if self.cases is not None else self.cohorts
        return any(
            change.example is not None or (change.full is not None and change.full.least > 0)
            for change in self.everyone.changes
        ) or any(group.total_changed for group in people)

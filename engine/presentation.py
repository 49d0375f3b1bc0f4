"""What a verdict shows, declared by the knowledge base: fields, texts, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .conditions import Condition, attributes
from .diagnostics import Location
from .sources import UNSOURCED, Source

# What the verdict document has of its own, so that no list or field may be called so.
DOCUMENT_KEYS = (
    "schema", "knowledge_base", "basis", "facts", "verdict", "pulls", "trace", "set_aside",
    "plan", "clashes", "unknown",
)  # fmt: skip
VERDICT_KEYS = ("headline", "range")


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice; ``after`` names those of its list that come before it."""

    id: str
    says: str
    after: tuple[str, ...] = ()
    because: str = ""
    source: Source = UNSOURCED
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence for the cases in which ``when`` holds; may use ``{attribute}``."""

    when: Condition
    says: str
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of the verdict: an attribute's value, a condition's truth, or a group of both."""

    name: str
    shows: str | Condition | tuple[Field, ...]
    otherwise: str | None = None

    def carriers(self) -> Iterator[str]:
        """The attributes that it shows, its members show, or its condition reads."""
        match self.shows:
            case str() as name:
                yield name
            case tuple() as members:
                for member in members:
                    yield from member.carriers()
            case condition:
                yield from attributes(condition)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """Which values stand as marks on the line, and which group is its span."""

    unit: str
    marks: Mapping[str, str]
    span: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The attributes through which a figure is built up, and the evidence that moves the first."""

    stages: tuple[str, ...]
    pulls: str


@dataclass(frozen=True, slots=True)
class VerdictForm:
    """How the derived attributes become a verdict."""

    fields: tuple[Field, ...]
    cannot_tell: Condition
    headline: tuple[Saying, ...]
    remarks: tuple[Saying, ...]
    advice: Mapping[str, str]
    range_of: str | None = None
    number_line: NumberLine | None = None
    waterfall: Waterfall | None = None
    location: Location | None = field(default=None, compare=False)

    def group(self, name: str) -> tuple[Field, ...]:
        """The entries of a group field, empty when there is no such group."""
        shown = next((entry.shows for entry in self.fields if entry.name == name), ())
        return shown if isinstance(shown, tuple) else ()

    @property
    def reaches(self) -> tuple[str, str, str] | None:
        """The attributes of the first field, and of the first and last of the ``range of`` group.

        None where these do not show attributes.
        """
        members = self.group(self.range_of) if self.range_of is not None else ()
        ends = [entry.shows for entry in (*self.fields[:1], *members[:1], *members[-1:])]
        match ends:
            case [str() as word, str() as low, str() as high]:
                return word, low, high
            case _:
                return None

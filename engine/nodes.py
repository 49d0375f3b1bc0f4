"""Located text: what a YAML file says before anyone has typed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .diagnostics import Location
from .words import fold


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, always as text; ``quoted`` says that its author put it in quotes or a block."""

    value: str
    location: Location = field(compare=False)
    quoted: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence; ``end`` is the column after its bracket, where that is in the line it began."""

    items: tuple[Node, ...]
    location: Location = field(compare=False)
    end: int | None = field(default=None, compare=False)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping in the order of the file; its keys are unique even when folded."""

    entries: tuple[tuple[Text, Node], ...]
    location: Location = field(compare=False)

    def __iter__(self) -> Iterator[tuple[Text, Node]]:
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        """The value under ``key`` (compared folded), or None."""
        wanted = fold(key)
        return next((value for name, value in self.entries if fold(name.value) == wanted), None)


type_names = {Text: "text", Listing: "a list", Mapping: "a mapping"}

Node = Text | Listing | Mapping

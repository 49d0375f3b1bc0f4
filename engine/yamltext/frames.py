"""Collections that are still being read."""

from __future__ import annotations

from ..diagnostics import Location
from ..nodes import Listing, Mapping, Node, Text
from ..words import fold
from .lines import Slip, shorten
from .shapes import Mark


class OpenRoot:
    """The document: one node."""

    flow = False
    key: Text | None = None
    wants_key = False

    def __init__(self) -> None:
        self.node: Node | None = None

    def add(self, node: Node, slips: list[Slip]) -> None:  # noqa: ARG002 - as the others
        """Take the one node."""
        self.node = node


class OpenListing:
    """A sequence that is still being read."""

    key: Text | None = None
    wants_key = False

    def __init__(self, location: Location, *, flow: bool) -> None:
        self.location = location
        self.flow = flow
        self.ending: Mark | None = None
        self._items: list[Node] = []

    def add(self, node: Node, slips: list[Slip]) -> None:  # noqa: ARG002 - as the others
        """Take the next item."""
        self._items.append(node)

    def close(self) -> Listing:
        """The finished list."""
        end = self.ending if self.flow else None
        whole = end is not None and end.line + 1 == self.location.line
        after = end.column + 1 if end is not None and whole else None
        return Listing(tuple(self._items), self.location, after)


class OpenMapping:
    """A mapping that is still being read; of keys that are equal the first one stays."""

    def __init__(self, location: Location, *, flow: bool) -> None:
        self.location = location
        self.flow = flow
        self.key: Text | None = None
        self.wants_key = True
        self.ending: Mark | None = None
        self._entries: list[tuple[Text, Node]] = []
        self._seen: dict[str, Text] = {}

    def add(self, node: Node, slips: list[Slip]) -> None:
        """Take the next key or the value of the last one."""
        if self.wants_key:
            self.wants_key = False
            self.key = self._accept(node, slips)
            return
        if self.key is not None:
            self._entries.append((self.key, node))
        self.key, self.wants_key = None, True

    def close(self) -> Mapping:
        """The finished mapping."""
        return Mapping(tuple(self._entries), self.location)

    def _accept(self, key: Node, slips: list[Slip]) -> Text | None:
        if not isinstance(key, Text):
            slips.append(_not_a_word(key.location))
            return None
        folded = fold(key.value)
        first = self._seen.setdefault(folded, key)
        if first is key:
            return key
        slips.append(_twice(first, key))
        return None


def _not_a_word(at: Location) -> Slip:
    message = "a list or a mapping cannot be a key"
    hint = "put it in quotes if it is text"
    return Slip("yaml-feature", message, at.line - 1, at.column - 1, hint=hint, sound=False)


def _twice(first: Text, second: Text) -> Slip:
    line, name, earlier = first.location.line, shorten(second.value), shorten(first.value)
    same = first.value == second.value
    message = (
        f'"{name}" is already in line {line}'
        if same
        else f'"{name}" is the same key as "{earlier}" in line {line}'
    )
    at, before = second.location, first.location
    return Slip(
        "duplicate-key",
        message,
        at.line - 1,
        at.column - 1,
        _zero_based(at.end),
        "keep one of them; capitals, spaces, _ and - make no difference in a key",
        related=((before.line - 1, before.column - 1, _zero_based(before.end)),),
    )


def _zero_based(column: int | None) -> int | None:
    return None if column is None else column - 1

"""Mappings read by a list of allowed keys, so that no key is ever silently ignored."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..diagnostics import Findings, Location
from ..nodes import Mapping, Node, Text, type_names
from ..values import read_number
from ..words import fold
from .respelling import respelled, respelled_node

ROW_KEYS = (
    "id",
    "then",
    "because",
    "source",
    "unless",
    "overrides",
    "strength",
    "show",
    "tags",
    "examples",
)
FILL_OR_DELETE = "write what belongs there, or delete it"


class Record:
    """One mapping of the file, whose keys are known beforehand."""

    __slots__ = ("_values", "findings", "legible", "location", "what")

    def __init__(self, node: Node, what: str, allowed: tuple[str, ...], findings: Findings) -> None:
        self.what, self.findings, self.location = what, findings, node.location
        self.legible = isinstance(node, Mapping) and bool(node.entries)
        self._values: dict[str, Node] = {}
        for key, value in entries(node, what, findings):
            if fold(key.value) in allowed:
                self._values[fold(key.value)] = value
            else:
                findings.error(
                    "unknown-key",
                    f'"{key.value}" is not a key of {what}',
                    key.location,
                    **respelled(key, allowed),
                )

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def node(self, key: str) -> Node | None:
        """Whatever stands under ``key``."""
        return self._values.get(key)

    def at(self, key: str) -> Location:
        """Where the value of ``key`` stands, or the record itself."""
        found = self._values.get(key)
        return self.location if found is None else found.location

    def text(self, key: str, default: str = "") -> str:
        """The text under ``key``."""
        found = self._values.get(key)
        return default if found is None else as_text(found, f'"{key}"', self.findings) or default

    def texts(self, key: str) -> tuple[Text, ...]:
        """One text or a list of texts."""
        found = self._values.get(key)
        return () if found is None else as_texts(found, f'"{key}"', self.findings)

    def number(self, key: str) -> Decimal | None:
        """The number under ``key``."""
        found = self._values.get(key)
        return None if found is None else as_number(found, f'"{key}"', self.findings)

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        found = self._values.get(key)
        if found is None:
            return default
        text = as_text(found, f'"{key}"', self.findings) or default
        if fold(text) in choices:
            return fold(text)
        self.findings.error(
            "unknown-value",
            f'"{text}" is not a value of "{key}"',
            found.location,
            **respelled_node(found, choices),
        )
        return default

    def require(self, *keys: str) -> bool:
        """Whether every key is there; a finding for each that is not."""
        if not self.legible:  # reported as a whole
            return False
        missing = [key for key in keys if key not in self._values]
        for key in missing:
            self.findings.error(
                "missing-key",
                f'{self.what} has no "{key}"',
                self.location,
                hint=f'add a line "{key}: ..."',
            )
        return not missing


def entries(node: Node, what: str, findings: Findings) -> Iterator[tuple[Text, Node]]:
    """The entries of a mapping; anything else is a finding."""
    if isinstance(node, Mapping):
        if not node.entries:
            findings.error("empty-value", f"{what} is empty", node.location, hint=FILL_OR_DELETE)
        yield from node.entries
    else:
        findings.error(
            "wrong-shape",
            f'{what} should be a mapping (lines of "key: value"), not {type_names[type(node)]}',
            node.location,
        )


def as_text(node: Node, what: str, findings: Findings) -> str | None:
    """The text of a scalar; anything else is a finding."""
    if isinstance(node, Text):
        return node.value
    findings.error(
        "wrong-shape", f"{what} should be text, not {type_names[type(node)]}", node.location
    )
    return None


def as_texts(node: Node, what: str, findings: Findings) -> tuple[Text, ...]:
    """One text, or all texts of a list."""
    if isinstance(node, Text):
        return (node,)
    if isinstance(node, Mapping):
        findings.error(
            "wrong-shape", f"{what} should be text or a list of texts, not a mapping", node.location
        )
        return ()
    for item in node:
        if not isinstance(item, Text):
            as_text(item, f"each item of {what}", findings)
    return tuple(item for item in node if isinstance(item, Text))


def as_number(node: Node, what: str, findings: Findings) -> Decimal | None:
    """The exact number of a scalar; anything else is a finding."""
    text = as_text(node, what, findings)
    number = None if text is None else read_number(text)
    if text is not None and number is None:
        findings.error("not-a-number", f'{what} should be a number, not "{text}"', node.location)
    return number


__all__ = ["Record", "as_number", "as_text", "as_texts", "entries"]

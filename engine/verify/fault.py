"""A fault of the rules as a diagram sees it, before anyone is named who runs into it."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, ...]
"""The code of a fault and the names that tell it from others."""


UNSURE = "unsure"
"""The code of what is a fault only if no profile of the region confirms the contrary."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, with which names; ``region``: for whom (None where it is about nobody)."""

    code: str
    names: tuple[str, ...]
    region: int | None = None

    @property
    def key(self) -> Key:
        """What stays the same when other rules change."""
        return (self.code, *self.names)

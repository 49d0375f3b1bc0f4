"""Where a statement comes from: claims of the guidance, outside findings, or our own convention."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .diagnostics import Location


class Origin(StrEnum):
    """The kind of ground that a statement rests on."""

    ARTICLE = "article"
    EXTERNAL = "external"
    CONVENTION = "convention"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the guidance, or of an outside source, in our words."""

    id: str
    says: str
    hedge: str
    origin: Origin
    section: str = ""
    kind: str = ""
    note: str = ""
    cited_from: str = ""
    not_a_rule: str | None = None
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule, figure or text cites; ``convention`` says why we chose it ourselves."""

    claims: tuple[str, ...] = ()
    convention: str | None = None
    origin: Origin = Origin.CONVENTION

    @property
    def given(self) -> bool:
        """Whether the author said anything at all."""
        return bool(self.claims) or self.convention is not None

    @property
    def cited(self) -> list[str]:
        """The citations as the JSON document lists them."""
        return [*self.claims, *([f"convention: {self.convention}"] if self.convention else [])]


UNSOURCED = Source()

"""One page of the site before it is drawn: its template and what the template is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ...handbook import Ref

Section = Literal[
    "start", "rules", "questions", "verdict", "advice", "sources", "cases", "coverage",
    "properties", "contents",
]  # fmt: skip
CONTENTS: tuple[tuple[Section, str, str], ...] = (
    ("start", "Start", "index.html"),
    ("rules", "Rules", "rules.html"),
    ("questions", "Questions and conclusions", "attributes.html"),
    ("verdict", "Verdict", "verdict.html"),
    ("advice", "Advice", "advice.html"),
    ("sources", "Sources", "claims.html"),
    ("cases", "Cases", "cases.html"),
    ("coverage", "Coverage", "coverage.html"),
    ("properties", "Properties", "properties.html"),
    ("contents", "Index", "all.html"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of something, or at a path; ``kind`` is said above its title.

    ``section`` is the entry of the contents to which it belongs.
    """

    at: Ref | str
    template: str
    title: str
    section: Section
    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

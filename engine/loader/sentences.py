"""Texts for people, in which ``{attribute}`` stands for its value."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from ..diagnostics import Findings, Location
from ..vocabulary import Vocabulary
from ..words import did_you_mean, fold

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class SentenceReader:
    """Checks placeholders against a vocabulary; ``broken`` are names whose record had a finding."""

    def __init__(
        self, vocabulary: Vocabulary, findings: Findings, broken: AbstractSet[str]
    ) -> None:
        self.vocabulary, self.findings, self.broken = vocabulary, findings, broken

    def sentence(self, text: str, key: str, at: Location | None) -> str:
        """The text under ``key`` with each attribute by its own name, or a finding."""
        rest = _PLACEHOLDER.sub("", text)
        if "{" in rest or "}" in rest:
            self.findings.error(
                "unknown-attribute",
                f'a brace in "{key}" has no partner',
                at,
                hint="write {attribute}, with both braces",
            )
        return _PLACEHOLDER.sub(lambda found: f"{{{self._own(found[1], key, at)}}}", text)

    def _own(self, name: str, key: str, at: Location | None) -> str:
        found = self.vocabulary.find(name)
        if found is not None:
            return found.name
        if fold(name) not in self.broken:
            self.findings.error(
                "unknown-attribute",
                f'"{{{name}}}" in "{key}" is no attribute',
                at,
                hint=did_you_mean(name, [attribute.name for attribute in self.vocabulary]),
            )
        return name

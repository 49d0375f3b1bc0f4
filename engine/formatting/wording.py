"""Words as the vocabulary spells them; a word is changed only where its meaning is seen to stay."""

from __future__ import annotations

import re

from ..diagnostics import Findings, Location
from ..loader.conditions import COMPARISONS, SETTLED, ConditionReader
from ..nodes import Text
from ..rules import KnowledgeBase
from ..values import read_number
from ..vocabulary import Attribute, Evidence, ListOf, OneOf
from ..words import fold

_NOWHERE = Location("", 1)
_COMPARED = re.compile(rf"({'|'.join(COMPARISONS)})\s+(.+)", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE | re.DOTALL)
_PREFIXED = re.compile(r"(not|includes)\s+(.+)", re.IGNORECASE | re.DOTALL)
_FIRST_SPELLED = {test: words for words, test in reversed(COMPARISONS.items())}


class Wording:
    """The words of one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._vocabulary = knowledge.vocabulary
        self._scales = dict(knowledge.scales)
        self._claims = {fold(claim): claim for claim in knowledge.claims}

    def attribute(self, name: str) -> Attribute | None:
        """The attribute that is called so."""
        return self._vocabulary.find(name)

    def claim(self, text: str) -> str:
        """The id of a claim as it stands where the claim does."""
        return self._claims.get(fold(text), text)

    def test(self, attribute: Attribute, text: str) -> str:
        """A test of a condition: ``less than 1,000`` is ``fewer than 1000``."""
        plainer = self._test(attribute, text.strip())
        return plainer if self._same(attribute, text, plainer) else text

    def value(self, attribute: Attribute, text: str) -> str:
        """A value that is concluded or assumed."""
        exact = self._exact(attribute, text.strip())
        if exact is None and fold(text).startswith("not "):
            negated = self._exact(attribute, text.strip()[len("not ") :].strip())
            return text if negated is None else f"not {negated}"
        return text if exact is None else exact

    def _test(self, attribute: Attribute, text: str) -> str:
        exact = self._exact(attribute, text)
        if exact is not None:
            return exact
        if fold(text) in SETTLED:
            return fold(text)
        if (prefixed := _PREFIXED.fullmatch(text)) is not None:
            return f"{prefixed[1].lower()} {self._test(attribute, prefixed[2])}"
        if (between := _BETWEEN.fullmatch(text)) is not None:
            return f"between {self._operand(between[1])} and {self._operand(between[2])}"
        if (compared := _COMPARED.fullmatch(text)) is not None:
            words = _FIRST_SPELLED[COMPARISONS[compared[1].casefold()]]
            return f"{words} {self._operand(compared[2])}"
        return self._operand(text) if attribute.numeric else text

    def _exact(self, attribute: Attribute, text: str) -> str | None:
        match attribute.kind:
            case OneOf(_, readings) | ListOf(_, readings):
                return readings.get(fold(text))
            case Evidence(scale):
                words = {fold(word.word): word.word for word in self._scales[scale].words}
                return words.get(fold(text))
        return _number(text) if read_number(text) is not None else None

    def _operand(self, text: str) -> str:
        if read_number(text) is not None:
            return _number(text)
        other = self._vocabulary.find(text)
        return text if other is None else other.name

    def _same(self, attribute: Attribute, before: str, after: str) -> bool:
        """Whether a rule reads both alike, and without fault."""
        if before == after:
            return True
        findings = Findings()
        reader = ConditionReader(self._vocabulary, self._scales, findings)
        read = [reader.test(attribute, Text(text, _NOWHERE)) for text in (before, after)]
        return read[0] == read[1] and not findings.all


def _number(text: str) -> str:
    """As it is written, without the signs between its thousands."""
    return text.strip().replace(",", "")

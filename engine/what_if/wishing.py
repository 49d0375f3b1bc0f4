"""A wish: what should be concluded, in the words of the rule language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..conditions import Condition, describe
from ..consultation import Consultation
from ..diagnostics import DunbarError, Findings, KnowledgeError, Location
from ..explain.targets import Target, find
from ..loader.conditions import ConditionReader
from ..nodes import Listing, Node, Text
from ..rules import KnowledgeBase
from ..vocabulary import Attribute
from ..words import fold

LONGEST = 1000
NOWHERE = Location("", 0)
_BRACKETS = re.compile(r"\s*\[(.*)\]\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wish:
    """A condition of an attribute; ``target`` is what was named, a field perhaps."""

    target: Target
    attribute: Attribute
    condition: Condition

    @property
    def said(self) -> str:
        """``size is larger``."""
        return describe(self.condition)


def read_wish(consultation: Consultation, text: str) -> Wish:
    """The wish that ``name=condition`` writes.

    Raises DunbarError where nothing is called so, and KnowledgeError where it is no condition.
    """
    name, _, written = text.partition("=")
    if len(written) > LONGEST:
        raise DunbarError(f"the condition is longer than {LONGEST} letters")
    knowledge = consultation.knowledge
    target = find(consultation, name)
    if target.rule is not None or target.step is not None:
        raise DunbarError(f'"{name}" is a {target.kind}; wish for what it concludes')
    attribute = knowledge.vocabulary[_carrier(knowledge, target)]
    findings = Findings()
    reader = ConditionReader(knowledge.vocabulary, dict(knowledge.scales), findings)
    condition = reader.test(attribute, _node(attribute, written.strip()))
    if findings.errors:
        raise KnowledgeError(replace(each, location=None) for each in findings.all)
    return Wish(target, attribute, condition)


def _carrier(knowledge: KnowledgeBase, target: Target) -> str:
    """Of a group of figures the one that is built up; of any other group the first member."""
    form = knowledge.verdict
    last = form.waterfall.stages[-1] if form is not None and form.waterfall is not None else ""
    return last if last in target.attributes else target.attributes[0]


def _node(attribute: Attribute, written: str) -> Node:
    """Several values in brackets or, where no number is meant, between commas."""
    found = _BRACKETS.fullmatch(written)
    readings = getattr(attribute.kind, "readings", {})
    several = "," in written and not attribute.numeric and not _whole(written, readings)
    if found is None and not several:
        return Text(written, NOWHERE)
    parts = (found[1] if found is not None else written).split(",")
    return Listing(tuple(Text(part.strip(), NOWHERE) for part in parts if part.strip()), NOWHERE)


def _whole(written: str, readings: dict[str, str]) -> bool:
    """Whether the commas belong to one word, or to a test that takes a list."""
    folded = fold(written)
    return folded in readings or folded.startswith("includes all of")

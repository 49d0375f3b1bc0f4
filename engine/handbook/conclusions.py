"""What a rule concludes in sentences, and how strongly."""

from __future__ import annotations

from decimal import Decimal

from ..rules import Conclusion, KnowledgeBase, Rule
from ..values import EXACT, show, show_number, show_signed
from .wording import Phrase, Piece, Ref, advice_ref, attribute, listing


def concluded(one: Conclusion, knowledge: KnowledgeBase) -> Phrase:
    """``size is small``, ``actions gets this and that``, ``size is pulled towards small``."""
    name = attribute(one.attribute)
    if knowledge.scale_of(one.attribute) is not None:
        way = "away from" if one.negated else "towards"
        return name, Piece(f" is pulled {way} {show(one.value)}")
    if isinstance(one.value, tuple):
        return name, Piece(" gets "), *listing(_entry(one, word, knowledge) for word in one.value)
    return name, Piece(f" is {'not ' if one.negated else ''}{show(one.value)}")


def reckoning(one: Conclusion, rule: Rule, knowledge: KnowledgeBase) -> str:
    """How a pull comes about, ``2 steps up x strength 0.75 = +1.5``; empty where nothing pulls."""
    pull = pull_of(one, rule, knowledge)
    scale = knowledge.scale_of(one.attribute)
    if pull is None or scale is None or rule.strength is None:
        return ""
    steps = scale.steps(str(one.value)) * (-1 if one.negated else 1)
    return f"{show_signed(steps)} × strength {show_number(rule.strength)} = {show_signed(pull)}"


def pull_of(one: Conclusion, rule: Rule, knowledge: KnowledgeBase) -> Decimal | None:
    """The signed pull of a conclusion, in steps of its scale."""
    scale = knowledge.scale_of(one.attribute)
    if scale is None or rule.strength is None:
        return None
    pull = EXACT.multiply(scale.steps(str(one.value)), rule.strength)
    return -pull if one.negated else pull


def _entry(one: Conclusion, word: str, knowledge: KnowledgeBase) -> Piece:
    known = word in knowledge.advice.get(one.attribute, {})
    ref: Ref | None = advice_ref(one.attribute, word) if known else None
    return Piece(word, ref)

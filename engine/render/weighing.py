"""How a verdict comes about: the build-up of its figure, and what did not count in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..consultation import Consultation
from ..inference import Pull
from ..rules import KnowledgeBase
from ..values import show, show_signed
from .document import Block, Heading, Item, Items, Span, Text, dim
from .figures import waterfall
from .phrases import cite, listed, standing


def weighing(consultation: Consultation) -> Iterator[Block]:
    """The build-up, evidence outside it, evidence that is counted once, and what was set aside."""
    knowledge, figure = consultation.knowledge, waterfall(consultation)
    shown = {stage.id for stage in consultation.verdict.stages}
    pulls = [pull for pull in consultation.verdict.pulls if pull.rule.id not in shown]
    counted = [_pull(pull, knowledge) for pull in pulls if pull.counted]
    uncounted = [_uncounted(pull, consultation) for pull in pulls if not pull.counted]
    aside = list(_set_aside(consultation, shown))
    if figure or counted or uncounted or aside:
        yield Heading("How the number comes about" if figure else "What points which way")
    if figure:
        yield figure
    if counted:
        yield Items(tuple(counted))
    for title, items in (("Counted once", uncounted), ("Set aside", aside)):
        if items:
            yield Heading(title, 3)
            yield Items(tuple(items))


def clashes(consultation: Consultation) -> Iterator[Block]:
    """Where rules contradict each other: every side with its rules."""
    found = consultation.verdict.clashes
    if found:
        yield Heading("The guidance disagrees")
        yield Items(tuple(
            Item(
                (Span(clash.attribute, "caution"), Span(" has no value, since none of these overrides the other:")),
                tuple(
                    (Span(f"{show(value)}: {rule.because} "), *standing(rule.id, rule.location))
                    for value, rules in clash.sides for rule in rules
                ),
            )
            for clash in found
        ))


def direction(pull: Pull) -> str:
    """The word of the scale towards which a rule pulls."""
    concluded = pull.rule.conclusions
    negated = any(one.negated and one.attribute == pull.attribute for one in concluded)
    return f"not {pull.word}" if negated else pull.word


def _pull(pull: Pull, knowledge: KnowledgeBase) -> Item:
    said = f"{_pulls(pull)}. {pull.rule.because}".rstrip()
    place = standing(pull.rule.id, pull.rule.location)
    return Item((Span(f"{said} "), *place, *_cited(pull, knowledge)))


def _pulls(pull: Pull) -> str:
    return f"{pull.attribute} {direction(pull)} {show_signed(pull.weight)}"


def _cited(pull: Pull, knowledge: KnowledgeBase) -> Text:
    return dim(f", {cite(pull.rule.source.cited, knowledge)}")


def _uncounted(pull: Pull, consultation: Consultation) -> Item:
    why = " moves nothing, since what it cites only suggests."
    if pull.weight:
        by = _stronger(pull, consultation.verdict.pulls)
        far = "as far" if by.weight == pull.weight else f"farther, {show_signed(by.weight)},"
        why = f" adds nothing: {by.rule.id} pulls {far} for the same factor, {pull.rule.factor}."
    return Item((*standing(pull.rule.id, pull.rule.location), Span(f": {_pulls(pull)}{why}")))


def _stronger(pull: Pull, pulls: Iterable[Pull]) -> Pull:
    return next(
        other for other in pulls
        if other.counted and other.attribute == pull.attribute
        and other.rule.factor == pull.rule.factor and (other.weight > 0) is (pull.weight > 0)
    )


def _set_aside(consultation: Consultation, shown: set[str]) -> Iterator[Item]:
    reasons = {step.id: step.because for step in consultation.proof.steps}
    for step in consultation.proof.steps:
        for by in step.set_aside:
            why = "." if by in shown else f": {reasons.get(by, '')}"
            yield Item((
                *standing(step.id, step.location), Span(f" ({listed(step.concluded)}) gives way to "),
                Span(by, "place"), Span(why),
            ))

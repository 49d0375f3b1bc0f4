"""How a verdict comes about: the build-up of its figure, and what did not count in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..consultation import Consultation
from ..inference import Clash, Pull
from ..proof import Step
from ..values import show, show_signed
from .document import Block, Heading, Item, Items, Span, Text
from .figures import waterfall
from .phrases import citations, listed, reasons, rule_anchor, standing
from .readings import direction

UNDECIDED = " stays open, since none of these rules overrides the other:"


def weighing(consultation: Consultation) -> Iterator[Block]:
    """The build-up, evidence outside it, evidence that is counted once, and what was set aside."""
    figure = waterfall(consultation)
    shown = [stage.pull for stage in consultation.verdict.stages if stage.pull is not None]
    pulls = [pull for pull in consultation.verdict.pulls if pull not in shown]
    counted = [_pull(pull, consultation) for pull in pulls if pull.counted]
    uncounted = [_uncounted(pull, consultation.verdict.pulls) for pull in pulls if not pull.counted]
    aside = list(_set_aside(consultation, {pull.rule.id for pull in shown}))
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
    because = reasons(consultation)
    if found:
        yield Heading("The guidance disagrees")
        yield Items(
            tuple(
                Item(
                    (Span(clash.attribute, "caution"), Span(UNDECIDED)),
                    tuple(_sides(clash, because)),
                )
                for clash in found
            )
        )


def _sides(clash: Clash, because: Mapping[str, str]) -> Iterator[Text]:
    for value, rules in clash.sides:
        for rule in rules:
            yield (Span(f"{show(value)}: {because[rule.id]} "), *standing(rule.id, rule.location))


def _pull(pull: Pull, consultation: Consultation) -> Item:
    said = f"{_pulls(pull)}. {reasons(consultation)[pull.rule.id]}".rstrip()
    cited = citations(pull.rule.source.cited, consultation.knowledge, named=True)
    place = standing(pull.rule.id, pull.rule.location)
    return Item((Span(f"{said} "), *place, Span(", ", "dim"), *cited))


def _pulls(pull: Pull) -> str:
    return f"{pull.attribute} {direction(pull)} {show_signed(pull.weight)}"


def _uncounted(pull: Pull, pulls: Iterable[Pull]) -> Item:
    why = " moves nothing, since what it cites only suggests."
    if pull.weight:
        by = _stronger(pull, pulls)
        far = "as far" if by.weight == pull.weight else f"farther, {show_signed(by.weight)},"
        why = f" adds nothing: {by.rule.id} pulls {far} for the same factor, {pull.rule.factor}."
    return Item((*standing(pull.rule.id, pull.rule.location), Span(f": {_pulls(pull)}{why}")))


def _stronger(pull: Pull, pulls: Iterable[Pull]) -> Pull:
    return next(
        other
        for other in pulls
        if other.counted
        and other.attribute == pull.attribute
        and other.rule.factor == pull.rule.factor
        and (other.weight > 0) is (pull.weight > 0)
    )


def _set_aside(consultation: Consultation, shown: set[str]) -> Iterator[Item]:
    """Each rule that sets others aside, with all of them, and why unless that is ``shown``."""
    because = reasons(consultation)
    aside: dict[str, list[Step]] = {}
    for step in consultation.proof.steps:
        for by in step.set_aside:
            aside.setdefault(by, []).append(step)
    for by, steps in aside.items():
        gives = "gives way to " if len(steps) == 1 else "give way to "
        why = "." if by in shown else f": {because[by]}"
        yield Item((*_each(steps), Span(gives), Span(by, "place", link=rule_anchor(by)), Span(why)))


def _each(steps: list[Step]) -> Iterator[Span]:
    for number, step in enumerate(steps):
        yield from (Span(", "),) if number else ()
        yield from standing(step.id, step.location)
        yield Span(f" ({listed(step.concluded)})")
    yield Span(" ")

"""What follows from a verdict: the advice for this person, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ..consultation import Consultation
from ..outlook import Missing
from ..values import show_number
from ..verdict import Recommendation
from ..words import join
from .document import Block, Heading, Item, Items, Span, dim
from .phrases import IN_FULL, citations, rule_anchor

QUALIFYING = "caveats"  # the list that is read last, after what is not known
FIRST = 6  # so many of a list are told in short
BEGUN = 40  # and so many letters of the names of the others
NO_FIGURE = Decimal(0)


def advice(consultation: Consultation, *, full: bool, last: bool) -> Iterator[Block]:
    """The lists of advice under their titles: all but the qualifying one, or ``last`` only that.

    The first list is numbered, since it stands in the order of doing, and gives its reasons.
    Unless ``full``, the others leave theirs out, and only the first of a long list are told.
    """
    form = consultation.knowledge.verdict
    titles = form.advice if form is not None else {}
    for number, (name, title) in enumerate(titles.items()):
        found = consultation.verdict.advice.get(name, ())
        if found and (name == QUALIFYING) is last:
            told = found if full else found[:FIRST]
            items = [_advised(consultation, one, reasoned=full or not number) for one in told]
            yield Heading(title)
            yield Items((*(items if number else _numbered(items)), *_named(found[len(told) :])))


def not_known(consultation: Consultation) -> Iterator[Block]:
    """What was not told, that which moves the figures farthest first."""
    now, missing = _present(consultation), consultation.missing
    moving = sorted((one for one in missing if one.matters and _moves(one, now)), key=_width)
    turning = [
        one for one in missing if one.matters and one not in moving and _turns(one, consultation)
    ]
    told = [*moving, *turning]
    others = [one.attribute.name for one in missing if one.matters and one not in told]
    idle = [one.attribute.name for one in missing if not one.matters]
    what = _range_of(consultation) or "figures"
    items = [_moved(one, what, consultation, figures=one in moving) for one in told]
    if others:
        items.append(Item((Span(f"{join(others)}: other things change, not the {what}"),)))
    if idle:
        items.append(Item(dim(f"{join(idle)}: nothing changes by that alone")))
    if items:
        yield Heading("Not known")
        yield Items((*_together(consultation, what), *items))


def _together(consultation: Consultation, what: str) -> Iterator[Item]:
    """What all that is not known could make of the verdict."""
    form, reach = consultation.knowledge.verdict, consultation.reach
    if form is None or reach is None or not any(one.matters for one in consultation.missing):
        return
    words = f"{form.fields[0].name} {_either(reach.words)}"
    figures = "" if reach.low is None else f"; {what} from {_ends(reach.low, reach.high)}"
    yield Item((Span("with everything told", "strong"), Span(f": {words}{figures}")))


def _either(words: Sequence[str]) -> str:
    return join(list(words), "or") if len(words) > 1 else f"stays {words[0]}"


def _advised(consultation: Consultation, one: Recommendation, *, reasoned: bool) -> Item:
    because = (Span(f"{one.because} ", "reason"),) if reasoned and one.because else ()
    return Item((Span(f"{one.text} "), *because, *_ground(consultation, one)))


def _numbered(items: Iterable[Item]) -> Iterator[Item]:
    return (Item(item.spans, item.notes, number) for number, item in enumerate(items, 1))


def _named(found: Sequence[Recommendation]) -> Iterator[Item]:
    """Those that a short list leaves out, in about one line."""
    if found:
        names = ", ".join(one.id for one in found)
        yield Item(dim(f"{len(found)} more with {IN_FULL}: {_begun(names)}"))


def _begun(text: str) -> str:
    return text if len(text) <= BEGUN else f"{text[:BEGUN].rpartition(',')[0]}, ..."


def _ground(consultation: Consultation, one: Recommendation) -> Iterator[Span]:
    """The rules that call for it, what they cite, and what all of them take for granted."""
    names = [rule.id for rule in one.rules]
    steps = [step for step in consultation.proof.standing if step.id in names]
    provided = dict.fromkeys(proviso for step in steps for proviso in step.provided)
    only = all(step.provided for step in steps) and provided
    proviso = f"; provided {join(list(provided))}" if only else ""
    yield Span("(", "ground")
    for number, name in enumerate(names):
        between = " and " if number == len(names) - 1 else ", "
        yield from (Span(between, "ground"),) if number else ()
        yield Span(name, "ground", link=rule_anchor(name))
    yield Span("; ", "ground")
    yield from citations(one.source, consultation.knowledge, style="ground")
    yield Span(f"{proviso})", "ground")


def _present(consultation: Consultation) -> tuple[Decimal | None, Decimal | None]:
    group = consultation.verdict.fields.get(_range_of(consultation))
    values = list(group.values()) if isinstance(group, Mapping) else []
    figures = [value for value in values if isinstance(value, Decimal)]
    return (figures[0], figures[-1]) if figures else (None, None)


def _range_of(consultation: Consultation) -> str:
    form = consultation.knowledge.verdict
    return form.range_of if form is not None and form.range_of is not None else ""


def _moves(one: Missing, now: tuple[Decimal | None, Decimal | None]) -> bool:
    return one.low is not None and (one.low, one.high) != now


def _width(one: Missing) -> tuple[Decimal, str]:
    return (one.low or NO_FIGURE) - (one.high or NO_FIGURE), one.attribute.name


def _turns(one: Missing, consultation: Consultation) -> bool:
    """Whether an answer can make the first field another."""
    return bool(one.words) and one.words != (_first(consultation)[1],)


def _first(consultation: Consultation) -> tuple[str, object]:
    """The name of the first field, and its value."""
    return next(iter(consultation.verdict.fields.items()), ("", None))


def _moved(one: Missing, what: str, consultation: Consultation, *, figures: bool) -> Item:
    parts = []
    if _turns(one, consultation):
        parts.append(f"{_first(consultation)[0]} {join(list(one.words), 'or')}")
    if figures:
        parts.append(f"{what} from {_ends(one.low, one.high)}")
    return Item((Span(one.attribute.name, "strong"), Span(f": {'; '.join(parts)}")))


def _ends(low: Decimal | None, high: Decimal | None) -> str:
    return f"{show_number(low or NO_FIGURE)} to {show_number(high or NO_FIGURE)}"

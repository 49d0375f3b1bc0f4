"""What was told: how far each fact is from changing a word, and what other answers change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...sensitivity import (
    NumberFact,
    Others,
    Sensitivity,
    WordFact,
)
from ...values import Value, show, show_number
from ...words import join, plural
from ..document import Block, Heading, Item, Items, Span, Text, dim
from .saying import (
    MOST_GROUPS,
    MOST_NAMED,
    answered,
    away,
    becomes,
    changed,
    holds,
    listed,
    placed,
    ranged,
)

MOST_BUT = 4  # of nearly all answers, so many are named that are not among them


def facts(found: Sensitivity) -> Iterator[Block]:
    """What was told, nearest to tipping first; what changes nothing in one line."""
    if not found.facts:
        return
    yield Heading("Facts")
    idle = [_idle(each, found) for each in found.facts if holds(each)]
    items = [_fact(each, found) for each in found.facts if not holds(each)]
    if idle:
        items.append(Item((Span(f"No other answer changes a word: {'; '.join(idle)}"),)))
    yield Items(tuple(items))


def _fact(each: NumberFact | WordFact, found: Sensitivity) -> Item:
    match each:
        case NumberFact():
            said = "; ".join((*_tips(each), *_moved(each, found)))
            notes: tuple[Text, ...] = ()
        case WordFact(others=others):
            tipping = sum(len(group.values) for group in others if group.changes)
            count = sum(len(group.values) for group in others)
            share = "any of its" if tipping == count else f"{tipping} of its"
            said = f"{share} {plural(count, 'other answer')} would change a word"
            notes = tuple(_answers(each, found))
    unit = each.attribute.unit if each.attribute.unit != each.attribute.name else ""
    told = f"{show(each.fact.value)} {unit}".rstrip() + _assumed(each)
    name = Span(each.attribute.name, "strong")
    return Item((name, Span(f": {told}. {said[:1].upper()}{said[1:]}.")), notes)


def _tips(each: NumberFact) -> Iterator[str]:
    value = each.fact.value
    if not isinstance(value, Decimal):
        return
    tips = [tip for tip in (each.lower, each.higher) if tip is not None]
    for tip in sorted(tips, key=lambda tip: abs(tip.value - value)):
        far = away(tip, value, each.unit)
        yield f"{placed(tip, each.unit)} ({far}) {changed(tip.changes)}"
    if not each.words_complete:
        yield "not all values could be tried"
    elif not each.tips:
        yield "no value changes a word"


def _moved(each: NumberFact, found: Sensitivity) -> Iterator[str]:
    """How its values move the range, where there is one."""
    if found.range_of is None or each.figures is None:
        return
    if each.figures == found.reading.figures and each.range_complete:
        yield f"it does not move the {found.range_of}"
    elif each.range_complete:
        yield f"{ranged(found.range_of, each.figures)} over all its values"
    else:
        low, high = each.figures
        yield f"{found.range_of} at least from {show_number(low)} to {show_number(high)}"


def _answers(each: WordFact, found: Sensitivity) -> Iterator[Text]:
    """What the other answers change: each sort of answers, or of many sorts each word."""
    tipping = [group for group in each.others if group.changes]
    if len(tipping) <= MOST_GROUPS:
        for group in tipping:
            reach = _reach(group, found)
            yield (Span(f"{_named(group.values, each)}: {changed(group.changes)}{reach}"),)
    else:
        yield from ((Span(line),) for line in _by_field(each, tipping, found))
        yield from _over_all(each, found)
    for group in each.others:
        if not group.changes:
            yield dim(f"{_named(group.values, each)}: no word changes{_reach(group, found)}")


def _reach(group: Others, found: Sensitivity) -> str:
    """The range under these answers, where they move it."""
    if found.range_of is None or group.figures == found.reading.figures:
        return ""
    return f"; {ranged(found.range_of, group.figures)}"


def _over_all(each: WordFact, found: Sensitivity) -> Iterator[Text]:
    figures = [group.figures for group in each.others if group.figures is not None]
    if found.range_of is not None and figures:
        low, high = min(low for low, _ in figures), max(high for _, high in figures)
        yield (Span(f"over all of them {ranged(found.range_of, (low, high))}"),)


def _by_field(each: WordFact, tipping: Sequence[Others], found: Sensitivity) -> Iterator[str]:
    """What becomes of each word, in the order of the verdict, and by which answers."""
    by_word: dict[str, dict[str | None, list[Value]]] = {name: {} for name in found.reading.words}
    for group in tipping:
        for change in group.changes:
            by_word[change.field].setdefault(change.after, []).extend(group.values)
    for field, afters in by_word.items():
        if len(afters) > MOST_GROUPS:
            every = [value for values in afters.values() for value in values]
            yield f"{field} becomes one of {len(afters)} others with {_named(every, each)}"
            continue
        for word, values in afters.items():
            now = found.reading.words[field]
            yield f"{becomes(field, now, word)} with {_named(values, each)}"


def _named(values: Sequence[Value], each: WordFact) -> str:
    now, every = each.fact.value, [value for group in each.others for value in group.values]
    if len(values) <= MOST_NAMED:
        return listed(values, now)
    left = [value for value in every if value not in values]
    if not left:
        return f"all {len(every)} other answers"
    if len(left) <= MOST_BUT:
        return f"all other answers but {join([answered(value, now) for value in left])}"
    return listed(values, now)


def _idle(each: NumberFact | WordFact, found: Sensitivity) -> str:
    """A fact of which no value changes a word, and how far it moves the range."""
    figures = each.figures if isinstance(each, NumberFact) else _all_figures(each, found)
    moves = found.range_of is not None and figures not in (None, found.reading.figures)
    reach = f" ({ranged(found.range_of, figures)})" if moves else ""
    return f"{each.attribute.name}{_assumed(each)}{reach}"


def _assumed(each: NumberFact | WordFact) -> str:
    return " (assumed)" if each.fact.origin == "assumed" else ""


def _all_figures(each: WordFact, found: Sensitivity) -> tuple[Decimal, Decimal] | None:
    every = [found.reading.figures, *(group.figures for group in each.others)]
    figures = [one for one in every if one is not None]
    if not figures:
        return None
    return min(low for low, _ in figures), max(high for _, high in figures)

"""The first lines: what would tip the verdict soonest, and how many conventions can."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...sensitivity import Change, Convention, NumberFact, Sensitivity, Tip, WordFact
from ...words import plural
from ..document import Block, Paragraph, Span
from .saying import away, changed, placed

SOONEST = "Nearest to changing it is"


def summary(found: Sensitivity) -> Iterator[Block]:
    """One paragraph on the facts, one on the conventions."""
    yield Paragraph((Span(" ".join(_on_facts(found)), "strong"),))
    yield Paragraph((Span(_on_conventions(found)),))


def _on_facts(found: Sensitivity) -> Iterator[str]:
    main = found.main
    if main is not None:
        word = found.reading.words[main] or "no value"
        yield f"{main[:1].upper()}{main[1:]}: {word}."
        yield _nearest(found, main)
        if _is_said(found, main):
            return
    numbers = [each for each in found.facts if isinstance(each, NumberFact) and each.tips]
    if numbers:
        yield _nearest_number(numbers[0])
    elif not any(each.tips for each in found.facts) and main is None:
        yield "No fact by itself can change a word of the verdict."


def _nearest(found: Sensitivity, main: str) -> str:
    """The fact that would soonest change the main word."""
    for each in found.facts:
        match each:
            case NumberFact():
                tip = _soonest(each, main)
                if tip is not None:
                    said = f"{_at(tip, each)} {changed(tip.changes)}"
                    return f"{SOONEST} {each.attribute.name}: {said}."
            case WordFact():
                values = [g.values for g in each.others if _of(g.changes, main)]
                count, every = sum(map(len, values)), sum(len(g.values) for g in each.others)
                if count:
                    others = plural(every, "other answer")
                    of = "any of its" if count == every else f"{count} of its"
                    return f"{SOONEST} {each.attribute.name}: {of} {others} would."
    if all(each.complete for each in found.facts if isinstance(each, NumberFact)):
        return "No told fact by itself can change it."
    return "No told fact by itself was found to change it, and not all values could be tried."


def _nearest_number(each: NumberFact) -> str:
    value = each.fact.value
    tips = [tip for tip in (each.lower, each.higher) if tip is not None]
    if not isinstance(value, Decimal) or not tips:
        return ""
    tip = min(tips, key=lambda tip: abs(tip.value - value))
    return f"The nearest number is {each.attribute.name}: {_at(tip, each)} {changed(tip.changes)}."


def _is_said(found: Sensitivity, main: str) -> bool:
    """Whether what would change the main word soonest is a number, and so the nearest of all."""
    first = found.facts[0] if found.facts else None
    return isinstance(first, NumberFact) and _soonest(first, main) is not None


def _at(tip: Tip, each: NumberFact) -> str:
    """``at 611 (131 more)``."""
    value = each.fact.value
    far = f" ({away(tip, value, each.unit)})" if isinstance(value, Decimal) else ""
    return f"{placed(tip, each.unit)}{far}"


def _on_conventions(found: Sensitivity) -> str:
    count, main = len(found.conventions), found.main
    if not count:
        return "No convention takes part."
    tipping = [each for each in found.conventions if each.tips]
    of = f"Of {plural(count, 'convention')} that take part"
    if not all(each.complete for each in found.conventions) and not tipping:
        return f"{of}, none was found to change a word; not all values could be tried."
    if not tipping:
        return f"{of}, none changes a word."
    mainly = [each for each in tipping if _tips_word(each, main)]
    words = f", {len(mainly) or 'none'} of them the {main}" if main is not None else ""
    worded = [each for each in tipping if _has_words(each)]
    over = len(tipping) - len(worded)
    upside = f"; {over} can turn the {found.range_of} upside down" if over else ""
    return f"{of}, {len(worded) or 'none'} can change a word{words if worded else ''}{upside}."


def _has_words(each: Convention) -> bool:
    return any(tip is not None and tip.changes for tip in (each.lower, each.higher))


def _tips_word(each: Convention, field: str | None) -> bool:
    tips = (each.lower, each.higher)
    return any(tip is not None and _of(tip.changes, field) for tip in tips)


def _soonest(each: NumberFact, main: str) -> Tip | None:
    value = each.fact.value
    tips = [tip for tip in (each.lower, each.higher) if tip is not None and _of(tip.changes, main)]
    if not isinstance(value, Decimal):
        return None
    return min(tips, key=lambda tip: abs(tip.value - value), default=None)


def _of(changes: tuple[Change, ...], field: str | None) -> bool:
    return any(change.field == field for change in changes)

"""What was not told: which answers would change a word."""

from __future__ import annotations

from collections.abc import Iterator

from ...sensitivity import (
    Sensitivity,
    Untold,
)
from ...words import join
from ..document import Block, Heading, Item, Items, Span
from .saying import MOST_GROUPS, becomes, changed, listed


def untold(found: Sensitivity) -> Iterator[Block]:
    """Each question that was not answered, and the answers that would change a word."""
    if not found.untold:
        return
    yield Heading("Not told")
    items = [_question(each) for each in found.untold if each.answers]
    idle = [each.attribute.name for each in found.untold if not each.answers and each.complete]
    cut_off = [each.attribute.name for each in found.untold if not each.complete]
    if idle:
        items.append(Item((Span(f"No answer changes a word: {join(idle)}"),)))
    if cut_off:
        items.append(Item((Span(f"Not all answers could be tried: {join(cut_off)}"),)))
    yield Items(tuple(items))


def _question(each: Untold) -> Item:
    said = _few_answers(each) if len(each.answers) <= MOST_GROUPS else _many_answers(each)
    return Item((Span(each.attribute.name, "strong"), Span(f": {'; '.join(said)}")))


def _few_answers(each: Untold) -> Iterator[str]:
    for answer in each.answers:
        longer = len(answer.values) - len(answer.shortest)
        yield f"with {listed(answer.shortest, longer=longer)}, {changed(answer.changes)}"


def _many_answers(each: Untold) -> Iterator[str]:
    by_word: dict[str, list[str | None]] = {}
    for answer in each.answers:
        for change in answer.changes:
            by_word.setdefault(change.field, []).append(change.after)
    for field, afters in by_word.items():
        if len(set(afters)) == 1:
            yield becomes(field, None, afters[0]).replace(" becomes ", " may become ")
            continue
        words = dict.fromkeys(after if after is not None else "none" for after in afters)
        said = join(list(words), "or") if len(words) <= MOST_GROUPS else f"another of {len(words)}"
        yield f"{field} may become {said}"

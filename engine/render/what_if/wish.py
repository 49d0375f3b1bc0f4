"""The answer to a wish as a document: what to change, what comes of it, and how certain that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...consultation import Consultation
from ...explain import how
from ...values import show
from ...what_if.granting import Answer, Way
from ...words import join, plural
from ..document import (
    Block,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Span,
    Text,
    dim,
)
from ..explanations.derivation import derivation_line
from ..phrases import told
from .alternatives import Joined, joined
from .saying import brief, difference_text, edit_text


def wish_document(answer: Answer, now: Consultation) -> Document:
    """The wish, how it is now, the ways to it, and what is proved."""
    blocks = (
        _wanted(answer),
        *(_already(answer, now) if answer.already else _found(answer)),
    )
    return Document(blocks, answer.wish.said)


def _wanted(answer: Answer) -> Block:
    """The wish, beside what holds now."""
    rows: tuple[tuple[str, Text], ...] = (
        ("Wanted", (Span(answer.wish.said, "strong"),)),
        ("Now", (Span(f"{_present(answer)}. {answer.now.headline}".rstrip()),)),
    )
    return Definitions(rows)


def _present(answer: Answer) -> str:
    """The value of what is wished for; of a list how long it is."""
    name, value = answer.wish.attribute.name, answer.now.value
    if isinstance(value, tuple) and value:
        return f"{name}: {plural(len(value), 'entry', 'entries')}"
    return told(name, value)


def _already(answer: Answer, now: Consultation) -> Iterator[Block]:
    yield Paragraph((Span("It is so already.", "strong"),))
    yield Paragraph(dim(f"{derivation_line(how(now, answer.wish.attribute.name))}."))


def _found(answer: Answer) -> Iterator[Block]:
    if answer.easiest:
        yield from _ways(answer, answer.easiest, _title(answer.easiest))
        if answer.slower:
            yield from _ways(answer, answer.slower, f"Or, more slowly: {_title(answer.slower)}")
    else:
        yield Paragraph((Span(_none(answer), "strong"),))
    if answer.undecided:
        yield Heading("What you have not told, and cannot choose, would decide it")
        yield from _items(answer, answer.undecided)
    yield Paragraph(dim(_certainty(answer)))


def _ways(answer: Answer, ways: Sequence[Way], title: str) -> Iterator[Block]:
    yield Heading(f"{title[:1].upper()}{title[1:]}")
    yield from _items(answer, ways)


def _title(ways: Sequence[Way]) -> str:
    facts = len(ways[0].edits)
    any_ = ", any of these" if len(ways) > 1 else ""
    return f"one change does it{any_}" if facts == 1 else f"{facts} changes together do it{any_}"


def _items(answer: Answer, ways: Sequence[Way]) -> Iterator[Block]:
    found = joined(ways)
    numbered = len(found) > 1
    yield Items(
        tuple(
            Item(_changes(each), tuple(_outcome(answer, each)), number if numbered else None)
            for number, each in enumerate(found, 1)
        )
    )


def _changes(group: Joined) -> Text:
    texts = [edit_text(*choice, pace=True) for choice in group.choices]
    return (Span("; and ".join(texts), "strong"),)


def _outcome(answer: Answer, group: Joined) -> Iterator[Text]:
    """The headline and the other fields where all ways agree; else what is wished for."""
    first = group.ways[0]
    name = answer.wish.attribute.name
    if any(way.outcome != first.outcome for way in group.ways):
        yield (Span(f"Then {name}: {_several(group)}."),)
        return
    if first.outcome.headline:
        yield (Span(first.outcome.headline),)
    else:
        yield (Span(f"Then {name}: {show(first.outcome.value)}."),)
    along = [difference_text(each) for each in brief(answer.form, first.differences)]
    if along:
        yield dim(f"Changes: {'; '.join(along)}.")


def _several(group: Joined) -> str:
    values = dict.fromkeys(way.outcome.value for way in group.ways)
    numbers = sorted(value for value in values if isinstance(value, Decimal))
    if numbers and len(numbers) == len(values) and len(numbers) > 1:
        return f"{show(numbers[0])} to {show(numbers[-1])}"
    return join([show(value) for value in values], "or")


def _none(answer: Answer) -> str:
    if answer.tried is not None or answer.proof == "none":
        return "No change was found that does it."
    facts = plural(len(answer.changeable), "fact")
    return f"No change of up to {facts} does it."


def _certainty(answer: Answer) -> str:
    """How far it is proved, and among which facts."""
    names = [each.name for each in answer.changeable]
    among = f"the {len(names)} facts that can be changed: {join(names)}"
    if answer.tried is not None:
        return (
            f"Searched {answer.tried:,} combinations of up to 2 facts, not proved: the whole is too"
            f" large to be looked at. Searched among {among}."
        )
    if answer.proof == "none":
        more = "more ways, and smaller ones" if answer.easiest else "one all the same"
        return f"Not proved, there may be {more}. Searched among {among}."
    if answer.proof == "smallest":
        return f"Nothing smaller does it, but others may that are as small, among {among}."
    if answer.easiest:
        way = "easier" if answer.slower else "smaller"
        return f"Nothing {way} does it, and these are all such ways, among {among}."
    others = "" if answer.undecided else " What cannot be changed and is not told does not help."
    return f"Proved over {among}.{others}"

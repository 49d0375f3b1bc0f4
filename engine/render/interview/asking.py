"""A question as it is put: where the interview stands, the question, the answers there are."""

from __future__ import annotations

from collections.abc import Iterator

from ...consultation import Fact
from ...interview import Interview, Left, Question
from ...values import show, show_number
from ...vocabulary import Attribute, ListOf, Number, OneOf
from ...words import plural
from ..document import Item, Items, Paragraph, Span, dim
from ..explanations.outline import Entry, Outline, words
from ..readings import told_as
from .phrasing import still

HALF = 0.5
MOST_LISTED = 9  # longer lists are shown when they are asked for


def question_text(question: Question) -> Outline:
    """The question with its choices."""
    attribute = question.attribute
    return (
        Entry(Paragraph(dim(_progress(question))), above=True),
        Entry(Paragraph((Span(attribute.question or f"{attribute.name}?", "strong"),))),
        *_hints(attribute),
    )


def choices(attribute: Attribute) -> Outline:
    """Every answer in words, with the number that picks it."""
    match attribute.kind:
        case OneOf(values) | ListOf(values):
            items = (Item(words(value), number=at) for at, value in enumerate(values, 1))
            return (Entry(Items(tuple(items)), 1),)
        case _:
            return tuple(_hints(attribute))


def noted(interview: Interview, question: Question, fact: Fact | None) -> Outline:
    """What was understood, and what can still be."""
    name = question.attribute.name
    if fact is None:
        said = f"{name} is left open; it is not asked again."
    else:
        written = told_as(fact)
        read = "" if written is None else f' (from "{written}")'
        said = f"{name}: {show(fact.value)}{read}."
    now = still(Left(interview, reopened=True), question.aim)
    return (Entry(Paragraph((Span(said), Span(f" {now}" if now else "", "dim")))),)


def _progress(question: Question) -> str:
    more = f"at most {question.at_most} more" if question.at_most else "the last one"
    return f"Question {question.number}, {more}{_about(question.about)}"


def _about(mean: float | None) -> str:
    if mean is None:
        return ""
    return f", about {max(1, round(mean))}" if mean >= HALF else ", probably none"


def _hints(attribute: Attribute) -> Iterator[Entry]:
    match attribute.kind:
        case OneOf(("yes", "no")):
            yield _hint("yes or no")
        case OneOf(values) | ListOf(values) if len(values) > MOST_LISTED:
            several = "; several with commas, or none" if isinstance(attribute.kind, ListOf) else ""
            yield _hint(
                f"{plural(len(values), 'answer')}: type yours, or list to see them{several}"
            )
        case OneOf():
            yield from choices(attribute)
        case ListOf():
            yield from choices(attribute)
            yield _hint("several with commas, as in 1, 2; or none")
        case Number(low, high, whole):
            unit = f" {attribute.unit}" if attribute.unit else ""
            number = "a whole number" if whole else "a number"
            yield _hint(f"{number} from {show_number(low)} to {show_number(high)}{unit}")
        case _:
            pass
    if attribute.assumption is not None:
        yield _hint(f"without an answer, {show(attribute.assumption.value)} is assumed")


def _hint(text: str) -> Entry:
    return Entry(Paragraph(dim(text)), 1)

"""Why a question is asked: its aim, what is known, what waits for it, what answers lead to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...explain.checks import ALL, NOT_TOLD, Check
from ...interview import Effect, Interview, Left, Question, Rung, Waiting, effects, ladder
from ...words import join, plural
from ..document import Paragraph, Span, Style, dim
from ..explanations.outline import Entry, Outline, heading, item, words
from ..phrases import listed, standing
from .phrasing import can_be, values

IN_FULL = 4  # so many rules are told with their conditions
MOST_ANSWERS = 8  # so many answers with one effect are named
_STYLES: dict[str, Style] = {"holds": "good", "fails": "caution", "not known": "dim"}


def why_text(interview: Interview, question: Question, level: int = 0) -> Outline:
    """The answer to why; each further ``level`` is one step nearer to the verdict."""
    rungs = ladder(interview, question)
    if level >= len(rungs):
        return (_said(f"There is nothing above that: {question.aim.name} is what is wanted."),)
    rung = rungs[level]
    return (
        *(_ground(interview, question) if not level else _climbed(rung)),
        *_readers(rung),
        *(_effects(interview, question) if not level else ()),
        Entry(Paragraph(dim(_further(rungs, level, question))), above=True),
    )


def _ground(interview: Interview, question: Question) -> Iterator[Entry]:
    """What the answer is for, and what is known."""
    attribute, aim = question.attribute, question.aim
    if attribute.why_we_ask:
        yield _said(attribute.why_we_ask)
    possible = Left(interview, reopened=True).possible(aim)
    if possible is None:
        yield _said(f"It may tell about: {aim.name}.")
    else:
        found = f", which can still be {values(possible.values)}" if possible.values else ""
        yield _said(f"It tells about: {aim.name}{found}.")
    known = listed((fact.attribute, fact.value) for fact in interview.facts)
    yield _said(f"Known so far: {known}." if known else "Nothing is known so far.")


def _climbed(rung: Rung) -> Iterator[Entry]:
    yield _said(f"That decides {join(rung.wanted)}.")


def _readers(rung: Rung) -> Iterator[Entry]:
    """All that reads what is wanted: rules, formulas, and what the verdict shows."""
    names = join(rung.wanted) if len(rung.wanted) == 1 else "one of these"
    if rung.rules or rung.computed:
        yield heading(f"What waits for {names}")
    full = 0
    for table, group in groupby(rung.rules, key=lambda each: each.rule.table):
        rows = list(group)
        if table is not None and len(rows) > 1:
            yield _table(table, rows)
            continue
        for each in rows:
            yield from _rule(each, full=full < IN_FULL)
            full += 1
    for attribute in rung.computed:
        said = f"{attribute.name} is worked out from {join(attribute.reads())}"
        yield item((Span(said), *standing("", attribute.location)[1:]), 0)
    if rung.fields:
        yield _said(f"The verdict shows it as {join(rung.fields)}.")


def _table(name: str, rows: list[Waiting]) -> Entry:
    rule = rows[0].rule
    says = join(list(dict.fromkeys(rule.writes())))
    place = standing(f"table {name}", rule.location)
    return item((*place, Span(f": {plural(len(rows), 'row')} that may decide {says}")), 0)


def _rule(each: Waiting, *, full: bool) -> Iterator[Entry]:
    place = standing(each.rule.id, each.rule.location)
    yield item((*place, Span(f": {each.says}")), 0)
    if not full:
        return
    tops = each.when.parts if each.when.text == ALL else (each.when,)
    for number, check in enumerate(tops, 1):
        yield from _clause(check, 1, number=number)
    if each.unless is not None:
        yield from _clause(each.unless, 1, "unless ", len(tops) + 1)


def _clause(
    check: Check, depth: int, before: str = "", number: int | None = None
) -> Iterator[Entry]:
    aside = f" ({check.present})" if check.present and check.present != NOT_TOLD else ""
    mark = "not known" if check.present == NOT_TOLD else check.mark  # also of "is known"
    spans = (
        Span(f"{before}{check.text}: "),
        Span(mark, _STYLES[mark]),
        Span(aside, "dim"),
    )
    yield item(spans, depth, number=number)
    for part in check.parts:
        yield from _clause(part, depth + 1)


def _effects(interview: Interview, question: Question) -> Iterator[Entry]:
    found = effects(interview, question)
    if found:
        yield heading("What each answer leads to")
    for each in found:
        then = (can_be(interview, question.aim, each.possible), _counting(each))
        said = "; ".join(filter(None, then)) or "nothing is settled by it"
        yield item((Span(_answers(each), "strong"), Span(f": {said}")), 0)


def _answers(effect: Effect) -> str:
    named = list(effect.answers[:MOST_ANSWERS])
    more = len(effect.answers) - len(named)
    return join([*named, f"{more} more"] if more else named, "or")


def _counting(effect: Effect) -> str:
    verb = "counts" if len(effect.counting) == 1 else "count"
    return f"{join(effect.counting)} {verb}" if effect.counting else ""


def _further(rungs: tuple[Rung, ...], level: int, question: Question) -> str:
    if level + 1 < len(rungs):
        return "Why again: what that is wanted for."
    return f"That is the top: {question.aim.name} is what is wanted."


def _said(text: str) -> Entry:
    return Entry(Paragraph(words(text)))

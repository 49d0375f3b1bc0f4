"""A plan as a section of the verdict document: its pace, its milestones, what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from ...consultation import Consultation
from ...plan import Note, Plan, day_of, plan_of
from ...rules import KnowledgeBase
from ...values import show_number
from ...vocabulary import Number
from ...words import join
from ..document import Block, Heading, Item, Items, Paragraph, Span, Table, Text
from ..phrases import citations
from .saying import rate, stages, too_long, when

MOST_ROWS = 14  # about so many rows of a table, besides those of stages and milestones
STEPS = (1, 2, 4, 13, 26, 52)  # weeks between two rows


def plan_blocks(
    consultation: Consultation, start: date | None = None, *, full: bool = False
) -> Iterator[Block]:
    """The section of the plan, or nothing; with dates where it has a ``start``."""
    plan = plan_of(consultation)
    if plan is None:
        return
    knowledge = consultation.knowledge
    if plan.status == "reached":
        if plan.reached:
            yield Heading("Plan")
            yield Paragraph((Span(plan.reached),))
        return
    yield Heading("Plan")
    yield Paragraph(_pace(plan, knowledge, full=full))
    items = (*_milestones(plan, start), *(_remark(each, knowledge) for each in plan.remarks))
    yield Items(items)
    if full and plan.legs:
        yield Heading("Week by week", 3)
        yield _table(plan, start, whole=_whole(plan, knowledge))


def _pace(plan: Plan, knowledge: KnowledgeBase, *, full: bool) -> Text:
    """How much a week, and on whose word; ``full`` says why."""
    said = [rate(plan) + ".", stages(plan)]
    cited = dict.fromkeys(one for note in plan.reasons for one in note.source.cited)
    reasons = [note.text for note in plan.reasons] if full else []
    provided = f"; provided {join(plan.provided)}" if plan.provided else ""
    return (
        Span(" ".join(filter(None, said)), "strong"),
        Span(" ".join(("", *reasons, "")), "reason"),
        Span("(", "ground"),
        *citations(tuple(cited), knowledge, style="ground"),
        Span(f"{provided})", "ground"),
    )


def _milestones(plan: Plan, start: date | None) -> Iterator[Item]:
    for each in plan.milestones:
        at = "" if each.week is None else f" {when(each.week, start)}"
        yield Item((Span(f"{show_number(each.figure)}{at}", "strong"), Span(f": {each.text}")))
    if plan.status == "undated":
        yield Item((Span(f"Tell {plan.counts}, and the plan says when."),))
    elif plan.status == "too long":
        yield Item((Span(too_long(), "caution"),))


def _remark(note: Note, knowledge: KnowledgeBase) -> Item:
    cited = citations(note.source.cited, knowledge, style="ground")
    return Item((Span(f"{note.text} "), Span("(", "ground"), *cited, Span(")", "ground")))


def _whole(plan: Plan, knowledge: KnowledgeBase) -> bool:
    kind = knowledge.vocabulary[plan.counts].kind
    return isinstance(kind, Number) and kind.whole


def _table(plan: Plan, start: date | None, *, whole: bool) -> Table:
    """Where one would stand every few weeks, and at each turn of the way."""
    columns = ("", *(("day",) if start is not None else ()), plan.counts, "")
    weeks = _weeks_shown(plan)
    figures = [_figure(plan, week, whole=whole) for week in weeks]
    before = [plan.legs[0].before, *figures]
    rows = tuple(
        (
            (Span(f"week {week}"),),
            *(((Span(_day(start, week)),),) if start is not None else ()),
            (Span(show_number(figure)),),
            (Span(_event(plan, week) or f"{show_number(figure - former)} more."),),
        )
        for week, figure, former in zip(weeks, figures, before, strict=False)
    )
    return Table(columns, rows, frozenset({plan.counts}))


def _day(start: date, week: int) -> str:
    day = day_of(start, week)
    return "" if day is None else day.isoformat()


def _weeks_shown(plan: Plan) -> list[int]:
    """Every few weeks of growth, and those in which something happens."""
    last = plan.legs[-1].last
    step = next((each for each in STEPS if last <= each * MOST_ROWS), STEPS[-1])
    reached = (each.week for each in plan.milestones if each.week is not None)
    turns = (week for leg in plan.legs for week in (leg.first, leg.last))
    resting = {week for leg in plan.legs if leg.rests for week in range(leg.first, leg.last)}
    return sorted({*set(range(0, last, step)).difference(resting), *reached, *turns})


def _figure(plan: Plan, week: int, *, whole: bool) -> Decimal:
    leg = next(each for each in plan.legs if week <= each.last)
    grown = min(leg.after, leg.before + plan.gain * (week - leg.first))
    figure = leg.before if leg.rests else grown
    return figure.to_integral_value(ROUND_FLOOR) if whole else figure


def _event(plan: Plan, week: int) -> str:
    """What happens then, or nothing."""
    reached = [each.text for each in plan.milestones if each.week == week]
    turns = [
        f"Rest to week {leg.last}." if leg.first == week else "On again."
        for leg in plan.legs
        if leg.rests and week in (leg.first, leg.last)
    ]
    return " ".join(("Now.",) if not week else (*reached, *turns))

"""The figures of a verdict: where its values lie, and how the main one builds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..consultation import Consultation
from ..presentation import NumberLine as NumberLineForm
from ..presentation import VerdictForm
from ..proof import Step
from ..rules import KnowledgeBase
from ..values import show_number, show_signed
from ..verdict import Stage
from ..words import join
from .document import Band, Bar, Mark, NumberLine, Span, Waterfall
from .phrases import citations, standing


def number_line(consultation: Consultation) -> NumberLine | None:
    """The marks and the span that are known, or None when nothing is."""
    form = consultation.knowledge.verdict
    if form is None or form.number_line is None:
        return None
    marks = tuple(_marks(consultation, form.number_line))
    band = _band(consultation, form, form.number_line.span)
    if not marks and band is None:
        return None
    unit = form.number_line.unit
    return NumberLine(unit, marks, band, _in_words(unit, marks, band))


def waterfall(consultation: Consultation) -> Waterfall | None:
    """The build-up of the main figure, or None when there is no figure."""
    stages = consultation.verdict.stages
    if not stages:
        return None
    unit = _unit(consultation)
    steps = {step.id: step for step in consultation.proof.standing}
    bars = tuple(_bar(stage, steps.get(stage.id), consultation.knowledge) for stage in stages)
    words = ", ".join(map(_change, bars))
    return Waterfall(unit, bars, f"{words} {unit}".strip() + ".")


def _marks(consultation: Consultation, form: NumberLineForm) -> Iterator[Mark]:
    for rank, (label, attribute) in enumerate(form.marks.items()):
        value = consultation.run.memory.get(attribute)
        if isinstance(value, Decimal):
            yield Mark(label, value, rank)


def _band(consultation: Consultation, form: VerdictForm, name: str) -> Band | None:
    """The group's first value to its last; where it has three, the second is the likeliest."""
    group = consultation.verdict.fields.get(name)
    members = list(group.items()) if isinstance(group, Mapping) else []
    figures = [(label, value) for label, value in members if isinstance(value, Decimal)]
    if not figures or len(figures) < len(form.group(name)):
        return None
    between = figures[1:-1]
    middle = Mark(*between[0]) if len(between) == 1 else None
    return Band(name, figures[0][1], figures[-1][1], middle)


def _in_words(unit: str, marks: tuple[Mark, ...], band: Band | None) -> str:
    """As in ``You: 120; target: 330 to 570, likely 440 things``."""
    parts = [f"{mark.label}: {show_number(mark.value)}" for mark in marks]
    if band is not None:
        middle = f", {band.middle.label} {show_number(band.middle.value)}" if band.middle else ""
        parts.append(f"{band.label}: {show_number(band.low)} to {show_number(band.high)}{middle}")
    said = f"{'; '.join(parts)} {unit}".strip()
    return f"{said[:1].upper()}{said[1:]}."


def _change(bar: Bar) -> str:
    after = show_number(bar.after)
    return f"From {after}" if bar.change is None else f"{show_signed(bar.change)} to {after}"


def _unit(consultation: Consultation) -> str:
    form = consultation.knowledge.verdict
    last = form.waterfall.stages[-1] if form is not None and form.waterfall is not None else None
    return consultation.knowledge.vocabulary[last].unit if last is not None else ""


def _bar(stage: Stage, step: Step | None, knowledge: KnowledgeBase) -> Bar:
    """A stage as its step in the proof tells it, where there is one: a lookup's row knows more."""
    cited = step.source.cited if step else stage.source
    at = step.location if step else stage.location
    place = (*standing(stage.id, at), Span(", ", "dim"), *citations(cited, knowledge, named=True))
    notes = (
        ((Span(f"provided {join(step.provided)}", "caution"),),) if step and step.provided else ()
    )
    through = [
        span
        for rule in stage.rules
        for span in (
            Span(", through ", "dim"),
            *standing(rule.id, rule.location),
            Span(", ", "dim"),
            *citations(rule.source.cited, knowledge, named=True),
        )
    ]
    return Bar(stage.before, stage.after, (Span(f"{stage.text} "), *place, *through), notes)

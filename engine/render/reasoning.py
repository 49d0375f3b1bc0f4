"""The steps of a proof as a document: the whole chain from what was told to what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..consultation import Consultation
from ..proof import Step
from ..rules import KnowledgeBase
from ..words import join
from .document import Block, Heading, Item, Items, Paragraph, Span, Text, dim
from .phrases import IN_FULL, citations, conventions, listed, standing


def reasoning(consultation: Consultation, *, full: bool) -> Iterator[Block]:
    """The standing steps by number.

    Unless ``full``, the reckoning is left out, and so is what stands above: in the build-up of the
    figure, or as advice.
    """
    steps = consultation.proof.standing
    if not steps:
        return
    above = {stage.id for stage in consultation.verdict.stages}
    told = [step for step in steps if full or _tells_more(step, consultation, above)]
    left_out = [step for step in steps if step not in told]
    yield Heading("Reasoning")
    if told:
        make = _in_full if full else _in_short
        yield Items(tuple(make(step, consultation.knowledge) for step in told))
    if left_out:
        named = f"{'step' if len(left_out) == 1 else 'steps'} {_runs(left_out)}"
        yield Paragraph(dim(f"With {IN_FULL}: reasons, and {named}."))


def _tells_more(step: Step, consultation: Consultation, above: set[str]) -> bool:
    """Whether a step is a thought that does not stand ``above``, in the build-up or the advice."""
    chosen = consultation.verdict.advice
    return (
        step.kind in {"rule", "assumption"}
        and step.id not in above
        and not step.on_request
        and any(name not in chosen for name, _ in step.concluded)
    )


def _in_short(step: Step, knowledge: KnowledgeBase) -> Item:
    return Item(
        (*_said(step), Span(" "), *_grounds(step, knowledge), *_provided(step, ", ")),
        (),
        step.number,
    )


def _in_full(step: Step, knowledge: KnowledgeBase) -> Item:
    return Item(_said(step), tuple(_details(step, knowledge)), step.number)


def _said(step: Step) -> Text:
    return (Span(f"{listed(step.concluded)}. {step.because}".rstrip()),)


def _details(step: Step, knowledge: KnowledgeBase) -> Iterator[Text]:
    yield _grounds(step, knowledge)
    if step.matched:
        yield dim(f"from {listed(step.matched)}")
    if step.provided:
        yield _provided(step)
    for name in step.source.claims:
        claim = knowledge.claims.get(name)
        if claim is not None:
            yield dim(f"{name} {claim.hedge}: {claim.says}")
    for why in conventions(step.source.cited):
        yield dim(f"convention: {why}")


def _grounds(step: Step, knowledge: KnowledgeBase) -> Text:
    cited = citations(step.source.cited, knowledge, named=True)
    return (*standing(step.id, step.location), Span(", ", "dim"), *cited)


def _provided(step: Step, before: str = "") -> Text:
    return (Span(f"{before}provided {join(step.provided)}", "caution"),) if step.provided else ()


def _runs(steps: Sequence[Step]) -> str:
    """``2-5, 8 and 10-12``."""
    runs: list[list[int]] = []
    for number in (step.number for step in steps):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return join([str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs])

"""The steps of a proof as a document: the whole chain from what was told to what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..consultation import Consultation
from ..proof import Step
from ..rules import KnowledgeBase
from ..words import join
from .document import Block, Heading, Item, Items, Paragraph, Span, Text, dim
from .phrases import cite, conventions, listed, standing


def reasoning(consultation: Consultation, *, full: bool) -> Iterator[Block]:
    """The standing steps by number.

    Unless ``full``, reasons that stand above or are plain arithmetic are not repeated, and the
    steps that only choose advice are named in one line.
    """
    steps = [step for step in consultation.proof.standing if full or not step.on_request]
    chose = [step for step in steps if not full and _only_advises(step, consultation)]
    told = [step for step in steps if step not in chose]
    if not steps:
        return
    yield Heading("Reasoning")
    if told:
        above = {stage.id for stage in consultation.verdict.stages}
        make = _in_full if full else _in_short
        yield Items(tuple(make(step, consultation.knowledge, above) for step in told))
    if chose:
        steps_named = f"{'Step' if len(chose) == 1 else 'Steps'} {_runs(chose)}"
        yield Paragraph(dim(f"{steps_named} chose the advice above, where each rule is named."))


def _only_advises(step: Step, consultation: Consultation) -> bool:
    return bool(step.concluded) and all(
        name in consultation.verdict.advice for name, _ in step.concluded
    )


def _in_short(step: Step, knowledge: KnowledgeBase, above: set[str]) -> Item:
    reasoned = step.kind in {"rule", "assumption"} and step.id not in above
    said = f"{listed(step.concluded)}. {step.because if reasoned else ''}".rstrip()
    spans = (Span(f"{said} "), *_grounds(step, knowledge), *_provided(step, ", "))
    return Item(spans, (), step.number)


def _in_full(step: Step, knowledge: KnowledgeBase, above: set[str]) -> Item:  # noqa: ARG001
    said = f"{listed(step.concluded)}. {step.because}".rstrip()
    return Item((Span(said),), tuple(_details(step, knowledge)), step.number)


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
    cited = cite(step.source.cited, knowledge, named=True)
    return (*standing(step.id, step.location), Span(f", {cited}", "dim"))


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

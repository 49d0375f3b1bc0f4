"""Which attributes are read, by whatever reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..conditions import attributes
from ..presentation import VerdictForm
from ..rules import KnowledgeBase

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_names(knowledge: KnowledgeBase) -> frozenset[str]:
    """Every attribute that a rule, a formula, a lookup, the verdict or a text reads."""
    return frozenset(_names(knowledge))


def _names(knowledge: KnowledgeBase) -> Iterator[str]:
    for rule in knowledge.rules:
        yield from rule.reads()
    for attribute in knowledge.vocabulary:
        yield from attribute.reads()
    for text in _texts(knowledge):
        yield from _PLACEHOLDER.findall(text)
    if knowledge.verdict is not None:
        yield from _shown(knowledge.verdict)
    if knowledge.plan is not None:
        yield from knowledge.plan.reads()


def _texts(knowledge: KnowledgeBase) -> Iterator[str]:
    yield from (rule.because for rule in knowledge.rules)
    yield from (attribute.because for attribute in knowledge.vocabulary)
    yield from (scale.because for scale in knowledge.scales.values())
    for texts in knowledge.advice.values():
        for advice in texts.values():
            yield from (advice.says, advice.because)
    if knowledge.verdict is not None:
        yield from (
            saying.says for saying in (*knowledge.verdict.headline, *knowledge.verdict.remarks)
        )
    if knowledge.plan is not None:
        yield from knowledge.plan.texts()


def _shown(form: VerdictForm) -> Iterator[str]:
    yield from attributes(form.cannot_tell)
    for saying in (*form.headline, *form.remarks):
        yield from attributes(saying.when)
    for entry in form.fields:
        yield from entry.carriers()
    yield from form.advice
    if form.number_line is not None:
        yield from form.number_line.marks.values()
    if form.waterfall is not None:
        yield from (*form.waterfall.stages, form.waterfall.pulls)

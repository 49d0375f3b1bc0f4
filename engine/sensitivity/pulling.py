"""The figures by which evidence pulls: strengths of rules, and what stands in scales."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..inference import Inference, Pull
from ..rules import Rule, Scale, ScaleWord
from ..strata import Program
from ..values import Net
from ..vocabulary import Evidence
from .programs import with_rule, with_scale
from .report import Figure
from .subject import Case
from .turning import Chosen, digit, each_by_itself

QUARTER = Decimal("0.25")
HUNDREDTH = Decimal("0.01")
ONE = Decimal(1)


def strength(program: Program, number: int, rule: Rule) -> Iterator[Chosen]:
    evidence = tuple(name for name in rule.writes() if _is_evidence(program, name))
    if rule.strength is None or not evidence:
        return
    figure = Figure(
        f"strength of {rule.id}", "strength", rule.strength, _quarter(rule.strength),
        Decimal(0), ONE, rule.because, rule.source, rule.location,
    )  # fmt: skip

    def turned(program: Program, value: Decimal) -> Program:
        return with_rule(program, number, replace(rule, strength=value))

    yield Chosen(
        figure,
        lambda case: any(pull.rule.id == rule.id for pull in _pulls(case, evidence)),
        lambda case: each_by_itself(case, evidence, figure, turned),
    )


def of_scale(program: Program, scale: Scale) -> Iterator[Chosen]:
    evidence = _evidence_on(program, scale.name)
    for word in scale.words:
        if word.steps:
            yield _steps(scale, word, evidence)
            yield _threshold(scale, word, evidence)
    yield _limit(scale, evidence)


def _steps(scale: Scale, word: ScaleWord, evidence: tuple[str, ...]) -> Chosen:
    farthest = max(abs(word.steps), scale.limit).copy_sign(word.steps)
    unit = digit(word.steps)
    low, high = sorted((unit.copy_sign(word.steps), farthest))
    name = f"{scale.name}: steps of {word.word}"
    figure = Figure(
        name, "steps", word.steps, unit, low, high, scale.because, scale.source, scale.location
    )

    def turned(program: Program, value: Decimal) -> Program:
        return with_scale(program, _with_word(scale, replace(word, steps=value)))

    return Chosen(
        figure,
        lambda case: any(pull.word == word.word and pull.weight for pull in _pulls(case, evidence)),
        lambda case: each_by_itself(case, evidence, figure, turned),
    )


def _threshold(scale: Scale, word: ScaleWord, evidence: tuple[str, ...]) -> Chosen:
    unit = min(HUNDREDTH, digit(word.start))
    farthest = max(abs(word.start), scale.limit).copy_sign(word.steps)
    low, high = sorted((unit.copy_sign(word.steps), farthest))
    low, high = min(low, word.start), max(high, word.start)
    name = f"{scale.name}: where {word.word} begins"
    figure = Figure(
        name, "threshold", word.start, unit, low, high, scale.because, scale.source, scale.location
    )

    def turned(program: Program, value: Decimal) -> Program:
        return with_scale(program, _with_word(scale, replace(word, start=value)))

    def reached(net: Net, start: Decimal) -> bool:
        return net.figure >= start if word.steps > 0 else net.figure <= start

    def steady(run: Inference, low: Decimal, high: Decimal) -> bool:
        return all(reached(net, low) == reached(net, high) for net in _nets(run, evidence))

    return Chosen(
        figure,
        lambda case: any(
            net.pulls and net.figure * word.steps > 0 for net in _nets(case.run, evidence)
        ),
        lambda case: each_by_itself(case, evidence, figure, turned, steady),
    )


def _limit(scale: Scale, evidence: tuple[str, ...]) -> Chosen:
    unit = digit(scale.limit)
    figure = Figure(
        f"{scale.name}: kept within", "limit", scale.limit, unit, unit, scale.limit * 2,
        scale.because, scale.source, scale.location,
    )  # fmt: skip

    def turned(program: Program, value: Decimal) -> Program:
        return with_scale(program, replace(scale, limit=value))

    return Chosen(
        figure,
        lambda case: any(abs(net.figure) == scale.limit for net in _nets(case.run, evidence)),
        lambda case: each_by_itself(case, evidence, figure, turned),
    )


def _is_evidence(program: Program, name: str) -> bool:
    return isinstance(program.knowledge.vocabulary[name].kind, Evidence)


def _evidence_on(program: Program, scale: str) -> tuple[str, ...]:
    return tuple(
        each.name
        for each in program.knowledge.vocabulary
        if isinstance(each.kind, Evidence) and each.kind.scale == scale
    )


def _pulls(case: Case, evidence: tuple[str, ...]) -> Iterator[Pull]:
    for name in evidence:
        yield from case.run.pulls.get(name, ())


def _nets(run: Inference, evidence: tuple[str, ...]) -> list[Net]:
    found = (run.memory.get(name) for name in evidence)
    return [net for net in found if isinstance(net, Net)]


def _with_word(scale: Scale, word: ScaleWord) -> Scale:
    words = tuple(word if each.word == word.word else each for each in scale.words)
    return replace(scale, words=words)


def _quarter(strength: Decimal) -> Decimal:
    return digit(strength) if strength % QUARTER else QUARTER

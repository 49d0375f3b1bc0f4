"""Conclusions to a verdict: the fields, texts and figures that the knowledge base declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .conditions import ALWAYS, AllOf, AnyOf, Comparison, NoneOf, truth
from .diagnostics import Location
from .expressions import evaluate
from .inference import Clash, Inference, Pull, add_up, look_up
from .presentation import Advice, Field, Saying, VerdictForm
from .proof import fill
from .rules import Rule
from .sources import Source
from .values import UNKNOWN, Facts, Net, Unknown, Value
from .vocabulary import Formula, Lookup
from .words import identifier

Shown = Value | bool | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One piece of advice for this person, and the rules that called for it."""

    id: str
    text: str
    because: str
    rules: tuple[Rule, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the build-up of a figure: from ``before`` to ``after`` through ``id``.

    ``rules`` concluded a figure that the step's formula reads.
    """

    id: str
    text: str
    before: Decimal | None
    after: Decimal
    source: tuple[str, ...]
    location: Location | None = field(default=None, compare=False)
    pull: Pull | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a consultation says, before any rendering."""

    headline: str
    remarks: tuple[str, ...]
    fields: Mapping[str, Shown | Mapping[str, Shown]]
    cannot_tell: bool
    pulls: tuple[Pull, ...]
    advice: Mapping[str, tuple[Recommendation, ...]]
    clashes: tuple[Clash, ...]
    stages: tuple[Stage, ...]


def judge(run: Inference) -> Verdict:
    """The verdict of a finished run; a knowledge base without a ``verdict:`` shows nothing."""
    form = run.program.knowledge.verdict
    pulls = tuple(pull for found in run.pulls.values() for pull in found)
    if form is None:
        return Verdict(
            "",
            (),
            {},
            cannot_tell=False,
            pulls=pulls,
            advice={},
            clashes=tuple(run.clashes),
            stages=(),
        )
    return Verdict(
        headline=headline(form, run.memory),
        remarks=remarks(form, run.memory),
        fields=shown_fields(form, run),
        cannot_tell=truth(form.cannot_tell, run.memory) is True,
        pulls=pulls,
        advice={name: recommend(run, name) for name in form.advice},
        clashes=tuple(run.clashes),
        stages=tuple(_stages(run, form)),
    )


def headline(form: VerdictForm, memory: Facts) -> str:
    """The first sentence that holds."""
    return next(_said(form.headline, memory), "")


def remarks(form: VerdictForm, memory: Facts) -> tuple[str, ...]:
    """Every remark that holds."""
    return tuple(_said(form.remarks, memory))


def shown_fields(form: VerdictForm, run: Inference) -> dict[str, Shown | Mapping[str, Shown]]:
    """The fields of the verdict by name.

    A group whose first member has no value is None, and so is a field about which rules clash.
    """
    clashing = {clash.attribute for clash in run.clashes}
    shown: dict[str, Shown | Mapping[str, Shown]] = {}
    for entry in form.fields:
        match entry.shows:
            case tuple() as members:
                group = {member.name: _shown(member, run.memory, clashing) for member in members}
                shown[entry.name] = group if next(iter(group.values()), None) is not None else None
            case _:
                shown[entry.name] = _shown(entry, run.memory, clashing)
    return shown


def recommend(run: Inference, name: str) -> tuple[Recommendation, ...]:
    """The advice of one list, most called for first, but never before what must come first."""
    texts = run.program.knowledge.advice.get(name, {})
    return tuple(
        _recommendation(texts[word], rules, run.memory)
        for word, rules in ranking(run, name).items()
    )


def ranking(run: Inference, name: str) -> dict[str, list[Rule]]:
    """The advice of one list in its order for this person, with the rules that call for it."""
    texts = run.program.knowledge.advice.get(name, {})
    callers: dict[str, list[Rule]] = {}
    for number in sorted(run.standing(name)):
        for value in run.program.concludes[number][name]:
            for word in value if isinstance(value, tuple) else (str(value),):
                callers.setdefault(word, []).append(run.program.rules[number])
    ranked = sorted(
        (word for word in texts if word in callers), key=lambda word: _call(callers[word])
    )
    return {word: callers[word] for word in _in_turn(ranked, texts)}


def _call(rules: list[Rule]) -> tuple[int, int]:
    """How much calls for a piece of advice: first what the facts say, then what holds for all."""
    return -sum(rule.when != ALWAYS for rule in rules), -len(rules)


def _recommendation(advice: Advice, rules: list[Rule], memory: Facts) -> Recommendation:
    reasons = dict.fromkeys(
        fill(text, memory) for text in (advice.because, *(rule.because for rule in rules)) if text
    )
    return Recommendation(
        advice.id,
        fill(advice.says, memory),
        " ".join(reasons),
        tuple(rules),
        _cited(advice.source, *(rule.source for rule in rules)),
    )


def _in_turn(ranked: list[str], texts: Mapping[str, Advice]) -> Iterator[str]:
    waiting = {word: _comes_after(word, texts) for word in ranked}
    while waiting:
        ready = next((word for word in waiting if waiting[word].isdisjoint(waiting)), None)
        word = ready if ready is not None else next(iter(waiting))
        del waiting[word]
        yield word


def _comes_after(word: str, texts: Mapping[str, Advice]) -> set[str]:
    """All that comes before ``word``, also where nobody calls for what lies between."""
    found, todo = set[str](), [word]
    while todo:
        for first in texts[todo.pop()].after:
            if first not in found:
                found.add(first)
                todo.append(first)
    return found


def _cited(*sources: Source) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited for source in sources for cited in source.cited))


def _said(sayings: Iterable[Saying], memory: Facts) -> Iterator[str]:
    return (fill(saying.says, memory) for saying in sayings if truth(saying.when, memory) is True)


def _shown(entry: Field, memory: Facts, clashing: set[str]) -> Shown:
    match entry.shows:
        case str() as name if name in clashing:
            return None
        case str() as name:
            value = memory.get(name, UNKNOWN)
            return entry.otherwise if isinstance(value, Unknown) or value is None else value
        case AllOf() | AnyOf() | NoneOf() | Comparison() as condition:
            return truth(condition, memory) is True
        case _:
            return None


def _stages(run: Inference, form: VerdictForm) -> Iterator[Stage]:
    """How the last stage's figure comes about, from the first, pull by pull."""
    if form.waterfall is None:
        return
    names, evidence = form.waterfall.stages, form.waterfall.pulls
    last = run.memory.get(names[-1])
    start = run.memory.get(names[0])
    if not isinstance(last, Decimal) or not isinstance(start, Decimal):
        return
    yield _figure_stage(run, names[0], None, start)
    reached = start
    scale = run.program.knowledge.scale_of(evidence)
    counted: list[Pull] = []
    for pull in run.pulls.get(evidence, ()):
        if pull.counted and scale is not None:
            counted.append(pull)
            memory = _recomputed(run, {evidence: add_up(counted, scale)}, names[1])
            after = memory.get(names[1])
            if isinstance(after, Decimal):
                yield Stage(
                    pull.rule.id,
                    fill(pull.rule.because, run.memory),
                    reached,
                    after,
                    tuple(pull.rule.source.cited),
                    pull.rule.location,
                    pull,
                )
                reached = after
    for name in names[1:]:
        value = run.memory.get(name)
        if isinstance(value, Decimal) and value != reached:
            yield _figure_stage(run, name, reached, value)
            reached = value


def _figure_stage(run: Inference, name: str, before: Decimal | None, after: Decimal) -> Stage:
    attribute = run.program.knowledge.vocabulary[name]
    return Stage(
        identifier(name),
        fill(attribute.because, run.memory),
        before,
        after,
        tuple(attribute.source.cited),
        attribute.location,
        rules=tuple(
            run.program.rules[number]
            for read in attribute.reads()
            if not isinstance(run.memory.get(read), Net)
            for number in sorted(run.standing(read))
        ),
    )


def _recomputed(run: Inference, changed: Mapping[str, Value], wanted: str) -> Facts:
    """The memory with ``changed``, and all that is computed from it towards ``wanted``."""
    vocabulary = run.program.knowledge.vocabulary
    memory: dict[str, Value | None] = {**run.memory, **changed}
    for stratum in run.program.strata:
        for name in stratum.closes:
            kind = vocabulary[name].kind
            if isinstance(kind, Formula | Lookup):
                value = (
                    evaluate(kind.expression, memory)
                    if isinstance(kind, Formula)
                    else look_up(kind, memory)
                )
                memory.pop(name, None)
                if not isinstance(value, Unknown):
                    memory[name] = value
        if wanted in stratum.closes:
            break
    return memory

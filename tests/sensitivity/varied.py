"""What the whole program says of a varied case, by the reference chainer: the tests' oracle."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from engine.conditions import truth
from engine.consultation import Fact, Reference
from engine.expressions import Constant
from engine.inference import Inference
from engine.rules import KnowledgeBase
from engine.sensitivity import Change, Examiner, Figure
from engine.sensitivity.constants import places, replaced
from engine.strata import Program, stratify
from engine.values import UNKNOWN, Net, show
from engine.verdict import judge
from engine.vocabulary import Evidence, Formula, Lookup, Vocabulary


def words_of(run: Inference) -> dict[str, str | None]:
    """Every word of the verdict, read from the verdict itself; without one, of all attributes."""
    form = run.program.knowledge.verdict
    if form is None:
        derived = [each.name for each in run.program.knowledge.vocabulary if not each.asked]
        return {name: _word(run, name) for name in derived if _is_word(run, name)}
    shown = {
        f"{entry.name} {member.name}" if members else member.name: member
        for entry in form.fields
        for members in [isinstance(entry.shows, tuple)]
        for member in (entry.shows if members else (entry,))
    }
    words = {name: _shown(run, each) for name, each in shown.items() if _is_shown(run, each)}
    return {**words, "verdict": f"can{'not' if judge(run).cannot_tell else ''} be told"}


def _is_shown(run, entry):
    return not isinstance(entry.shows, str) or _is_word(run, entry.shows)


def _is_word(run, name):
    attribute = run.program.knowledge.vocabulary[name]
    return not attribute.asked and (isinstance(attribute.kind, Evidence) or not attribute.numeric)


def _shown(run, entry):
    if not isinstance(entry.shows, str):
        return "yes" if truth(entry.shows, run.memory) is True else "no"
    word = _word(run, entry.shows)
    return entry.otherwise if word is None else word


def _word(run, name):
    if name in {clash.attribute for clash in run.clashes}:
        return "the rules disagree"
    value = run.memory.get(name, UNKNOWN)
    if value is UNKNOWN or value is None:
        return None
    return value.word if isinstance(value, Net) else show(value)


def changes_of(before: dict, after: dict) -> tuple[Change, ...]:
    assert before.keys() == after.keys()
    return tuple(
        Change(name, before[name], after[name]) for name in before if before[name] != after[name]
    )


class Oracle:
    """Changes of words, found by inferring anew with all rules."""

    def __init__(self, program: Program, told: dict) -> None:
        self.reference, self.told = Reference(program), told
        self.words = words_of(self.reference.believe(told))

    def told_as(self, name: str, value: object) -> tuple[Change, ...]:
        return changes_of(self.words, words_of(self.reference.believe({**self.told, name: value})))

    def with_figure(self, figure: Figure, value: Decimal) -> tuple[Change, ...] | None:
        """None where two figures go by this name."""
        run = self._run(figure, value)
        return None if run is None else changes_of(self.words, words_of(run))

    def range_with(self, figure: Figure, value: Decimal) -> tuple[Decimal, Decimal] | None:
        """The ends of the range; None where there is none, or two figures go by this name."""
        run = self._run(figure, value)
        form = self.reference.program.knowledge.verdict
        if run is None or form is None or form.range_of is None:
            return None
        ends = [run.memory.get(each.shows) for each in form.group(form.range_of)]
        known = all(isinstance(end, Decimal) for end in ends)
        return (ends[0], ends[-1]) if known else None

    def _run(self, figure: Figure, value: Decimal) -> Inference | None:
        changed = turned(self.reference.program.knowledge, figure, value)
        if changed is None:
            return None
        program = stratify(changed)
        assert isinstance(program, Program)
        return Reference(program).believe(self.told)


def turned(base: KnowledgeBase, figure: Figure, value: Decimal) -> KnowledgeBase | None:
    """The knowledge base with another figure, found by the name it is told under."""
    name = figure.name
    match figure.kind:
        case "strength":
            rules = [
                replace(rule, strength=value) if name == f"strength of {rule.id}" else rule
                for rule in base.rules
            ]
            return replace(base, rules=tuple(rules))
        case "conclusion":
            return replace(base, rules=tuple(_concluding(rule, name, value) for rule in base.rules))
        case "limit" | "steps" | "threshold":
            scales = {key: _scale(scale, name, value) for key, scale in base.scales.items()}
            return replace(base, scales=scales)
        case _:
            return _computed(base, figure, value)


def _concluding(rule, name, value):
    entries = [
        replace(each, value=value) if name == f"{each.attribute} by {rule.id}" else each
        for each in rule.conclusions
    ]
    return replace(rule, conclusions=tuple(entries))


def _scale(scale, name, value):
    if name == f"{scale.name}: kept within":
        return replace(scale, limit=value)
    return replace(
        scale, words=tuple(_scale_word(scale, word, name, value) for word in scale.words)
    )


def _scale_word(scale, word, name, value):
    if name == f"{scale.name}: steps of {word.word}":
        return replace(word, steps=value)
    if name == f"{scale.name}: where {word.word} begins":
        return replace(word, start=value)
    return word


def _computed(base, figure, value):
    made = [
        replace(each, kind=kind) for each in base.vocabulary for kind in _kinds(each, figure, value)
    ]
    if len(made) != 1:
        return None
    changed = made[0]
    attributes = (changed if each.name == changed.name else each for each in base.vocabulary)
    return replace(base, vocabulary=Vocabulary(attributes))


def _kinds(attribute, figure, value):
    """The kind with another figure, for each place that this name fits."""
    match attribute.kind:
        case Formula(expression):
            for place in places(expression):
                if f"{attribute.name}: {place.says}" == figure.name:
                    yield Formula(replaced(expression, place.path, Constant(value)))
        case Lookup(by, rows):
            for at, row in enumerate(rows):
                key = "otherwise" if row.key is None else f"at {show(row.key)}"
                if f"{attribute.name} {key}" == figure.name:
                    changed = (*rows[:at], replace(row, value=value), *rows[at + 1 :])
                    yield Lookup(by, changed)


def examined(program: Program, told: dict):
    return Examiner(program).examine([Fact(name, value) for name, value in told.items()])

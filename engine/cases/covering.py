"""A ready case for each aim that no case reaches, found on the decision diagram and tried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ..conditions import AllOf, NoneOf
from ..consultation import Reference
from ..diagram import Diagram, Exceeded, View, compile_diagram
from ..diagram.classes import Input
from ..diagram.witnesses import nearest, witness
from ..inference import Inference
from ..rules import Conclusion, KnowledgeBase, Rule
from ..strata import Program, stratify
from ..values import Facts, Value
from ..vocabulary import Attribute, Number, OneOf, Vocabulary
from .coverage import Aim, Ready, marks_of
from .running import roles
from .writing import case_text

REACHED = "yes"
BUDGET = 300_000
MOST_SEARCHED = 400
_ANSWER = OneOf((REACHED,), {REACHED: REACHED})


def ready_cases(program: Program, aims: Sequence[Aim]) -> tuple[Ready, ...]:
    """A case for each aim, tried out on the rules; or the proof that there is none.

    Only the first so many are searched: who has more gaps than that fills these before.
    """
    rest = tuple(Ready(aim, {}, searched=False) for aim in aims[MOST_SEARCHED:])
    return (*_searched(program, aims[:MOST_SEARCHED]), *rest)


def _searched(program: Program, aims: Sequence[Aim]) -> tuple[Ready, ...]:
    if not aims:
        return ()
    plainer = tuple(map(_plainer, aims))
    diagram = _diagram(program, (*aims, *plainer))
    if isinstance(diagram, Exceeded):
        return tuple(Ready(aim, {}) for aim in aims)
    view, trial = View(diagram, {}, "either"), _Trial(program)
    found: list[Ready] = []
    for number, aim in enumerate(aims):
        first = _ready(view, trial, number + len(aims), plainer[number])
        ready = first if first.case else _ready(view, trial, number, aim)
        found.append(_again(found, trial, plainer[number]) or ready)
    return tuple(replace(one, aim=aim) for one, aim in zip(found, aims, strict=True))


def _plainer(aim: Aim) -> Aim:
    """The same, but a condition that is alone in the way fails, and does not only wait."""
    if aim.kind != "alone":
        return aim
    (rule,) = aim.rules
    return replace(aim, when=AllOf((aim.when, NoneOf((rule.when,)))), unless=rule.unless)


def _again(found: Sequence[Ready], trial: _Trial, aim: Aim) -> Ready | None:
    """A case for another aim of the same rules, if it will do for this one too."""
    for one in reversed(found):
        if one.aim.rules != aim.rules:
            return None
        if one.case and trial.reaches(aim, one.given):
            return one
    return None


def _ready(view: View, trial: _Trial, number: int, aim: Aim) -> Ready:
    root, value = view.diagram.root(_name(number)), view.diagram.nodes.value
    wanted = frozenset(leaf for leaf in view.leaves(root) if value[leaf] == REACHED)
    if not wanted:
        return Ready(aim, {}, impossible=True)
    found = witness(view, root, wanted)
    given = None if found is None else trial.least(aim, found, view.diagram.inputs)
    if given is None:
        return Ready(aim, {})
    expect = _expect(aim, trial.believe(given))
    return Ready(aim, dict(given), case_text(_title(aim), given, expect))


class _Trial:
    """The rules themselves, which have the last word."""

    def __init__(self, program: Program) -> None:
        self.believe = Reference(program).believe

    def least(self, aim: Aim, told: Facts, inputs: Iterable[Input]) -> Facts | None:
        """As few of the facts as are needed, numbers just beside where something changes.

        None where not even all of them reach the aim.
        """
        if not self.reaches(aim, told):
            return None
        for name in tuple(told):
            fewer = {each: value for each, value in told.items() if each != name}
            if self.reaches(aim, fewer):
                told = fewer
        for entry in inputs:
            name, value = entry.attribute.name, told.get(entry.attribute.name)
            if isinstance(value, Decimal) and isinstance(entry.attribute.kind, Number):
                told = {**told, name: self._beside(aim, told, entry, value)}
        return told

    def _beside(self, aim: Aim, told: Facts, entry: Input, value: Decimal) -> Value:
        """The number farthest one way that still reaches the aim, where one beyond does not."""
        kind, here, last = entry.attribute.kind, entry.find(value), len(entry.classes)
        assert isinstance(kind, Number)  # noqa: S101 - asked of numbers only
        for outermost, classes in ((kind.high, range(here, last)), (kind.low, range(here, 0, -1))):
            reached: Value = value
            for number in classes:
                tried = nearest(entry, number, outermost)
                if tried is None or not self.reaches(aim, {**told, entry.attribute.name: tried}):
                    return reached
                reached = tried
        return value

    def reaches(self, aim: Aim, told: Facts) -> bool:
        return bool(marks_of((aim,))(self.believe(told)))


def _diagram(program: Program, aims: Sequence[Aim]) -> Diagram | Exceeded:
    """The rules with an attribute for each aim, that one more rule gives its value."""
    knowledge = program.knowledge
    names = [_name(number) for number in range(len(aims))]
    asking = [rule for each in zip(names, aims, strict=True) for rule in _rules(*each)]
    order = stratify(_with(knowledge, names, asking))
    if not isinstance(order, Program):
        return Exceeded("the aims make a loop", BUDGET)
    return compile_diagram(order, BUDGET, only=names)


def _with(knowledge: KnowledgeBase, names: Iterable[str], rules: Iterable[Rule]) -> KnowledgeBase:
    added = (Attribute(name, _ANSWER, asked=False) for name in names)
    vocabulary = Vocabulary((*knowledge.vocabulary, *added))
    return replace(knowledge, vocabulary=vocabulary, rules=(*knowledge.rules, *rules))


def _rules(name: str, aim: Aim) -> Iterator[Rule]:
    """A rule that fires where the aim may be reached; for a claim, one for each that cites it."""
    concluded = (Conclusion(name, REACHED),)
    if aim.kind == "claim":
        for count, rule in enumerate(aim.rules):
            yield Rule(f"{name}-{count}", concluded, rule.when, rule.unless)
    else:
        yield Rule(name, concluded, aim.when, aim.unless)


def _name(number: int) -> str:
    return f"aim {number} of coverage"


def _title(aim: Aim) -> str:
    titles = {
        "fires": "{rule} fires",
        "true": "{rule}, where {said}",
        "false": "{rule}, where it is not so that {said}",
        "alone": "{rule} misses only {said}",
        "excepted": "{rule} and its exception",
        "overrides": "{rule} sets {said} aside",
        "claim": "{said} has a say",
    }
    return titles[aim.kind].format(rule=aim.rules[0].id, said=aim.said)


def _expect(aim: Aim, run: Inference) -> Mapping[str, str]:
    """What the case shows of the rules, by the run of its facts."""
    found, names = roles(run), [rule.id for rule in aim.rules]
    name = next((name for name in names if name in found["because of"]), names[0])
    expect = {"because of": name} if name in found["because of"] else {"not because of": name}
    if name in found["set aside"]:
        expect = {"set aside": name}
    return {**expect, "set aside": aim.said} if aim.kind == "overrides" else expect

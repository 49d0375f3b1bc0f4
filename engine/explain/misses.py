"""Why something was not concluded: every rule that could have said so, nearest miss first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..conditions import truth
from ..consultation import Consultation
from ..inference import Clash, Inference
from ..rules import Conclusion, KnowledgeBase, Rule
from ..values import UNKNOWN, State, Value, show
from ..words import join, nearest
from .checks import Check, Checker, Cost
from .fired import Overrider, Spoken, Stand, overriders, stands
from .targets import Target, concluded_values, find

Reason = Literal["fails", "waits", "excepted", "set aside"]


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that could have said so and did not, with all that it asks for."""

    rule: Rule
    says: str
    reason: Reason
    when: Check
    unless: Check | None
    overriders: tuple[Overrider, ...]
    cost: Cost


@dataclass(frozen=True, slots=True)
class Misses:
    """The answer to why-not: ``so`` where it is the case after all, ``hint`` for a slip."""

    target: Target
    present: State
    so: bool
    stands: tuple[Stand, ...]
    misses: tuple[Miss, ...]
    clash: Clash | None
    nobody: bool
    hint: str | None


def why_not(consultation: Consultation, target: str | Target) -> Misses:
    """Why a rule, an attribute, a value of it or an entry of a list was not concluded.

    Raises DunbarError when there is no such thing.
    """
    if isinstance(target, str):
        target = find(consultation, target, rules_first=True)
    if target.kind == "field" and len(target.attributes) == 1:
        target = Target("attribute", target.attributes[0], target.attributes)
    run, knowledge = consultation.run, consultation.knowledge
    spoken = tuple(_speakers(knowledge, target))
    name = target.attributes[0] if len(target.attributes) == 1 else None
    present = UNKNOWN if name is None else run.memory.get(name, UNKNOWN)
    said_so = tuple(stands(consultation, spoken))
    clashes = (clash for clash in run.clashes if clash.attribute in target.attributes)
    return Misses(
        target,
        present,
        _is_so(run, target, said_so),
        said_so,
        tuple(_misses(run, spoken)),
        next(clashes, None),
        not spoken,
        None if spoken else _hint(knowledge, target),
    )


def _speakers(knowledge: KnowledgeBase, target: Target) -> Iterator[Spoken]:
    for number, rule in enumerate(knowledge.rules):
        said = [one for one in rule.conclusions if _speaks(knowledge, rule, one, target)]
        if said:
            weighed = [one.attribute for one in said if knowledge.scale_of(one.attribute)]
            yield number, "; ".join(map(_said, said)), next(iter(weighed), None)


def _speaks(knowledge: KnowledgeBase, rule: Rule, one: Conclusion, target: Target) -> bool:
    if target.rule is not None:
        return rule is target.rule or rule.id == target.rule.id
    if one.attribute not in target.attributes:
        return False
    if target.value is None:
        return True
    scale = knowledge.scale_of(one.attribute)
    if scale is not None:  # evidence: every pull in the same direction
        steps = scale.steps(str(one.value)) * (-1 if one.negated else 1)
        wanted = scale.steps(str(target.value))
        return steps * wanted > 0 or steps == wanted
    return target.value in (one.value if isinstance(one.value, tuple) else (one.value,))


def _said(one: Conclusion) -> str:
    return f"{one.attribute}: {'not ' if one.negated else ''}{show(one.value)}"


def _is_so(run: Inference, target: Target, stands: tuple[Stand, ...]) -> bool:
    if target.rule is not None:
        return bool(stands)
    values = [run.memory.get(name, UNKNOWN) for name in target.attributes]
    if target.value is None:
        return all(value is not None and value is not UNKNOWN for value in values)
    return any(_holds(value, target.value) for value in values)


def _holds(present: State, wanted: Value) -> bool:
    if isinstance(present, tuple):
        return wanted in present
    return present == wanted or getattr(present, "word", None) == wanted


def _misses(run: Inference, spoken: Iterable[Spoken]) -> list[Miss]:
    checker = Checker(run)
    missed = [
        _miss(run, checker, number, says)
        for number, says, _ in spoken
        if number not in run.fired or not run.stands(number)
    ]
    return sorted(missed, key=lambda miss: (miss.cost, miss.rule.id))


def _miss(run: Inference, checker: Checker, number: int, says: str) -> Miss:
    rule = run.program.rules[number]
    when = checker.check(rule.when)
    unless = checker.check(rule.unless) if rule.unless is not None else None
    cost, reason = when.cost, _reason(run, number, when)
    if rule.unless is not None and truth(rule.unless, run.memory) is True:
        cost = cost.plus(checker.check(rule.unless, positive=False).cost)
    return Miss(rule, says, reason, when, unless, overriders(run, number), cost)


def _reason(run: Inference, number: int, when: Check) -> Reason:
    if number in run.fired:
        return "set aside"
    if when.mark == "fails":
        return "fails"
    unless = run.program.rules[number].unless
    if unless is not None and truth(unless, run.memory) is True:
        return "excepted"
    return "waits"


def _hint(knowledge: KnowledgeBase, target: Target) -> str | None:
    """What rules do conclude about it, or why none can."""
    if not target.attributes:
        return None
    attribute = knowledge.vocabulary[target.attributes[0]]
    if attribute.asked:
        return f"{attribute.name} is told by the person, and no rule concludes it"
    if attribute.computed:
        return f"{attribute.name} is worked out by a formula or a table, and no rule concludes it"
    given = [show(value) for value in concluded_values(knowledge, attribute.name)]
    if not given:
        return f"no rule concludes {attribute.name} at all"
    near = nearest(show(target.value), given)
    return f'did you mean "{near}"?' if near else f"rules conclude {join(given)}"

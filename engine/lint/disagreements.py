"""Pairs of rules that give one attribute different values, neither overriding the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..inference import Inference
from ..rules import Rule
from ..strata import Program
from ..values import Facts, Value
from ..vocabulary import Number, OneOf
from .joint import all_of
from .pairs import pairs
from .trials import Open, Trials

MOST_FOUND = 10
MOST_PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two rules (or one) that give ``attribute`` different values, and who would run into it."""

    attribute: str
    first: Rule
    second: Rule
    example: Facts | Open


@dataclass(slots=True)
class Disagreements:
    """All that were found; ``unfinished`` attributes have more rules than could be looked at."""

    found: list[Disagreement] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)


def disagreements(program: Program, trials: Trials) -> Disagreements:
    """Every pair, attribute by attribute in the order of inference.

    The search for the next attributes has to know which of those before may be unknown because
    rules disagree on them.
    """
    result = Disagreements()
    for stratum in program.strata:
        for name in stratum.closes:
            if isinstance(program.knowledge.vocabulary[name].kind, OneOf | Number):
                before = len(result.found)
                _look_at(name, trials, result)
                if len(result.found) > before or name in result.unfinished:
                    trials.joint.clashing.add(name)
    return result


def _look_at(name: str, trials: Trials, result: Disagreements) -> None:
    rules = trials.joint.model.writers.get(name, ())
    values = [frozenset(_values(rule, name)) for rule in rules]
    found = [
        Disagreement(name, rule, rule, {})
        for rule, own in zip(rules, values, strict=True)
        if len(own) > 1
    ]
    looked_at = 0
    for one, other in pairs(rules, trials.joint.stands):
        first, second = rules[one], rules[other]
        if values[one] == values[other] or _settled(first, second):
            continue
        looked_at += 1
        if len(found) >= MOST_FOUND or looked_at > MOST_PAIRS:
            result.unfinished.append(name)
            break
        both = all_of(map(trials.joint.stands, (first, second)))
        example = trials.example(both, _clash(name, first, second))
        found += [] if example is None else [Disagreement(name, first, second, example)]
    result.found += found


def _values(rule: Rule, name: str) -> Iterator[Value]:
    return (entry.value for entry in rule.conclusions if entry.attribute == name)


def _settled(first: Rule, second: Rule) -> bool:
    """Whether one overrides the other, or they are rows of one table, which has its own check."""
    if first.id in second.overrides or second.id in first.overrides:
        return True
    return first.table is not None and first.table == second.table


def _clash(name: str, first: Rule, second: Rule) -> Callable[[Inference], bool]:
    def shows(run: Inference) -> bool:
        return any(
            clash.attribute == name
            and {first.id, second.id} <= {rule.id for _, rules in clash.sides for rule in rules}
            for clash in run.clashes
        )

    return shows

"""What decided something that is not as expected: the rules behind it, and the nearest miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..conditions import Comparison, NoneOf, Test
from ..consultation import Consultation, Fact
from ..explain import Miss, why_not
from ..explain.checks import Check
from ..explain.targets import Target
from ..inference import Inference, assumptions
from ..proof import prove
from ..rules import Conclusion, Rule
from ..values import UNKNOWN, show, show_signed
from ..verdict import judge
from .case import Case, Decider, Difference, Expected

MOST_SHOWN = 6


class Deciders:
    """Explains the differences of one case by its run."""

    def __init__(self, case: Case, run: Inference) -> None:
        self._case, self._run = case, run
        self._consultation = _consultation(case, run)
        self._expected = {(one.attribute, one.said): one for one in case.expected}

    def explained(self, differences: Iterable[Difference]) -> Iterator[Difference]:
        """The differences with what decided each."""
        for one in differences:
            found = tuple(dict.fromkeys(self._deciders(one)))
            yield replace(one, deciders=found[:MOST_SHOWN])

    def _deciders(self, one: Difference) -> Iterator[Decider]:
        expected = self._expected.get((one.about, one.expected))
        rule = self._run.program.knowledge.rule(one.expected)
        if expected is not None:
            yield from self._behind(expected.attribute, set())
            yield from self._missing(_target(expected))
        elif rule is not None:
            if "fired" in one.found:
                yield Decider(rule.id, _says(rule, rule.writes()), location=rule.location)
            else:
                yield from self._missing(Target("rule", rule.id, rule=rule))

    def _behind(self, name: str, seen: set[str]) -> Iterator[Decider]:
        """The rules that gave an attribute its value, through all that is computed."""
        if name in seen:
            return
        seen.add(name)
        run = self._run
        attribute = run.program.knowledge.vocabulary[name]
        if attribute.computed:
            read = ", ".join(f"{each}: {_value(run, each)}" for each in attribute.reads())
            yield Decider(name, f"worked out from {read}", location=attribute.location)
            for each in attribute.reads():
                yield from self._behind(each, seen)
        for number in run.standing(name):
            rule = run.program.rules[number]
            yield Decider(rule.id, self._said(rule, name), location=rule.location)

    def _said(self, rule: Rule, name: str) -> str:
        said = _says(rule, (name,))
        pulls = self._run.pulls.get(name, ())
        pull = next((each for each in pulls if each.rule.id == rule.id), None)
        if pull is None:
            return said
        return f"{said} ({show_signed(pull.weight) if pull.counted else 'counted once'})"

    def _missing(self, target: Target | None) -> Iterator[Decider]:
        if target is None:
            return
        misses = why_not(self._consultation, target).misses
        for miss in misses[:1]:
            says = _says(miss.rule, miss.rule.writes())
            yield Decider(miss.rule.id, says, _kept(miss), miss.rule.location)


def _consultation(case: Case, run: Inference) -> Consultation:
    program = run.program
    told = {fact.attribute: fact.value for fact in case.facts}
    assumed = assumptions(program, told)
    attributes = [program.knowledge.vocabulary[name] for name in assumed]
    facts = (*case.facts, *(Fact(name, value, "assumed") for name, value in assumed.items()))
    return Consultation(
        program.knowledge, case.basis, facts, run, prove(run, attributes), judge(run), ()
    )


def _target(expected: Expected) -> Target | None:
    """What was hoped for; None where it is that nothing be said."""
    name = expected.attribute
    match expected.condition:
        case Comparison(test=Test.IS | Test.INCLUDES, operand=str() as word):
            return Target("value", name, (name,), word)
        case NoneOf() | Comparison(test=Test.IS_NONE):
            return None
        case _:
            return Target("attribute", name, (name,))


def _says(rule: Rule, names: Iterable[str]) -> str:
    wanted = set(names)
    return "; ".join(_concluded(one) for one in rule.conclusions if one.attribute in wanted)


def _concluded(one: Conclusion) -> str:
    return f"{one.attribute}: {'not ' if one.negated else ''}{show(one.value)}"


def _value(run: Inference, name: str) -> str:
    return show(run.memory.get(name, UNKNOWN))


def _kept(miss: Miss) -> str:
    """What kept a rule from its say, in a line."""
    match miss.reason:
        case "set aside":
            by = [over.rule.id for over in miss.overriders if over.stands]
            return f"set aside by {', '.join(by)}"
        case "excepted":
            return f"its exception holds: {miss.unless.text}" if miss.unless else "excepted"
        case _:
            return "; ".join(_wrong(miss.when))


def _wrong(check: Check) -> Iterator[str]:
    if check.mark == "holds":
        return
    if not check.parts:
        verb = "needs" if check.mark == "fails" else "waits for"
        yield f"{verb} {check.text}" + (f" ({check.present})" if check.present else "")
    for part in check.parts:
        yield from _wrong(part)

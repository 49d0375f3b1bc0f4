"""The first two cases of a new rule: one in which it fires, and one that it misses by a hair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count, pairwise

from ..api import Opened
from ..cases import case_text
from ..cases.coverage import Aim, aims_of
from ..cases.covering import ready_cases
from ..cases.parts import parts_of
from ..cases.reading import cases_in
from ..cases.running import is_right, roles
from ..conditions import Comparison, NoneOf
from ..consultation import Reference
from ..diagnostics import Findings
from ..mutation.expecting import expectations
from ..mutation.mutant import Ready
from ..mutation.readying import HEAD, file_of
from ..rules import Rule
from ..strata import Program
from ..values import Facts
from ..vocabulary import Number, Vocabulary

_Fires = Callable[[Facts], bool]


def first_cases(
    now: Opened, proposed: Opened, rule: Rule, taken: Iterable[str]
) -> tuple[Ready, ...]:
    """Up to two cases for a rule that only ``proposed`` has, of other names than those ``taken``.

    A case is missing where there is no such person, or none was found.
    """
    program, names = proposed.program(), set(taken)
    given, aim, missed = _found(program, rule)
    if given is None:
        return ()
    title = _free(f"{rule.id} fires", names)
    wanted = _brought_about(now.program(), program, rule, given)
    made = [_ready(program, rule, title, given, wanted)]
    if aim is not None:
        title = _free(f"{rule.id} misses only {aim.said}", names)
        made.append(_ready(program, rule, title, missed, [{"not because of": rule.id}]))
    return tuple(one for one in made if one is not None)


def _found(program: Program, rule: Rule) -> tuple[Facts | None, Aim | None, Facts]:
    """Who makes it fire; which condition alone can keep it from that, and for whom it does."""
    aims = [aim for aim in aims_of(program.knowledge) if aim.rules == (rule,)]
    ready = [one for one in ready_cases(program, aims) if one.case]
    given = next((one.given for one in ready if one.aim.kind == "fires"), None)
    missed = [(one.aim, one.given) for one in ready if one.aim.kind == "alone"]
    fires = _firing(program, rule)
    for aim, facts in missed:
        pair = _by_a_hair(aim, facts, program.knowledge.vocabulary, fires)
        if pair is not None:
            return pair[0], aim, pair[1]
    return (given, *missed[0]) if missed else (given, None, {})


def _firing(program: Program, rule: Rule) -> _Fires:
    believe = Reference(program).believe
    return lambda told: rule.id in {program.rules[number].id for number in believe(told).fired}


def _by_a_hair(
    aim: Aim, facts: Facts, vocabulary: Vocabulary, fires: _Fires
) -> tuple[Facts, Facts] | None:
    """The same person on both sides of the number that decides, a step of its last digit apart."""
    comparison = _decisive(aim)
    if comparison is None or not isinstance(comparison.operand, Decimal):
        return None
    name, edge = comparison.attribute, comparison.operand
    kind = vocabulary[name].kind
    if name not in facts or not isinstance(kind, Number):
        return None
    step = Decimal((0, (1,), min(int(edge.as_tuple().exponent), 0)))
    around = [each for each in (edge - step, edge, edge + step) if kind.low <= each <= kind.high]
    for one, other in pairwise([{**facts, name: each} for each in around]):
        if fires(one) is not fires(other):
            return (one, other) if fires(one) else (other, one)
    return None


def _decisive(aim: Aim) -> Comparison | None:
    """The comparison that an aim says is alone in the way."""
    found = next((part.condition for part in parts_of(aim.rules[0]) if part.said == aim.said), None)
    if isinstance(found, NoneOf) and len(found.parts) == 1:
        (found,) = found.parts
    return found if isinstance(found, Comparison) else None


def _brought_about(
    before: Program, program: Program, rule: Rule, given: Facts
) -> Iterator[Mapping[str, str]]:
    """What follows from the rule and would not without it, and that it has a say."""
    run, without = Reference(program).believe(given), Reference(before).believe(given)
    told = (one for one in expectations(rule, run, without) if set(one) <= set(rule.writes()))
    role = "because of" if rule.id in roles(run)["because of"] else "set aside"
    yield from ({**one, role: rule.id} for one in (*told, {}))


def _ready(
    program: Program, rule: Rule, title: str, given: Facts, wanted: Iterable[Mapping[str, str]]
) -> Ready | None:
    """A case with the first of these expectations that is read as it is meant, and comes out."""
    run = Reference(program).believe(given)
    for expect in wanted:
        text = case_text(title, given, expect)
        findings = Findings()
        cases = cases_in(f"{HEAD}{text}", title, program.knowledge, findings)
        sound = not findings.all and not any(case.problems for case in cases)
        if sound and all(is_right(case, run) for case in cases):
            return Ready(title, given, text, file_of(rule))
    return None


def _free(title: str, names: set[str]) -> str:
    """A name that no case has."""
    tried = (title if number == 1 else f"{title} ({number})" for number in count(1))
    found = next(name for name in tried if name not in names)
    names.add(found)
    return found

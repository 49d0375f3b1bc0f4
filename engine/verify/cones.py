"""Proofs where no diagram of the whole fits: attribute by attribute, each with what it rests on.

A cone of influence is the part of the rules that decides one attribute. What no cone shows, such
as the verdict as a whole, is searched for by random profiles: a failure that is found is a failure,
but nothing found is no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from random import Random
from time import monotonic

from ..conditions import Comparison, literals, truth
from ..consultation import Reference
from ..diagnostics import Diagnostic, Severity
from ..diagram.compiling import compile_program
from ..diagram.nodes import OverBudgetError
from ..inference import Inference
from ..properties import Always, Never
from ..slicing import sliced
from ..strata import Program
from ..values import Facts, Value
from ..verdict import headline
from ..vocabulary import Attribute, ListOf, Number, OneOf
from . import clashes, firing, idling
from .checking import NAMES
from .fault import Key
from .finding import Check, Finding, Report, Scope, Side
from .mending import Mender
from .space import Space
from .telling import Teller, Told
from .ways import Trial

BUDGET = 60_000
MOST_SECONDS = 10.0
MOST_SEARCHED = 1_000
SEED = 1
CHECKS = {
    "clash": (clashes.faults,),
    "fires": (firing.faults,),
    "rows": (firing.overlaps,),
    "exceptions": (idling.faults,),
}


@dataclass(slots=True)
class _Sum:
    """What all cones together show."""

    told: dict[Key, tuple[str, Told]] = field(default_factory=dict)
    rules: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def in_cones(program: Program, reason: str, trial: Trial) -> Report:
    """What can be proved in parts, and what is searched for."""
    found, until = _Sum(), monotonic() + MOST_SECONDS
    for name in _derived(program):
        if monotonic() > until:
            break
        space = _cone(program, name)
        if space is not None:
            _look(space, name, trial, found)
    searched = _searched(program, until)
    checks = tuple(_checks(program, found, searched))
    return Report(Scope(0, 0, searched.count, reason), checks)


def _derived(program: Program) -> Iterator[str]:
    """The attributes that rules conclude, those that rest on little first."""
    closings = [each for stratum in program.strata for each in stratum.closings if each.writers]
    yield from (each.name for each in closings)


def _cone(program: Program, name: str) -> Space | None:
    part, _ = sliced(program, [name])
    part = replace(part, knowledge=replace(part.knowledge, verdict=None))
    try:
        return Space(compile_program(part, BUDGET, None))
    except OverBudgetError:
        return None


def _look(space: Space, name: str, trial: Trial, found: _Sum) -> None:
    """The checks of one cone; the rules in it that conclude the attribute are done with."""
    try:
        faults = {
            check: [fault for one in checks for fault in one(space)]
            for check, checks in CHECKS.items()
        }
    except OverBudgetError:
        return
    teller = Teller(space, trial, Mender(space, (), 0))  # a part cannot tell what a change does
    for check, each in ((check, fault) for check, one in faults.items() for fault in one):
        if each.key not in found.told:
            found.told[each.key] = check, teller.tell(each)
    found.names.add(name)
    found.rules.update(space.compiled_rules)


def _checks(program: Program, found: _Sum, searched: _Searched) -> Iterator[Check]:
    rules = range(len(program.rules))
    left = [program.rules[number].id for number in rules if number not in found.rules]
    names = [name for name in _derived(program) if name not in found.names]
    missed = f"{len(left):,} of {len(rules):,} rules, whose cones are too large" if left else ""
    for check in CHECKS:
        told = [one for name, one in found.told.values() if name == check]
        findings = [one for one in told if isinstance(one, Finding)]
        if check == "clash":
            known = {one.diagnostic.message for one in findings}
            findings += [one for one in searched.clashes if one.diagnostic.message not in known]
        unknown = [one for one in told if isinstance(one, str)]
        open_ = missed if check != "clash" else _listed(names)
        if open_:
            unknown.append(open_)
        yield Check(check, NAMES[check], len(found.rules), tuple(findings), tuple(unknown))
    for check, findings in (("verdict", searched.silent), ("properties", searched.broken)):
        promised = program.knowledge.properties
        if check == "verdict" or promised:
            open_ = f"searched {searched.count:,} profiles, not proved"
            counted = len(promised) if check == "properties" else 0
            yield Check(check, NAMES[check], counted, tuple(findings), (open_,))
    yield Check("figures", NAMES["figures"], 0, (), ("the diagram of the whole is too large",))
    yield Check("matters", NAMES["matters"], 0, (), ("the diagram of the whole is too large",))


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return f"{len(listed):,} attributes, whose cones are too large" if listed else ""


@dataclass(slots=True)
class _Searched:
    count: int = 0
    clashes: list[Finding] = field(default_factory=list)
    silent: list[Finding] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)


def _searched(program: Program, until: float) -> _Searched:
    """Random profiles, each judged by the reference chainer."""
    found, reference, random = _Searched(), Reference(program), Random(SEED)  # noqa: S311
    seen = set[str]()
    for told in islice(profiles_at_random(program, random), MOST_SEARCHED):
        if found.count and monotonic() > until + MOST_SECONDS:
            break
        found.count += 1
        run = reference.believe(told)
        for into, finding in _failures(run, told):
            if finding.diagnostic.message not in seen:
                seen.add(finding.diagnostic.message)
                getattr(found, into).append(finding)
    return found


def profiles_at_random(program: Program, random: Random) -> Iterator[Facts]:
    """Profiles that tell some or all of what is asked, numbers mostly where something is cut."""
    tested = _thresholds(program)
    asked = program.knowledge.vocabulary.asked
    while True:
        share = random.choice((0.3, 0.7, 1))
        yield {
            each.name: _value(each, tested.get(each.name, []), random)
            for each in asked
            if random.random() < share
        }


def _thresholds(program: Program) -> dict[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = {}
    for rule in program.rules:
        for literal in literals(rule.when):
            found.setdefault(literal.comparison.attribute, []).append(literal.comparison)
    return found


def _value(attribute: Attribute, tested: list[Comparison], random: Random) -> Value:
    match attribute.kind:
        case OneOf(values):
            return random.choice(values)
        case ListOf(values):
            return tuple(value for value in values if random.random() < 0.4)  # noqa: PLR2004
        case Number(low, high):
            cuts = [one.operand for one in tested if isinstance(one.operand, Decimal)]
            near = [cut + step for cut in cuts for step in (-1, 0, 1)]
            return random.choice([low, high, *(cut for cut in near if low <= cut <= high)])
        case _:
            raise TypeError(attribute.name)


def _failures(run: Inference, told: Facts) -> Iterator[tuple[str, Finding]]:
    knowledge = run.program.knowledge
    for clash in run.clashes:
        rules = [rule for _, found in clash.sides for rule in found][:2]
        message = f'"{rules[0].id}" and "{rules[-1].id}" give "{clash.attribute}" two values'
        problem = Diagnostic("clash", Severity.ERROR, message, rules[-1].location)
        sides = tuple(Side(rule, clash.attribute) for rule in rules)
        yield "clashes", Finding(problem, told, sides=sides)
    form = knowledge.verdict
    if form is not None and not headline(form, run.memory):
        problem = Diagnostic("no-verdict", Severity.ERROR, "no headline is said", form.location)
        yield "silent", Finding(problem, told)
    for declared in knowledge.properties:
        match declared.promise:
            case Never(condition):
                fails = truth(condition, run.memory) is True
            case Always(when, then):
                fails = truth(when, run.memory) is True and truth(then, run.memory) is not True
            case _:
                continue
        if fails:
            message = f'property "{declared.id}" fails'
            problem = Diagnostic("property-fails", Severity.ERROR, message, declared.location)
            yield "broken", Finding(problem, told)

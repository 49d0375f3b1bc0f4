"""What verification says of random bases is what the reference chainer shows of every profile."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest

from engine.chaining import ReferenceMatcher
from engine.conditions import ALWAYS, truth
from engine.consultation import Reference
from engine.diagram import compile_diagram
from engine.inference import assume, infer
from engine.presentation import Saying
from engine.properties import Always, Compared, Moving, Never, Property
from engine.strata import Program, stratify
from engine.values import UNKNOWN
from engine.verify import verify
from engine.verify.mattering import _Without, said
from engine.verify.relations import claims, stands
from tests.lint.bases import ASKED, DERIVED, comparison, condition, drawn, inputs
from tests.lint.bases import at as place

SEEDS = range(10)


def program_of(knowledge):
    found = stratify(knowledge)
    return found if isinstance(found, Program) else None


def verified(program):
    reference = Reference(program)
    return verify(program, compile_diagram(program), reference.believe)


def runs_of(program):
    """Every profile and what is inferred from it."""
    reference = Reference(program)
    return [(told, reference.believe(told)) for told in inputs(program.knowledge)]


def base(seed):
    """A random base; in some the last headline has a condition, so that some get none."""
    random = Random(seed)
    knowledge = drawn(random, 7)
    if seed % 2:
        heads = (Saying(condition(random, ASKED, 1), "Some.", place(5)),)
        knowledge = replace(knowledge, verdict=replace(knowledge.verdict, headline=heads))
    return program_of(knowledge)


def shown(runs):  # noqa: C901 - a line a fault
    """By fault, the fewest facts of a profile that shows it."""
    found = defaultdict(lambda: 99)

    def note(*key, told):
        found[key] = min(found[key], len(told))

    for told, run in runs:
        rules = run.program.rules
        for clash in run.clashes:
            sides = [[rule.id for rule in side] for _, side in clash.sides]
            for one, other in combinations(sides, 2):
                for pair in product(one, other):
                    note("clash", clash.attribute, *sorted(pair), told=told)
        for number in run.fired:
            note("fires", rules[number].id, told=told)
        for number, by in run.set_aside():
            note("sets aside", rules[by].id, rules[number].id, told=told)
        for rule in rules:
            if rule.unless is not None and all(
                truth(part, run.memory) is True for part in (rule.when, rule.unless)
            ):
                note("stops", rule.id, told=told)
        if not any(truth(one.when, run.memory) for one in run.program.knowledge.verdict.headline):
            note("no-verdict", told=told)
    return found


def expected(program, runs):
    """The faults that every profile together shows, and of which a smallest profile is told."""
    seen, faults = shown(runs), {}
    faults |= {key: facts for key, facts in seen.items() if key[0] in {"clash", "no-verdict"}}
    for rule in program.rules:
        if ("fires", rule.id) not in seen:
            faults["never-fires", rule.id] = None
            continue
        for target in rule.overrides:
            if ("fires", target) in seen and ("sets aside", rule.id, target) not in seen:
                faults["idle-override", rule.id, target] = None
        if rule.unless is not None and ("stops", rule.id) not in seen:
            faults["idle-unless", rule.id] = None
    return faults


def told_by(report):
    found = {}
    for each in report.findings:
        problem = each.diagnostic
        names = sorted(side.rule.id for side in each.sides)
        match problem.code:
            case "clash":
                attribute = problem.message.split('"')[5]
                found["clash", attribute, *names] = len(each.profile)
            case "no-verdict":
                found["no-verdict",] = len(each.profile)
            case "never-fires" | "idle-unless":
                found[
                    problem.code, problem.message.split('"')[-2 if "unless" in problem.code else 1]
                ] = None
            case "idle-override":
                found[problem.code, *problem.message.split('"')[1:4:2]] = None
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_faults_told_are_those_that_all_profiles_together_show(seed):
    program = base(seed)
    report = verified(program)

    checks = [check for check in report.checks if check.name != "matters"]
    unsure = {text.split('"')[1] for check in checks for text in check.open}
    wanted = expected(program, runs_of(program))
    assert told_by(report) == {
        key: facts for key, facts in wanted.items() if unsure.isdisjoint(key)
    }
    assert len(unsure) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rule_matters_exactly_if_somebodys_verdict_is_another_without_it(seed):
    program = base(seed)
    runs = runs_of(program)
    report = verified(program)
    told = {
        side.rule.id
        for each in report.findings
        if each.diagnostic.code in {"only-reasons", "never-matters"}
        for side in each.sides
    }
    never = {
        each.diagnostic.message.split('"')[1]
        for each in report.findings
        if each.diagnostic.code == "never-matters"
    }
    fired = {number for _, run in runs for number in run.fired}

    unsure = {text.split('"')[1] for check in report.checks for text in check.open}
    alike = {program.rules[number].id for number in fired if not changes(program, number, runs)}
    assert alike - unsure == told | never


def changes(program, number, runs):
    for told, run in runs:
        matcher = _Without(ReferenceMatcher(program), number)
        if said(run) != said(infer(program, assume(program, told), matcher)):
            return True
    return False


def promise(random, knowledge):
    derived = [knowledge.vocabulary[name] for name in ("manners", "size", "worth", "age", "value")]
    readable = list(knowledge.vocabulary)
    asked = random.choice(ASKED)
    when = ALWAYS if random.random() < 0.6 else comparison(random, readable)
    match random.randrange(4):
        case 0:
            return Never(condition(random, readable, 1))
        case 1:
            return Always(condition(random, readable, 1), comparison(random, readable))
        case 2:
            values = values_of(asked)
            name = random.choice(derived).name
            relation = random.choice(["not higher", "not lower", "the same", "lower", "higher"])
            first, second = random.sample(values, 2)
            return Compared(asked.name, first, second, ((name, relation),), when)
        case _:
            motion = random.choice(["raises", "lowers", "changes"])
            if asked.name in {"weight", "food"}:
                more = motion != "changes" or random.random() < 0.5
            else:
                motion, more = "changes", False
            names = [random.choice(derived if motion != "changes" else [*derived, *DERIVED]).name]
            return Moving(asked.name, motion, tuple(names), more, when)


def values_of(attribute):
    from tests.lint.bases import _told

    return [value for value in _told(attribute) if value is not None]


def broken(declared, runs):  # noqa: C901 - a case a form
    """Whether some profile, or some two, go against a promise."""
    match declared:
        case Never(wrong):
            return any(truth(wrong, run.memory) is True for _, run in runs)
        case Always(when, then):
            return any(
                truth(when, run.memory) is True and truth(then, run.memory) is not True
                for _, run in runs
            )
    groups = defaultdict(dict)
    for told, run in runs:
        if declared.attribute in told:
            rest = tuple((k, v) for k, v in told.items() if k != declared.attribute)
            groups[rest][told[declared.attribute]] = run
    for group in groups.values():
        for one, other in pairs(declared, group):
            before, after = group[one], group[other]
            if all(truth(declared.when, run.memory) is True for run in (before, after)):
                for name, test in claims(declared):
                    sides = before.memory.get(name, UNKNOWN), after.memory.get(name, UNKNOWN)
                    if not stands(test, *sides):
                        return True
    return False


def pairs(declared, group):
    if isinstance(declared, Compared):
        return [(declared.first, declared.second)]
    found = list(product(group, group))
    if not declared.more:
        return found
    if declared.attribute == "weight":
        return [(one, other) for one, other in found if one < other]
    return [(a, b) for a, b in found if set(a) < set(b) and len(b) == len(a) + 1]


PROMISES = 50


def test_a_promise_is_proved_exactly_if_all_profiles_keep_it():
    outcomes, wrong = defaultdict(int), []
    for seed in range(PROMISES):
        random = Random(seed)
        knowledge = drawn(random, 7)
        declared = promise(random, knowledge)
        program = program_of(replace(knowledge, properties=(Property("kept", declared),)))
        (check,) = (one for one in verified(program).checks if one.name == "properties")
        outcomes[type(declared).__name__, check.outcome] += 1
        fails = broken(declared, runs_of(program))
        if check.outcome == "not proved":
            continue
        if (check.outcome == "failed") is not fails:
            wrong.append((seed, declared, check.outcome))

    assert wrong == []
    kinds = ("Never", "Always", "Compared", "Moving")
    assert all(outcomes[kind, "proved"] and outcomes[kind, "failed"] for kind in kinds), outcomes
    assert sum(count for (_, found), count in outcomes.items() if found == "not proved") <= 3, (
        outcomes
    )

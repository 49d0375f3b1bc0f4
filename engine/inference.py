"""What inference means, whoever matches the rules: firing, setting aside, adding up, settling.

A *matcher* says which rules of a stratum fire; everything else stands here once, so that every
evaluator has the same semantics (design, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from .memory import Clash, Inference, Matcher, Pull
from .rules import Scale
from .strata import Closing, Program
from .values import EXACT, UNKNOWN, Facts, Figure, Net, State, Unknown, Value
from .vocabulary import Evidence, Formula, ListOf, Lookup, Number, OneOf

NOUGHT = Decimal(0)


def infer(program: Program, told: Facts, matcher: Matcher) -> Inference:
    """Run every stratum in order: fire its rules, then settle the attributes that it closes."""
    run = Inference(program, told, matcher)
    memory, provided = run.memory, run.provided
    matcher.settle(program.asked, memory)
    for stratum in program.strata:
        if stratum.rules:
            _record(run, matcher.fire(stratum))
        for closing in stratum.closings:
            value = _settled(run, closing)
            if value is UNKNOWN:
                run.unknown.add(closing.name)
            else:
                memory[closing.name] = value
            if closing.fragile or not closing.influences.isdisjoint(provided):
                _note_provisos(run, closing)
        matcher.settle(stratum.closes, memory)
    return run


def assume(program: Program, told: Facts) -> Facts:
    """``told``, with the assumptions that fill its gaps."""
    return {**assumptions(program, told), **told}


def assumptions(program: Program, told: Facts) -> dict[str, Value]:
    """The values that stand in for what was not told."""
    return {
        attribute.name: attribute.assumption.value
        for attribute in program.knowledge.vocabulary.asked
        if attribute.assumption is not None and attribute.name not in told
    }


def _record(run: Inference, fired: Iterable[int]) -> None:
    concludes, concluded, record = run.program.concludes, run.concluded, run.fired
    for number in fired:
        record[number] = None
        for name in concludes[number]:
            if name in concluded:
                concluded[name].append(number)
            else:
                concluded[name] = [number]


def _settled(run: Inference, closing: Closing) -> State:
    match closing.kind:
        case OneOf() | Number():
            return _agree(run, closing)
        case ListOf(values):
            return _gather(run, closing, values)
        case Formula(expression):
            return expression.under(run.memory)
        case Lookup() as lookup:
            return look_up(lookup, run.memory)
        case Evidence(scale):
            return _weigh(run, closing.name, run.program.knowledge.scales[scale])


def look_up(lookup: Lookup, memory: Facts) -> Figure:
    """The figure of the row that fits; the row for every other also serves none and unknown."""
    key = memory.get(lookup.by, UNKNOWN)
    row = lookup.row(key.figure if isinstance(key, Net) else key)
    if row is not None:
        return row.value
    return UNKNOWN if isinstance(key, Unknown) and lookup.rows else None


def add_up(pulls: Iterable[Pull], scale: Scale) -> Net:
    """The net of the pulls that count, kept within the scale's limit."""
    counted = [pull.weight for pull in pulls if pull.counted]
    figure = NOUGHT
    for weight in counted:
        figure = EXACT.add(figure, weight)
    figure = max(-scale.limit, min(scale.limit, figure))
    return Net(figure, scale.word(figure), len(counted))


def _agree(run: Inference, closing: Closing) -> State:
    """The one value that standing rules give; two values are a clash, and unknown."""
    name, concludes = closing.name, run.program.concludes
    standing = run.standing(name)
    given = {value: None for number in standing for value in concludes[number][name]}
    if not given:
        return _nobody(run, closing)
    if len(given) == 1:
        return next(iter(given))
    rules = run.program.rules
    sides = [
        (value, [number for number in sorted(standing) if value in concludes[number][name]])
        for value in given
    ]
    sides.sort(key=lambda side: side[1])
    run.clashes.append(
        Clash(name, tuple((value, tuple(rules[at] for at in by)) for value, by in sides))
    )
    return UNKNOWN


def _gather(run: Inference, closing: Closing, values: tuple[str, ...]) -> State:
    """All words that standing rules give, in the order of the vocabulary."""
    name, concludes = closing.name, run.program.concludes
    given: set[Value] = set()
    for number in run.standing(name):
        for value in concludes[number][name]:
            given.update(value if isinstance(value, tuple) else (value,))
    if not given:
        return UNKNOWN if _nobody(run, closing) is UNKNOWN else ()
    return tuple([value for value in values if value in given])


def _nobody(run: Inference, closing: Closing) -> Unknown | None:
    """None when every rule that could conclude it is false, unknown when one may yet fire."""
    if not run.unknown:
        return None
    for number in closing.writers:
        undecided = not run.unknown.isdisjoint(run.program.reads[number])
        if undecided and number not in run.fired and run.matcher.possible(number):
            return UNKNOWN
    return None


def _weigh(run: Inference, name: str, scale: Scale) -> Net:
    given = []
    for number in sorted(run.standing(name)):
        rule = run.program.rules[number]
        for entry in rule.conclusions:
            if entry.attribute == name:
                steps = scale.steps(str(entry.value))
                steps = -steps if entry.negated else steps
                strength = rule.strength or NOUGHT
                given.append(
                    (rule, str(entry.value), steps, strength, EXACT.multiply(steps, strength))
                )
    strongest: dict[tuple[str, bool], tuple[Decimal, str]] = {}
    for rule, _, _, _, weight in given:
        side = (rule.factor, weight > 0)
        if weight and abs(weight) > strongest.get(side, (NOUGHT, ""))[0]:
            strongest[side] = (abs(weight), rule.id)
    run.pulls[name] = tuple(
        Pull(
            rule,
            name,
            word,
            steps,
            strength,
            weight,
            counted=bool(weight) and strongest[rule.factor, weight > 0][1] == rule.id,
        )
        for rule, word, steps, strength, weight in given
    )
    return add_up(run.pulls[name], scale)


def _note_provisos(run: Inference, closing: Closing) -> None:
    influences, provided = run.program.influences, run.provided
    shaky = [number for number in closing.fragile if number in run.fired]
    if provided:
        shaky += [n for n in closing.writers if not influences[n].isdisjoint(provided)]
    elif not shaky:
        return
    resting = frozenset[int]().union(
        *(run.rests_on(number) for number in shaky),
        *(provided.get(read, ()) for read in closing.reads),
    )
    if resting:
        run.provided[closing.name] = resting


def outcome(run: Inference) -> Mapping[str, object]:
    """Everything that two evaluators must agree on, as plain values."""
    rules = run.program.rules
    return {
        "memory": dict(sorted(run.memory.items())),
        "fired": sorted(rules[number].id for number in run.fired),
        "matched": {rules[number].id: run.matcher.matched(number) for number in sorted(run.fired)},
        "set aside": sorted((rules[number].id, rules[by].id) for number, by in run.set_aside()),
        "provided": {
            rules[number].id: sorted(rules[other].id for other in run.rests_on(number))
            for number in sorted(run.fired)
        },
        "rests": {
            name: sorted(rules[n].id for n in on) for name, on in sorted(run.provided.items())
        },
        "clashes": sorted(clash.attribute for clash in run.clashes),
    }


__all__ = ["Clash", "Inference", "Matcher", "Pull", "add_up", "infer", "look_up", "outcome"]

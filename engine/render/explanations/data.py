"""Derivations and misses as versioned JSON documents."""

from __future__ import annotations

from collections.abc import Iterable

from ...diagnostics import Location
from ...explain import Derivation, Need, Open, Reason
from ...explain.checks import Check
from ...explain.fired import Overrider, Stand
from ...explain.misses import Miss, Misses
from ...explain.targets import Target
from ...rules import KnowledgeBase
from ...values import UNKNOWN, State, as_json
from .saying import asked

HOW = "dunbar.how/1"
WHY_NOT = "dunbar.why-not/1"

Json = dict[str, object]


def derivation_json(derivation: Derivation) -> Json:
    """The derivation with every step, in the order of inference."""
    knowledge = derivation.consultation.knowledge
    return {
        "schema": HOW,
        "asked": _target(derivation.target),
        "answer": asked(derivation),
        "concluded": [_need(need) for need in derivation.needs],
        "steps": [_reason(reason, knowledge) for reason in derivation.reasons],
        "told": [_pair(need.attribute, need.value) for need in derivation.told],
        "without_value": [_open(each) for each in derivation.open],
    }


def misses_json(misses: Misses) -> Json:
    """All rules that said so or could have, nearest first."""
    return {"schema": WHY_NOT, **_misses(misses)}


def _misses(misses: Misses) -> Json:
    clash = misses.clash
    sides = [] if clash is None else [
        {"value": as_json(value), "rules": [rule.id for rule in rules]}
        for value, rules in clash.sides
    ]  # fmt: skip
    return {
        "asked": _target(misses.target),
        "so": misses.so,
        "present": _state(misses.present),
        "known": misses.present is not UNKNOWN,
        "clash": sides,
        "nobody": misses.nobody,
        "hint": misses.hint,
        "said_so": [_stand(each) for each in misses.stands],
        "misses": [_miss(miss) for miss in misses.misses],
    }


def _target(target: Target) -> Json:
    return {
        "kind": target.kind,
        "name": target.name,
        "attributes": list(target.attributes),
        "value": as_json(target.value),
    }


def _need(need: Need) -> Json:
    return {
        **_pair(need.attribute, need.value),
        "kind": need.kind,
        "steps": list(need.steps),
        "set_aside": list(need.aside),
        "exception": need.exception,
    }


def _reason(reason: Reason, knowledge: KnowledgeBase) -> Json:
    step, pull = reason.step, reason.pull
    claims = (knowledge.claims.get(name) for name in step.source.claims)
    weighed = None if pull is None else {
        "attribute": pull.attribute, "weight": as_json(pull.weight), "counted": pull.counted,
        "stronger": None if reason.stronger is None else reason.stronger.id,
    }  # fmt: skip
    return {
        "step": step.number,
        "kind": step.kind,
        "rule": step.id,
        "rests_on": [_need(need) for need in reason.needs],
        "concluded": [_pair(name, value) for name, value in step.concluded],
        "because": step.because,
        "source": step.source.cited,
        "claims": [{"id": one.id, "says": one.says, "hedge": one.hedge} for one in claims if one],
        "origin": step.source.origin.value,
        "at": _at(step.location),
        "provided": list(step.provided),
        "pull": weighed,
        "set_aside_by": list(reason.set_aside_by),
        "spared": list(reason.spared),
    }


def _open(each: Open) -> Json:
    return {
        "attribute": each.attribute,
        "known": each.value is not UNKNOWN,
        "to_be_told": each.asked,
        "reads": list(each.reads),
        "why_not": None if each.misses is None else _misses(each.misses),
    }


def _stand(each: Stand) -> Json:
    pull = each.pull
    return {
        "rule": each.rule.id,
        "says": each.says,
        "step": each.step,
        "pull": None if pull is None else as_json(pull.weight),
        "counted": None if pull is None else pull.counted,
        "stronger": None if each.stronger is None else each.stronger.id,
        "provided": list(each.provided),
    }


def _miss(miss: Miss) -> Json:
    return {
        "rule": miss.rule.id,
        "at": _at(miss.rule.location),
        "says": miss.says,
        "reason": miss.reason,
        "failing": miss.cost.failing,
        "unknown": miss.cost.unknown,
        "distance": as_json(miss.cost.distance),
        "when": _check(miss.when),
        "unless": None if miss.unless is None else _check(miss.unless),
        "set_aside_by": _overriders(miss.overriders),
    }


def _check(check: Check) -> Json:
    short = check.shortfall
    return {
        "text": check.text,
        "mark": check.mark,
        "present": check.present,
        "short_by": None if short is None else {"by": as_json(short.by), "text": short.text},
        "waits_for": list(check.waits),
        "parts": [_check(part) for part in check.parts],
    }


def _overriders(found: Iterable[Overrider]) -> list[Json]:
    return [
        {
            "rule": one.rule.id,
            "because": one.because,
            "stands": one.stands,
            "set_aside_by": _overriders(one.by),
        }
        for one in found
    ]


def _pair(name: str, value: State) -> Json:
    return {"attribute": name, "value": _state(value)}


def _state(value: State) -> object:
    return as_json(value)


def _at(location: Location | None) -> str | None:
    return None if location is None else str(location)

"""A consultation as the versioned JSON document; its schema is in ``schema``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..consultation import Consultation, Fact, ReadFrom
from ..diagnostics import Location
from ..inference import Clash, Pull
from ..outlook import Missing
from ..proof import Proof, Step
from ..values import State, as_json
from ..verdict import Recommendation, Shown, Verdict
from .planning.data import plan_json
from .readings import direction, told_as

SCHEMA = "dunbar.verdict/1"

Json = dict[str, object]


def verdict_json(consultation: Consultation, start: date | None = None) -> Json:
    """The whole of a consultation, its keys in the order in which they are documented.

    Its plan has dates where it has a ``start``.
    """
    knowledge, verdict = consultation.knowledge, consultation.verdict
    named = {"name": knowledge.name, "version": knowledge.version, "digest": knowledge.digest}
    return {
        "schema": SCHEMA,
        "knowledge_base": named,
        "basis": consultation.basis,
        "facts": [_fact(fact) for fact in consultation.facts],
        "verdict": {**_verdict(verdict), "range": _range(consultation)},
        "pulls": [_pull(pull) for pull in verdict.pulls],
        **{name: [_recommended(one) for one in found] for name, found in verdict.advice.items()},
        "plan": plan_json(consultation, start),
        "trace": [_step(step) for step in consultation.proof.standing],
        "set_aside": _set_aside(consultation.proof),
        "clashes": [_clash(clash) for clash in verdict.clashes],
        "unknown": [_missing(missing) for missing in consultation.missing],
    }


def _fact(fact: Fact) -> Json:
    written = told_as(fact)
    said = {} if written is None else {"told_as": written}
    return {
        "attribute": fact.attribute,
        "value": as_json(fact.value),
        "origin": fact.origin,
        **said,
        **({} if fact.read is None else {"read": read_json(fact.read)}),
    }


def read_json(read: ReadFrom) -> Json:
    """Where a value was read; of what is told, the value that was read instead."""
    return {
        "value": as_json(read.value),
        "file": read.file,
        "method": read.method,
        "trust": read.trust,
    }


def _verdict(verdict: Verdict) -> Json:
    fields = {name: field_json(shown) for name, shown in verdict.fields.items()}
    return {"headline": verdict.headline, **fields}


def _range(consultation: Consultation) -> Json | None:
    """The words of the first field, in the plural of its name, and the ends of its figures."""
    form, reach = consultation.knowledge.verdict, consultation.reach
    if form is None or reach is None:
        return None
    ends = {"low": as_json(reach.low), "high": as_json(reach.high)}
    return {f"{form.fields[0].name}s": list(reach.words), **ends}


def field_json(shown: Shown | Mapping[str, Shown]) -> object:
    """A field of the verdict; a group is an object."""
    if isinstance(shown, Mapping):
        return {name: field_json(member) for name, member in shown.items()}
    return shown if isinstance(shown, bool) else as_json(shown)


def _pull(pull: Pull) -> Json:
    return {
        "attribute": pull.attribute,
        "rule": pull.rule.id,
        "factor": pull.rule.factor,
        "direction": direction(pull),
        "strength": as_json(pull.strength),
        "steps": as_json(pull.steps),
        "counted": pull.counted,
        "source": pull.rule.source.cited,
    }


def _recommended(found: Recommendation) -> Json:
    return {
        "id": found.id,
        "text": found.text,
        "because": found.because,
        "rules": [rule.id for rule in found.rules],
        "source": list(found.source),
    }


def _step(step: Step) -> Json:
    return {
        "step": step.number,
        "rule": step.id,
        "matched": _pairs(step.matched),
        "concluded": _pairs(step.concluded),
        "because": step.because,
        "source": step.source.cited,
        "origin": step.source.origin.value,
        "at": _at(step.location),
        "provided": list(step.provided),
    }


def _pairs(pairs: Iterable[tuple[str, State]]) -> list[Json]:
    return [{"attribute": name, "value": as_json(value)} for name, value in pairs]


def _at(location: Location | None) -> str | None:
    return None if location is None else str(location)


def _set_aside(proof: Proof) -> list[Json]:
    return [{"rule": step.id, "by": by} for step in proof.steps for by in step.set_aside]


def _clash(clash: Clash) -> Json:
    sides = [
        {"value": as_json(value), "rules": [rule.id for rule in rules]}
        for value, rules in clash.sides
    ]
    return {"attribute": clash.attribute, "values": sides}


def _missing(missing: Missing) -> Json:
    low, high = as_json(missing.low), as_json(missing.high)
    moved = None if low is None or high is None else {"low": low, "high": high}
    return {"attribute": missing.attribute.name, "matters": missing.matters, "could_move": moved}

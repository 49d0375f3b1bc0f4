"""Records of rules, as the peers' benchmark has them, made into a knowledge base of ours.

A record has an ``id``, a ``layer``, ``when: [[op, field, value], ...]``, which all must hold, and
``then: [[kind, name, value], ...]``: ``set`` gives a fact one value, ``add`` gives it one more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Test
from engine.inference import Inference
from engine.rules import Conclusion, KnowledgeBase, Rule
from engine.strata import Program, stratify
from engine.values import Facts, Value
from engine.vocabulary import Attribute, Kind, ListOf, Number, OneOf, Vocabulary

Record = Mapping[str, Any]
Decision = tuple[str, list[str], list[str], list[str]]

TESTS = {"eq": Test.IS, "ge": Test.AT_LEAST, "lt": Test.FEWER_THAN, "has": Test.INCLUDES}
FARTHEST = Decimal(10**6)


def program_of(records: Sequence[Record], profile: Record) -> Program:
    """Our program of the records; ``profile`` is any one, and tells what is asked."""
    program = stratify(knowledge_of(records, profile))
    assert isinstance(program, Program), "the records have a loop"
    return program


def knowledge_of(records: Sequence[Record], profile: Record) -> KnowledgeBase:
    """Our knowledge base of the records, with the smallest vocabulary that they need."""
    return KnowledgeBase(
        name="benchmark",
        version="1",
        digest="",
        about="",
        vocabulary=Vocabulary(_attributes(records, profile)),
        rules=tuple(sorted(map(_rule, records), key=lambda rule: rule.id)),
        scales={},
        strengths={},
        claims={},
        tensions={},
        advice={},
        verdict=None,
    )


def facts_of(profile: Record) -> Facts:
    """A profile as facts of ours."""
    return {name: _value(value) for name, value in profile.items()}


def decision_of(run: Inference) -> Decision:
    """What every engine answers: verdict, actions, warnings, fired rules."""
    rules, memory = run.program.rules, run.memory
    return (
        str(memory.get("verdict") or ""),
        _listed(memory.get("actions")),
        _listed(memory.get("warnings")),
        [rules[number].id for number in run.fired],
    )


def trace_of(run: Inference) -> list[tuple[str, list[tuple[str, object]]]]:
    """Every fired rule with the facts that made it fire."""
    rules, memory, matched = run.program.rules, run.memory, run.matcher.matched
    return [
        (rules[number].id, [(name, memory.get(name)) for name in matched(number)])
        for number in run.fired
    ]


def _attributes(records: Iterable[Record], profile: Record) -> Iterator[Attribute]:
    words: dict[str, dict[str, None]] = {}
    derived: dict[str, bool] = {}
    for record in records:
        for op, name, value in record["when"]:
            if op not in {"ge", "lt"}:
                values = value if op == "in" else [value]
                words.setdefault(name, {}).update(dict.fromkeys(map(_word, values)))
        for kind, name, value in record["then"]:
            words.setdefault(name, {})[_word(value)] = None
            derived[name] = kind == "add"
    asked = {name: isinstance(value, list) for name, value in profile.items()}
    for names, told in ((asked, True), (derived, False)):
        for name, listed in names.items():
            yield Attribute(name, _kind(tuple(words.get(name, ())), listed=listed), told)


def _kind(values: tuple[str, ...], *, listed: bool) -> Kind:
    if listed:
        return ListOf(values, {})
    return OneOf(values, {}) if values else Number(Decimal(0), FARTHEST)


def _rule(record: Record) -> Rule:
    when = tuple(_condition(*condition) for condition in record["when"])
    conclusions = tuple(Conclusion(name, _word(value)) for _, name, value in record["then"])
    return Rule(record["id"], conclusions, AllOf(when))


def _condition(op: str, name: str, value: Any) -> Condition:
    if op == "hasnt":
        return NoneOf((Comparison(name, Test.INCLUDES, value),))
    if op == "in":
        return AnyOf(tuple(Comparison(name, Test.IS, _word(one)) for one in value))
    return Comparison(name, TESTS[op], Decimal(value) if op in {"ge", "lt"} else _word(value))


def _value(value: object) -> Value:
    if isinstance(value, list):
        return tuple(value)
    return _word(value) if isinstance(value, bool | str) else Decimal(str(value))


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _listed(value: Value | None) -> list[str]:
    return list(value) if isinstance(value, tuple) else []

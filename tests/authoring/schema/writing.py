"""Random knowledge bases as the YAML of an author who does not care how words are spelled."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import yaml

from engine.conditions import AllOf, AnyOf, Comparison, Condition, NoneOf, Other, Test
from engine.expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from engine.rules import KnowledgeBase, Rule
from engine.values import Value
from engine.vocabulary import Attribute, Evidence, Formula, ListOf, Lookup, Number, OneOf

WIDEST = Decimal(10) ** 20
SOURCE = {"convention": "ours"}
TESTS = {
    Test.AT_LEAST: "at least",
    Test.MORE_THAN: "more than",
    Test.AT_MOST: "at most",
    Test.FEWER_THAN: "fewer than",
}


class Author:
    """Writes what is in a knowledge base, each word and key in a spelling of its own."""

    def __init__(self, knowledge: KnowledgeBase, rng: Random) -> None:
        self.knowledge, self.rng = knowledge, rng

    def files(self) -> dict[str, str]:
        attributes = {_own(a.name): self._attribute(a) for a in self.knowledge.vocabulary}
        scales = {
            scale.name: {
                "kept within": str(scale.limit),
                "words": {
                    each.word: {"steps": f"{each.steps:f}", "from": f"{each.start:f}"}
                    for each in scale.words
                },
            }
            for scale in self.knowledge.scales.values()
        }
        rules = {self._spelled(rule.id): self._rule(rule) for rule in self.knowledge.rules}
        return {
            "knowledge/all.yaml": self._yaml({"attributes": attributes, "scales": scales}),
            "rules/all.yaml": self._yaml({"rules": rules}),
        }

    def profile(self, told: dict[str, Value | None]) -> str:
        lines = {self._spelled(name): self._told(value) for name, value in told.items()}
        return self._yaml(lines)

    def _told(self, value):
        match value:
            case None:
                return "unknown"
            case ():
                return self.rng.choice(["none", []])
            case tuple():
                return [self._spelled(word) for word in value]
            case str():
                return self.rng.choice([self._spelled(value), [self._spelled(value)]])
            case _:
                return self._number(value)

    def _yaml(self, document) -> str:
        flow = self.rng.choice([False, None, True])
        return yaml.dump(
            document, Dumper=_Plain, default_flow_style=flow, allow_unicode=True, width=4000
        )

    def _attribute(self, attribute: Attribute):
        record = {"ask": "What?"} if attribute.asked else {"source": SOURCE}
        match attribute.kind:
            case OneOf(values):
                record["one of"] = list(values)
            case ListOf(values):
                record["list of"] = list(values)
            case Number(low=low, high=high):
                record["number"] = f"{max(low, -WIDEST):f} to {min(high, WIDEST):f}"
            case Evidence(scale):
                record["evidence"] = self._spelled(scale)
            case Formula(expression):
                record["formula"] = _formula(expression)
            case Lookup(by, rows):
                record["lookup"] = {"by": self._spelled(by), "rows": self._rows(by, rows)}
        return {self._spelled(key): value for key, value in record.items()}

    def _rows(self, by: str, rows):
        """The rows whose keys the attribute can have, or one."""
        kind = self._kind(by)
        own = str if isinstance(kind, OneOf) else Decimal
        known = {_shown(r.key): self._number(r.value) for r in rows if isinstance(r.key, own)}
        return known or {kind.values[0] if isinstance(kind, OneOf) else "7": 1}

    def _rule(self, rule: Rule):
        record = {
            "when": self._condition(rule.when),
            "then": {self._spelled(c.attribute): self._concluded(c) for c in rule.conclusions},
            "because": "So it is.",
            "source": SOURCE,
            "factor": rule.factor,
        }
        evidence = any(isinstance(self._kind(c.attribute), Evidence) for c in rule.conclusions)
        if evidence:
            record["strength"] = str(rule.strength if rule.strength is not None else 1)
        if rule.unless is not None:
            record["unless"] = self._condition(rule.unless)
        if rule.overrides:
            record["overrides"] = [self._spelled(name) for name in rule.overrides]
        return {self._spelled(key): value for key, value in record.items()}

    def _kind(self, name: str):
        return self.knowledge.vocabulary[name].kind

    def _concluded(self, conclusion):
        said = _shown(conclusion.value).replace("level", "up")  # level is no evidence
        word = said if isinstance(conclusion.value, Decimal) else self._spelled(said)
        return f"not {word}" if conclusion.negated else word

    def _condition(self, condition: Condition):
        match condition:
            case AllOf(()) | NoneOf(()):
                return self._spelled("always")
            case AnyOf(()):
                return {"none": ["always"]}
            case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
                key = {AllOf: "all", AnyOf: "any", NoneOf: "none"}[type(condition)]
                return {self._spelled(key): [self._condition(part) for part in parts]}
            case Comparison():
                return {self._spelled(condition.attribute): self._test(condition)}

    def _test(self, comparison: Comparison):
        operand = comparison.operand
        other = operand.attribute if isinstance(operand, Other) else None
        said = _shown(operand) if other is None else _own(other)
        said = "0" if other == comparison.attribute else said  # none is compared with itself
        match comparison.test:
            case Test.IS_NONE:
                return self._spelled("none")
            case Test.KNOWN:
                return self.rng.choice(["known", "not unknown"])
            case Test.IS | Test.INCLUDES:
                word = said if isinstance(operand, Decimal) else self._spelled(said)
                return self.rng.choice([word, f"not {word}", [word, word]])
            case test:
                return f"{TESTS[test]} {said}"

    def _number(self, number: Decimal):
        return self.rng.choice([f"{number:f}", float(number), f"{number:,f}"])

    def _spelled(self, word: str) -> str:
        word = _own(word)
        gap = self.rng.choice(["_", " ", " ", "  ", "-"])
        change = self.rng.choice([str, str, str.upper, str.title])
        return change(word.replace(" ", gap)) if word.strip() == word else word


class _Plain(yaml.SafeDumper):
    """Without anchors, which no rule file may have."""

    def ignore_aliases(self, data) -> bool:  # noqa: ARG002
        return True


def _own(name: str) -> str:
    """The name of an attribute that is no key of a rule."""
    return "labels" if name == "tags" else name


def _shown(value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _formula(expression: Expression) -> str:
    match expression:
        case Name(name):
            return _own(name)
        case Constant(value):
            return f"{value:f}" if value >= 0 else f"(0 - {-value:f})"
        case Arithmetic(operator, left, right):
            return f"({_formula(left)} {operator} {_formula(right)})"
        case Extreme(pick, parts):
            return f"{pick}({', '.join(map(_formula, parts))})"
        case Rounded(part, step):
            return f"(round {_formula(part)} to {_formula(step)})"
        case Otherwise(first, other):
            return f"({_formula(first)} or {_formula(other)})"

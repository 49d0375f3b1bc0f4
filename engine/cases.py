"""Cases: what the author expects for given facts, written in YAML beside the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .conditions import AllOf, Comparison, Condition, NoneOf, Test, describe, truth
from .consultation import Fact
from .diagnostics import Diagnostic, Findings, Location
from .inference import Inference
from .intake.profile import facts_of
from .loader.conditions import ConditionReader
from .loader.records import Record, entries
from .nodes import Listing, Mapping, Node, Text
from .proof import fill
from .rules import KnowledgeBase
from .values import UNKNOWN, show
from .verdict import Verdict, judge
from .vocabulary import ListOf
from .words import did_you_mean, fold
from .yamltext import parse, read_bytes

CASE_KEYS = ("name", "shows", "basis", "given", "expect")
RULE_KEYS = ("because of", "not because of", "set aside", "counted once", "provided")
Basis = Literal["all", "article"]
Outcome = Literal["as expected", "different", "could not run"]


@dataclass(frozen=True, slots=True)
class Case:
    """One expectation; ``problems`` say why it cannot be run, if it cannot."""

    name: str
    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]
    rules: tuple[tuple[str, str], ...] = ()
    clashes: tuple[str, ...] | None = None
    says: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    basis: Basis = "all"
    problems: tuple[Diagnostic, ...] = ()
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Result:
    """How a case came out; ``differences`` are sentences."""

    case: Case
    outcome: Outcome
    differences: tuple[str, ...] = ()


def read_cases(folder: Path, knowledge: KnowledgeBase, findings: Findings) -> tuple[Case, ...]:
    """The cases of every YAML file below ``folder``; files that cannot be read are findings."""
    found: list[Case] = []
    for path in sorted(folder.rglob("*.yaml")):
        shown = path.relative_to(folder).as_posix()
        data = read_bytes(path, shown, findings)
        node = None if data is None else parse(data, shown, findings)
        if node is None:
            continue
        record = Record(node, "a file of cases", ("tests",), findings)
        tests = record.node("tests")
        if record.require("tests") and not (isinstance(tests, Listing) and tests.items):
            findings.error("wrong-shape", '"tests" should list cases', record.at("tests"))
        items = tests.items if isinstance(tests, Listing) else ()
        found += [_case(item, knowledge) for item in items]
    return tuple(found)


def run_case(case: Case, infer: Callable[[Iterable[Fact], Basis], Inference]) -> Result:
    """The case against an inference of its facts on its basis."""
    if case.problems:
        return Result(case, "could not run", tuple(problem.message for problem in case.problems))
    run = infer(case.facts, case.basis)
    differences = tuple(_differences(case, run))
    return Result(case, "different" if differences else "as expected", differences)


def _case(node: Node, knowledge: KnowledgeBase) -> Case:
    findings = Findings()
    record = Record(node, "a case", CASE_KEYS, findings)
    record.require("name", "given", "expect")
    given, expect = record.node("given"), record.node("expect")
    facts = facts_of(given, knowledge.vocabulary, findings) if given is not None else ()
    reader = _Expectations(knowledge, findings)
    if expect is not None:
        reader.read(expect)
    return Case(
        record.text("name"),
        facts,
        tuple(reader.conditions),
        tuple(reader.rules),
        reader.clashes,
        tuple(reader.says),
        tuple(text.value for text in record.texts("shows")),
        "article" if record.choice("basis", ("all", "article"), "all") == "article" else "all",
        findings.errors,
        record.location,
    )


class _Expectations:
    """The ``expect:`` of one case."""

    def __init__(self, knowledge: KnowledgeBase, findings: Findings) -> None:
        self.knowledge, self.findings = knowledge, findings
        self.reader = ConditionReader(knowledge.vocabulary, dict(knowledge.scales), findings)
        self.conditions: list[Condition] = []
        self.rules: list[tuple[str, str]] = []
        self.clashes: tuple[str, ...] | None = None
        self.says: list[str] = []

    def read(self, node: Node) -> None:
        for key, value in entries(node, '"expect"', self.findings):
            folded = fold(key.value)
            if folded in RULE_KEYS:
                self.rules += [(folded, name) for name in self._rules(value)]
            elif folded == "clashes":
                self.clashes = tuple(text.value for text in _texts(value))
            elif folded == "says":
                self.says += [text.value for text in _texts(value)]
            else:
                self._attribute(key, value)

    def _rules(self, node: Node) -> Iterator[str]:
        ids = {fold(rule.id): rule.id for rule in self.knowledge.rules}
        for text in _texts(node):
            found = ids.get(fold(text.value))
            if found is None:
                self.findings.error(
                    "unknown-rule",
                    f'there is no rule "{text.value}"',
                    text.location,
                    hint=did_you_mean(text.value, ids.values()),
                )
            else:
                yield found

    def _attribute(self, key: Text, node: Node) -> None:
        attribute = self.reader.attribute(key)
        if attribute is None:
            return
        match node:
            case Text(value) if fold(value) == "no advice":
                self.conditions.append(Comparison(attribute.name, Test.IS_NONE))
            case Text(value) if fold(value) == "cannot tell" and fold(value) not in _words(
                attribute.kind
            ):
                self.conditions.append(NoneOf((Comparison(attribute.name, Test.KNOWN),)))
            case Mapping(((Text(word), listed),)) if fold(word) == "not":
                self.conditions.append(
                    NoneOf(tuple(self.reader.test(attribute, item) for item in _items(listed)))
                )
            case Listing(items) if isinstance(attribute.kind, ListOf):
                self.conditions.append(
                    AllOf(tuple(self.reader.test(attribute, item) for item in items))
                )
            case _:
                self.conditions.append(self.reader.test(attribute, node))


def _words(kind: object) -> tuple[str, ...]:
    return tuple(fold(value) for value in getattr(kind, "values", ()))


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else (node,)


def _texts(node: Node) -> tuple[Text, ...]:
    return tuple(item for item in _items(node) if isinstance(item, Text))


def _differences(case: Case, run: Inference) -> Iterator[str]:
    for condition in case.conditions:
        for part in condition.parts if isinstance(condition, AllOf) else (condition,):
            if truth(part, run.memory) is not True:
                yield f"expected {describe(part)}, but {_found(part, run)}"
    yield from _differing_roles(case, run)
    clashes = tuple(clash.attribute for clash in run.clashes)
    if case.clashes is not None and sorted(clashes) != sorted(case.clashes):
        yield f"expected clashes about {case.clashes or 'nothing'}, but found {clashes or 'none'}"
    said = _everything_said(judge(run), run) if case.says else ""
    for text in case.says:
        if text.casefold() not in said:
            yield f'expected it to say "{text}"'


def _differing_roles(case: Case, run: Inference) -> Iterator[str]:
    actual = _rules_by_role(run)
    for role, name in case.rules:
        if (name in actual[role]) is (role == "not because of"):
            here = " and ".join(sorted(actual["roles of"].get(name, {"did not fire"})))
            yield f'expected "{role}: {name}", but it {here}'


def _found(condition: Condition, run: Inference) -> str:
    while not isinstance(condition, Comparison):
        condition = condition.parts[0]
    value = run.memory.get(condition.attribute, UNKNOWN)
    return f"{condition.attribute} is {show(value)}"


def _rules_by_role(run: Inference) -> dict[str, dict[str, set[str]]]:
    rules = run.program.rules
    roles: dict[str, set[str]] = {}
    aside = {rules[number].id for number, _ in run.set_aside()}
    uncounted = {pull.rule.id for found in run.pulls.values() for pull in found if not pull.counted}
    for number in run.fired:
        name = rules[number].id
        found = roles.setdefault(name, set())
        found.add("was set aside" if name in aside else "fired")
        if name in uncounted:
            found.add("was counted once with a stronger one")
        if run.rests_on(number):
            found.add("was provided something")
    standing = {name: found for name, found in roles.items() if "fired" in found}
    return {
        "because of": standing,
        "not because of": standing,
        "set aside": {name: found for name, found in roles.items() if name in aside},
        "counted once": {name: found for name, found in roles.items() if name in uncounted},
        "provided": {
            name: found for name, found in standing.items() if "was provided something" in found
        },
        "roles of": roles,
    }


def _everything_said(verdict: Verdict, run: Inference) -> str:
    said = [verdict.headline, *verdict.remarks, *(stage.text for stage in verdict.stages)]
    for found in verdict.advice.values():
        said += [text for entry in found for text in (entry.text, entry.because)]
    said += [fill(run.program.rules[number].because, run.memory) for number in run.fired]
    return " ".join(said).casefold()

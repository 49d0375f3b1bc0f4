"""Each part of a draft checked by the loader's own readers, as soon as it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..diagnostics import Diagnostic, Findings, Location
from ..loader.assemble import RULE_FILE
from ..loader.citations import Citable
from ..loader.conditions import ConditionReader
from ..loader.records import Record
from ..loader.rules import RuleReader
from ..loader.sentences import SentenceReader
from ..nodes import Listing, Node, Text
from ..nodes import Mapping as Entries
from ..rules import KnowledgeBase
from ..words import did_you_mean, fold, identifier
from .drafting import Draft, Part, attributes_of, node_of, source_node

ENDING = ".yaml"


def slips(
    knowledge: KnowledgeBase, draft: Draft, part: Part, text: str, label: str
) -> tuple[Diagnostic, ...]:
    """What is wrong with one text of a part, beside what the draft has already.

    The findings are located in ``label``, line 1. Notes and warnings are no slips.
    """
    findings = Findings()
    checks: Mapping[Part, Callable[[KnowledgeBase, Draft, Text, Findings], None]] = {
        "name": _name,
        "file": _file,
        "factor": _factor,
        "when": _when,
        "unless": _unless,
        "then": _then,
        "overrides": _overrides,
        "strength": _strength,
        "because": _because,
        "source": _source,
    }
    checks[part](knowledge, draft, Text(text, Location(label, 1, 1, len(text) + 1)), findings)
    return findings.errors


def needs_strength(knowledge: KnowledgeBase, draft: Draft) -> bool:
    """Whether the rule gives evidence by convention, so that it must say how much it weighs."""
    findings = Findings()
    at = Location("", 1)
    source = Listing(tuple(source_node(text, "") for text in draft.source), at)
    rule = [("then", _conclusions(draft.then, at)), ("source", source)]
    _read(knowledge, rule, at, findings)
    return any(one.code == "missing-strength" for one in findings.errors)


def file_name(text: str) -> str:
    """The name of a file in ``rules/`` as it is told: with or without folder and ending."""
    plain = text.strip().removeprefix("rules/")
    return plain if plain.endswith((ENDING, ".yml")) else f"{plain}{ENDING}"


def _name(knowledge: KnowledgeBase, _: Draft, text: Text, findings: Findings) -> None:
    name = identifier(text.value)
    if not name or not name.replace("-", "").isalnum() or name.startswith("table-"):
        findings.error(
            "reserved-word",
            f'"{text.value}" cannot name a rule',
            text.location,
            hint="write a few words with dashes between them, such as few-words",
        )
    earlier = knowledge.rule(name)
    if earlier is not None:
        findings.error(
            "duplicate-id",
            f'there is a rule "{name}" at {earlier.location}',
            text.location,
            hint="give this one another name",
        )


def _file(_: KnowledgeBase, __: Draft, text: Text, findings: Findings) -> None:
    name = file_name(text.value)
    stem = name.rpartition(".")[0]
    if (
        not stem
        or stem.isdecimal()  # the number of a file that is not there
        or stem.startswith(".")
        or not all(letter.isalnum() or letter in "-_. " for letter in stem)
    ):
        findings.error(
            "file-not-read",
            f'"{text.value}" cannot name a file of rules',
            text.location,
            hint="write its name in rules/, such as my-rules.yaml",
        )


def _factor(_: KnowledgeBase, __: Draft, text: Text, findings: Findings) -> None:
    if not fold(text.value):
        findings.error("empty-value", "a factor has a name", text.location)


def _when(knowledge: KnowledgeBase, draft: Draft, text: Text, findings: Findings) -> None:
    _condition(knowledge, draft.when, text, findings)


def _unless(knowledge: KnowledgeBase, draft: Draft, text: Text, findings: Findings) -> None:
    _condition(knowledge, draft.unless, text, findings)


def _condition(
    knowledge: KnowledgeBase, said: Sequence[str], text: Text, findings: Findings
) -> None:
    node = node_of(text.value, text.location.path, findings)
    if node is not None and not findings.errors:
        ConditionReader(knowledge.vocabulary, dict(knowledge.scales), findings).condition(node)
        _once(node, said, findings)


def _then(knowledge: KnowledgeBase, draft: Draft, text: Text, findings: Findings) -> None:
    node = node_of(text.value, text.location.path, findings)
    if node is not None and not findings.errors:
        _read(knowledge, [("then", node)], text.location, findings)
        _once(node, draft.then, findings)


def _once(node: Node, said: Sequence[str], findings: Findings) -> None:
    """No attribute stands twice, as no key of YAML may."""
    before = attributes_of(said)
    for key, _ in node.entries if isinstance(node, Entries) else ():
        if fold(key.value) in before:
            findings.error(
                "duplicate-key",
                f'"{key.value}" is said already',
                key.location,
                hint="say all of it in one line, such as between A and B, or [one, other]",
            )


def _overrides(knowledge: KnowledgeBase, _: Draft, text: Text, findings: Findings) -> None:
    ids = [rule.id for rule in knowledge.rules]
    if identifier(text.value) not in ids:
        findings.error(
            "unknown-rule",
            f'there is no rule "{text.value}"',
            text.location,
            hint=did_you_mean(identifier(text.value), ids),
        )


def _strength(knowledge: KnowledgeBase, draft: Draft, text: Text, findings: Findings) -> None:
    rule = [("then", _conclusions(draft.then, text.location)), ("strength", text)]
    _read(knowledge, rule, text.location, findings)


def _because(knowledge: KnowledgeBase, _: Draft, text: Text, findings: Findings) -> None:
    if not text.value.strip():
        findings.error("empty-value", "a reason is one sentence", text.location)
    sentences = SentenceReader(knowledge.vocabulary, findings, frozenset())
    sentences.sentence(text.value, "because", text.location)


def _source(knowledge: KnowledgeBase, _: Draft, text: Text, findings: Findings) -> None:
    node = source_node(text.value, text.location.path)
    if isinstance(node, Entries) and node.entries[0][1] == Text("", text.location):
        findings.error(
            "empty-value",
            "a convention says why it was chosen",
            text.location,
            hint='write it after the colon, as in "convention: seen again and again"',
        )
    _citable(knowledge, findings).source(node)


def _conclusions(lines: Sequence[str], at: Location) -> Node:
    nodes = (node_of(line, "", Findings()) for line in lines)
    found = (entry for node in nodes if isinstance(node, Entries) for entry in node)
    return Entries(tuple(found), at)


def _read(
    knowledge: KnowledgeBase, parts: Sequence[tuple[str, Node]], at: Location, findings: Findings
) -> None:
    """A rule of these parts, without conditions, read as the loader reads it."""
    entries = tuple((Text(key, at), node) for key, node in parts)
    rule = Entries(((Text("when", at), Text("always", at)), *entries), at)
    rules = Entries(((Text("a-draft", at), rule),), at)
    file = Record(Entries(((Text("rules", at), rules),), at), "a rule file", RULE_FILE, findings)
    vocabulary, scales = knowledge.vocabulary, dict(knowledge.scales)
    reader = RuleReader(
        vocabulary,
        scales,
        _citable(knowledge, findings),
        findings,
        ConditionReader(vocabulary, scales, findings),
        SentenceReader(vocabulary, findings, frozenset()),
    )
    list(reader.file(file))


def _citable(knowledge: KnowledgeBase, findings: Findings) -> Citable:
    return Citable(findings, dict(knowledge.claims), dict(knowledge.strengths))

"""The main path of loading: files, nodes, sections, knowledge base."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import Diagnostic, Findings, KnowledgeError, Location
from ..files import SourceFile, digest, is_rule_file
from ..nodes import Node
from ..rules import KnowledgeBase, Rule, Scale, Tension
from ..sources import Origin
from ..yamltext import parse
from .attributes import AttributeReader
from .citations import Citable, read_claims, read_scales, read_strengths, read_tensions
from .conditions import ConditionReader
from .imports import read_imports
from .plan import read_plan
from .properties import read_properties
from .records import Record
from .rules import RuleReader, check_ids
from .sentences import SentenceReader
from .texts import advice_lists, read_advice, read_verdict

RULE_FILE = ("factor", "rules")
ABOUT_KEYS = ("name", "version", "about")
KNOWLEDGE_FILE = (
    "knowledge base",
    "attributes",
    "strengths",
    "scales",
    "claims",
    "outside claims",
    "tensions",
    "advice",
    "verdict",
    "properties",
    "plan",
    "imports",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A knowledge base that can be used, and what is worth saying about it all the same."""

    knowledge: KnowledgeBase
    findings: tuple[Diagnostic, ...]


def load(
    root: Path, files: tuple[SourceFile, ...], findings: Findings, *, with_rules: bool = True
) -> Loaded:
    """The knowledge base of these files. Raises KnowledgeError with everything that is wrong.

    Without rules it is no error either where not ``with_rules``.
    """
    sources = {file.shown: file.text for file in files}
    sections, rule_files, complete = _sections(files, findings)
    if not complete:  # whatever rests on an unreadable file would only look wrong
        raise KnowledgeError(findings.all, sources)
    citable, scales = _citable(sections, findings)
    attributes = AttributeReader(citable, scales)
    for node in sections["attributes"]:
        attributes.collect(node)
    vocabulary = attributes.vocabulary(advice_lists(sections["advice"], findings))
    conditions = ConditionReader(vocabulary, scales, findings, attributes.broken)
    sentences = SentenceReader(vocabulary, findings, attributes.broken)
    for name, scale in scales.items():
        because = sentences.sentence(scale.because, "because", scale.location)
        scales[name] = replace(scale, because=because)
    reader = RuleReader(vocabulary, scales, citable, findings, conditions, sentences)
    rules = [rule for file in rule_files for rule in reader.file(file)]
    check_ids(rules, reader)
    told = any(_is_rule_file(found.location) for found in findings.errors)
    if with_rules and not rules and not told:
        findings.error(
            "no-rules",
            f'"{root}" holds no rule',
            hint='write rules under "rules:" in a file below rules/',
        )
    advice = read_advice(sections["advice"], reader)
    verdicts = [read_verdict(node, reader) for node in _single("verdict", sections, findings)]
    properties = read_properties(sections["properties"], reader)
    plans = [read_plan(node, reader) for node in _single("plan", sections, findings)]
    imports = read_imports(sections["imports"], reader)
    tensions = _tensions(sections, findings)
    named = _named(sections, findings)
    if findings.errors:
        raise KnowledgeError(findings.all, sources)
    knowledge = KnowledgeBase(
        name=named.get("name", root.resolve().name),
        version=named.get("version", "0"),
        about=named.get("about", ""),
        digest=digest(files)[:16],
        vocabulary=vocabulary,
        rules=tuple(sorted(rules, key=_by_id)),
        scales=scales,
        strengths=citable.strengths,
        claims=citable.claims,
        advice=advice,
        verdict=verdicts[0] if verdicts else None,
        properties=properties,
        plan=plans[0] if plans else None,
        imports=imports,
        tensions=tensions,
        sources=sources,
    )
    return Loaded(knowledge, findings.all)


def _is_rule_file(at: Location | None) -> bool:
    return at is not None and is_rule_file(at.path)


def _by_id(rule: Rule) -> str:
    return rule.id


def _sections(
    files: tuple[SourceFile, ...], findings: Findings
) -> tuple[dict[str, list[Node]], list[Record], bool]:
    """Knowledge by section, rule files, and whether every knowledge file could be read."""
    sections: dict[str, list[Node]] = defaultdict(list)
    rule_files, complete = [], True
    for file in files:
        node = parse(file.data, file.shown, findings)
        if node is None:
            complete = complete and is_rule_file(file.shown)
            continue
        if is_rule_file(file.shown):
            record = Record(node, "a rule file", RULE_FILE, findings)
            record.require("rules")
            rule_files.append(record)
            continue
        record = Record(node, "a knowledge file", KNOWLEDGE_FILE, findings)
        for name in KNOWLEDGE_FILE:
            found = record.node(name)
            if found is not None:
                sections[name].append(found)
    return sections, rule_files, complete


def _citable(
    sections: dict[str, list[Node]], findings: Findings
) -> tuple[Citable, dict[str, Scale]]:
    citable, scales = Citable(findings), dict[str, Scale]()
    for node in sections["strengths"]:
        read_strengths(node, citable)
    for node in sections["claims"]:
        read_claims(node, Origin.ARTICLE, citable)
    for node in sections["outside claims"]:
        read_claims(node, Origin.EXTERNAL, citable)
    for node in sections["scales"]:
        read_scales(node, citable, scales)
    return citable, scales


def _tensions(sections: dict[str, list[Node]], findings: Findings) -> dict[str, Tension]:
    tensions: dict[str, Tension] = {}
    for node in sections["tensions"]:
        read_tensions(node, findings, tensions)
    return tensions


def _single(name: str, sections: dict[str, list[Node]], findings: Findings) -> list[Node]:
    found = sections[name]
    for extra in found[1:]:
        findings.error(
            "duplicate-id",
            f'"{name}" stands in two files',
            extra.location,
            related=(found[0].location,),
        )
    return found[:1]


def _named(sections: dict[str, list[Node]], findings: Findings) -> dict[str, str]:
    named = {}
    for node in _single("knowledge base", sections, findings):
        record = Record(node, "the knowledge base", ABOUT_KEYS, findings)
        named = {key: record.text(key) for key in ABOUT_KEYS if key in record}
    return named

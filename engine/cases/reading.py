"""Cases from files of their own and from the examples of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, Findings
from ..files import SourceFile
from ..intake.profile import facts_of
from ..loader.records import Record
from ..nodes import Listing, Mapping, Node, Text
from ..rules import KnowledgeBase
from ..words import fold, identifier
from ..yamltext import parse
from .case import BASES, Case
from .expectations import Expectations
from .finding import files_at

CASE_KEYS = ("name", "shows", "basis", "given", "expect", "to do")
CASE_FILE = ("tests",)
EXAMPLES = "examples"
RULES, TABLE = "rules/", "table "
NOTHING_EXPECTED = "nothing is expected yet"


def read_cases(
    place: Path, knowledge: KnowledgeBase, findings: Findings, root: Path | None = None
) -> tuple[Case, ...]:
    """The cases of a file, or of every YAML file below a folder.

    Files that cannot be read are findings. Paths are told from ``root`` on, if they lie there,
    and else from ``place`` on.
    """
    files = files_at(place, root if root is not None else place, findings)
    return cases_of(files, knowledge, findings)


def cases_of(
    files: Iterable[SourceFile], knowledge: KnowledgeBase, findings: Findings
) -> tuple[Case, ...]:
    """The cases of files that were read."""
    return tuple(_cases(files, knowledge, findings))


def cases_in(
    text: str, path: str, knowledge: KnowledgeBase, findings: Findings
) -> tuple[Case, ...]:
    """The cases of the text of a file."""
    return tuple(_cases((SourceFile(path, text.encode()),), knowledge, findings))


def case_slips(files: Iterable[SourceFile], knowledge: KnowledgeBase) -> tuple[Diagnostic, ...]:
    """Whatever keeps files of cases, or one of their cases, from being used."""
    findings = Findings()
    cases = tuple(_cases(files, knowledge, findings))
    return (*findings.errors, *(slip for case in cases for slip in case.problems))


def read_examples(knowledge: KnowledgeBase) -> tuple[Case, ...]:
    """The cases that stand in the rules themselves, under ``examples:``."""
    reader = _Reader(knowledge)
    return tuple(
        case
        for path, text in knowledge.sources.items()
        if path.startswith(RULES) and EXAMPLES in text.casefold()
        for name, node in _examples(parse(text.encode(), path, Findings()))
        for case in reader.examples(name, node)
    )


def _cases(
    files: Iterable[SourceFile], knowledge: KnowledgeBase, findings: Findings
) -> Iterator[Case]:
    reader = _Reader(knowledge)
    for file in files:
        node = parse(file.data, file.shown, findings)
        if node is None:
            continue
        record = Record(node, "a file of cases", CASE_FILE, findings)
        tests = record.node("tests")
        if record.require("tests") and not (isinstance(tests, Listing) and tests.items):
            findings.error("wrong-shape", '"tests" should list cases', record.at("tests"))
        for item in tests.items if isinstance(tests, Listing) else ():
            yield reader.case(item)


def _examples(root: Node | None) -> Iterator[tuple[str, Node]]:
    """The id of each rule or row that has examples, and what stands there."""
    rules = root.get("rules") if isinstance(root, Mapping) else None
    for key, rule in rules if isinstance(rules, Mapping) else ():
        if not isinstance(rule, Mapping):
            continue
        own = rule.get(EXAMPLES)
        if own is not None:
            yield identifier(key.value), own
        if fold(key.value).startswith(TABLE):
            yield from _of_rows(identifier(fold(key.value).removeprefix(TABLE)), rule.get("rows"))


def _of_rows(table: str, rows: Node | None) -> Iterator[tuple[str, Node]]:
    for count, row in enumerate(rows if isinstance(rows, Listing) else (), 1):
        if isinstance(row, Mapping) and (own := row.get(EXAMPLES)) is not None:
            name = row.get("id")
            yield identifier(name.value) if isinstance(name, Text) else f"{table}-{count}", own


class _Reader:
    """Reads cases against one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._ids = {fold(rule.id): rule.id for rule in knowledge.rules}

    def examples(self, rule: str, node: Node) -> Iterator[Case]:
        """The examples of a rule, which expect it to have a say unless they speak of it."""
        items = node.items if isinstance(node, Listing) else ()
        for count, item in enumerate(items, 1):
            case = self.case(item, f"example {count} of {rule}")
            about = {name for _, name in case.rules}
            if rule not in about and case.to_do in (None, NOTHING_EXPECTED):
                case = replace(case, rules=(*case.rules, ("because of", rule)), to_do=None)
            yield replace(case, example_of=rule)

    def case(self, node: Node, name: str = "") -> Case:
        """One case; without a ``name`` it must tell its own."""
        findings = Findings()
        record = Record(node, "a case", CASE_KEYS, findings)
        record.require(*(() if name else ("name",)), *(() if "to do" in record else ("given",)))
        given, expect = record.node("given"), record.node("expect")
        reader = Expectations(self._knowledge, self._ids, findings)
        if expect is not None:
            reader.read(expect)
        vocabulary = self._knowledge.vocabulary
        basis = record.choice("basis", BASES, "all")
        none = NOTHING_EXPECTED if expect is None and record.legible else None
        return Case(
            name=record.text("name", name or "a case without a name"),
            facts=facts_of(given, vocabulary, findings) if given is not None else (),
            expected=tuple(reader.expected),
            rules=tuple(reader.rules),
            clashes=reader.clashes,
            says=tuple(reader.says),
            shows=tuple(text.value for text in record.texts("shows")),
            basis="article" if basis == "article" else "all",
            to_do=record.text("to do") or none,
            problems=findings.errors,
            location=record.location,
        )

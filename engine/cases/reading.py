"""Cases from files of their own and from the examples of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from .. import cache
from ..diagnostics import Diagnostic, Findings
from ..files import ENDINGS, SourceFile, case_folder, digest
from ..intake.profile import facts_of
from ..loader.records import Record
from ..nodes import Listing, Mapping, Node, Text
from ..rules import KnowledgeBase
from ..words import fold, identifier
from ..yamltext import parse, read_bytes
from .case import Case
from .expectations import Expectations

CASE_KEYS = ("name", "shows", "basis", "given", "expect", "to do")
EXAMPLES = "examples"
RULES, TABLE = "rules/", "table "
NOTHING_EXPECTED = "nothing is expected yet"


def every_case(root: Path, knowledge: KnowledgeBase, findings: Findings) -> tuple[Case, ...]:
    """The cases of the folder of cases, and the examples of the rules.

    They come from the cache where neither a rule nor a case has changed.
    """
    slips = Findings()
    files = case_files(root, slips)
    name = f"cases:{knowledge.digest}:{digest(files)}"
    kept = cache.fetch(name) if not slips.all else None
    if isinstance(kept, tuple):
        return kept
    found = (*_cases(files, knowledge, slips), *read_examples(knowledge))
    findings.extend(slips.all)
    if not slips.all:
        cache.store(name, found)
    return found


def read_cases(
    place: Path, knowledge: KnowledgeBase, findings: Findings, root: Path | None = None
) -> tuple[Case, ...]:
    """The cases of a file, or of every YAML file below a folder.

    Files that cannot be read are findings. Paths are told from ``root`` on, if they lie there,
    and else from ``place`` on.
    """
    files = _read(place, root if root is not None else place, findings)
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


def case_files(root: Path, findings: Findings) -> tuple[SourceFile, ...]:
    """The files in the folder of cases of a knowledge base, if it has one."""
    folder = case_folder(root)
    return _read(folder, root, findings) if folder.is_dir() else ()


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


def _read(place: Path, root: Path, findings: Findings) -> tuple[SourceFile, ...]:
    named = ((_shown(path, root), path) for path in _files(place))
    data = ((shown, read_bytes(path, shown, findings)) for shown, path in named)
    return tuple(SourceFile(shown, found) for shown, found in data if found is not None)


def _cases(
    files: Iterable[SourceFile], knowledge: KnowledgeBase, findings: Findings
) -> Iterator[Case]:
    reader = _Reader(knowledge)
    for file in files:
        node = parse(file.data, file.shown, findings)
        if node is None:
            continue
        record = Record(node, "a file of cases", ("tests",), findings)
        tests = record.node("tests")
        if record.require("tests") and not (isinstance(tests, Listing) and tests.items):
            findings.error("wrong-shape", '"tests" should list cases', record.at("tests"))
        for item in tests.items if isinstance(tests, Listing) else ():
            yield reader.case(item)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(path for path in place.rglob("*") if path.suffix in ENDINGS)


def _shown(path: Path, base: Path) -> str:
    whole, start = path.resolve(), base.resolve()
    below = whole.is_relative_to(start) and whole != start
    return whole.relative_to(start).as_posix() if below else str(path)


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
        basis = record.choice("basis", ("all", "article"), "all")
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

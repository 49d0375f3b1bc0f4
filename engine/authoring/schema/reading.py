"""The words of a knowledge base as it stands in a folder, also while its rules have errors.

An author needs completion most while a file is broken. All that a schema depends on stands in
``knowledge/``, except for the names of rules; so errors in ``rules/`` stop nothing, and a file of
which the names cannot be read only means that any name passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...api import open_knowledge
from ...diagnostics import Diagnostic, Findings, KnowledgeError
from ...files import SourceFile, is_rule_file, read_files
from ...loader import load
from ...loader.rules import table_name
from ...nodes import Listing, Mapping, Node, Text
from ...resources import data_root
from ...rules import KnowledgeBase
from ...words import identifier
from ...yamltext import parse
from .lexicon import Lexicon, lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """The words, and the errors that did not keep them from being read."""

    lexicon: Lexicon
    errors: tuple[Diagnostic, ...] = ()


def words_of(root: Path | None) -> Words:
    """The words of the knowledge base in a folder (the shipped one by default).

    Raises KnowledgeError where ``knowledge/`` itself cannot be used.
    """
    try:
        return Words(lexicon_of(open_knowledge(root).knowledge))
    except KnowledgeError as error:
        kept = _without_rules(root or data_root())
        if kept is None:
            raise
        return Words(kept, error.diagnostics)


def lexicon_of(knowledge: KnowledgeBase) -> Lexicon:
    """The words of a sound knowledge base."""
    return lexicon(knowledge, {rule.id: rule.because for rule in knowledge.rules})


def _without_rules(root: Path) -> Lexicon | None:
    """The words, from knowledge/ and the bare names of rules; None where these cannot be had."""
    slips = Findings()
    files = read_files(root, slips)
    if slips.errors:
        return None
    known = tuple(file for file in files if not is_rule_file(file.shown))
    try:
        knowledge = load(root, known, Findings(), with_rules=False).knowledge
    except KnowledgeError:
        return None
    return lexicon(knowledge, _names(file for file in files if is_rule_file(file.shown)))


def _names(files: Iterable[SourceFile]) -> dict[str, str] | None:
    """The names of all rules with their reasons; None where a file cannot be read."""
    found: dict[str, str] = {}
    for file in files:
        slips = Findings()
        root = parse(file.data, file.shown, slips)
        if root is None or slips.errors:
            return None
        found.update(_named(root))
    return found


def _named(root: Node) -> Iterator[tuple[str, str]]:
    """The rules of one file, and the rows of its tables."""
    for key, node in _entries(_under(root, "rules")):
        table = table_name(key.value)
        if table is None:
            yield identifier(key.value), _text(_under(node, "because"))
            continue
        rows = _under(node, "rows")
        for count, row in enumerate(rows if isinstance(rows, Listing) else (), 1):
            own = identifier(_text(_under(row, "id"))) or f"{table}-{count}"
            yield own, _text(_under(row, "because"))


def _under(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _entries(node: Node | None) -> Iterator[tuple[Text, Node]]:
    yield from node if isinstance(node, Mapping) else ()


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Text) else ""

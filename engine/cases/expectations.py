"""``expect:`` of a case: what it says of attributes, rules, clashes and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..conditions import Comparison, Condition, NoneOf, Test
from ..diagnostics import Findings
from ..loader.conditions import ConditionReader
from ..loader.records import as_texts, entries
from ..loader.respelling import respelled
from ..nodes import Listing, Node, Text
from ..nodes import Mapping as Entries
from ..rules import KnowledgeBase
from ..vocabulary import Attribute, ListOf
from ..words import fold
from .case import ROLES, Expected

NO_ADVICE = "no advice"
CANNOT_TELL = "cannot tell"


class Expectations:
    """Reads the ``expect:`` of one case; ``ids`` are those of the rules by how they are folded."""

    def __init__(
        self, knowledge: KnowledgeBase, ids: Mapping[str, str], findings: Findings
    ) -> None:
        self.ids, self.findings = ids, findings
        self.reader = ConditionReader(knowledge.vocabulary, dict(knowledge.scales), findings)
        self.expected: list[Expected] = []
        self.rules: list[tuple[str, str]] = []
        self.clashes: tuple[str, ...] | None = None
        self.says: list[str] = []

    def read(self, node: Node) -> None:
        """Take note of everything that stands below ``expect:``."""
        for key, value in entries(node, '"expect"', self.findings):
            folded = fold(key.value)
            if folded in ROLES:
                self.rules += [(folded, name) for name in self._rules(folded, value)]
            elif folded == "clashes":
                self.clashes = tuple(self._attributes(value))
            elif folded == "says":
                self.says += [text.value for text in as_texts(value, '"says"', self.findings)]
            else:
                self._attribute(key, value)

    def _rules(self, role: str, node: Node) -> Iterator[str]:
        for text in as_texts(node, f'"{role}"', self.findings):
            found = self.ids.get(fold(text.value))
            if found is None:
                self.findings.error(
                    "unknown-rule",
                    f'there is no rule "{text.value}"',
                    text.location,
                    **respelled(text, self.ids.values()),
                )
            else:
                yield found

    def _attributes(self, node: Node) -> Iterator[str]:
        for text in as_texts(node, '"clashes"', self.findings):
            if fold(text.value) == "none":
                continue
            attribute = self.reader.attribute(text)
            if attribute is not None:
                yield attribute.name

    def _attribute(self, key: Text, node: Node) -> None:
        attribute = self.reader.attribute(key)
        if attribute is None:
            return
        match node:
            case Text(value) if fold(value) == NO_ADVICE:
                self._expect(attribute, Comparison(attribute.name, Test.IS_NONE), value)
            case Text(value) if fold(value) == CANNOT_TELL and not _is_word(attribute, value):
                known = Comparison(attribute.name, Test.KNOWN)
                self._expect(attribute, NoneOf((known,)), value)
            case Entries(((Text(word), listed),)) if fold(word) == "not":
                for item in _items(listed):
                    condition = NoneOf((self.reader.test(attribute, item),))
                    self._expect(attribute, condition, f"not {_written(item)}")
            case Listing(items) if isinstance(attribute.kind, ListOf):
                for item in items:
                    self._expect(attribute, self.reader.test(attribute, item), _written(item))
            case _:
                self._expect(attribute, self.reader.test(attribute, node), _written(node))

    def _expect(self, attribute: Attribute, condition: Condition, said: str) -> None:
        self.expected.append(Expected(attribute.name, condition, said))


def _is_word(attribute: Attribute, text: str) -> bool:
    return fold(text) in map(fold, getattr(attribute.kind, "values", ()))


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else (node,)


def _written(node: Node) -> str:
    """A test as its author wrote it, in one line."""
    match node:
        case Text(value):
            return value
        case Listing(items):
            return " or ".join(map(_written, items))
        case Entries(pairs):
            return ", ".join(f"{key.value} {_written(value)}" for key, value in pairs)

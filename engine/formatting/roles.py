"""What each part of a file is: its keys in their order, its words as the vocabulary has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..cases.case import ROLES
from ..cases.expectations import CANNOT_TELL, NO_ADVICE
from ..cases.reading import CASE_FILE, CASE_KEYS
from ..loader.assemble import ABOUT_KEYS, KNOWLEDGE_FILE, RULE_FILE
from ..loader.attributes import ASSUMPTION_KEYS
from ..loader.attributes import KEYS as ATTRIBUTE_KEYS
from ..loader.citations import CLAIM_KEYS, SCALE_KEYS, SCALE_WORD_KEYS, TENSION_KEYS
from ..loader.conditions import ALL_OF, COMBINATIONS
from ..loader.imports import COLUMN_KEYS, FILE_KEYS, IMPORT_KEYS, WORD_KEYS
from ..loader.kinds import FIGURE_KEYS, LOOKUP_KEYS
from ..loader.plan import PACE_KEYS, PLAN_KEYS, REACHED_KEYS, REMARK_KEYS, STAGE_KEYS, YIELD_KEYS
from ..loader.properties import KEYS as PROPERTY_KEYS
from ..loader.readings import READING_KEYS
from ..loader.records import ROW_KEYS
from ..loader.rules import RULE_KEYS, TABLE, TABLE_KEYS, table_name
from ..loader.texts import ADVICE_KEYS, SAYING_KEYS, VERDICT_KEYS, WATERFALL_KEYS
from ..vocabulary import Attribute
from ..words import fold, identifier
from ..yamltext.written import Entries, Items, Scalar, Written
from .wording import Wording

_Change = Callable[[Written], Written]


def canonical(root: Written, wording: Wording | None) -> Written:
    """The tree of a file with its keys in order and its words canonical.

    Without a ``wording`` only the keys of the rule language are, and names of rules.
    """
    if not isinstance(root, Entries):
        return root
    roles = _Roles(wording)
    keys = {fold(key.value) for key, _ in root.entries}
    if "rules" in keys:
        return _record(root, RULE_FILE, {"rules": roles.rules})
    if "tests" in keys:
        return _record(root, CASE_FILE, {"tests": lambda tests: _each(tests, roles.case)})
    if keys & set(KNOWLEDGE_FILE):
        return _record(root, KNOWLEDGE_FILE, roles.sections(), sort=False)
    return root


@dataclass(frozen=True, slots=True)
class _Roles:
    """The parts of a file by what they are."""

    wording: Wording | None

    def sections(self) -> Mapping[str, _Change]:
        """The sections of a knowledge file."""
        return {
            "knowledge base": lambda node: _record(node, ABOUT_KEYS),
            "attributes": lambda node: _named(node, self.attribute),
            "claims": lambda node: _named(node, lambda one: _record(one, CLAIM_KEYS)),
            "outside claims": lambda node: _named(node, lambda one: _record(one, CLAIM_KEYS)),
            "tensions": lambda node: _named(node, lambda one: _record(one, TENSION_KEYS)),
            "scales": lambda node: _named(node, self.scale),
            "advice": lambda node: _named(node, lambda texts: _named(texts, self.advice)),
            "verdict": self.verdict,
            "properties": lambda node: _named(node, self.property),
            "plan": self.plan,
            "imports": lambda node: _named(node, _import_map),
        }

    def rules(self, node: Written) -> Written:
        """Rules and tables by their names."""
        if not isinstance(node, Entries):
            return node
        entries = [
            (_renamed(key, _rule_name(key.value)), self._rule_or_table(key, value))
            for key, value in node.entries
        ]
        return replace(node, entries=tuple(entries), spaced=not node.flow)

    def _rule_or_table(self, key: Scalar, node: Written) -> Written:
        return self.rule(node) if table_name(key.value) is None else self.table(node)

    def rule(self, node: Written) -> Written:
        """One rule."""
        parts = {"when": self.condition, "then": self.conclusions, "examples": self.cases}
        return _record(node, RULE_KEYS, {**self._common(), **parts})

    def table(self, node: Written) -> Written:
        """A table; its rows keep the order of their columns."""
        decides = self._decided(node)
        parts = {
            "decides": self.attribute_name,
            "first match": _choice,
            "rows": lambda rows: _each(rows, lambda row: self.row(row, decides)),
        }
        return _record(node, TABLE_KEYS, {**self._common(), **parts})

    def row(self, node: Written, decides: Attribute | None) -> Written:
        """One row: its id first, and the rest as its author put it."""
        if not isinstance(node, Entries):
            return node
        parts = self._common()
        parts |= {"id": _rule_id, "then": lambda then: self.decided(then, decides)}
        entries = [
            (_renamed(key, fold(key.value)), parts.get(fold(key.value), _same)(value))
            if fold(key.value) in ROW_KEYS
            else self._tested(key, value)
            for key, value in node.entries
        ]
        return _ordered(replace(node, entries=tuple(entries)), ("id",))

    def _common(self) -> dict[str, _Change]:
        return {
            "unless": self.condition,
            "overrides": lambda node: _single(_each(node, _rule_id)),
            "source": self.source,
            "show": _choice,
        }

    def condition(self, node: Written) -> Written:
        """``always``, or attributes and their tests."""
        if isinstance(node, Scalar):
            return _choice(node) if fold(node.value) == "always" else node
        if not isinstance(node, Entries):
            return node
        return replace(node, entries=tuple(self._tested(*entry) for entry in node.entries))

    def _tested(self, key: Scalar, node: Written) -> tuple[Scalar, Written]:
        if fold(key.value) in COMBINATIONS:
            return _renamed(key, fold(key.value)), _each(node, self.condition)
        attribute = self._attribute(key)
        if attribute is None:
            return key, node
        return _renamed(key, attribute.name), _single(self._test(attribute, node))

    def _test(self, attribute: Attribute, node: Written) -> Written:
        match node:
            case Scalar():
                return self._reworded(node, attribute)
            case Items():
                return _each(node, lambda item: self._test(attribute, item))
            case Entries(((key, value),)) if fold(key.value) == ALL_OF:
                entry = (_renamed(key, fold(key.value)), self._test(attribute, value))
                return replace(node, entries=(entry,))
        return node

    def _reworded(self, text: Scalar, attribute: Attribute) -> Scalar:
        if self.wording is None:
            return text
        return _renamed(text, self.wording.test(attribute, text.value))

    def conclusions(self, node: Written) -> Written:
        """``then:``, attributes and their values."""
        if not isinstance(node, Entries):
            return node
        entries = []
        for key, value in node.entries:
            attribute = self._attribute(key)
            name = key.value if attribute is None else attribute.name
            entries.append((_renamed(key, name), self.decided(value, attribute)))
        return replace(node, entries=tuple(entries))

    def decided(self, node: Written, attribute: Attribute | None) -> Written:
        """The value, or the values, that an attribute gets."""
        if isinstance(node, Entries):
            return self.conclusions(node)
        if attribute is None or self.wording is None:
            return node
        wording = self.wording
        return _single(
            _texts(node, lambda text: _renamed(text, wording.value(attribute, text.value)))
        )

    def source(self, node: Written) -> Written:
        """Claims and conventions."""
        wording = self.wording
        if wording is None:
            return _single(node)
        return _single(_texts(node, lambda text: _renamed(text, wording.claim(text.value))))

    def attribute(self, node: Written) -> Written:
        """One attribute of the vocabulary."""
        parts: dict[str, _Change] = {
            "can change": _choice,
            "whole": _choice,
            "kind": _choice,
            "source": self.source,
            "if not told": lambda one: _record(one, ASSUMPTION_KEYS, {"source": self.source}),
            "lookup": self.lookup,
        }
        return _record(node, ATTRIBUTE_KEYS, parts)

    def lookup(self, node: Written) -> Written:
        """A lookup and its rows."""

        def figure(one: Written) -> Written:
            return _record(one, FIGURE_KEYS, {"source": self.source})

        parts: dict[str, _Change] = {
            "by": self.attribute_name,
            "rows": lambda found: _named(found, figure),
            "otherwise": figure,
        }
        return _record(node, LOOKUP_KEYS, parts)

    def scale(self, node: Written) -> Written:
        """A scale and its words."""

        def words(found: Written) -> Written:
            return _named(found, lambda one: _record(one, SCALE_WORD_KEYS))

        parts: dict[str, _Change] = {"words": words, "source": self.source}
        return _record(node, SCALE_KEYS, parts)

    def advice(self, node: Written) -> Written:
        """One text of advice."""
        return _record(node, ADVICE_KEYS, {"source": self.source})

    def property(self, node: Written) -> Written:
        """One promise of the knowledge base."""
        return _record(node, PROPERTY_KEYS, {"when": self.condition, "source": self.source})

    def verdict(self, node: Written) -> Written:
        """The form of the verdict."""

        def sayings(found: Written) -> Written:
            return _each(found, self.saying)

        parts: dict[str, _Change] = {
            "cannot tell": self.condition,
            "headline": sayings,
            "remarks": sayings,
            "waterfall": lambda one: _record(one, WATERFALL_KEYS),
        }
        return _record(node, VERDICT_KEYS, parts)

    def plan(self, node: Written) -> Written:
        """The form of a plan."""

        def entries(keys: tuple[str, ...]) -> _Change:
            parts = {"when": self.condition, "source": self.source}
            return lambda found: _each(found, lambda one: _record(one, keys, parts))

        parts: dict[str, _Change] = {
            "counts": self.attribute_name,
            "paces": entries(PACE_KEYS),
            "yields": entries(YIELD_KEYS),
            "aims": lambda found: _named(found, _same),
            "stages": entries(STAGE_KEYS),
            "remarks": entries(REMARK_KEYS),
            "reached": entries(REACHED_KEYS),
        }
        return _record(node, PLAN_KEYS, parts)

    def saying(self, node: Written) -> Written:
        """A sentence and when it is said."""
        return _record(node, SAYING_KEYS, {"when": self.condition})

    def cases(self, node: Written) -> Written:
        """A list of cases."""
        return _each(node, self.case)

    def case(self, node: Written) -> Written:
        """One case; what is given stays as it is, since it may show a spelling on purpose."""
        return _record(node, CASE_KEYS, {"expect": self.expected, "basis": _choice})

    def expected(self, node: Written) -> Written:
        """What a case expects."""
        if not isinstance(node, Entries):
            return node
        return replace(node, entries=tuple(self._expectation(*entry) for entry in node.entries))

    def _expectation(self, key: Scalar, node: Written) -> tuple[Scalar, Written]:
        folded = fold(key.value)
        if folded in ROLES:
            return _renamed(key, folded), _texts(node, _rule_id)
        attribute = self._attribute(key)
        if attribute is None:
            return key, node
        if isinstance(node, Scalar) and fold(node.value) in (NO_ADVICE, CANNOT_TELL):
            return _renamed(key, attribute.name), node
        return _renamed(key, attribute.name), self._test(attribute, node)

    def attribute_name(self, node: Written) -> Written:
        """The name of an attribute."""
        if not isinstance(node, Scalar) or (attribute := self._attribute(node)) is None:
            return node
        return _renamed(node, attribute.name)

    def _attribute(self, name: Scalar) -> Attribute | None:
        return None if self.wording is None else self.wording.attribute(name.value)

    def _decided(self, table: Written) -> Attribute | None:
        entries = table.entries if isinstance(table, Entries) else ()
        named = (value for key, value in entries if fold(key.value) == "decides")
        found = next(named, None)
        return self._attribute(found) if isinstance(found, Scalar) else None


def _import_map(node: Written) -> Written:
    """How the exports of one kind are read."""

    def named(keys: tuple[str, ...], parts: Mapping[str, _Change] | None = None) -> _Change:
        return lambda found: _named(found, lambda one: _record(one, keys, parts))

    parts: dict[str, _Change] = {
        "files": named(FILE_KEYS, {"columns": named(COLUMN_KEYS)}),
        "words": lambda found: _named(found, named(WORD_KEYS)),
        "readings": named(READING_KEYS),
    }
    return _record(node, IMPORT_KEYS, parts)


def _record(
    node: Written,
    keys: tuple[str, ...],
    parts: Mapping[str, _Change] | None = None,
    *,
    sort: bool = True,
) -> Written:
    """A mapping with known keys: each spelled alike and its value changed, all in their order."""
    if not isinstance(node, Entries):
        return node
    entries = []
    for key, value in node.entries:
        folded = fold(key.value)
        change = (parts or {}).get(folded, _same)
        entries.append((_renamed(key, folded) if folded in keys else key, change(value)))
    changed = replace(node, entries=tuple(entries))
    return _ordered(changed, keys) if sort else changed


def _ordered(node: Entries, keys: tuple[str, ...]) -> Entries:
    """The entries in the order of ``keys``; others stay behind them, as they were."""
    rank = {key: number for number, key in enumerate(keys)}
    entries = sorted(node.entries, key=lambda entry: rank.get(entry[0].value, len(keys)))
    return replace(node, entries=tuple(entries))


def _named(node: Written, change: _Change) -> Written:
    """A mapping whose keys are names."""
    if not isinstance(node, Entries):
        return node
    return replace(node, entries=tuple((key, change(value)) for key, value in node.entries))


def _each(node: Written, change: _Change) -> Written:
    """Each item of a list, or what stands in place of one."""
    if isinstance(node, Items):
        return replace(node, items=tuple(change(item) for item in node.items))
    return change(node)


def _texts(node: Written, change: Callable[[Scalar], Written]) -> Written:
    """A text, or the texts of a list."""
    return _each(node, lambda item: change(item) if isinstance(item, Scalar) else item)


def _single(node: Written) -> Written:
    """A list in brackets that holds one value is that value."""
    match node:
        case Items((Scalar() as text,), True) if node.start.line == node.end.line:
            return replace(text, start=node.start, end=node.end, own=False)
        case Items((Entries() as entries,), True) if node.start.line == node.end.line:
            return replace(entries, start=node.start, end=node.end)
    return node


def _rule_name(name: str) -> str:
    table = table_name(name)
    return identifier(name) if table is None else f"{TABLE}{table}"


def _rule_id(node: Written) -> Written:
    return _renamed(node, identifier(node.value)) if isinstance(node, Scalar) else node


def _choice(node: Written) -> Written:
    return _renamed(node, fold(node.value)) if isinstance(node, Scalar) else node


def _renamed(text: Scalar, value: str) -> Scalar:
    return text if text.value == value else replace(text, value=value, own=False)


def _same(node: Written) -> Written:
    return node

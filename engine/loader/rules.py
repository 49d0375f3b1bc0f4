"""``rules:`` to rules; tables become one rule a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..conditions import ALWAYS, AllOf, Condition, NoneOf
from ..diagnostics import Findings, Location
from ..nodes import Listing, Mapping, Node, Text
from ..rules import Conclusion, Rule, Scale
from ..sources import Source
from ..values import Value
from ..vocabulary import Attribute, Evidence, ListOf, Vocabulary
from ..words import fold, identifier
from .attributes import read_value
from .citations import Citable, bad_strength, is_strength
from .conditions import ConditionReader
from .records import ROW_KEYS, Record, as_number, as_text, entries
from .respelling import respelled, respelled_node, without_brackets
from .sentences import SentenceReader

RULE_KEYS = (
    "factor",
    "when",
    "unless",
    "then",
    "overrides",
    "strength",
    "because",
    "source",
    "review by",
    "tags",
    "show",
    "examples",
)
TABLE = "table "
SHOW = ("always", "on request")
TABLE_KEYS = ("decides", "first match", "factor", "because", "source", "tags", "show", "rows")


@dataclass(slots=True)
class RuleReader:
    """Reads the rules of all files against one vocabulary."""

    vocabulary: Vocabulary
    scales: dict[str, Scale]
    citable: Citable
    findings: Findings
    conditions: ConditionReader
    sentences: SentenceReader
    overriding: list[tuple[str, Text]] = field(default_factory=list)
    factors: dict[str, str] = field(default_factory=dict)

    def file(self, root: Record) -> Iterator[Rule]:
        """The rules of one file; its ``factor`` is theirs unless they name another."""
        node = root.node("rules")
        for key, value in entries(node, "rules", self.findings) if node else ():
            if table_name(key.value) is not None:
                yield from self._table(key, value, root.text("factor"))
            else:
                yield from self._rule(key, value, root.text("factor"))

    def _rule(self, key: Text, node: Node, factor: str) -> Iterator[Rule]:
        record = Record(node, f'rule "{key.value}"', RULE_KEYS, self.findings)
        if not record.require("when", "then"):
            return
        when, then = record.node("when"), record.node("then")
        assert when is not None and then is not None  # noqa: S101, PT018 - just required
        rule = self._common(record, identifier(key.value), key.location, factor)
        yield self._weighed(
            replace(
                rule, when=self.conditions.condition(when), conclusions=self._conclusions(then)
            ),
            record,
        )

    def _common(self, record: Record, name: str, at: Location, factor: str) -> Rule:
        self._examples(record)
        unless, overrides = record.node("unless"), record.texts("overrides")
        self.overriding += [(name, text) for text in overrides]
        return Rule(
            id=name,
            conclusions=(),
            factor=self._factor(record.text("factor", factor) or name),
            unless=None if unless is None else self.conditions.condition(unless),
            overrides=tuple(identifier(text.value) for text in overrides),
            because=self.sentence(record, "because"),
            source=self._source(record),
            on_request=record.choice("show", SHOW, "always") == "on request",
            tags=tuple(text.value for text in record.texts("tags")),
            review_by=record.text("review by") or None,
            location=at,
        )

    def _examples(self, record: Record) -> None:
        """Examples are read when the cases are; here only that they are a list."""
        examples = record.node("examples")
        if examples is not None and not (isinstance(examples, Listing) and examples.items):
            self.findings.error(
                "wrong-shape",
                f"the examples of {record.what} should be a list of cases",
                examples.location,
                hint='start each case with "- given: "',
            )

    def sentence(self, record: Record, key: str) -> str:
        """A text for people, in which every ``{attribute}`` must exist."""
        return self.sentences.sentence(record.text(key), key, record.at(key))

    def _factor(self, written: str) -> str:
        """A factor as it was first spelled, since spellings do not count."""
        return self.factors.setdefault(fold(written), written)

    def _conclusions(self, node: Node) -> tuple[Conclusion, ...]:
        found: list[Conclusion] = []
        for key, value in entries(node, '"then"', self.findings):
            attribute = self.conditions.attribute(key)
            if attribute is None:
                continue
            if any(attribute.name == earlier.attribute for earlier in found):
                self.findings.error(
                    "one-value", f'"{attribute.name}" is concluded twice', key.location
                )
            found += self._conclusion(attribute, key, value)
        return tuple(found)

    def _conclusion(self, attribute: Attribute, key: Text, node: Node) -> Iterator[Conclusion]:
        if attribute.asked or attribute.computed:
            why = "is asked of the person" if attribute.asked else "is computed"
            self.findings.error(
                "not-concludable",
                f'"{attribute.name}" {why}, so no rule can conclude it',
                key.location,
            )
        elif isinstance(attribute.kind, Evidence):
            yield from self._evidence(attribute, attribute.kind, node)
        else:
            value = self._concluded(attribute, node)
            if value is not None:
                yield Conclusion(attribute.name, value, location=node.location)

    def _concluded(self, attribute: Attribute, node: Node) -> Value | None:
        if isinstance(node, Listing) and not isinstance(attribute.kind, ListOf):
            self.findings.error(
                "one-value",
                f'"{attribute.name}" takes one value, not a list',
                node.location,
                fix=without_brackets(node),
            )
            return None
        if isinstance(node, Text) and fold(node.value).startswith("not "):
            self.findings.error(
                "not-evidence",
                f'"not ..." speaks against evidence, and "{attribute.name}" takes none',
                node.location,
            )
            return None
        return read_value(attribute, node, self.findings)

    def _evidence(self, attribute: Attribute, kind: Evidence, node: Node) -> Iterator[Conclusion]:
        text = as_text(node, f'"{attribute.name}"', self.findings)
        if text is None:
            return
        words = {fold(word.word): word.word for word in self.scales[kind.scale].words if word.steps}
        negated = fold(text).startswith("not ")
        word = words.get(fold(text)[4:] if negated else fold(text))
        if word is None:
            self.findings.error(
                "unknown-value",
                f'"{text}" is not a word of the scale of {attribute.name}',
                node.location,
                **_respelled_word(node, text, words.values()),
            )
        else:
            yield Conclusion(attribute.name, word, negated, node.location)

    def _weighed(self, rule: Rule, record: Record) -> Rule:
        """The rule with its strength: as written, or as firm as the firmest claim that it cites."""
        gives_evidence = any(
            isinstance(self.vocabulary[name].kind, Evidence) for name in rule.writes()
        )
        written = self._strength(record)
        if not gives_evidence:
            if "strength" in record and rule.conclusions:  # what cannot be read may be evidence
                self.findings.warning(
                    "idle-strength",
                    f'rule "{rule.id}" gives no evidence, so its strength does nothing',
                    record.at("strength"),
                    hint='delete the line "strength"',
                )
            return rule
        if written is None and not rule.source.claims and rule.source.given:
            self.findings.error(
                "missing-strength",
                f'rule "{rule.id}" gives evidence by convention, so it must say its strength',
                rule.location,
                hint='add a line such as "strength: 0.5"',
            )
        strength = written if written is not None else self.citable.firmness(rule.source)
        return replace(rule, strength=strength if strength is not None else Decimal(1))

    def _strength(self, record: Record) -> Decimal | None:
        node = record.node("strength")
        if not isinstance(node, Text):
            return None if node is None else as_number(node, '"strength"', self.findings)
        if fold(node.value) in self.citable.strengths:
            return self.citable.strengths[fold(node.value)]
        number = as_number(node, '"strength"', self.findings)
        if number is not None and not is_strength(number):
            bad_strength(node.value, self.findings, node)
        return number

    def _table(self, key: Text, node: Node, factor: str) -> Iterator[Rule]:
        record = Record(node, f'"{key.value}"', TABLE_KEYS, self.findings)
        if not record.require("decides", "rows"):
            return
        decides = self.conditions.attribute(Text(record.text("decides"), record.at("decides")))
        rows = record.node("rows")
        if not isinstance(rows, Listing) or not rows.items:
            self.findings.error(
                "wrong-shape",
                f'the rows of "{key.value}" should be a list',
                record.at("rows"),
                hint='start each row with "- {"',
            )
            return
        if decides is None:
            return
        name = table_name(key.value) or ""
        on_request = record.choice("show", SHOW, "always") == "on request"
        table = _Table(record, name, decides, record.text("factor", factor), on_request)
        first_match = record.choice("first match", ("yes", "no"), "no") == "yes"
        earlier: list[Condition] = []
        for count, row in enumerate(rows.items, 1):
            rule = self._row(row, table, count)
            if rule is not None:
                own = rule.when
                if first_match and earlier:
                    rule = replace(rule, when=AllOf((own, NoneOf(tuple(earlier)))))
                earlier.append(_fits(own, rule.unless))
                yield rule

    def _row(self, node: Node, table: _Table, count: int) -> Rule | None:
        what = f'a row of table "{table.name}"'
        if not isinstance(node, Mapping):
            list(entries(node, what, self.findings))
            return None
        tests = tuple(entry for entry in node.entries if fold(entry[0].value) not in ROW_KEYS)
        tested = tuple(fold(key.value) for key, _ in tests)
        record = Record(node, what, (*ROW_KEYS, *tested), self.findings)
        then = record.node("then")
        if not record.require("then") or then is None:
            return None
        own_id = identifier(record.text("id", f"{table.name}-{count}"))
        rule = self._common(record, own_id, node.location, table.factor)
        rule = replace(
            rule,
            when=self.conditions.condition(Mapping(tests, node.location)) if tests else ALWAYS,
            conclusions=self._decided(table, then),
            table=table.name,
            source=rule.source if rule.source.given else self._source(table.record),
            because=rule.because or self.sentence(table.record, "because"),
            on_request=rule.on_request if "show" in record else table.on_request,
            tags=rule.tags or tuple(text.value for text in table.record.texts("tags")),
        )
        return self._weighed(rule, record)

    def _decided(self, table: _Table, then: Node) -> tuple[Conclusion, ...]:
        if isinstance(then, Mapping):
            return self._conclusions(then)
        key = Text(table.decides.name, then.location)
        return tuple(self._conclusion(table.decides, key, then))

    def _source(self, record: Record) -> Source:
        return self.citable.source(record.node("source"))


def _respelled_word(node: Node, text: str, words: Iterable[str]) -> dict[str, object]:
    word = text[len("not ") :] if fold(text).startswith("not ") else text
    return respelled_node(node, words, part=word)


def _fits(when: Condition, unless: Condition | None) -> Condition:
    """When a row has its say: its conditions hold, and its exception does not."""
    return when if unless is None else AllOf((when, NoneOf((unless,))))


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows of a table share."""

    record: Record
    name: str
    decides: Attribute
    factor: str
    on_request: bool


def table_name(key: str) -> str | None:
    """The name of the table that a key of ``rules:`` begins, None where it is that of a rule."""
    folded = fold(key)
    return identifier(folded.removeprefix(TABLE)) if folded.startswith(TABLE) else None


def check_ids(rules: list[Rule], reader: RuleReader) -> None:
    """Every id once over all files, and every ``overrides`` names one of them."""
    findings, first = reader.findings, dict[str, Rule]()
    for rule in rules:
        if rule.id in first:
            earlier = first[rule.id].location
            findings.error(
                "duplicate-id",
                f'rule "{rule.id}" stands twice; the first is at {earlier}',
                rule.location,
                hint="give one of them another name",
                related=(earlier,) if earlier else (),
            )
        first.setdefault(rule.id, rule)
    for name, target in reader.overriding:
        if identifier(target.value) not in first:
            findings.error(
                "unknown-rule",
                f'rule "{name}" overrides "{target.value}", but there is no such rule',
                target.location,
                **respelled(target, first),
            )

"""Conditions: ``when:``, ``unless:`` and the cells of tables, in the words of the rule language."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from decimal import Decimal

from ..conditions import ALWAYS, AllOf, AnyOf, Comparison, Condition, NoneOf, Operand, Other, Test
from ..diagnostics import Findings, Location
from ..nodes import Listing, Mapping, Node, Text, type_names
from ..rules import Scale
from ..values import read_number
from ..vocabulary import Attribute, Evidence, ListOf, Misread, OneOf, Vocabulary, read, shorten
from ..words import did_you_mean, fold
from .respelling import respelled, rewritten

COMBINATIONS: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
COMPARISONS = {
    "at least": Test.AT_LEAST,
    "more than": Test.MORE_THAN,
    "at most": Test.AT_MOST,
    "fewer than": Test.FEWER_THAN,
    "less than": Test.FEWER_THAN,
}
SETTLED = ("known", "unknown", "none")
ALL_OF = "includes all of"
LOOKALIKES = {
    ">=": "at least",
    "=>": "at least",
    ">": "more than",
    "<=": "at most",
    "=<": "at most",
    "<": "fewer than",
    "over": "more than",
    "above": "more than",
    "greater than": "more than",
    "below": "fewer than",
    "under": "fewer than",
    "up to": "at most",
    "minimum": "at least",
    "maximum": "at most",
    "smaller than": "fewer than",
    "larger than": "more than",
}
TESTS_SHOWN = (
    'a number, "at least N", "more than N", "at most N", "fewer than N" or "between A and B"'
)

_COMPARED = re.compile(rf"({'|'.join(COMPARISONS)}) (.+)", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"between (.+?) and (.+)", re.IGNORECASE | re.DOTALL)
_LOOKALIKE = re.compile(
    rf"({'|'.join(map(re.escape, LOOKALIKES))})\s*(.+)", re.IGNORECASE | re.DOTALL
)
_OR_MORE = re.compile(r"(.+?)\s*(\+|or more|or fewer|or less)", re.IGNORECASE | re.DOTALL)
_ALL_OF = re.compile(rf"{ALL_OF}:?\s*\[(.*)\]", re.IGNORECASE | re.DOTALL)


class ConditionReader:
    """Reads conditions against a vocabulary; what cannot be read is a finding, and left out."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        scales: dict[str, Scale],
        findings: Findings,
        broken: AbstractSet[str] = frozenset(),
    ) -> None:
        self.vocabulary, self.scales, self.findings = vocabulary, scales, findings
        self.broken = broken

    def condition(self, node: Node) -> Condition:
        """``always``, or a mapping of which all entries must hold."""
        match node:
            case Text(value) if fold(value) == "always":
                return ALWAYS
            case Mapping(()):
                self.findings.error(
                    "empty-value",
                    "no condition is written here",
                    node.location,
                    hint='write "always" for a rule without conditions',
                )
            case Mapping(entries):
                return _all([self.entry(key, value) for key, value in entries])
            case Listing():
                self.findings.error(
                    "list-of-conditions",
                    "a list of conditions could mean all of them or any of them",
                    node.location,
                    hint='put it under "all:", "any:" or "none:"',
                )
            case _:
                self.findings.error(
                    "wrong-shape",
                    f'a condition is lines of "attribute: test", not {type_names[type(node)]}',
                    node.location,
                    hint='write "when: always" for a rule without conditions',
                )
        return ALWAYS

    def entry(self, key: Text, node: Node) -> Condition:
        """One line of a condition: an attribute and its test, or a combination."""
        folded = fold(key.value)
        if folded in COMBINATIONS:
            return self._combination(folded, node)
        attribute = self.attribute(key)
        if attribute is None:
            return ALWAYS
        return self.test(attribute, node)

    def attribute(self, name: Text) -> Attribute | None:
        """The attribute of this name, or a finding (unless its own record had one)."""
        found = self.vocabulary.find(name.value)
        if found is None and fold(name.value) not in self.broken:
            self.findings.error(
                "unknown-attribute",
                f'"{name.value}" is no attribute',
                name.location,
                **respelled(name, [attribute.name for attribute in self.vocabulary]),
            )
        return found

    def test(self, attribute: Attribute, node: Node) -> Condition:
        """The test that a value writes; a list of values means any of them."""
        match node:
            case Text():
                return self._word(attribute, node, node.value.strip())
            case Listing(items):
                if not items:
                    self.findings.error(
                        "empty-list",
                        f'no value of "{attribute.name}" is listed, so this could never hold',
                        node.location,
                    )
                return _one(AnyOf(tuple(self.test(attribute, item) for item in items)))
            case Mapping(((Text(key), value),)) if fold(key) == ALL_OF and isinstance(
                attribute.kind, ListOf
            ):
                items = value.items if isinstance(value, Listing) else (value,)
                return _all([self.test(attribute, item) for item in items])
            case _:
                self.findings.error(
                    "wrong-shape",
                    f'the test of "{attribute.name}" is a value or a list of values, not a mapping',
                    node.location,
                )
                return ALWAYS

    def _combination(self, folded: str, node: Node) -> Condition:
        if isinstance(node, Text) and folded == "none":
            self.findings.error(
                "wrong-shape", '"none:" as a key holds a list of conditions', node.location
            )
            return ALWAYS
        if not isinstance(node, Listing) or not node.items:
            self.findings.error(
                "wrong-shape",
                f'"{folded}:" should hold a list of conditions',
                node.location,
                hint='start each condition on a line of its own with "- "',
            )
            return ALWAYS
        combined: Condition = COMBINATIONS[folded](
            tuple(self.condition(item) for item in node.items)
        )
        return combined

    def _word(self, attribute: Attribute, at: Text, text: str) -> Condition:
        exact = self._exact(attribute, at.location, text) or _settled(attribute, at.location, text)
        if exact is not None:
            return exact
        if fold(text).startswith("not "):
            return NoneOf((self._word(attribute, at, text[len("not ") :].strip()),))
        if isinstance(attribute.kind, ListOf):
            return self._includes(attribute, at, text)
        if attribute.numeric:
            return self._compared(attribute, at, text)
        return self._unreadable(attribute, at, text)

    def _exact(self, attribute: Attribute, at: Location, text: str) -> Condition | None:
        match attribute.kind:
            case OneOf(_, readings) if fold(text) in readings:
                return Comparison(attribute.name, Test.IS, readings[fold(text)], at)
            case ListOf(_, readings) if fold(text) in readings:
                return Comparison(attribute.name, Test.INCLUDES, readings[fold(text)], at)
            case Evidence(scale):
                words = {fold(word.word): word.word for word in self.scales[scale].words}
                if fold(text) in words:
                    return Comparison(attribute.name, Test.IS, words[fold(text)], at)
        return None

    def _includes(self, attribute: Attribute, at: Text, text: str) -> Condition:
        listed = _ALL_OF.fullmatch(text)
        if listed:
            return _all([self._word(attribute, at, part.strip()) for part in listed[1].split(",")])
        if fold(text).startswith("includes "):
            return self._word(attribute, at, text[len("includes ") :].strip())
        return self._unreadable(attribute, at, text)

    def _compared(self, attribute: Attribute, at: Text, text: str) -> Condition:
        if (between := _BETWEEN.fullmatch(text)) is not None:
            low = self._comparison(attribute, Test.AT_LEAST, between[1], at)
            high = self._comparison(attribute, Test.AT_MOST, between[2], at)
            self._ordered(low, high, at)
            return AllOf((low, high))
        if (compared := _COMPARED.fullmatch(text)) is not None:
            return self._comparison(attribute, COMPARISONS[compared[1].casefold()], compared[2], at)
        if read_number(text) is not None or self._other(attribute, text):
            return self._comparison(attribute, Test.IS, text, at)
        return self._unreadable(attribute, at, text)

    def _comparison(self, attribute: Attribute, test: Test, text: str, at: Text) -> Condition:
        operand: Operand = read_number(text)
        if operand is None:
            operand = self._other(attribute, text)
        if operand is None:
            numbers = (other.name for other in self.vocabulary if other.numeric)
            names = [name for name in numbers if name != attribute.name]
            self.findings.error(
                "bad-test",
                f'"{text}" is neither a number nor a number attribute',
                at.location,
                hint=did_you_mean(text, names) if text[:1].isalpha() else f"write {TESTS_SHOWN}",
            )
            return ALWAYS
        return Comparison(attribute.name, test, operand, at.location)

    def _other(self, attribute: Attribute, text: str) -> Other | None:
        other = self.vocabulary.find(text)
        return (
            Other(other.name) if other and other.numeric and other.name != attribute.name else None
        )

    def _ordered(self, low: Condition, high: Condition, at: Text) -> None:
        match low, high:
            case Comparison(operand=Decimal() as least), Comparison(operand=Decimal() as most) if (
                least > most
            ):
                self.findings.error(
                    "bad-test",
                    f'"{at.value}" can never hold: {least:f} is more than {most:f}',
                    at.location,
                    hint=f"write between {most:f} and {least:f}",
                )

    def _unreadable(self, attribute: Attribute, at: Text, text: str) -> Condition:
        shown, plainer = shorten(text), _plainer(text)
        if isinstance(attribute.kind, Evidence) and text[:1].isalpha() and plainer is None:
            words = [word.word for word in self.scales[attribute.kind.scale].words]
            self.findings.error(
                "unknown-value",
                f'"{shown}" is not a word of the scale of {attribute.name}',
                at.location,
                **respelled(at, words, part=text),
            )
        elif attribute.numeric:
            self.findings.error(
                "bad-test",
                f'"{shown}" is no test of a number',
                at.location,
                hint=f'write "{plainer}"' if plainer else f"write {TESTS_SHOWN}",
                fix=rewritten(at, plainer, part=text),
            )
        else:
            misread = read(attribute, text)
            hint, meant = (
                (misread.hint, misread.meant) if isinstance(misread, Misread) else (None, None)
            )
            self.findings.error(
                "unknown-value",
                f'"{shown}" is not a value of {attribute.name}',
                at.location,
                hint=hint,
                fix=rewritten(at, meant, part=text),
            )
        return ALWAYS


def _settled(attribute: Attribute, at: Location, text: str) -> Condition | None:
    """The tests of SETTLED, which any attribute takes."""
    known = Comparison(attribute.name, Test.KNOWN, location=at)
    none = Comparison(attribute.name, Test.IS_NONE, location=at)
    tests: dict[str, Condition] = {"known": known, "unknown": NoneOf((known,)), "none": none}
    return tests.get(fold(text))


def _plainer(text: str) -> str | None:
    """A test of another language in the words of this one."""
    if (found := _LOOKALIKE.fullmatch(text)) is not None:
        return f"{LOOKALIKES[found[1].casefold()]} {found[2]}"
    if (found := _OR_MORE.fullmatch(text)) is not None:
        at_most = found[2].casefold() in ("or fewer", "or less")
        return f"{'at most' if at_most else 'at least'} {found[1]}"
    return None


def _all(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _one(condition: AnyOf) -> Condition:
    return condition.parts[0] if len(condition.parts) == 1 else condition

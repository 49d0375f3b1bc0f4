"""The pages of attributes: what is asked, what is concluded, and what is computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ....handbook import READING, Handbook, Ref, formula, pull_of, sentence
from ....rules import Conclusion, Rule
from ....values import show, show_number, show_signed
from ....vocabulary import Attribute, Evidence, Formula, Kind, ListOf, Lookup, Number, OneOf
from ....words import fold
from ..page import Page

_CHANGES = {
    "no": "never",
    "slowly": "slowly",
    "upwards": "upwards only",
    "yes": "yes",
}


def pages(handbook: Handbook) -> Iterator[Page]:
    """A list of all attributes, and a page for each."""
    vocabulary = handbook.knowledge.vocabulary
    derived = [one for one in vocabulary if not one.asked]
    listed = {"asked": vocabulary.asked, "derived": [(one, kind_of(one)) for one in derived]}
    title = "Questions and conclusions"
    yield Page("attributes.html", "attributes", title, "questions", "", listed)
    for attribute in vocabulary:
        label = "Question" if attribute.asked else "Conclusion"
        ref, values = Ref("attribute", attribute.name), _attribute(attribute, handbook)
        yield Page(ref, "attribute", attribute.name, "questions", label, values)


def kind_of(attribute: Attribute) -> str:
    """What it may hold, in words."""
    match attribute.kind:
        case OneOf(values):
            return "yes or no" if set(values) == {"yes", "no"} else f"one of {len(values)} words"
        case ListOf(values):
            return f"any of {len(values)} words"
        case Number(low, high, whole):
            what = "a whole number" if whole else "a number"
            unit = f" {attribute.unit}" if attribute.unit else ""
            return f"{what} from {show_number(low)} to {show_number(high)}{unit}"
        case Evidence():
            return "evidence, added up"
        case Formula():
            return "computed"
        case Lookup():
            return "looked up"


def _attribute(attribute: Attribute, handbook: Handbook) -> Mapping[str, Any]:
    references, ref = handbook.references, Ref("attribute", attribute.name)
    writers = [handbook.at[by.name] for by in references.by(ref, "concludes it")]
    kind = attribute.kind
    return {
        "attribute": attribute,
        "kind": kind_of(attribute),
        "changes": _CHANGES[attribute.can_change],
        "because": sentence(attribute.because, handbook.knowledge),
        "values": _values(attribute, writers),
        "writers": [] if _listed(attribute.kind) else _concluding(attribute, writers, handbook),
        "readers": references.of(ref, *READING),
        "promises": references.by(ref, "promises it"),
        "formula": formula(kind.expression) if isinstance(kind, Formula) else (),
        "lookup": kind if isinstance(kind, Lookup) else None,
        "scale": kind.scale if isinstance(kind, Evidence) else "",
        "texts": handbook.knowledge.advice.get(attribute.name, {}),
    }


def _listed(kind: Kind) -> bool:
    return isinstance(kind, OneOf | ListOf)


def _values(attribute: Attribute, writers: list[Rule]) -> list[tuple[str, list[str], list[str]]]:
    """Each value with how else it is written, and with the rules that conclude it."""
    if not isinstance(attribute.kind, OneOf | ListOf):
        return []
    spelled: dict[str, list[str]] = defaultdict(list)
    for written, word in attribute.kind.readings.items():
        if written != fold(word):
            spelled[word].append(written)
    concluded: dict[str, list[str]] = defaultdict(list)
    for rule in writers:
        for one in rule.conclusions:
            if one.attribute == attribute.name:
                words = one.value if isinstance(one.value, tuple) else (show(one.value),)
                for word in words:
                    concluded[word].append(rule.id)
    return [(word, spelled[word], concluded[word]) for word in attribute.kind.values]


def _concluding(
    attribute: Attribute, writers: list[Rule], handbook: Handbook
) -> list[tuple[str, str]]:
    """The rules that conclude a number, or that pull, the strongest pull up first."""
    found: list[tuple[Decimal, str, str]] = []
    for rule in writers:
        for one in rule.conclusions:
            if one.attribute == attribute.name:
                pull = pull_of(one, rule, handbook.knowledge)
                said = "" if pull is None else f" ({show_signed(pull)})"
                found.append((-(pull or Decimal(0)), rule.id, f"{_said(one)}{said}"))
    return [(name, said) for _, name, said in sorted(found)]


def _said(one: Conclusion) -> str:
    return f"not {show(one.value)}" if one.negated else show(one.value)

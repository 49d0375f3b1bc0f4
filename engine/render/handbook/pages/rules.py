"""The pages of rules, of the factors that group them, and of their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from ....conditions import attributes
from ....handbook import (
    READING,
    Casebook,
    Handbook,
    Phrase,
    Ref,
    Theme,
    Told,
    Use,
    clause_of,
    concluded,
    reckoning,
    sentence,
    theme_of,
    when_of,
)
from ....rules import Rule
from ...listing import lines_at
from ..page import Page

IN_FULL = 3  # cases told in full where none speaks of the rule by its name
NAMED = 40  # further cases that are named, each by a link
Row = tuple[Rule, Sequence[Phrase]]


def pages(handbook: Handbook) -> Iterator[Page]:
    """A page for each factor, each table, and each rule."""
    for theme in handbook.themes:
        values = {"theme": theme, "rows": rows(theme.rules, handbook)}
        yield Page(Ref("theme", theme.name), "theme", theme.name, "rules", "Factor", values)
        yield from (_rule(number, theme, handbook) for number in range(len(theme.rules)))
    for name, rules in handbook.tables.items():
        yield Page(Ref("table", name), "table", name, "rules", "Table", _table(rules, handbook))


def rows(rules: Iterable[Rule], handbook: Handbook) -> list[Row]:
    """Rules for a list, each with what it concludes."""
    knowledge = handbook.knowledge
    return [(rule, [concluded(one, knowledge) for one in rule.conclusions]) for rule in rules]


def _rule(number: int, theme: Theme, handbook: Handbook) -> Page:
    rule, knowledge = theme.rules[number], handbook.knowledge
    ref = Ref("rule", rule.id)
    around = (None, *theme.rules, None)
    values = {
        "rule": rule,
        "theme": theme,
        "because": sentence(rule.because, knowledge),
        "when": when_of(rule),
        "unless": None if rule.unless is None else clause_of(rule.unless),
        "concludes": _conclusions(rule, handbook),
        "asked": _asked(rule, handbook),
        "writers": _writers(rule, handbook),
        "overridden": handbook.references.by(ref, "sets it aside"),
        "rests": _rests(rule, handbook),
        "cases": _cases(rule, handbook.casebook),
        "runs": handbook.casebook.runs,
        "lines": lines_at(knowledge, rule.location),
        "before": around[number],
        "after": around[number + 2],
    }
    return Page(ref, "rule", rule.id, "rules", "Rule", values)


def _conclusions(rule: Rule, handbook: Handbook) -> list[tuple[Phrase, str]]:
    """What it concludes, and where that is a pull, how strong."""
    knowledge = handbook.knowledge
    return [
        (concluded(one, knowledge), reckoning(one, rule, knowledge)) for one in rule.conclusions
    ]


def _asked(rule: Rule, handbook: Handbook) -> list[tuple[str, str]]:
    """The questions whose answers it reads."""
    vocabulary = handbook.knowledge.vocabulary
    return [(name, vocabulary[name].question) for name in rule.reads() if vocabulary[name].asked]


def _writers(rule: Rule, handbook: Handbook) -> dict[str, int]:
    """What it reads and nobody is asked, each with how many rules conclude it."""
    vocabulary, references = handbook.knowledge.vocabulary, handbook.references
    return {
        name: len(references.by(Ref("attribute", name), "concludes it"))
        for name in rule.reads()
        if not vocabulary[name].asked
    }


def _rests(rule: Rule, handbook: Handbook) -> list[tuple[str, tuple[Use, ...]]]:
    """What reads what it writes."""
    return [
        (name, handbook.references.of(Ref("attribute", name), *READING))
        for name in dict.fromkeys(rule.writes())
    ]


def _cases(rule: Rule, casebook: Casebook) -> list[Mapping[str, Any]]:
    """The cases by what becomes of the rule: those told in full, those named, how many more."""
    of = casebook.of(rule.id)
    parts = (
        ("It fires", "", of.fires),
        ("It is set aside", "by", of.aside),
        ("Its exception holds", "", of.excepted),
        ("One condition alone keeps it silent", "but for", of.missed),
    )
    return [
        {"title": title, "why": why, **_chosen(found, of.speaking)}
        for title, why, found in parts
        if found
    ]


def _chosen(found: Sequence[Told], speaking: frozenset[int]) -> Mapping[str, Any]:
    """In full those that speak of the rule, or else one for each reason; then some by name."""
    full = [told for told in found if told.number in speaking]
    if not full:
        full = list(islice({told.what: told for told in reversed(found)}.values(), IN_FULL))
    chosen = {told.number for told in full}
    rest = list({told.number: told for told in found if told.number not in chosen}.values())
    count = len(chosen) + len(rest)
    return {"count": count, "full": full, "named": rest[:NAMED], "more": max(0, len(rest) - NAMED)}


def _table(rules: Sequence[Rule], handbook: Handbook) -> Mapping[str, Any]:
    """A table as its author sees it: a row a rule, with its conditions and its conclusions."""
    knowledge = handbook.knowledge
    told = [
        (rule, when_of(rule), [concluded(one, knowledge) for one in rule.conclusions])
        for rule in rules
    ]
    read = dict.fromkeys(name for rule in rules for name in attributes(rule.when))
    written = dict.fromkeys(name for rule in rules for name in rule.writes())
    reasons = dict.fromkeys(rule.because for rule in rules)
    because = sentence(next(iter(reasons)), knowledge) if len(reasons) == 1 else ()
    return {
        "rows": told,
        "reads": list(read),
        "writes": list(written),
        "because": because,
        "themes": list(dict.fromkeys(map(theme_of, rules))),
    }

"""The rules as a list, and one rule in words beside its lines of YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice

from ..conditions import ALWAYS, describe
from ..diagnostics import Location
from ..rules import Conclusion, KnowledgeBase, Rule
from ..sources import Claim
from ..values import as_json, show, show_number
from ..words import join, plural
from .document import (
    Block,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Span,
    Table,
    Text,
    dim,
)
from .phrases import cite, conventions

_COLUMNS = ("rule", "concludes", "origin", "line")


def rules_document(knowledge: KnowledgeBase, rules: Iterable[Rule] | None = None) -> Document:
    """A table of rules (all by default) for each file and factor."""
    chosen = sorted(knowledge.rules if rules is None else rules, key=_place)
    blocks: list[Block] = []
    for (path, factor), group in groupby(chosen, key=_file_and_factor):
        blocks.append(Heading(f"{path}, {factor}" if factor else path))
        blocks.append(Table(_COLUMNS, tuple(map(_row, group)), frozenset({"line"})))
    return Document((*blocks, Paragraph(dim(f"{plural(len(chosen), 'rule')}."))))


def rules_json(knowledge: KnowledgeBase, rules: Iterable[Rule] | None = None) -> dict[str, object]:
    """The same list as data."""
    chosen = sorted(knowledge.rules if rules is None else rules, key=_place)
    return {"schema": "dunbar.rules/1", "rules": [rule_json(rule) for rule in chosen]}


def rule_document(knowledge: KnowledgeBase, rule: Rule) -> Document:
    """One rule in words, what it cites, and its lines as they stand."""
    blocks: list[Block] = [
        Paragraph((Span(rule.id, "strong"), Span(" at ", "dim"), Span(_at(rule), "place"))),
        Definitions(tuple(_in_words(knowledge, rule))),
        *_claims(knowledge, rule),
    ]
    lines = lines_at(knowledge, rule.location)
    if lines is not None:
        blocks += [Heading("As it stands"), lines]
    return Document(tuple(blocks), rule.id)


def rule_json(rule: Rule) -> dict[str, object]:
    """One rule as data."""
    concluded = [
        {"attribute": one.attribute, "value": as_json(one.value), "negated": one.negated}
        for one in rule.conclusions
    ]
    return {
        "rule": rule.id,
        "factor": rule.factor,
        "table": rule.table,
        "at": _at(rule) or None,
        "when": describe(rule.when),
        "unless": None if rule.unless is None else describe(rule.unless),
        "concludes": concluded,
        "overrides": list(rule.overrides),
        "strength": as_json(rule.strength),
        "because": rule.because,
        "source": rule.source.cited,
        "origin": rule.source.origin.value,
        "draft": rule.draft,
        "on_request": rule.on_request,
        "tags": list(rule.tags),
        "review_by": rule.review_by,
    }


def _place(rule: Rule) -> tuple[str, str, int, str]:
    path, line = (rule.location.path, rule.location.line) if rule.location else ("", 0)
    return path, rule.factor, line, rule.id


def _file_and_factor(rule: Rule) -> tuple[str, str]:
    return _place(rule)[:2]


def _at(rule: Rule) -> str:
    return "" if rule.location is None else str(rule.location)


def _row(rule: Rule) -> tuple[Text, ...]:
    origin = Span("draft", "caution") if rule.draft else Span(rule.source.origin.value)
    line = str(rule.location.line) if rule.location else ""
    return (Span(rule.id, "place"),), (Span(_concludes(rule)),), (origin,), dim(line)


def _concludes(rule: Rule) -> str:
    return "; ".join(f"{one.attribute}: {_value(one)}" for one in rule.conclusions)


def _value(one: Conclusion) -> str:
    return f"not {show(one.value)}" if one.negated else show(one.value)


def _in_words(knowledge: KnowledgeBase, rule: Rule) -> Iterator[tuple[str, Text]]:
    yield "when", _plain(describe(rule.when) if rule.when != ALWAYS else "always")
    if rule.unless is not None:
        yield "unless", _plain(describe(rule.unless))
    yield "then", _plain(join([f"{one.attribute} is {_value(one)}" for one in rule.conclusions]))
    yield "because", _plain(rule.because) if rule.because else (Span("no reason yet", "caution"),)
    yield "source", _plain(cite(rule.source.cited, knowledge))
    by = [other.id for other in knowledge.rules if rule.id in other.overrides]
    extra = (
        ("strength", show_number(rule.strength) if rule.strength is not None else ""),
        ("factor", rule.factor),
        ("table", rule.table),
        ("overrides", join(rule.overrides)),
        ("overridden by", join(by)),
        ("review by", rule.review_by),
        ("tags", join(rule.tags)),
        ("shown", "on request" if rule.on_request else ""),
    )
    yield from ((label, _plain(text)) for label, text in extra if text)


def _plain(text: str) -> Text:
    return (Span(text),)


def _claims(knowledge: KnowledgeBase, rule: Rule) -> Iterator[Block]:
    claims = [claim for name in rule.source.claims if (claim := knowledge.claims.get(name))]
    why = conventions(rule.source.cited)
    items = [*map(_claim, claims), *(Item(_plain(f"convention: {text}")) for text in why)]
    if items:
        yield Heading("What it rests on")
        yield Items(tuple(items))


def _claim(claim: Claim) -> Item:
    where = ", ".join(filter(None, (claim.origin.value, claim.section or claim.cited_from)))
    return Item(_plain(claim.says), (dim(f"{claim.id}, {where}, {claim.hedge}"),))


def lines_at(knowledge: KnowledgeBase, location: Location | None) -> Lines | None:
    """The lines of what begins there: from its first to the last that is indented deeper."""
    if location is None or location.path not in knowledge.sources:
        return None
    lines = _split(knowledge.sources[location.path])
    if location.line > len(lines):
        return None
    first = lines[location.line - 1]
    own = [first]
    for line in islice(lines, location.line, None):
        if line.strip() and _depth(line) <= _depth(first):
            break
        own.append(line)
    while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        own.pop()
    return Lines(tuple(own), location.line) if own else None


@lru_cache(maxsize=64)
def _split(text: str) -> tuple[str, ...]:
    """The lines of a file, which is asked for once a rule."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

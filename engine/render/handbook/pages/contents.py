"""The start page, the list of rules, and the index of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ....handbook import Handbook
from ....words import fold
from ..entries import Entry
from ..page import Page
from .rules import rows


def pages(handbook: Handbook, found: Sequence[Entry]) -> Iterator[Page]:
    """The pages from which everything else is found."""
    name = handbook.knowledge.name
    yield Page("index.html", "start", name, "start", "Handbook", _start(handbook))
    themes = [(theme, rows(theme.rules, handbook)) for theme in handbook.themes]
    yield Page("rules.html", "rules", "Rules", "rules", "", {"themes": themes})
    letters = [(letter, list(group)) for letter, group in groupby(found, key=_letter)]
    yield Page("all.html", "all", "Index", "contents", "", {"letters": letters})


def _start(handbook: Handbook) -> Mapping[str, Any]:
    knowledge = handbook.knowledge
    outcomes = [one.outcome for one in handbook.promises]
    return {
        "asked": knowledge.vocabulary.asked,
        "fields": knowledge.verdict.fields if knowledge.verdict is not None else (),
        "advice": sum(map(len, knowledge.advice.values())),
        "outcomes": {each: outcomes.count(each) for each in dict.fromkeys(outcomes)},
        "right": len(handbook.cases.those("as expected")),
        "tally": handbook.cases.tally,
    }


def _letter(entry: Entry) -> str:
    first = fold(entry.title)[:1].upper()
    return first if first.isalpha() else "0-9"

"""Facts from an export: read once, with a bar while it takes long, and what to say of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import DunbarError
from ..output import complain
from ..values import show
from ..words import did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..api import Opened
    from ..consultation import Fact
    from ..importmap import ImportMap
    from ..imports import Export, Suggestion
    from ..rules import KnowledgeBase


class Wanted(NamedTuple):
    """An export to be read by the map ``name``: as of a day, its suggestions ``confirmed``."""

    name: str
    path: Path
    as_of: date | None = None
    confirmed: bool = False


class Exported(NamedTuple):
    """What an export tells, what it only suggests, and itself; nothing where there is none."""

    facts: tuple[Fact, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    export: Export | None = None


def exported(opened: Opened, wanted: Wanted | None) -> Exported:
    """What the export tells, if one is wanted; what could not be read is told on stderr.

    Raises DunbarError where it cannot be read at all.
    """
    if wanted is None:
        return Exported()
    from ..imports import facts_of, suggestions_of  # noqa: PLC0415

    export, vocabulary = read(opened, wanted), opened.knowledge.vocabulary
    for line in _troubles(export):
        complain(f"dunbar: {line}.\n")
    facts = facts_of(export, vocabulary, confirmed=wanted.confirmed)
    suggested = () if wanted.confirmed else suggestions_of(export, vocabulary)
    return Exported(facts, suggested, export)


def read(opened: Opened, wanted: Wanted) -> Export:
    """The export, read by its map. Raises DunbarError."""
    from ..imports import read_export  # noqa: PLC0415
    from ..render.waiting import bar  # noqa: PLC0415

    form, vocabulary = map_of(opened.knowledge, wanted.name), opened.knowledge.vocabulary
    with bar(f"Reading {wanted.path.name}", sys.stderr) as watch:
        return read_export(form, vocabulary, wanted.path, as_of=wanted.as_of, watch=watch)


def map_of(knowledge: KnowledgeBase, name: str) -> ImportMap:
    """The import map of this name. Raises DunbarError."""
    found = next((each for each in knowledge.imports if fold(each.name) == fold(name)), None)
    if found is not None:
        return found
    names = [each.name for each in knowledge.imports]
    hint = did_you_mean(name, names) or "write one under knowledge/"
    raise DunbarError(f'{knowledge.name} has no import map "{name}"; {hint}')


def hint_at(suggestions: Collection[Suggestion], told: Collection[Fact]) -> None:
    """What the export suggests and nobody has told, on stderr."""
    known = {fact.attribute for fact in told}
    for each in suggestions:
        if each.attribute not in known:
            value = show(each.value)
            complain(
                f"dunbar: {each.attribute} may be {value} ({each.read.method}). It is not used"
                f' until you confirm it: "{each.attribute}={value}", or --take-suggestions.\n'
            )


def _troubles(export: Export) -> Iterator[str]:
    for file in export.files:
        if file.state == "not readable":
            yield f"{file.name} is left out: it {file.problem}"

"""Every file of the site, one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ...handbook import Handbook
from .drawing import Drawing
from .entries import Entry, entries
from .page import Page
from .pages import checks, contents, questions, rules, sources, verdicts
from .places import Places

_HERE = Path(__file__).resolve().parent / "templates"
ASSETS = ("style.css", "search.js")
INDEX = "search-index.js"


def site(handbook: Handbook, dated: str = "") -> Iterator[tuple[str, str]]:
    """The path and the text of every file; ``dated`` is shown as it is, where it is given.

    The same handbook gives the same files.
    """
    places = Places(handbook)
    found = tuple(entries(handbook, places))
    drawing = Drawing(handbook, places, dated)
    for page in _pages(handbook, found):
        yield drawing.path(page), drawing.draw(page)
    yield INDEX, _index(found)
    for name in ASSETS:
        yield name, (_HERE / name).read_text(encoding="utf-8")


def _pages(handbook: Handbook, found: tuple[Entry, ...]) -> Iterator[Page]:
    yield from contents.pages(handbook, found)
    yield from rules.pages(handbook)
    yield from questions.pages(handbook)
    yield from verdicts.pages(handbook)
    yield from sources.pages(handbook)
    yield from checks.pages(handbook)


def _index(found: tuple[Entry, ...]) -> str:
    """What the search looks through; a script and no data, since files may not read files."""
    rows = [[one.title, one.kind, one.href, one.about, one.words] for one in found]
    lines = ",\n".join(json.dumps(row) for row in rows)
    return f"handbookIndex([\n{lines}\n]);\n"

"""Where everything stands in the site: a file for each thing, or an anchor in a page of many."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...handbook import Handbook, Kind, Ref, advice_ref, case_ref

LONGEST = 80
_FOLDERS: dict[Kind, str] = {
    "rule": "rules",
    "theme": "themes",
    "table": "tables",
    "attribute": "attributes",
    "claim": "claims",
    "advice": "advice",
    "field": "verdict",
    "cases": "cases",
}
_SHARED: dict[Kind, str] = {
    "property": "properties.html",
    "tension": "tensions.html",
    "scale": "scales.html",
}
_OTHER = re.compile(r"[^a-z0-9]+")


class Place(NamedTuple):
    """A page, from the top folder of the site, and perhaps an anchor in it."""

    path: str
    anchor: str = ""

    def seen_from(self, page: str) -> str:
        """The link to it in another page."""
        up = "../" * page.count("/")
        return f"{up}{self.path}" + (f"#{self.anchor}" if self.anchor else "")


class Places:
    """The place of each thing that has one; made once, so that no two share a file."""

    __slots__ = ("_places",)

    def __init__(self, handbook: Handbook) -> None:
        names: dict[Kind, list[str]] = defaultdict(list)
        for ref in _everything(handbook):
            names[ref.kind].append(ref.name)
        self._places = {Ref("verdict", ""): Place("verdict.html")}
        if handbook.knowledge.plan is not None:
            self._places[Ref("plan", "")] = Place("plan.html")
        for kind, named in names.items():
            for name, slug in _slugs(named):
                self._places[Ref(kind, name)] = _place(kind, slug)
        for path, numbers in handbook.casebook.files.items():
            page = self._places[Ref("cases", path)].path
            self._places.update((case_ref(each), Place(page, f"case-{each}")) for each in numbers)

    def __contains__(self, ref: Ref) -> bool:
        return ref in self._places

    def __getitem__(self, ref: Ref) -> Place:
        return self._places[ref]


def _everything(handbook: Handbook) -> Iterator[Ref]:
    knowledge = handbook.knowledge
    yield from (Ref("rule", rule.id) for rule in knowledge.rules)
    yield from (Ref("theme", theme.name) for theme in handbook.themes)
    yield from (Ref("table", name) for name in handbook.tables)
    yield from (Ref("attribute", one.name) for one in knowledge.vocabulary)
    yield from (Ref("claim", name) for name in knowledge.claims)
    yield from (Ref("tension", name) for name in knowledge.tensions)
    yield from (Ref("scale", name) for name in knowledge.scales)
    yield from (Ref("property", one.id) for one in knowledge.properties)
    yield from (Ref("cases", path) for path in handbook.casebook.files)
    for listed, texts in knowledge.advice.items():
        yield from (advice_ref(listed, name) for name in texts)
    if knowledge.verdict is not None:
        yield from (Ref("field", entry.name) for entry in knowledge.verdict.fields)


def _place(kind: Kind, slug: str) -> Place:
    if kind in _SHARED:
        return Place(_SHARED[kind], f"{kind}-{slug}")
    return Place(f"{_FOLDERS[kind]}/{slug}.html")


def _slugs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name with a form of it that any file system and any link can hold."""
    taken: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
        slug = _OTHER.sub("-", plain).strip("-")
        if not slug or len(slug) > LONGEST or slug in taken:
            digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
            slug = f"{slug[:LONGEST]}-{digest[:12]}".strip("-")
        taken.add(slug)
        yield name, slug

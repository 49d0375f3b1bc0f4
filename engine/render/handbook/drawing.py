"""Pages drawn by their templates."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

from ...cases import Expected
from ...handbook import Handbook, Ref, sentence
from ...values import show, show_number, show_signed
from ...words import join, plural
from ..characters import safe
from ..templating import environment
from .page import CONTENTS, Page
from .places import Places

_TEMPLATES = Path(__file__).resolve().parent / "templates"


class Drawing:
    """Draws the pages of one handbook."""

    __slots__ = ("_environment", "_places")

    def __init__(self, handbook: Handbook, places: Places, dated: str) -> None:
        self._places = places
        self._environment = environment(_TEMPLATES)
        self._environment.globals.update(
            book=handbook,
            knowledge=handbook.knowledge,
            dated=dated,
            contents=CONTENTS,
            ref=Ref,
            sentence=sentence,
            plural=plural,
        )
        self._environment.filters.update(
            shown=show,
            number=show_number,
            signed=show_signed,
            joined=join,
            by_attribute=_by_attribute,
            verbatim=_verbatim,
        )
        self._environment.tests["block"] = _is_block

    def path(self, page: Page) -> str:
        """Where a page stands, from the top folder of the site."""
        return page.at if isinstance(page.at, str) else self._places[page.at].path

    def draw(self, page: Page) -> str:
        """The page as HTML."""
        path = self.path(page)

        def to(ref: Ref) -> str:
            """The link to something, empty where it has no place."""
            return self._places[ref].seen_from(path) if ref in self._places else ""

        template = self._environment.get_template(f"{page.template}.html")
        up = "../" * path.count("/")
        return str(template.render(page=page, up=up, to=to, **page.values))


def _is_block(block: object, name: str) -> bool:
    """Whether a block of a document is of this class."""
    return type(block).__name__ == name


def _by_attribute(expected: Iterable[Expected]) -> list[tuple[str, list[str]]]:
    """What is expected of each attribute in turn."""
    groups = groupby(expected, key=lambda one: one.attribute)
    return [(name, [one.said for one in group]) for name, group in groups]


def _verbatim(text: str) -> Markup:
    """A line as it stands, its spaces kept."""
    return escape(safe(text))

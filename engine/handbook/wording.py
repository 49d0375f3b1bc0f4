"""Running text with references in it, and the sentences of a knowledge base as such text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..rules import KnowledgeBase

Kind = Literal[
    "rule", "theme", "table", "attribute", "claim", "advice", "field", "verdict", "plan",
    "property", "tension", "scale", "case", "cases",
]  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Ref(NamedTuple):
    """Something that has a place of its own in the handbook; the name is unique in its kind."""

    kind: Kind
    name: str


class Piece(NamedTuple):
    """A stretch of text; ``slot`` where the value of an attribute is put in its place."""

    text: str
    ref: Ref | None = None
    slot: bool = False


Phrase = tuple[Piece, ...]


def advice_ref(listed: str, name: str) -> Ref:
    """An advice text, which is unique only within its list."""
    return Ref("advice", f"{listed}: {name}")


def attribute(name: str) -> Piece:
    """An attribute by its name."""
    return Piece(name, Ref("attribute", name))


def sentence(text: str, knowledge: KnowledgeBase) -> Phrase:
    """A sentence of the author, its ``{attributes}`` as slots."""
    found: list[Piece] = []
    for number, part in enumerate(_PLACEHOLDER.split(text)):
        if number % 2 == 0:
            found.append(Piece(part))
        elif part in knowledge.vocabulary:
            found.append(Piece(part, Ref("attribute", part), slot=True))
        else:
            found.append(Piece(f"{{{part}}}"))
    return tuple(piece for piece in found if piece.text)


def listing(pieces: Iterable[Piece], last: str = "and") -> Phrase:
    """``a``, ``a and b``, ``a, b and c``."""
    items = tuple(pieces)
    found: list[Piece] = []
    for number, piece in enumerate(items):
        if number:
            found.append(Piece(f" {last} " if number == len(items) - 1 else ", "))
        found.append(piece)
    return tuple(found)


def plain(phrase: Phrase) -> str:
    """The words alone."""
    return "".join(f"{{{piece.text}}}" if piece.slot else piece.text for piece in phrase)

"""A derived list as diagrams, one a word, so that independent words are not multiplied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from ..values import UNKNOWN
from .nodes import Nodes


@dataclass(frozen=True, slots=True)
class Words:
    """A diagram a word; ``some`` is true where any is given, ``open`` where one still may be."""

    words: Mapping[str, int]
    some: int
    open: int


def listing(nodes: Nodes, listed: Words) -> int:
    """The diagram of the whole list; independent words multiply."""
    made = nodes.terminal(())
    for word, given in listed.words.items():
        more = nodes.map(("and then", word), partial(_append, word), made)
        made = nodes.choose(given, more, made)
    return nodes.choose(listed.open, nodes.terminal(UNKNOWN), made)


def _append(word: str, words: object) -> object:
    return (*words, word)  # type: ignore[misc]
